import type { Flow } from '../../flow';
import { defineClass } from '../../native/define';
import { typeError, valueError } from '../../objects/exceptions';
import type { PyType, Value } from '../../objects/object';
import { hash } from '../../protocol/hash';
import { stringOf } from '../../protocol/numbers';
import { repr, str, stringRepr } from '../../protocol/text';
import { isAbsent, stringArgument } from '../arguments';
import { orderFlows } from '../ordering';
import { cInteger } from './date';
import { clockText, offsetText, parseClock } from './isoformat';
import { clockMicroseconds } from './moment';
import { formatTime, type FormattedTime } from './strftime';
import { timedeltaOf } from './timedelta';
import { MIDNIGHT, PyTime, shownName, type ClockTime } from './values';
import { daylightSaving, fixedZone, utcOffset, zoneArgument, zoneName } from './zone';

/** @throws Raised ValueError as `time()` words it */
export function checkClock({ hour, minute, second, microsecond }: ClockTime): void {
  if (hour < 0 || hour > 23) throw valueError('hour must be in 0..23');
  if (minute < 0 || minute > 59) throw valueError('minute must be in 0..59');
  if (second < 0 || second > 59) throw valueError('second must be in 0..59');
  if (microsecond < 0 || microsecond > 999_999) throw valueError('microsecond must be in 0..999999');
}

/** Arguments for the parts of a time of day; those that are absent are taken from `base`. */
export function* clockArguments(base: ClockTime, hour?: Value, minute?: Value, second?: Value, microsecond?: Value): Flow<ClockTime> {
  const clock = {
    hour: hour === undefined ? base.hour : yield* cInteger(hour),
    minute: minute === undefined ? base.minute : yield* cInteger(minute),
    second: second === undefined ? base.second : yield* cInteger(second),
    microsecond: microsecond === undefined ? base.microsecond : yield* cInteger(microsecond),
  };
  checkClock(clock);
  return clock;
}

/** @throws Raised ValueError */
export function foldArgument(fold: number): number {
  if (fold !== 0 && fold !== 1) throw valueError('fold must be either 0 or 1');
  return fold;
}

/** The time of day as reprs show it: seconds only where there are some. */
export function clockArgumentsText({ hour, minute, second, microsecond }: ClockTime): string {
  const parts = [hour, minute];
  if (second !== 0 || microsecond !== 0) parts.push(second);
  if (microsecond !== 0) parts.push(microsecond);
  return parts.join(', ');
}

/** What follows in a repr: the zone and the fold. */
export function* zoneRepr(zone: Value, fold: number): Flow<string> {
  return (zone === null ? '' : `, tzinfo=${yield* repr(zone)}`) + (fold === 0 ? '' : ', fold=1');
}

/** The text of a clock by a timespec. @throws Raised ValueError */
export function timespecText(clock: ClockTime, timespec: Value): string {
  const text = clockText(clock, stringArgument(timespec, 'isoformat() argument'));
  if (text === undefined) throw valueError('Unknown timespec value');
  return text;
}

function* isoTime(self: PyTime, timespec: Value): Flow<string> {
  const offset = yield* utcOffset(self.tzinfo, null);
  return timespecText(self, timespec) + (offset === null ? '' : offsetText(offset));
}

function* formatted(self: PyTime): Flow<FormattedTime> {
  const offset = yield* utcOffset(self.tzinfo, null);
  const { hour, minute, second, microsecond } = self;
  return { year: 1900, month: 1, day: 1, hour, minute, second, microsecond, zone: offset === null ? '' : offsetText(offset, ''), zoneName: (yield* zoneName(self.tzinfo, null)) ?? '' };
}

function* order(self: PyTime, other: Value, op: string): Flow<number | undefined> {
  if (!(other instanceof PyTime)) return undefined;
  let [a, b] = [clockMicroseconds(self), clockMicroseconds(other)];
  if (self.tzinfo !== other.tzinfo) {
    const mine = yield* utcOffset(self.tzinfo, null);
    const theirs = yield* utcOffset(other.tzinfo, null);
    if ((mine === null) !== (theirs === null)) {
      if (op === '==' || op === '!=') return 1;
      throw typeError("can't compare offset-naive and offset-aware times");
    }
    a -= mine ?? 0n;
    b -= theirs ?? 0n;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}



export const timeType: PyType = defineClass<PyTime>({
  name: 'time',
  module: 'datetime',
  namedWithModule: true,
  accepts: (value) => value instanceof PyTime,
  attributes: {
    hour: (self) => self.hour,
    minute: (self) => self.minute,
    second: (self) => self.second,
    microsecond: (self) => self.microsecond,
    tzinfo: (self) => self.tzinfo,
    fold: (self) => self.fold,
  },
  statics: {
    '__new__(cls, hour?, minute?, second?, microsecond?, tzinfo=None, *, fold=0)': function* (cls: Value, hour: Value, minute: Value, second: Value, microsecond: Value, tzinfo: Value, fold: Value): Flow<Value> {
      return new PyTime(cls as PyType, yield* clockArguments(MIDNIGHT, hour, minute, second, microsecond), zoneArgument(tzinfo), foldArgument(yield* cInteger(fold)));
    },
  },
  classMethods: {
    'fromisoformat(time_string, /)': (cls, text) => {
      const given = stringOf(text);
      if (given === undefined) throw typeError('fromisoformat: argument must be str');
      const clock = parseClock(given.startsWith('T') ? given.slice(1) : given);
      if (clock === undefined) throw valueError(`Invalid isoformat string: ${stringRepr(given)}`);
      checkClock(clock);
      return new PyTime(cls, clock, clock.offset === null ? null : fixedZone(clock.offset));
    },
  },
  methods: {
    ...orderFlows<PyTime>(order),
    '__hash__()': function* (self): Flow<Value> {
      const offset = yield* utcOffset(self.tzinfo, null);
      return yield* hash(Number(clockMicroseconds(self) - (offset ?? 0n)));
    },
    '__repr__()': function* (self): Flow<Value> {
      return `${shownName(self)}(${clockArgumentsText(self)}${yield* zoneRepr(self.tzinfo, self.fold)})`;
    },
    '__str__()': function* (self): Flow<Value> {
      return yield* isoTime(self, 'auto');
    },
    "isoformat(timespec='auto')": function* (self, timespec): Flow<Value> {
      return yield* isoTime(self, timespec);
    },
    'strftime(format)': function* (self, format): Flow<Value> {
      return formatTime(yield* formatted(self), stringArgument(format, 'strftime() argument 1'));
    },
    '__format__(spec, /)': function* (self, spec): Flow<Value> {
      const format = stringArgument(spec, '__format__() argument 1');
      return format === '' ? yield* str(self) : formatTime(yield* formatted(self), format);
    },
    'utcoffset()': function* (self): Flow<Value> {
      const offset = yield* utcOffset(self.tzinfo, null);
      return offset === null ? null : timedeltaOf(offset);
    },
    'dst()': function* (self): Flow<Value> {
      const offset = yield* daylightSaving(self.tzinfo, null);
      return offset === null ? null : timedeltaOf(offset);
    },
    'tzname()': function* (self): Flow<Value> {
      return yield* zoneName(self.tzinfo, null);
    },
    'replace(hour?, minute?, second?, microsecond?, tzinfo?, *, fold?)': function* (self: PyTime, hour?: Value, minute?: Value, second?: Value, microsecond?: Value, tzinfo?: Value, fold?: Value): Flow<Value> {
      const clock = yield* clockArguments(self, hour, minute, second, microsecond);
      return new PyTime(self.cls, clock, tzinfo === undefined ? self.tzinfo : zoneArgument(tzinfo), isAbsent(fold) ? self.fold : foldArgument(yield* cInteger(fold)));
    },
  },
});
timeType.assign('min', new PyTime(timeType, MIDNIGHT));
timeType.assign('max', new PyTime(timeType, { hour: 23, minute: 59, second: 59, microsecond: 999_999 }));
timeType.assign('resolution', timedeltaOf(1n));
