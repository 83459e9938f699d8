import asyncio
asyncio.slep(1)
