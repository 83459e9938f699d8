from datetime import date, datetime, time
d = date(2024, 2, 9)
print(d.strftime('%A %d %B %Y %j %U %W %V %G %u %w %y %a %b'), d.ctime(), d.isoformat(), f'{d:%d/%m/%Y}', f'{d}')
moment = datetime(2024, 1, 31, 13, 5, 9, 123456)
print(moment.strftime('%Y-%m-%d %H:%M:%S.%f %I %p %% %c %x %X %-d %e'), f'{moment:%H:%M}', time(4, 5).strftime('%H.%M'))
