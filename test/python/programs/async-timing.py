import asyncio
order = []
async def s(d, n):
    await asyncio.sleep(d); order.append(n); return n
async def main():
    r = await asyncio.gather(s(0.03, "c"), s(0.01, "a"), s(0.02, "b"))
    print(order, r)
    try: await asyncio.wait_for(asyncio.sleep(5), 0.01)
    except asyncio.TimeoutError: print("timeout")
    try:
        async with asyncio.timeout(0.01): await asyncio.sleep(5)
    except TimeoutError: print("timeout 2")
    done, pending = await asyncio.wait([asyncio.create_task(s(0, 1)), asyncio.create_task(s(5, 2))], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending)); [p.cancel() for p in pending]
asyncio.run(main())
