/** Two digits. */
const two = (value: number): string => String(value).padStart(2, '0');

/** A fraction of a second as Python writes it: six digits, or nothing. */
const fraction = (microsecond: number): string => (microsecond === 0 ? '' : `.${String(microsecond).padStart(6, '0')}`);

/** A day of the Gregorian calendar, without time or zone. Months count from 1. */
export class PlainDate {
  constructor(
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {}

  /** Reads `2024-01-05`; null when the text is something else. */
  static parse(text: string): PlainDate | null {
    const match = /^(\d{4,})-(\d\d)-(\d\d)$/.exec(text);
    return match && new PlainDate(Number(match[1]), Number(match[2]), Number(match[3]));
  }

  toString(): string {
    return `${String(this.year).padStart(4, '0')}-${two(this.month)}-${two(this.day)}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

/** A time of day to the microsecond; `offset` is the distance from UTC in seconds, null where there is no zone. */
export class PlainTime {
  constructor(
    readonly hour: number,
    readonly minute: number,
    readonly second = 0,
    readonly microsecond = 0,
    readonly offset: number | null = null,
  ) {}

  /** Reads `12:30`, `12:30:15`, `12:30:15.25+02`; null when the text is something else. */
  static parse(text: string): PlainTime | null {
    const match = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6})\d*)?)?(Z|[+-]\d\d(?::?\d\d)?(?::?\d\d)?)?$/.exec(text);
    if (!match) return null;
    const microsecond = Number((match[4] ?? '').padEnd(6, '0'));
    return new PlainTime(Number(match[1]), Number(match[2]), Number(match[3] ?? 0), microsecond, parseOffset(match[5]));
  }

  toString(): string {
    return `${two(this.hour)}:${two(this.minute)}:${two(this.second)}${fraction(this.microsecond)}${writtenOffset(this.offset)}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

/** A date with a time of day. */
export class PlainDateTime {
  constructor(
    readonly date: PlainDate,
    readonly time: PlainTime,
  ) {}

  /** Reads `2024-01-05 12:30:00`, also with `T`, without a time, or with a zone; null when the text is something else. */
  static parse(text: string): PlainDateTime | null {
    const [day = '', ...rest] = text.split(/[ T]/);
    const date = PlainDate.parse(day);
    const time = rest.length === 0 ? new PlainTime(0, 0) : PlainTime.parse(rest.join(' '));
    return date && time && new PlainDateTime(date, time);
  }

  /** As Python's `str()` writes it, with a space between date and time. */
  toString(): string {
    return `${this.date.toString()} ${this.time.toString()}`;
  }

  toJSON(): string {
    return `${this.date.toString()}T${this.time.toString()}`;
  }
}

/** A span of time: days, seconds and microseconds, each kept as Python's `timedelta` normalizes them. */
export class TimeSpan {
  readonly days: number;
  readonly seconds: number;
  readonly microseconds: number;

  constructor(days: number, seconds = 0, microseconds = 0) {
    const total = (BigInt(days) * 86_400n + BigInt(seconds)) * 1_000_000n + BigInt(Math.round(microseconds));
    const [whole, micro] = floorDivide(total, 1_000_000n);
    const [day, second] = floorDivide(whole, 86_400n);
    this.days = Number(day);
    this.seconds = Number(second);
    this.microseconds = Number(micro);
  }

  /** Reads PostgreSQL's output: `1 day 02:03:04.5`, `-3 days`; null when it holds months or years. */
  static parse(text: string): TimeSpan | null {
    const match = /^(?:(-?\d+) days?)?\s*(?:(-?)(\d+):(\d\d):(\d\d)(?:\.(\d{1,6}))?)?$/.exec(text.trim());
    if (!match || text.trim() === '') return null;
    const sign = match[2] === '-' ? -1 : 1;
    const seconds = Number(match[3] ?? 0) * 3600 + Number(match[4] ?? 0) * 60 + Number(match[5] ?? 0);
    return new TimeSpan(Number(match[1] ?? 0), sign * seconds, sign * Number((match[6] ?? '').padEnd(6, '0')));
  }

  get totalMicroseconds(): bigint {
    return (BigInt(this.days) * 86_400n + BigInt(this.seconds)) * 1_000_000n + BigInt(this.microseconds);
  }

  /** As Python's `str()` writes it: `1 day, 2:03:04`. */
  toString(): string {
    const clock = `${Math.floor(this.seconds / 3600)}:${two(Math.floor(this.seconds / 60) % 60)}:${two(this.seconds % 60)}`;
    const days = this.days === 0 ? '' : `${this.days} day${Math.abs(this.days) === 1 ? '' : 's'}, `;
    return days + clock + fraction(this.microseconds);
  }

  toJSON(): string {
    return this.toString();
  }
}

function floorDivide(value: bigint, unit: bigint): [bigint, bigint] {
  const rest = ((value % unit) + unit) % unit;
  return [(value - rest) / unit, rest];
}

function parseOffset(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (text === 'Z') return 0;
  const [, sign, hours, minutes, seconds] = /^([+-])(\d\d):?(\d\d)?:?(\d\d)?$/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0));
}

function writtenOffset(offset: number | null): string {
  if (offset === null) return '';
  const distance = Math.abs(offset);
  const seconds = distance % 60;
  const clock = `${two(Math.floor(distance / 3600))}:${two(Math.floor(distance / 60) % 60)}`;
  return `${offset < 0 ? '-' : '+'}${clock}${seconds === 0 ? '' : `:${two(seconds)}`}`;
}
