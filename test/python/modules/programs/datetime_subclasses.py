from datetime import date, datetime, timedelta
class Day(date):
    def shout(self): return f'{self}!'
print(Day(2024, 1, 1), repr(Day(2024, 1, 1)), Day(2024, 1, 1).shout(), type(Day(2024, 1, 1) + timedelta(1)).__name__, Day.fromisoformat('2024-05-06').shout())
