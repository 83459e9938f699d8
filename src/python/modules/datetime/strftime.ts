import { twoDigits } from './values';
import { dayOfYear, isoCalendar, toOrdinal, weekdayOf } from './calendar-days';

export const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;

/** What there is to be formatted. */
export interface FormattedTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  /** `+0200`, '' for naive times. */
  readonly zone: string;
  readonly zoneName: string;
}

/** The date and time as `%c` and `ctime()` show it. */
export function ctimeText(time: FormattedTime): string {
  const day = String(time.day).padStart(2, ' ');
  return `${(dayNames[weekdayOf(time)] as string).slice(0, 3)} ${(monthNames[time.month - 1] as string).slice(0, 3)} ${day} ${clockText(time)} ${time.year}`;
}

function clockText(time: FormattedTime): string {
  return `${twoDigits(time.hour)}:${twoDigits(time.minute)}:${twoDigits(time.second)}`;
}

function weekOfYear(time: FormattedTime, firstDay: 0 | 6): number {
  const passed = (weekdayOf(time) - firstDay + 7) % 7;
  return Math.floor((dayOfYear(time) + 6 - passed) / 7);
}

const numberOf: Readonly<Record<string, (time: FormattedTime) => readonly [value: number, width: number, pad: string]>> = {
  C: (time) => [Math.floor(time.year / 100), 2, '0'],
  d: (time) => [time.day, 2, '0'],
  e: (time) => [time.day, 2, ' '],
  G: (time) => [isoCalendar(time)[0], 0, '0'],
  g: (time) => [isoCalendar(time)[0] % 100, 2, '0'],
  H: (time) => [time.hour, 2, '0'],
  I: (time) => [time.hour % 12 === 0 ? 12 : time.hour % 12, 2, '0'],
  j: (time) => [dayOfYear(time), 3, '0'],
  k: (time) => [time.hour, 2, ' '],
  l: (time) => [time.hour % 12 === 0 ? 12 : time.hour % 12, 2, ' '],
  m: (time) => [time.month, 2, '0'],
  M: (time) => [time.minute, 2, '0'],
  S: (time) => [time.second, 2, '0'],
  s: (time) => [(toOrdinal(time) - 719163) * 86400 + time.hour * 3600 + time.minute * 60 + time.second, 0, '0'],
  u: (time) => [weekdayOf(time) + 1, 0, '0'],
  U: (time) => [weekOfYear(time, 6), 2, '0'],
  V: (time) => [isoCalendar(time)[1], 2, '0'],
  w: (time) => [(weekdayOf(time) + 1) % 7, 0, '0'],
  W: (time) => [weekOfYear(time, 0), 2, '0'],
  y: (time) => [time.year % 100, 2, '0'],
  Y: (time) => [time.year, 0, '0'],
};

const textOf: Readonly<Record<string, (time: FormattedTime) => string>> = {
  a: (time) => (dayNames[weekdayOf(time)] as string).slice(0, 3),
  A: (time) => dayNames[weekdayOf(time)] as string,
  b: (time) => (monthNames[time.month - 1] as string).slice(0, 3),
  h: (time) => (monthNames[time.month - 1] as string).slice(0, 3),
  B: (time) => monthNames[time.month - 1] as string,
  c: ctimeText,
  D: (time) => `${twoDigits(time.month)}/${twoDigits(time.day)}/${twoDigits(time.year % 100)}`,
  f: (time) => String(time.microsecond).padStart(6, '0'),
  F: (time) => `${time.year}-${twoDigits(time.month)}-${twoDigits(time.day)}`,
  n: () => '\n',
  p: (time) => (time.hour < 12 ? 'AM' : 'PM'),
  P: (time) => (time.hour < 12 ? 'am' : 'pm'),
  r: (time) => `${twoDigits(time.hour % 12 === 0 ? 12 : time.hour % 12)}:${twoDigits(time.minute)}:${twoDigits(time.second)} ${time.hour < 12 ? 'AM' : 'PM'}`,
  R: (time) => `${twoDigits(time.hour)}:${twoDigits(time.minute)}`,
  t: () => '\t',
  T: clockText,
  x: (time) => `${twoDigits(time.month)}/${twoDigits(time.day)}/${twoDigits(time.year % 100)}`,
  X: clockText,
  z: (time) => time.zone,
  Z: (time) => time.zoneName,
  '%': () => '%',
};

/** `strftime` of the C library in the C locale, with glibc's flags `-` (no padding), `_` (spaces), `0` and `^` (capitals). */
export function formatTime(time: FormattedTime, format: string): string {
  return format.replace(/%([-_0^#]?)([A-Za-z%])/g, (whole, flag: string, code: string) => {
    const number = numberOf[code]?.(time);
    if (number !== undefined) {
      const [value, width, pad] = number;
      if (flag === '-') return String(value);
      return String(value).padStart(width, flag === '_' ? ' ' : flag === '0' ? '0' : pad);
    }
    const text = textOf[code]?.(time);
    if (text === undefined) return whole;
    return flag === '^' ? text.toUpperCase() : text;
  });
}
