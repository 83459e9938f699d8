import calendar
print(calendar.month(2024, 2), calendar.isleap(2024), calendar.leapdays(2000, 2025), calendar.monthrange(2024, 2), calendar.monthcalendar(2024, 2), calendar.weekday(2024, 5, 1))
print(calendar.TextCalendar(6).formatmonth(2024, 5))
print(calendar.Calendar().monthdatescalendar(2024, 2)[0][0], list(calendar.Calendar(6).iterweekdays()), calendar.timegm((2024, 1, 1, 0, 0, 0)))
calendar.monthrange(2024, 13)
