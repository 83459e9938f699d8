import type { Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { dayOfYear, weekdayOf, type CalendarDay } from '../datetime/calendar-days';
import type { ClockTime } from '../datetime/values';
import { structSequence } from '../struct-sequence';

/** `time.struct_time`. */
export const structTimeType = structSequence('struct_time', 'time', ['tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst']);

/** @param isDst 1, 0, or -1 where it is not known */
export function structTime(time: CalendarDay & ClockTime, isDst: number): Value {
  return new PyTuple([time.year, time.month, time.day, time.hour, time.minute, time.second, weekdayOf(time), dayOfYear(time), isDst], structTimeType);
}
