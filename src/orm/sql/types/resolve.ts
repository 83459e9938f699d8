import { Decimal } from '../../values/decimal';
import { Float as FloatValue, UuidValue } from '../../values/exact';
import { ormValue } from '../../values/host-values';
import { PlainDate, PlainDateTime, PlainTime, TimeSpan } from '../../values/temporal';
import { BigInteger, Boolean_, DateTime, Date_, Double, Float, Integer, Interval, LargeBinary, NullType, Numeric, String_, Time, Unicode, Uuid } from './standard';
import type { TypeEngine } from './type-engine';

/** The types that values have of themselves. They hold no state, so that all may share them. */
export const types = {
  null: new NullType(),
  integer: new Integer(),
  bigInteger: new BigInteger(),
  string: new String_(),
  unicode: new Unicode(),
  boolean: new Boolean_(),
  float: new Float(),
  double: new Double(),
  numeric: new Numeric(),
  date: new Date_(),
  dateTime: new DateTime(),
  dateTimeZone: new DateTime(true),
  time: new Time(),
  timeZone: new Time(true),
  interval: new Interval(),
  binary: new LargeBinary(),
  uuid: new Uuid(),
} as const;

/** The type of a plain value; the null type for what has none. */
export function typeOf(given: unknown): TypeEngine {
  const value = ormValue(given);
  switch (typeof value) {
    case 'string':
      return /^[\0-\x7f]*$/.test(value) ? types.string : types.unicode;
    case 'boolean':
      return types.boolean;
    case 'number':
      if (!Number.isInteger(value)) return types.double;
      return Math.abs(value) >= 2 ** 31 ? types.bigInteger : types.integer;
    case 'bigint':
      return value >= 2n ** 31n || value <= -(2n ** 31n) ? types.bigInteger : types.integer;
    case 'object':
      return value === null ? types.null : typeOfObject(value);
    default:
      return types.null;
  }
}

function typeOfObject(value: object): TypeEngine {
  if (value instanceof FloatValue) return types.double;
  if (value instanceof Decimal) return types.numeric;
  if (value instanceof PlainDate) return types.date;
  if (value instanceof PlainDateTime) return value.time.offset === null ? types.dateTime : types.dateTimeZone;
  if (value instanceof PlainTime) return value.offset === null ? types.time : types.timeZone;
  if (value instanceof TimeSpan) return types.interval;
  if (value instanceof UuidValue) return types.uuid;
  if (value instanceof Date) return types.dateTime;
  return ArrayBuffer.isView(value) ? types.binary : types.null;
}
