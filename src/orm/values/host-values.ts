import type { Decimal } from './decimal';
import type { UuidValue } from './exact';
import type { PlainDate, PlainDateTime, PlainTime, TimeSpan } from './temporal';

/**
 * How the values of a row look to the language whose cell runs. The plain ones are this library's own classes and
 * JavaScript's; a Python cell has Python's.
 */
export interface HostValues {
  integer(value: number | bigint): unknown;
  float(value: number): unknown;
  boolean(value: boolean): unknown;
  bytes(value: Uint8Array): unknown;
  decimal(value: Decimal): unknown;
  date(value: PlainDate): unknown;
  time(value: PlainTime): unknown;
  dateTime(value: PlainDateTime): unknown;
  span(value: TimeSpan): unknown;
  uuid(value: UuidValue): unknown;
  /** A parsed JSON document: plain objects, arrays, strings, numbers, booleans, null. */
  json(value: unknown): unknown;
  list(values: readonly unknown[]): unknown;
  /** What the language calls an error that values made while they were made ready, and how it shows them; absent or null where errors stay what they are. */
  describeError?(error: unknown, sets: readonly object[]): { readonly type: string; readonly message: string; readonly parameters: string } | null;
}

const same = <T>(value: T): T => value;

/** Values as TypeScript cells see them. */
export const plainValues: HostValues = {
  integer: same,
  float: same,
  boolean: same,
  bytes: same,
  decimal: same,
  date: same,
  time: same,
  dateTime: same,
  span: same,
  uuid: same,
  json: same,
  list: same,
};

/** Key of the method by which a value of another language tells what it is here: a number, a string, a {@link Decimal}, … */
export const asOrmValue: unique symbol = Symbol('asOrmValue');

/** Key of the method by which a value of another language shows itself in messages. */
export const asShown: unique symbol = Symbol('asShown');

/** The value as its language shows it; null for this library's own values. */
export function shownByHost(value: unknown): string | null {
  return (typeof value === 'object' || typeof value === 'function') && value !== null && asShown in value ? (value[asShown] as () => string)() : null;
}

/** A value that knows its twin among this library's values. */
export interface ForeignValue {
  [asOrmValue](): unknown;
}

/** The value as this library knows it; others than {@link ForeignValue}s are what they are. */
export function ormValue(value: unknown): unknown {
  return isForeign(value) ? value[asOrmValue]() : value;
}

function isForeign(value: unknown): value is ForeignValue {
  return typeof value === 'object' && value !== null && asOrmValue in value;
}
