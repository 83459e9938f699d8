import { valueError } from '../../objects/exceptions';

export const MIN_YEAR = 1;
export const MAX_YEAR = 9999;
/** The ordinal of 9999-12-31; that of 0001-01-01 is 1. */
export const MAX_ORDINAL = 3652059;

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day of the proleptic Gregorian calendar. */
export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (lengths[month - 1] as number);
}

/** How many days of the year are before this month. */
export function daysBeforeMonth(year: number, month: number): number {
  let days = 0;
  for (let earlier = 1; earlier < month; earlier += 1) days += daysInMonth(year, earlier);
  return days;
}

export function daysBeforeYear(year: number): number {
  const before = year - 1;
  return before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
}

/** The number of a day: 0001-01-01 is 1. */
export function toOrdinal({ year, month, day }: CalendarDay): number {
  return daysBeforeYear(year) + daysBeforeMonth(year, month) + day;
}

/** The day of a number. */
export function fromOrdinal(ordinal: number): CalendarDay {
  let year = Math.floor((ordinal - 1) / 365.2425) + 1;
  while (daysBeforeYear(year + 1) < ordinal) year += 1;
  while (daysBeforeYear(year) >= ordinal) year -= 1;
  let day = ordinal - daysBeforeYear(year);
  let month = 1;
  while (day > daysInMonth(year, month)) {
    day -= daysInMonth(year, month);
    month += 1;
  }
  return { year, month, day };
}

/** Monday is 0. */
export function weekdayOf(day: CalendarDay): number {
  return (toOrdinal(day) + 6) % 7;
}

/** The number of the day in its year, from 1. */
export function dayOfYear({ year, month, day }: CalendarDay): number {
  return daysBeforeMonth(year, month) + day;
}

/** The ordinal of the Monday of the first ISO week of a year. */
export function firstIsoMonday(year: number): number {
  const first = daysBeforeYear(year) + 1;
  const weekday = (first + 6) % 7;
  return weekday > 3 ? first - weekday + 7 : first - weekday;
}

/** ISO year, week and weekday (Monday is 1). */
export function isoCalendar(day: CalendarDay): readonly [year: number, week: number, weekday: number] {
  const ordinal = toOrdinal(day);
  let { year } = day;
  if (ordinal >= firstIsoMonday(year + 1)) year += 1;
  else if (ordinal < firstIsoMonday(year)) year -= 1;
  const passed = ordinal - firstIsoMonday(year);
  return [year, Math.floor(passed / 7) + 1, (passed % 7) + 1];
}

/** How many ISO weeks a year has: 52 or 53. */
export function isoWeeksIn(year: number): number {
  return (firstIsoMonday(year + 1) - firstIsoMonday(year)) / 7;
}

/** The day of an ISO year, week and weekday. @throws Raised ValueError */
export function fromIsoCalendar(year: number, week: number, weekday: number): CalendarDay {
  if (year < MIN_YEAR || year > MAX_YEAR) throw valueError(`Year is out of range: ${year}`);
  if (week < 1 || week > isoWeeksIn(year)) throw valueError(`Invalid week: ${week}`);
  if (weekday < 1 || weekday > 7) throw valueError(`Invalid weekday: ${weekday} (range is [1, 7])`);
  return fromOrdinal(firstIsoMonday(year) + (week - 1) * 7 + weekday - 1);
}

/** @throws Raised ValueError as `date()` words it */
export function checkDay({ year, month, day }: CalendarDay): void {
  if (year < MIN_YEAR || year > MAX_YEAR) throw valueError(`year ${year} is out of range`);
  if (month < 1 || month > 12) throw valueError('month must be in 1..12');
  if (day < 1 || day > daysInMonth(year, month)) throw valueError('day is out of range for month');
}
