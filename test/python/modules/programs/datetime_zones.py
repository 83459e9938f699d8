from datetime import *
u = datetime(2024, 6, 1, 12, tzinfo=timezone.utc)
east = timezone(timedelta(hours=2))
print(u, repr(u), u.timestamp(), u.astimezone(east), u.isoformat(timespec='milliseconds'), u.tzname(), u.utcoffset(), u.strftime('%z %Z'))
named = timezone(timedelta(hours=-5, minutes=-30), 'EST')
print(named, repr(named), repr(timezone.utc), east, datetime(2024, 1, 1, tzinfo=named), datetime(2024, 1, 1, tzinfo=named) == datetime(2024, 1, 1, 5, 30, tzinfo=timezone.utc), datetime(2024, 1, 1, tzinfo=named) - u)
print(datetime.fromtimestamp(0, timezone.utc), datetime.utcfromtimestamp(86400.5), u == u.replace(tzinfo=None))
try:
    timezone(timedelta(days=1))
except ValueError as e:
    print(e)
u < datetime(2024, 1, 1)
