from datetime import *
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: date(2024, 13, 1))
attempt(lambda: date(2023, 2, 29))
attempt(lambda: date(0, 1, 1))
attempt(lambda: datetime(2024, 1, 1, 25))
attempt(lambda: time(25))
attempt(lambda: date.fromisoformat('x'))
attempt(lambda: date('a', 1, 1))
attempt(lambda: date())
attempt(lambda: date.max + timedelta(1))
attempt(lambda: date(2024, 1, 1) + date(2024, 1, 1))
attempt(lambda: date(2024, 1, 1) + 1)
attempt(lambda: date(2024, 1, 1) < 5)
attempt(lambda: datetime(2024, 1, 1).foo)
attempt(lambda: datetime(2024, 1, 1) < date(2024, 1, 1))
attempt(lambda: datetime(2024, 1, 1, tzinfo='x'))
