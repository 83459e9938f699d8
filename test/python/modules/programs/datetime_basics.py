from datetime import *
moment = datetime(2024, 1, 31, 13, 5, 9, 123456)
print(moment, repr(moment), moment.isoformat(), moment.isoformat(' ', 'minutes'), moment.date(), moment.time(), moment.replace(hour=0), moment + timedelta(hours=12), moment - datetime(2024, 1, 1))
print(datetime.combine(date(2024, 2, 29), time(1, 2)), datetime.min, datetime.max, isinstance(moment, date), datetime(2024, 1, 1) == date(2024, 1, 1), repr(datetime(2024, 1, 1)), moment.timetuple().tm_yday)
print({date(2024, 1, 1): 'new year'}[date(2024, 1, 1)], hash(datetime(2020, 1, 1)) == hash(datetime(2020, 1, 1)))
