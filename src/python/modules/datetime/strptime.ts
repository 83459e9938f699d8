import { valueError } from '../../objects/exceptions';
import { stringRepr } from '../../protocol/text';
import { daysBeforeYear, fromIsoCalendar, fromOrdinal, toOrdinal, weekdayOf, type CalendarDay } from './calendar-days';
import { dayNames, monthNames } from './strftime';
import type { ClockTime } from './values';

/** What a text said of a time. */
export interface ParsedTime extends CalendarDay, ClockTime {
  readonly weekday: number;
  readonly dayOfYear: number;
  /** Microseconds east of UTC; null: none was given. */
  readonly offset: number | null;
  readonly zoneName: string | null;
}

const names = (all: readonly string[]): string => `(?:${[...all].sort((a, b) => b.length - a.length).join('|')})`;
const shortDays = dayNames.map((name) => name.slice(0, 3));
const shortMonths = monthNames.map((name) => name.slice(0, 3));

const patterns: Readonly<Record<string, string>> = {
  a: names(shortDays),
  A: names(dayNames),
  b: names(shortMonths),
  B: names(monthNames),
  d: '(?:3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9])',
  f: '[0-9]{1,6}',
  G: '\\d\\d\\d\\d',
  H: '(?:2[0-3]|[0-1]\\d|\\d)',
  I: '(?:1[0-2]|0[1-9]|[1-9])',
  j: '(?:36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9])',
  m: '(?:1[0-2]|0[1-9]|[1-9])',
  M: '(?:[0-5]\\d|\\d)',
  p: '(?:am|pm)',
  S: '(?:6[0-1]|[0-5]\\d|\\d)',
  u: '[1-7]',
  U: '(?:5[0-3]|[0-4]\\d|\\d)',
  V: '(?:5[0-3]|0[1-9]|[1-4]\\d|\\d)',
  w: '[0-6]',
  W: '(?:5[0-3]|[0-4]\\d|\\d)',
  y: '\\d\\d',
  Y: '\\d\\d\\d\\d',
  z: '(?:[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|Z)',
  Z: '(?:utc|gmt)',
};

/** Directives that stand for others. */
const composite: Readonly<Record<string, string>> = { c: '%a %b %d %H:%M:%S %Y', x: '%m/%d/%y', X: '%H:%M:%S' };

interface CompiledFormat {
  readonly pattern: RegExp;
  /** The directive of each group. */
  readonly codes: readonly string[];
}

function compile(format: string): CompiledFormat {
  const codes: string[] = [];
  const expanded = format.replace(/%([cxX])/g, (_whole, code: string) => composite[code] as string);
  let source = '';
  for (let index = 0; index < expanded.length; index += 1) {
    const char = expanded[index] as string;
    if (/\s/.test(char)) {
      while (/\s/.test(expanded[index + 1] ?? '')) index += 1;
      source += '\\s+';
    } else if (char !== '%') source += char.replace(/[.^$*+?{}[\]\\|()/-]/g, '\\$&');
    else {
      index += 1;
      const code = expanded[index];
      if (code === undefined) throw valueError(`stray % in format ${stringRepr(format)}`);
      if (code === '%') {
        source += '%';
        continue;
      }
      const pattern = patterns[code];
      if (pattern === undefined) throw valueError(`${stringRepr(code)} is a bad directive in format ${stringRepr(format)}`);
      const earlier = codes.indexOf(code);
      if (earlier >= 0) throw valueError(`redefinition of group name ${stringRepr(code)} as group ${codes.length + 1}; was group ${earlier + 1}`);
      codes.push(code);
      source += `(${pattern})`;
    }
  }
  return { pattern: new RegExp(`^${source}`, 'i'), codes };
}

function offsetOf(text: string): number {
  if (text.toUpperCase() === 'Z') return 0;
  const digits = text.slice(1).replace(/:/g, '');
  const [whole = '', fraction = ''] = digits.split('.');
  const seconds = Number(whole.slice(0, 2)) * 3600 + Number(whole.slice(2, 4)) * 60 + Number(whole.slice(4, 6));
  const size = seconds * 1_000_000 + Number(fraction.padEnd(6, '0'));
  return text.startsWith('-') ? -size : size;
}

function nameIndex(all: readonly string[], name: string): number {
  return all.findIndex((one) => one.toLowerCase() === name.toLowerCase());
}

function hourOf(fields: ReadonlyMap<string, string>): number {
  const hour24 = fields.get('H');
  const hour12 = fields.get('I');
  if (hour12 === undefined) return Number(hour24 ?? 0);
  const hour = Number(hour12) % 12;
  return fields.get('p')?.toLowerCase() === 'pm' ? hour + 12 : hour;
}

function weekdayGiven(fields: ReadonlyMap<string, string>): number | null {
  const full = fields.get('A');
  if (full !== undefined) return nameIndex(dayNames, full);
  const short = fields.get('a');
  if (short !== undefined) return nameIndex(shortDays, short);
  const sunday = fields.get('w');
  if (sunday !== undefined) return (Number(sunday) + 6) % 7;
  const monday = fields.get('u');
  return monday === undefined ? null : Number(monday) - 1;
}

function monthGiven(fields: ReadonlyMap<string, string>): number | null {
  const number = fields.get('m');
  if (number !== undefined) return Number(number);
  const full = fields.get('B');
  if (full !== undefined) return nameIndex(monthNames, full) + 1;
  const short = fields.get('b');
  return short === undefined ? null : nameIndex(shortMonths, short) + 1;
}

function yearGiven(fields: ReadonlyMap<string, string>): number | null {
  const full = fields.get('Y');
  if (full !== undefined) return Number(full);
  const short = fields.get('y');
  if (short === undefined) return null;
  return Number(short) <= 68 ? 2000 + Number(short) : 1900 + Number(short);
}

/** The day of a year by a week that starts on `firstDay` (Monday is 0) and a weekday. */
function dayOfWeek(year: number, week: number, weekday: number, mondayFirst: boolean): number {
  const first = weekdayOf({ year, month: 1, day: 1 });
  const firstWeekday = mondayFirst ? first : (first + 1) % 7;
  const wanted = mondayFirst ? weekday : (weekday + 1) % 7;
  const beforeWeekOne = (7 - firstWeekday) % 7;
  return week === 0 ? 1 + wanted - firstWeekday : 1 + beforeWeekOne + 7 * (week - 1) + wanted;
}

function dayGiven(fields: ReadonlyMap<string, string>): CalendarDay {
  const weekday = weekdayGiven(fields);
  const isoYear = fields.get('G');
  const isoWeek = fields.get('V');
  const julian = fields.get('j');
  if (isoYear !== undefined) {
    if (isoWeek === undefined || weekday === null) throw valueError("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive ('%A', '%a', '%w', or '%u').");
    if (julian !== undefined) throw valueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.");
    return fromIsoCalendar(Number(isoYear), Number(isoWeek), weekday + 1);
  }
  const year = yearGiven(fields);
  if (isoWeek !== undefined) {
    if (weekday === null) throw valueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive ('%A', '%a', '%w', or '%u').");
    throw valueError("ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.");
  }
  const month = monthGiven(fields);
  const day = fields.get('d');
  const week = fields.get('U') ?? fields.get('W');
  const assumed = year ?? (month === 2 && Number(day) === 29 ? 1904 : 1900);
  if (julian !== undefined) return fromOrdinal(daysBeforeYear(assumed) + Number(julian));
  if (week !== undefined && weekday !== null && year !== null) return fromOrdinal(daysBeforeYear(year) + dayOfWeek(year, Number(week), weekday, fields.has('W')));
  return { year: year ?? (assumed === 1904 ? 1900 : assumed), month: month ?? 1, day: Number(day ?? 1) };
}

/** Reads a time of the given format. @throws Raised ValueError */
export function parseTime(text: string, format: string): ParsedTime {
  const { pattern, codes } = compile(format);
  const found = pattern.exec(text);
  if (found === null) throw valueError(`time data ${stringRepr(text)} does not match format ${stringRepr(format)}`);
  if (found[0].length !== text.length) throw valueError(`unconverted data remains: ${text.slice(found[0].length)}`);
  const fields = new Map(codes.map((code, index) => [code, (found[index + 1] as string).trim()]));
  const day = dayGiven(fields);
  const zone = fields.get('z');
  const fraction = fields.get('f');
  return {
    ...day,
    hour: hourOf(fields),
    minute: Number(fields.get('M') ?? 0),
    second: Number(fields.get('S') ?? 0),
    microsecond: fraction === undefined ? 0 : Number(fraction.padEnd(6, '0')),
    weekday: weekdayGiven(fields) ?? (day.day >= 1 && day.day <= 31 ? weekdayOf(day) : 0),
    dayOfYear: toOrdinal(day) - daysBeforeYear(day.year),
    offset: zone === undefined ? null : offsetOf(zone),
    zoneName: fields.get('Z') ?? null,
  };
}
