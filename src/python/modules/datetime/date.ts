import type { Flow } from '../../flow';
import { defineClass } from '../../native/define';
import { NOT_IMPLEMENTED } from '../../objects/builtin-types';
import { overflowError, typeError, valueError } from '../../objects/exceptions';
import type { PyType, Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { hash } from '../../protocol/hash';
import { stringOf, toFloat, toIndex } from '../../protocol/numbers';
import { str, stringRepr } from '../../protocol/text';
import { stringArgument } from '../arguments';
import { compareFields, orderMethods } from '../ordering';
import { structSequence } from '../struct-sequence';
import { structTime } from '../time/struct-time';
import { checkDay, fromIsoCalendar, isoCalendar, toOrdinal, weekdayOf, type CalendarDay } from './calendar-days';
import { dayText, parseDay } from './isoformat';
import { dayOfOrdinal, localOffset, momentOf, nowMicroseconds, timestampMicroseconds } from './moment';
import { ctimeText, formatTime, type FormattedTime } from './strftime';
import { timedeltaOf } from './timedelta';
import { MIDNIGHT, PyDate, PyDatetime, PyTimedelta, shownName } from './values';

const DAY = 86_400_000_000n;

/** A required argument. @throws Raised TypeError in the words of CPython's constructors */
export function* required(value: Value | undefined, name: string, position: number): Flow<number> {
  if (value === undefined) throw typeError(`function missing required argument '${name}' (pos ${position})`);
  return yield* cInteger(value);
}

/** An int that has to fit a C int. */
export function* cInteger(value: Value): Flow<number> {
  const int = yield* toIndex(value);
  if (typeof int === 'bigint' || int > 2_147_483_647 || int < -2_147_483_648) {
    throw overflowError(typeof int === 'bigint' ? 'Python int too large to convert to C int' : `signed integer is ${int > 0 ? 'greater than maximum' : 'less than minimum'}`);
  }
  return int;
}

export function dateOf(cls: PyType, day: CalendarDay): PyDate {
  checkDay(day);
  return new PyDate(cls, day.year, day.month, day.day);
}

/** A date as something to be formatted. */
export function formattedDate(date: CalendarDay): FormattedTime {
  return { year: date.year, month: date.month, day: date.day, ...MIDNIGHT, zone: '', zoneName: '' };
}

function plus(self: PyDate, delta: Value, sign: 1n | -1n): Value {
  if (!(delta instanceof PyTimedelta)) return NOT_IMPLEMENTED;
  const day = dayOfOrdinal(BigInt(toOrdinal(self)) + sign * BigInt(delta.days));
  return new PyDate(self.cls, day.year, day.month, day.day);
}

export const isoCalendarType = structSequence('IsoCalendarDate', 'datetime', ['year', 'week', 'weekday']);

export const dateType: PyType = defineClass<PyDate>({
  name: 'date',
  module: 'datetime',
  namedWithModule: true,
  accepts: (value) => value instanceof PyDate,
  attributes: { year: (self) => self.year, month: (self) => self.month, day: (self) => self.day },
  statics: {
    '__new__(cls, year?, month?, day?)': function* (cls: Value, year?: Value, month?: Value, day?: Value): Flow<Value> {
      return dateOf(cls as PyType, { year: yield* required(year, 'year', 1), month: yield* required(month, 'month', 2), day: yield* required(day, 'day', 3) });
    },
  },
  classMethods: {
    'today()': (cls) => {
      const now = nowMicroseconds();
      return dateOf(cls, momentOf(now + localOffset(now)).day);
    },
    'fromtimestamp(timestamp, /)': function* (cls, timestamp): Flow<Value> {
      const moment = timestampMicroseconds(yield* toFloat(timestamp));
      return dateOf(cls, momentOf(moment + localOffset(moment)).day);
    },
    'fromordinal(ordinal, /)': function* (cls, ordinal): Flow<Value> {
      const number = yield* cInteger(ordinal);
      if (number < 1) throw valueError('ordinal must be >= 1');
      return dateOf(cls, dayOfOrdinal(BigInt(number)));
    },
    'fromisoformat(date_string, /)': (cls, text) => {
      const given = stringOf(text);
      if (given === undefined) throw typeError('fromisoformat: argument must be str');
      const day = parseDay(given);
      if (day === undefined) throw valueError(`Invalid isoformat string: ${stringRepr(given)}`);
      return dateOf(cls, day);
    },
    'fromisocalendar(year, week, day)': function* (cls, year, week, day): Flow<Value> {
      return dateOf(cls, fromIsoCalendar(yield* cInteger(year), yield* cInteger(week), yield* cInteger(day)));
    },
  },
  methods: {
    ...orderMethods<PyDate>((self, other) => (other instanceof PyDate && !(other instanceof PyDatetime) ? compareFields([self.year, self.month, self.day], [other.year, other.month, other.day]) : undefined)),
    '__hash__()': function* (self): Flow<Value> {
      return yield* hash(dayText(self));
    },
    '__repr__()': (self) => `${shownName(self)}(${self.year}, ${self.month}, ${self.day})`,
    '__str__()': dayText,
    'isoformat()': dayText,
    'ctime()': (self) => ctimeText(formattedDate(self)),
    'strftime(format)': (self, format) => formatTime(formattedDate(self), stringArgument(format, 'strftime() argument 1')),
    '__format__(spec, /)': function* (self, spec): Flow<Value> {
      const format = stringArgument(spec, '__format__() argument 1');
      return format === '' ? yield* str(self) : formatTime(formattedDate(self), format);
    },
    'timetuple()': (self) => structTime({ year: self.year, month: self.month, day: self.day, ...MIDNIGHT }, -1),
    'toordinal()': (self) => toOrdinal(self),
    'weekday()': (self) => weekdayOf(self),
    'isoweekday()': (self) => weekdayOf(self) + 1,
    'isocalendar()': (self) => new PyTuple([...isoCalendar(self)], isoCalendarType),
    'replace(year?, month?, day?)': function* (self: PyDate, year?: Value, month?: Value, day?: Value): Flow<Value> {
      return dateOf(self.cls, {
        year: year === undefined ? self.year : yield* cInteger(year),
        month: month === undefined ? self.month : yield* cInteger(month),
        day: day === undefined ? self.day : yield* cInteger(day),
      });
    },
    '__add__(other, /)': (self, other) => plus(self, other, 1n),
    '__radd__(other, /)': (self, other) => plus(self, other, 1n),
    '__sub__(other, /)': (self, other) => {
      if (other instanceof PyDate && !(other instanceof PyDatetime)) return timedeltaOf(BigInt(toOrdinal(self) - toOrdinal(other)) * DAY);
      return plus(self, other, -1n);
    },
  },
});
dateType.assign('min', new PyDate(dateType, 1, 1, 1));
dateType.assign('max', new PyDate(dateType, 9999, 12, 31));
dateType.assign('resolution', timedeltaOf(DAY));
