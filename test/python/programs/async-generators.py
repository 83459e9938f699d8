import asyncio
async def g():
    try:
        x = yield 1
        print("sent", x)
        yield 2
    finally: print("cleanup")
async def main():
    a = g(); print(await a.__anext__(), await a.asend("s"))
    await a.aclose()
    b = g(); print(await anext_(b)); 
    try: await b.athrow(ValueError("t"))
    except ValueError as e: print(e)
    class It:
        def __init__(self): self.n = 0
        def __aiter__(self): return self
        async def __anext__(self):
            self.n += 1
            if self.n > 2: raise StopAsyncIteration
            return self.n
    async for x in It(): print(x)
    else: print("else")
    print([x async for x in It()])
async def anext_(it): return await it.__anext__()
asyncio.run(main())
