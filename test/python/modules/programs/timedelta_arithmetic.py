from datetime import timedelta
t = timedelta(days=1, hours=2, minutes=3, seconds=4.5)
print(t, repr(t), t.total_seconds(), -t, abs(-t), t * 2, t / 2, t / timedelta(hours=1), t // timedelta(hours=1), t % timedelta(hours=1), divmod(t, timedelta(hours=5)), t * 1.5)
print(timedelta(-1), repr(timedelta(0)), timedelta(microseconds=1), timedelta(weeks=1), timedelta.max, timedelta.min, bool(timedelta()), timedelta(hours=25) == timedelta(days=1, hours=1), t.days, t.seconds, t.microseconds)
print(timedelta(days=0.5), timedelta(seconds=1.0000005), timedelta(milliseconds=2.5), sum([timedelta(1), timedelta(2)], timedelta()), max(timedelta(1), timedelta(2)))
timedelta('a')
