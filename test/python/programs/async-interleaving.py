import asyncio
async def w(name, n):
    for i in range(n):
        print(name, i)
        await asyncio.sleep(0)
    return name
async def main():
    print(await asyncio.gather(w("a", 3), w("b", 2)))
    t = asyncio.create_task(w("t", 2)); print("created", t.done()); await t; print(t.done(), t.result())
asyncio.run(main())
