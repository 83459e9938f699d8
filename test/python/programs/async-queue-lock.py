import asyncio
async def prod(q):
    for i in range(3): await q.put(i); print("put", i)
    await q.put(None)
async def cons(q):
    while (x := await q.get()) is not None: print("got", x)
async def crit(lock, n, log):
    async with lock:
        log.append(("in", n)); await asyncio.sleep(0); log.append(("out", n))
async def main():
    q = asyncio.Queue(maxsize=1)
    await asyncio.gather(prod(q), cons(q))
    lock = asyncio.Lock(); log = []
    await asyncio.gather(*(crit(lock, i, log) for i in range(3))); print(log)
    ev = asyncio.Event()
    async def waiter(): await ev.wait(); print("event")
    t = asyncio.create_task(waiter()); await asyncio.sleep(0); ev.set(); await t
    sem = asyncio.Semaphore(2); active = 0; peak = 0
    async def job():
        nonlocal active, peak
        async with sem:
            active += 1; peak = max(peak, active); await asyncio.sleep(0); active -= 1
    await asyncio.gather(*(job() for _ in range(5))); print(peak)
asyncio.run(main())
