import type { Flow } from '../../flow';
import { call } from '../../protocol/call';
import { defineClass } from '../../native/define';
import { NOT_IMPLEMENTED, typeOf } from '../../objects/builtin-types';
import { notImplementedError, typeError, valueError } from '../../objects/exceptions';
import type { PyType, Value } from '../../objects/object';
import { getAttribute } from '../../protocol/attributes';
import { hash } from '../../protocol/hash';
import { stringOf, toInt } from '../../protocol/numbers';
import { stringRepr } from '../../protocol/text';
import { offsetText } from './isoformat';
import { shift } from './moment';
import { timedeltaOf, timedeltaRepr } from './timedelta';
import { PyDatetime, PyTimedelta, PyTimezone, PyTzinfo, shownName } from './values';

const DAY = 86_400_000_000n;

/** Calls `utcoffset` or `dst` of a zone and checks what it gives. */
function* offsetBy(method: 'utcoffset' | 'dst', zone: Value, moment: Value): Flow<bigint | null> {
  if (zone === null) return null;
  const result = yield* call(yield* getAttribute(zone, method), [moment]);
  if (result === null) return null;
  if (!(result instanceof PyTimedelta)) throw typeError(`tzinfo.${method}() must return None or a timedelta, not '${typeOf(result).name}'`);
  const { total } = result;
  if (total <= -DAY || total >= DAY) throw valueError('offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).');
  return total;
}

/** How far a zone is east of UTC at a moment of its own time, in microseconds; null: unknown, or no zone. */
export function* utcOffset(zone: Value, moment: Value): Flow<bigint | null> {
  return zone instanceof PyTimezone && zone.cls.immutable ? zone.offset.total : yield* offsetBy('utcoffset', zone, moment);
}

/** How much of the offset is summer time. */
export function* daylightSaving(zone: Value, moment: Value): Flow<bigint | null> {
  return zone instanceof PyTimezone && zone.cls.immutable ? null : yield* offsetBy('dst', zone, moment);
}

/** The abbreviation of a zone at a moment. */
export function* zoneName(zone: Value, moment: Value): Flow<string | null> {
  if (zone === null) return null;
  const result = yield* call(yield* getAttribute(zone, 'tzname'), [moment]);
  if (result === null) return null;
  const name = stringOf(result);
  if (name === undefined) throw typeError(`tzinfo.tzname() must return None or a string, not '${typeOf(result).name}'`);
  return name;
}

/** @throws Raised TypeError where it is no zone */
export function zoneArgument(value: Value): Value {
  if (value === null || value instanceof PyTzinfo) return value;
  throw typeError(`tzinfo argument must be None or of a tzinfo subclass, not type '${typeOf(value).name}'`);
}

const unimplemented = (method: string) => (): Value => {
  throw notImplementedError(`a tzinfo subclass must implement ${method}()`);
};

export const tzinfoType: PyType = defineClass<PyTzinfo>({
  name: 'tzinfo',
  module: 'datetime',
  namedWithModule: true,
  dict: true,
  allocate: (cls) => new PyTzinfo(cls),
  accepts: (value) => value instanceof PyTzinfo,
  methods: {
    'utcoffset(dt, /)': unimplemented('utcoffset'),
    'dst(dt, /)': unimplemented('dst'),
    'tzname(dt, /)': unimplemented('tzname'),
    // From UTC to the standard time of the zone, then to summer time if that is in force there (datetime's own algorithm).
    'fromutc(dt, /)': function* (self, moment): Flow<Value> {
      if (!(moment instanceof PyDatetime)) throw typeError('fromutc: argument must be a datetime');
      if (moment.tzinfo !== self) throw valueError('fromutc: dt.tzinfo is not self');
      const offset = yield* utcOffset(self, moment);
      if (offset === null) throw valueError('fromutc: non-None utcoffset() result required');
      const summer = yield* daylightSaving(self, moment);
      if (summer === null) throw valueError('fromutc: non-None dst() result required');
      const standard = shift(moment, offset - summer);
      const then = yield* daylightSaving(self, standard);
      if (then === null) throw valueError('fromutc: tz.dst() gave inconsistent results; cannot convert');
      return shift(standard, then);
    },
  },
});

function labelOf(zone: PyTimezone): string {
  if (zone.label !== null) return zone.label;
  return zone.offset.total === 0n ? 'UTC' : `UTC${offsetText(zone.offset.total)}`;
}

function momentArgument(method: string, moment: Value): void {
  if (moment !== null && !(moment instanceof PyDatetime)) throw typeError(`${method}(dt) argument must be a datetime instance or None, not ${typeOf(moment).name}`);
}

function checkOffset(offset: PyTimedelta): void {
  if (offset.total <= -DAY || offset.total >= DAY) throw valueError(`offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not ${timedeltaRepr(offset)}.`);
}

export const timezoneType: PyType = defineClass<PyTimezone>({
  name: 'timezone',
  module: 'datetime',
  namedWithModule: true,
  bases: [tzinfoType],
  subclassable: false,
  dict: false,
  allocate: (cls) => new PyTimezone(cls, timedeltaOf(0n), null),
  accepts: (value) => value instanceof PyTimezone,
  statics: {
    '__new__(cls, offset, name?)': (cls: Value, offset: Value, name?: Value) => {
      if (!(offset instanceof PyTimedelta)) throw typeError(`timezone() argument 1 must be datetime.timedelta, not ${typeOf(offset).name}`);
      const label = name === undefined ? null : stringOf(name);
      if (label === undefined) throw typeError(`timezone() argument 2 must be str, not ${typeOf(name ?? null).name}`);
      checkOffset(offset);
      return offset.total === 0n && label === null ? UTC : new PyTimezone(cls as PyType, offset, label);
    },
  },
  methods: {
    'utcoffset(dt, /)': (self, moment) => {
      momentArgument('utcoffset', moment);
      return self.offset;
    },
    'dst(dt, /)': (_self, moment) => {
      momentArgument('dst', moment);
      return null;
    },
    'tzname(dt, /)': (self, moment) => {
      momentArgument('tzname', moment);
      return labelOf(self);
    },
    'fromutc(dt, /)': (self, moment) => {
      if (!(moment instanceof PyDatetime)) throw typeError('fromutc() argument must be a datetime instance');
      if (moment.tzinfo !== self) throw valueError('fromutc: dt.tzinfo is not self');
      return shift(moment, self.offset.total);
    },
    '__eq__(other, /)': (self, other) => (other instanceof PyTimezone ? self.offset.total === other.offset.total : NOT_IMPLEMENTED),
    '__hash__()': function* (self): Flow<Value> {
      return yield* hash(toInt(self.offset.total));
    },
    '__repr__()': (self) => {
      if (self === UTC) return 'datetime.timezone.utc';
      return `${shownName(self)}(${timedeltaRepr(self.offset)}${self.label === null ? '' : `, ${stringRepr(self.label)}`})`;
    },
    '__str__()': labelOf,
  },
});

/** `timezone.utc` */
export const UTC = new PyTimezone(timezoneType, timedeltaOf(0n), null);
timezoneType.assign('utc', UTC);
timezoneType.assign('min', new PyTimezone(timezoneType, timedeltaOf(-DAY + 60_000_000n), null));
timezoneType.assign('max', new PyTimezone(timezoneType, timedeltaOf(DAY - 60_000_000n), null));

/** A fixed zone of so many microseconds east of UTC. @throws Raised ValueError for a day or more */
export function fixedZone(offset: bigint, label: string | null = null): PyTimezone {
  if (offset === 0n && label === null) return UTC;
  const delta = timedeltaOf(offset);
  checkOffset(delta);
  return new PyTimezone(timezoneType, delta, label);
}
