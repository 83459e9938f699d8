import { defineClass } from '../../native/define';
import { builtinException, exceptionType, raised, typeError, valueError } from '../../objects/exceptions';
import type { PyType } from '../../objects/object';
import { stringOf } from '../../protocol/numbers';
import type { NativeModule } from '../../runtime';
import { momentOf, shift, wallMicroseconds } from './moment';
import { timedeltaOf } from './timedelta';
import { PyDatetime, PyTzinfo } from './values';
import { tzinfoType } from './zone';

/** `zoneinfo.ZoneInfo`: a zone of the time zone database that JavaScript has. */
class PyZoneInfo extends PyTzinfo {
  readonly #parts: Intl.DateTimeFormat;
  readonly #name: Intl.DateTimeFormat;

  constructor(
    cls: PyType,
    readonly key: string,
  ) {
    super(cls);
    this.#parts = new Intl.DateTimeFormat('en-US', { timeZone: key, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
    this.#name = new Intl.DateTimeFormat(key.startsWith('America/') || key.startsWith('US/') ? 'en-US' : 'en-GB', { timeZone: key, timeZoneName: 'short' });
  }

  /** How far it is east of UTC at a moment of UTC, in microseconds. */
  offsetAt(utc: bigint): bigint {
    const found = new Map(this.#parts.formatToParts(Number(utc / 1000n)).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => found.get(type) ?? 0;
    const wall = wallMicroseconds({ year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute'), second: part('second'), microsecond: 0 });
    return wall - (utc - (((utc % 1_000_000n) + 1_000_000n) % 1_000_000n));
  }

  /** The offset at a moment of its own time; of two that there may be, `fold` takes the later. */
  offsetOf(moment: PyDatetime): bigint {
    const wall = wallMicroseconds(moment);
    const before = this.offsetAt(wall - this.offsetAt(wall - 86_400_000_000n));
    const after = this.offsetAt(wall - this.offsetAt(wall + 86_400_000_000n));
    const candidates = [this.offsetAt(wall - 86_400_000_000n), this.offsetAt(wall + 86_400_000_000n)];
    const valid = candidates.filter((offset) => this.offsetAt(wall - offset) === offset);
    if (valid.length > 0) return (moment.fold === 1 ? valid.at(-1) : valid[0]) as bigint;
    // A time that the clock skips counts by the offset before the gap, or with a fold by that after it.
    return moment.fold === 1 ? (after > before ? after : before) : (candidates[0] as bigint);
  }

  /** Standard time: the smaller offset of winter and summer. */
  standardOffset(year: number): bigint {
    const winter = this.offsetAt(wallMicroseconds({ year, month: 1, day: 1, hour: 0, minute: 0, second: 0, microsecond: 0 }));
    const summer = this.offsetAt(wallMicroseconds({ year, month: 7, day: 1, hour: 0, minute: 0, second: 0, microsecond: 0 }));
    return winter < summer ? winter : summer;
  }

  nameAt(utc: bigint): string {
    return this.#name.formatToParts(Number(utc / 1000n)).find(({ type }) => type === 'timeZoneName')?.value ?? this.key;
  }
}

const notFound = exceptionType('ZoneInfoNotFoundError', [builtinException('KeyError')], 'zoneinfo');

/** One zone of a name is one object: moments of it are compared by their own time. */
const zones = new Map<string, PyZoneInfo>();

function zoneOf(cls: PyType, key: string): PyZoneInfo {
  const known = zones.get(key);
  if (known?.cls === cls) return known;
  try {
    const zone = new PyZoneInfo(cls, key);
    zones.set(key, zone);
    return zone;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw raised(notFound, `No time zone found with key ${key}`);
  }
}

const zoneInfoType: PyType = defineClass<PyZoneInfo>({
  name: 'ZoneInfo',
  module: 'zoneinfo',
  namedWithModule: true,
  bases: [tzinfoType],
  accepts: (value) => value instanceof PyZoneInfo,
  attributes: { key: (self) => self.key },
  statics: { '__new__(cls, key)': (cls, key) => zoneOf(cls as PyType, stringOf(key) ?? '') },
  methods: {
    'utcoffset(dt, /)': (self, moment) => (moment instanceof PyDatetime ? timedeltaOf(self.offsetOf(moment)) : null),
    'dst(dt, /)': (self, moment) => (moment instanceof PyDatetime ? timedeltaOf(self.offsetOf(moment) - self.standardOffset(moment.year)) : null),
    'tzname(dt, /)': (self, moment) => (moment instanceof PyDatetime ? self.nameAt(wallMicroseconds(moment) - self.offsetOf(moment)) : null),
    'fromutc(dt, /)': (self, moment) => {
      if (!(moment instanceof PyDatetime)) throw typeError('fromutc: argument must be a datetime instance');
      if (moment.tzinfo !== self) throw valueError('fromutc: dt.tzinfo is not self');
      const utc = wallMicroseconds(moment);
      const offset = self.offsetAt(utc);
      const there = shift(moment, offset);
      // The second time that the clock shows this.
      const fold = self.offsetOf(there) === offset ? 0 : 1;
      const { day, clock } = momentOf(utc + offset);
      return new PyDatetime(moment.cls, day, clock, self, fold);
    },
    '__repr__()': (self) => `zoneinfo.ZoneInfo(key='${self.key}')`,
    '__str__()': (self) => self.key,
  },
});

export const zoneinfoModule: NativeModule = {
  name: 'zoneinfo',
  create: () => ({ ZoneInfo: zoneInfoType, ZoneInfoNotFoundError: notFound }),
};
