import type { NativeModule } from '../../runtime';
import { MAX_YEAR, MIN_YEAR } from './calendar-days';
import { dateType } from './date';
import { datetimeType } from './datetime';
import { timeType } from './time';
import { timedeltaType } from './timedelta';
import { timezoneType, tzinfoType, UTC } from './zone';

export const datetimeModule: NativeModule = {
  name: 'datetime',
  create: () => ({ date: dateType, time: timeType, datetime: datetimeType, timedelta: timedeltaType, tzinfo: tzinfoType, timezone: timezoneType, UTC, MINYEAR: MIN_YEAR, MAXYEAR: MAX_YEAR }),
};
