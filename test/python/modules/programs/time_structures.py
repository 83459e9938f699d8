import time
print(time.gmtime(86400), time.strftime('%Y-%m-%d', time.gmtime(0)), time.strptime('2024-01-02', '%Y-%m-%d').tm_yday, time.asctime(time.gmtime(0)))
start = time.perf_counter()
time.sleep(0.01)
print(time.perf_counter() > start, time.monotonic() > 0, type(time.time()).__name__, time.gmtime(0)[0], time.gmtime(0).tm_mon)
time.sleep(-1)
