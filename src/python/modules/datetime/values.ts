import { PyObject, type PyType, type Value } from '../../objects/object';
import type { CalendarDay } from './calendar-days';

/** A `timedelta`, normalized: 0 <= seconds < 86400, 0 <= microseconds < 1000000. */
export class PyTimedelta extends PyObject {
  constructor(
    cls: PyType,
    readonly days: number,
    readonly seconds: number,
    readonly microseconds: number,
  ) {
    super(cls);
  }

  /** All of it. */
  get total(): bigint {
    return (BigInt(this.days) * 86_400n + BigInt(this.seconds)) * 1_000_000n + BigInt(this.microseconds);
  }
}

/** A `date`. */
export class PyDate extends PyObject implements CalendarDay {
  constructor(
    cls: PyType,
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {
    super(cls);
  }
}

/** Hours to microseconds: what a time of day consists of. */
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

export const MIDNIGHT: ClockTime = { hour: 0, minute: 0, second: 0, microsecond: 0 };

/** A `datetime`, which is a `date` to Python, too. */
export class PyDatetime extends PyDate implements ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;

  constructor(
    cls: PyType,
    day: CalendarDay,
    clock: ClockTime,
    readonly tzinfo: Value = null,
    readonly fold = 0,
  ) {
    super(cls, day.year, day.month, day.day);
    this.hour = clock.hour;
    this.minute = clock.minute;
    this.second = clock.second;
    this.microsecond = clock.microsecond;
  }
}

/** A `time`. */
export class PyTime extends PyObject implements ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;

  constructor(
    cls: PyType,
    clock: ClockTime,
    readonly tzinfo: Value = null,
    readonly fold = 0,
  ) {
    super(cls);
    this.hour = clock.hour;
    this.minute = clock.minute;
    this.second = clock.second;
    this.microsecond = clock.microsecond;
  }
}

/** A `tzinfo` of Python code. */
export class PyTzinfo extends PyObject {}

/** A `timezone`: a fixed offset. */
export class PyTimezone extends PyTzinfo {
  constructor(
    cls: PyType,
    readonly offset: PyTimedelta,
    readonly label: string | null,
  ) {
    super(cls);
  }
}

/** The name of a class of this module as reprs show it: a subclass of Python code has its bare name. */
export function shownName(object: PyObject): string {
  return object.cls.immutable ? `datetime.${object.cls.name}` : object.cls.name;
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
