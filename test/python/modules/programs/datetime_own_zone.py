from datetime import *
class Plus(tzinfo):
    def utcoffset(self, dt): return timedelta(hours=1)
    def dst(self, dt): return timedelta(0)
    def tzname(self, dt): return 'PLUS'
m = datetime(2024, 1, 1, tzinfo=Plus())
print(m, m.tzname(), m.dst(), m.astimezone(timezone.utc), datetime(2024, 1, 1, tzinfo=timezone.utc).astimezone(Plus()))
class Bare(tzinfo): pass
datetime(2024, 1, 1, tzinfo=Bare()).utcoffset()
