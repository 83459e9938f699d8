import asyncio
async def inner():
    await asyncio.sleep(0)
    raise ValueError("async boom")
async def main():
    await inner()
try:
    asyncio.run(main())
except ValueError as e:
    print(e)
