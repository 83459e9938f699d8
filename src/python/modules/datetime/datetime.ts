import type { Flow } from '../../flow';
import { call } from '../../protocol/call';
import { defineClass } from '../../native/define';
import { NOT_IMPLEMENTED, typeOf } from '../../objects/builtin-types';
import { typeError, valueError } from '../../objects/exceptions';
import { PyFloat } from '../../objects/float';
import type { PyType, Value } from '../../objects/object';
import { getAttribute } from '../../protocol/attributes';
import { hash } from '../../protocol/hash';
import { divideInts } from '../../protocol/int-arithmetic';
import { stringOf, toFloat, toInt } from '../../protocol/numbers';
import { str, stringRepr } from '../../protocol/text';
import { isAbsent, stringArgument } from '../arguments';
import { orderFlows } from '../ordering';
import { structTime } from '../time/struct-time';
import { checkDay, type CalendarDay } from './calendar-days';
import { cInteger, dateType, required } from './date';
import { dayText, offsetText, parseClock, parseDay, splitDateTime } from './isoformat';
import { localOffset, localToUtc, momentOf, nowMicroseconds, shift, timestampMicroseconds, wallMicroseconds } from './moment';
import { ctimeText, formatTime, type FormattedTime } from './strftime';
import { parseTime } from './strptime';
import { checkClock, clockArguments, clockArgumentsText, foldArgument, timespecText, timeType, zoneRepr } from './time';
import { timedeltaOf } from './timedelta';
import { MIDNIGHT, PyDate, PyDatetime, PyTime, PyTimedelta, shownName, type ClockTime } from './values';
import { daylightSaving, fixedZone, utcOffset, zoneArgument, zoneName } from './zone';

function datetimeOf(cls: PyType, day: CalendarDay, clock: ClockTime, zone: Value = null, fold = 0): PyDatetime {
  checkDay(day);
  return new PyDatetime(cls, day, clock, zone, fold);
}

/** A moment in UTC, shown in a zone; without one in this machine's. */
function* inZone(cls: PyType, utc: bigint, zone: Value): Flow<Value> {
  if (zone === null) {
    const { day, clock } = momentOf(utc + localOffset(utc));
    return datetimeOf(cls, day, clock);
  }
  const { day, clock } = momentOf(utc);
  return yield* call(yield* getAttribute(zone, 'fromutc'), [datetimeOf(cls, day, clock, zone)]);
}

/** The offset of a moment; that of this machine where it is naive. */
function* offsetOrLocal(moment: PyDatetime): Flow<bigint> {
  const offset = yield* utcOffset(moment.tzinfo, moment);
  if (offset !== null) return offset;
  const wall = wallMicroseconds(moment);
  return wall - localToUtc(wall);
}

function* isoDatetime(self: PyDatetime, separator: string, timespec: Value): Flow<string> {
  const offset = yield* utcOffset(self.tzinfo, self);
  return dayText(self) + separator + timespecText(self, timespec) + (offset === null ? '' : offsetText(offset));
}

function* formatted(self: PyDatetime): Flow<FormattedTime> {
  const offset = yield* utcOffset(self.tzinfo, self);
  const { year, month, day, hour, minute, second, microsecond } = self;
  return { year, month, day, hour, minute, second, microsecond, zone: offset === null ? '' : offsetText(offset, ''), zoneName: (yield* zoneName(self.tzinfo, self)) ?? '' };
}

/** The wall times of two moments on one scale; undefined where one is naive and the other is not. */
function* alignedTimes(a: PyDatetime, b: PyDatetime): Flow<readonly [bigint, bigint] | undefined> {
  const times = [wallMicroseconds(a), wallMicroseconds(b)] as const;
  if (a.tzinfo === b.tzinfo) return times;
  const mine = yield* utcOffset(a.tzinfo, a);
  const theirs = yield* utcOffset(b.tzinfo, b);
  if ((mine === null) !== (theirs === null)) return undefined;
  return [times[0] - (mine ?? 0n), times[1] - (theirs ?? 0n)];
}

function* order(self: PyDatetime, other: Value, op: string): Flow<number | undefined> {
  if (!(other instanceof PyDatetime)) {
    if (other instanceof PyDate && op !== '==' && op !== '!=') throw typeError(`can't compare ${shownName(self)} to ${shownName(other)}`);
    return undefined;
  }
  const times = yield* alignedTimes(self, other);
  if (times !== undefined) return times[0] < times[1] ? -1 : times[0] > times[1] ? 1 : 0;
  if (op === '==' || op === '!=') return 1;
  throw typeError("can't compare offset-naive and offset-aware datetimes");
}

function* minus(self: PyDatetime, other: Value): Flow<Value> {
  if (other instanceof PyTimedelta) return shift(self, -other.total);
  if (!(other instanceof PyDatetime)) return NOT_IMPLEMENTED;
  const times = yield* alignedTimes(self, other);
  if (times === undefined) throw typeError("can't subtract offset-naive and offset-aware datetimes");
  return timedeltaOf(times[0] - times[1]);
}

function plus(self: PyDatetime, other: Value): Value {
  return other instanceof PyTimedelta ? shift(self, other.total) : NOT_IMPLEMENTED;
}

function isoDatetimeOf(cls: PyType, text: Value): PyDatetime {
  const given = stringOf(text);
  if (given === undefined) throw typeError('fromisoformat: argument must be str');
  const wrong = (): Error => valueError(`Invalid isoformat string: ${stringRepr(given)}`);
  const parts = splitDateTime(given);
  if (parts === undefined) throw wrong();
  const day = parseDay(parts[0]);
  const clock = parts[1] === null ? { ...MIDNIGHT, offset: null } : parseClock(parts[1]);
  if (day === undefined || clock === undefined) throw wrong();
  checkDay(day);
  checkClock(clock);
  return datetimeOf(cls, day, clock, clock.offset === null ? null : fixedZone(clock.offset));
}

export const datetimeType: PyType = defineClass<PyDatetime>({
  name: 'datetime',
  module: 'datetime',
  namedWithModule: true,
  bases: [dateType],
  accepts: (value) => value instanceof PyDatetime,
  attributes: {
    hour: (self) => self.hour,
    minute: (self) => self.minute,
    second: (self) => self.second,
    microsecond: (self) => self.microsecond,
    tzinfo: (self) => self.tzinfo,
    fold: (self) => self.fold,
  },
  statics: {
    '__new__(cls, year?, month?, day?, hour?, minute?, second?, microsecond?, tzinfo=None, *, fold=0)': function* (cls: Value, year: Value | undefined, month: Value | undefined, date: Value | undefined, hour: Value, minute: Value, second: Value, microsecond: Value, tzinfo: Value, fold: Value): Flow<Value> {
      const day = { year: yield* required(year, 'year', 1), month: yield* required(month, 'month', 2), day: yield* required(date, 'day', 3) };
      checkDay(day);
      return datetimeOf(cls as PyType, day, yield* clockArguments(MIDNIGHT, hour, minute, second, microsecond), zoneArgument(tzinfo), foldArgument(yield* cInteger(fold)));
    },
  },
  classMethods: {
    'today()': function* (cls): Flow<Value> {
      return yield* inZone(cls, nowMicroseconds(), null);
    },
    'now(tz=None)': function* (cls, tz): Flow<Value> {
      return yield* inZone(cls, nowMicroseconds(), zoneArgument(tz));
    },
    'utcnow()': (cls) => {
      const { day, clock } = momentOf(nowMicroseconds());
      return datetimeOf(cls, day, clock);
    },
    'fromtimestamp(timestamp, tz=None)': function* (cls, timestamp, tz): Flow<Value> {
      return yield* inZone(cls, timestampMicroseconds(yield* toFloat(timestamp)), zoneArgument(tz));
    },
    'utcfromtimestamp(timestamp, /)': function* (cls, timestamp): Flow<Value> {
      const { day, clock } = momentOf(timestampMicroseconds(yield* toFloat(timestamp)));
      return datetimeOf(cls, day, clock);
    },
    'combine(date, time, tzinfo?)': (cls: PyType, date: Value, time: Value, tzinfo?: Value) => {
      if (!(date instanceof PyDate)) throw typeError(`combine() argument 1 must be datetime.date, not ${typeOf(date).name}`);
      if (!(time instanceof PyTime)) throw typeError(`combine() argument 2 must be datetime.time, not ${typeOf(time).name}`);
      return datetimeOf(cls, date, time, tzinfo === undefined ? time.tzinfo : zoneArgument(tzinfo), time.fold);
    },
    'fromisoformat(date_string, /)': (cls, text) => isoDatetimeOf(cls, text),
    'strptime(date_string, format, /)': (cls, text, format) => {
      const parsed = parseTime(stringArgument(text, 'strptime() argument 1'), stringArgument(format, 'strptime() argument 2'));
      return datetimeOf(cls, parsed, parsed, parsed.offset === null ? null : fixedZone(BigInt(parsed.offset), parsed.zoneName));
    },
  },
  methods: {
    ...orderFlows<PyDatetime>(order),
    '__hash__()': function* (self): Flow<Value> {
      const offset = yield* utcOffset(self.tzinfo, self);
      return yield* hash(toInt(wallMicroseconds(self) - (offset ?? 0n)));
    },
    '__repr__()': function* (self): Flow<Value> {
      return `${shownName(self)}(${self.year}, ${self.month}, ${self.day}, ${clockArgumentsText(self)}${yield* zoneRepr(self.tzinfo, self.fold)})`;
    },
    '__str__()': function* (self): Flow<Value> {
      return yield* isoDatetime(self, ' ', 'auto');
    },
    "isoformat(sep='T', timespec='auto')": function* (self, separator, timespec): Flow<Value> {
      const text = stringArgument(separator, 'isoformat() argument 1');
      if ([...text].length !== 1) throw typeError('isoformat() argument 1 must be a unicode character, not str');
      return yield* isoDatetime(self, text, timespec);
    },
    'ctime()': function* (self): Flow<Value> {
      return ctimeText(yield* formatted(self));
    },
    'strftime(format)': function* (self, format): Flow<Value> {
      return formatTime(yield* formatted(self), stringArgument(format, 'strftime() argument 1'));
    },
    '__format__(spec, /)': function* (self, spec): Flow<Value> {
      const format = stringArgument(spec, '__format__() argument 1');
      return format === '' ? yield* str(self) : formatTime(yield* formatted(self), format);
    },
    'date()': (self) => new PyDate(dateType, self.year, self.month, self.day),
    'time()': (self) => new PyTime(timeType, self, null, self.fold),
    'timetz()': (self) => new PyTime(timeType, self, self.tzinfo, self.fold),
    'timetuple()': function* (self): Flow<Value> {
      const summer = yield* daylightSaving(self.tzinfo, self);
      return structTime(self, summer === null ? -1 : summer === 0n ? 0 : 1);
    },
    'utctimetuple()': function* (self): Flow<Value> {
      const offset = yield* utcOffset(self.tzinfo, self);
      return structTime(shift(self, -(offset ?? 0n)), 0);
    },
    'timestamp()': function* (self): Flow<Value> {
      return new PyFloat(divideInts(toInt(wallMicroseconds(self) - (yield* offsetOrLocal(self))), 1_000_000));
    },
    'utcoffset()': function* (self): Flow<Value> {
      const offset = yield* utcOffset(self.tzinfo, self);
      return offset === null ? null : timedeltaOf(offset);
    },
    'dst()': function* (self): Flow<Value> {
      const offset = yield* daylightSaving(self.tzinfo, self);
      return offset === null ? null : timedeltaOf(offset);
    },
    'tzname()': function* (self): Flow<Value> {
      return yield* zoneName(self.tzinfo, self);
    },
    'astimezone(tz=None)': function* (self, tz): Flow<Value> {
      const zone = zoneArgument(tz);
      if (zone !== null && zone === self.tzinfo) return self;
      const utc = wallMicroseconds(self) - (yield* offsetOrLocal(self));
      return yield* inZone(self.cls, utc, zone ?? fixedZone(localOffset(utc), localZoneName(utc)));
    },
    'replace(year?, month?, day?, hour?, minute?, second?, microsecond?, tzinfo?, *, fold?)': function* (self: PyDatetime, year?: Value, month?: Value, date?: Value, hour?: Value, minute?: Value, second?: Value, microsecond?: Value, tzinfo?: Value, fold?: Value): Flow<Value> {
      const day = {
        year: year === undefined ? self.year : yield* cInteger(year),
        month: month === undefined ? self.month : yield* cInteger(month),
        day: date === undefined ? self.day : yield* cInteger(date),
      };
      checkDay(day);
      const clock = yield* clockArguments(self, hour, minute, second, microsecond);
      return datetimeOf(self.cls, day, clock, tzinfo === undefined ? self.tzinfo : zoneArgument(tzinfo), isAbsent(fold) ? self.fold : foldArgument(yield* cInteger(fold)));
    },
    '__add__(other, /)': plus,
    '__radd__(other, /)': plus,
    '__sub__(other, /)': minus,
  },
});
datetimeType.assign('min', new PyDatetime(datetimeType, { year: 1, month: 1, day: 1 }, MIDNIGHT));
datetimeType.assign('max', new PyDatetime(datetimeType, { year: 9999, month: 12, day: 31 }, { hour: 23, minute: 59, second: 59, microsecond: 999_999 }));
datetimeType.assign('resolution', timedeltaOf(1n));

/** The abbreviation of this machine's zone. */
function localZoneName(utc: bigint): string {
  const part = new Intl.DateTimeFormat('en', { timeZoneName: 'short' }).formatToParts(Number(utc / 1000n)).find(({ type }) => type === 'timeZoneName');
  return part?.value ?? 'UTC';
}
