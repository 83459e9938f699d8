import asyncio
from contextlib import asynccontextmanager, AsyncExitStack, nullcontext
@asynccontextmanager
async def opened(name):
    print('open', name)
    try:
        yield name
    finally:
        await asyncio.sleep(0)
        print('close', name)
async def main():
    async with opened('a') as a:
        print(a)
    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(opened('b')))
        async def later(): print('later')
        stack.push_async_callback(later)
    async with nullcontext(3) as n:
        print(n)
    try:
        async with opened('c'):
            raise ValueError('inside')
    except ValueError as e:
        print('got', e)
asyncio.run(main())
