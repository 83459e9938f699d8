import asyncio
async def bad(): await asyncio.sleep(0); raise ValueError("bad")
async def ok(): return 1
async def main():
    try: await bad()
    except ValueError as e: print("caught", e)
    print(await asyncio.gather(ok(), bad(), return_exceptions=True))
    try: await asyncio.gather(ok(), bad())
    except ValueError as e: print("gather", e)
    t = asyncio.create_task(asyncio.sleep(10)); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError: print("cancelled", t.cancelled())
    try: await 5
    except TypeError as e: print(e)
    try:
        async with 5: pass
    except TypeError as e: print(e)
    try:
        async for x in 5: pass
    except TypeError as e: print(e)
asyncio.run(main())
try: asyncio.run(5)
except ValueError as e: print(e)
