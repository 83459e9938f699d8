import asyncio
async def work(n):
    await asyncio.sleep(0)
    return n * 2
async def main():
    print(await work(1), await asyncio.gather(work(2), work(3)), await asyncio.create_task(work(4)))
    async with CM() as c: print(c)
    async for x in agen(3): print(x, end=" ")
    print([x async for x in agen(3) if x], {x: 1 async for x in agen(2)}, [await work(i) for i in range(2)])
    return "main result"
class CM:
    async def __aenter__(self): print("aenter"); return "cm"
    async def __aexit__(self, *a): print("aexit", a[0])
async def agen(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i
print(asyncio.run(main()))
