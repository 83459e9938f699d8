from datetime import *
print(datetime.strptime('2024-03-05 14:30', '%Y-%m-%d %H:%M'), datetime.strptime('5 Mar 24 02:30 PM +0200', '%d %b %y %I:%M %p %z'), datetime.strptime('2024 060', '%Y %j'), datetime.strptime('Monday 1 2024', '%A %W %Y'))
print(datetime.fromisoformat('2024-01-02T03:04:05.678+05:30'), datetime.fromisoformat('20240102T030405Z'), datetime.fromisoformat('2024-01-02'), datetime.fromisoformat('2024-W01-2'), time.fromisoformat('04:05:06'))
for text, form in [('a', '%Y'), ('2024x', '%Y'), ('1', '%Q'), ('1', '%')]:
    try:
        datetime.strptime(text, form)
    except ValueError as e:
        print(e)
datetime.fromisoformat('2024-13-01')
