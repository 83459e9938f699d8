from datetime import datetime, timedelta
from zoneinfo import ZoneInfo
berlin = ZoneInfo('Europe/Berlin')
print(datetime(2024, 1, 15, 12, tzinfo=berlin), datetime(2024, 7, 15, 12, tzinfo=berlin), datetime(2024, 7, 15, 12, tzinfo=berlin).astimezone(ZoneInfo('America/New_York')), berlin, repr(berlin))
print(datetime(2024, 10, 27, 2, 30, tzinfo=berlin).utcoffset(), datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=berlin).utcoffset(), datetime(2024, 7, 1, tzinfo=berlin).dst(), datetime(2024, 3, 31, 1, 30, tzinfo=berlin) + timedelta(hours=1))
