from datetime import date, timedelta
d = date(2024, 2, 29)
print(d, repr(d), d.year, d.month, d.day, d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), d.timetuple())
print(d + timedelta(days=366), d - timedelta(1), date(2024, 3, 1) - d, d.replace(year=2020), d < date(2025, 1, 1), sorted([d, date(2023, 1, 1)]))
print(date.fromisoformat('2024-01-02'), date.fromordinal(738000), date.fromisocalendar(2024, 1, 1), date.min, date.max, date.resolution)
