import { fromIsoCalendar, isoWeeksIn, MIN_YEAR, type CalendarDay } from './calendar-days';
import { twoDigits, type ClockTime } from './values';

export type Timespec = 'auto' | 'hours' | 'minutes' | 'seconds' | 'milliseconds' | 'microseconds';

export function dayText({ year, month, day }: CalendarDay): string {
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** A time of day; undefined for a timespec that there is not. */
export function clockText(clock: ClockTime, timespec: string): string | undefined {
  const minutes = `${twoDigits(clock.hour)}:${twoDigits(clock.minute)}`;
  const seconds = `${minutes}:${twoDigits(clock.second)}`;
  const micro = String(clock.microsecond).padStart(6, '0');
  switch (timespec) {
    case 'auto':
      return clock.microsecond === 0 ? seconds : `${seconds}.${micro}`;
    case 'hours':
      return twoDigits(clock.hour);
    case 'minutes':
      return minutes;
    case 'seconds':
      return seconds;
    case 'milliseconds':
      return `${seconds}.${micro.slice(0, 3)}`;
    case 'microseconds':
      return `${seconds}.${micro}`;
    default:
      return undefined;
  }
}

/** An offset from UTC in microseconds: `+02:00`, with seconds where there are some. */
export function offsetText(offset: bigint, separator = ':'): string {
  const size = offset < 0n ? -offset : offset;
  const micro = Number(size % 1_000_000n);
  const seconds = Number(size / 1_000_000n);
  let text = `${offset < 0n ? '-' : '+'}${twoDigits(Math.floor(seconds / 3600))}${separator}${twoDigits(Math.floor(seconds / 60) % 60)}`;
  if (seconds % 60 !== 0 || micro !== 0) text += separator + twoDigits(seconds % 60);
  return micro === 0 ? text : `${text}.${String(micro).padStart(6, '0')}`;
}

/** A date in ISO 8601 as `date.fromisoformat` takes it; undefined for others. */
export function parseDay(text: string): CalendarDay | undefined {
  const plain = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (plain !== null) return { year: Number(plain[1]), month: Number(plain[2]), day: Number(plain[3]) };
  const week = /^(\d{4})-W(\d\d)(?:-(\d))?$/.exec(text) ?? /^(\d{4})W(\d\d)(\d)?$/.exec(text);
  if (week === null) return undefined;
  const [year, number, weekday] = [Number(week[1]), Number(week[2]), Number(week[3] ?? 1)];
  const exists = year >= MIN_YEAR && number >= 1 && number <= isoWeeksIn(year) && weekday >= 1 && weekday <= 7;
  return exists ? fromIsoCalendar(year, number, weekday) : undefined;
}

export interface ParsedClock extends ClockTime {
  /** Microseconds east of UTC; null: naive. */
  readonly offset: bigint | null;
}

const clockPattern = /^(\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d+))?)?|(\d\d)(?:(\d\d)(?:[.,](\d+))?)?)?$/;

function parseClockPart(text: string): ClockTime | undefined {
  const found = clockPattern.exec(text);
  if (found === null) return undefined;
  const fraction = found[4] ?? found[7] ?? '';
  return { hour: Number(found[1]), minute: Number(found[2] ?? found[5] ?? 0), second: Number(found[3] ?? found[6] ?? 0), microsecond: Number(fraction.slice(0, 6).padEnd(6, '0')) };
}

/** A time of day in ISO 8601 as `time.fromisoformat` takes it; undefined for others. */
export function parseClock(text: string): ParsedClock | undefined {
  const sign = text.search(/[+\-Z]/);
  const clock = parseClockPart(sign < 0 ? text : text.slice(0, sign));
  if (clock === undefined || sign < 0) return clock === undefined ? undefined : { ...clock, offset: null };
  if (text[sign] === 'Z') return sign === text.length - 1 ? { ...clock, offset: 0n } : undefined;
  const zone = parseClockPart(text.slice(sign + 1));
  if (zone === undefined) return undefined;
  const size = BigInt(zone.hour * 3600 + zone.minute * 60 + zone.second) * 1_000_000n + BigInt(zone.microsecond);
  return { ...clock, offset: text[sign] === '-' ? -size : size };
}

/** Splits a date and a time at the one character between them. */
export function splitDateTime(text: string): readonly [day: string, clock: string | null] | undefined {
  const day = /^(?:\d{4}-\d\d-\d\d|\d{4}-W\d\d-\d|\d{4}-W\d\d(?!-)|\d{8}(?!\d)|\d{4}W\d\d\d(?!\d)|\d{4}W\d\d)/.exec(text)?.[0];
  if (day === undefined) return undefined;
  if (day.length === text.length) return [day, null];
  const [separator = ''] = text.slice(day.length);
  const clock = text.slice(day.length + separator.length);
  return clock === '' ? undefined : [day, clock];
}
