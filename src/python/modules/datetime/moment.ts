import { overflowError } from '../../objects/exceptions';
import type { Value } from '../../objects/object';
import { floorDivide } from '../rational';
import { fromOrdinal, MAX_ORDINAL, toOrdinal, type CalendarDay } from './calendar-days';
import { PyDatetime, type ClockTime } from './values';

const DAY = 86_400_000_000n;
/** The ordinal of 1970-01-01. */
const EPOCH_ORDINAL = 719_163n;

/** Microseconds since midnight. */
export function clockMicroseconds({ hour, minute, second, microsecond }: ClockTime): bigint {
  return BigInt((hour * 60 + minute) * 60 + second) * 1_000_000n + BigInt(microsecond);
}

/** Microseconds since 1970-01-01 00:00 of its own time. */
export function wallMicroseconds(moment: CalendarDay & ClockTime): bigint {
  return (BigInt(toOrdinal(moment)) - EPOCH_ORDINAL) * DAY + clockMicroseconds(moment);
}

/** The day of an ordinal. @throws Raised OverflowError */
export function dayOfOrdinal(ordinal: bigint): CalendarDay {
  if (ordinal < 1n || ordinal > BigInt(MAX_ORDINAL)) throw overflowError('date value out of range');
  return fromOrdinal(Number(ordinal));
}

/** The inverse of {@link clockMicroseconds}. */
export function clockOf(microseconds: bigint): ClockTime {
  const seconds = Number(microseconds / 1_000_000n);
  return { hour: Math.floor(seconds / 3600), minute: Math.floor(seconds / 60) % 60, second: seconds % 60, microsecond: Number(microseconds % 1_000_000n) };
}

/** The inverse of {@link wallMicroseconds}. @throws Raised OverflowError */
export function momentOf(microseconds: bigint): { readonly day: CalendarDay; readonly clock: ClockTime } {
  const days = floorDivide(microseconds, DAY);
  return { day: dayOfOrdinal(days + EPOCH_ORDINAL), clock: clockOf(microseconds - days * DAY) };
}

/** The moment so many microseconds later, in the same zone. @throws Raised OverflowError */
export function shift(moment: PyDatetime, microseconds: bigint, zone: Value = moment.tzinfo): PyDatetime {
  const { day, clock } = momentOf(wallMicroseconds(moment) + microseconds);
  return new PyDatetime(moment.cls, day, clock, zone);
}

/** How far this machine's zone is east of UTC at a moment, in microseconds. */
export function localOffset(utcMicroseconds: bigint): bigint {
  return BigInt(-new Date(Number(utcMicroseconds / 1000n)).getTimezoneOffset()) * 60_000_000n;
}

/** A moment of this machine's time in UTC. */
export function localToUtc(wall: bigint): bigint {
  const guess = wall - localOffset(wall);
  return wall - localOffset(guess);
}

/** Now, in microseconds since 1970 UTC. */
export function nowMicroseconds(): bigint {
  return BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000));
}

/** Seconds since 1970 as microseconds, rounded half to even. @throws Raised OverflowError */
export function timestampMicroseconds(seconds: number): bigint {
  if (!Number.isFinite(seconds)) throw overflowError('cannot convert float infinity to integer');
  const whole = Math.floor(seconds);
  const part = (seconds - whole) * 1_000_000;
  let rounded = Math.round(part);
  if (Math.abs(part - Math.trunc(part)) === 0.5 && rounded % 2 !== 0) rounded -= 1;
  return BigInt(whole) * 1_000_000n + BigInt(rounded);
}
