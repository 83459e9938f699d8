from datetime import time, timezone
x = time(12, 30, 15, 5)
print(x, repr(x), x.isoformat('seconds'), time(1), time(1) < time(2), x.replace(minute=0), repr(time(1, tzinfo=timezone.utc)), time.min, time.max, bool(time()))
time(1) < time(1, tzinfo=timezone.utc)
