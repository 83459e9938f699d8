import { Array_ } from '../sql/types/array';
import { Enum } from '../sql/types/enum';
import { Json } from '../sql/types/json';
import { BigInteger, Boolean_, Date_, DateTime, Float, Integer, Interval, LargeBinary, Numeric, SmallInteger, String_, Text, Time, Uuid } from '../sql/types/standard';
import { types } from '../sql/types/resolve';
import type { TypeEngine } from '../sql/types/type-engine';
import type { Decimal } from '../values/decimal';
import type { UuidValue } from '../values/exact';
import type { PlainDate, PlainDateTime, PlainTime, TimeSpan } from '../values/temporal';
import { ColumnBuilder } from './column-builder';

/*
 * Columns by type. The first argument of each is the name in the database, where it is not that of the attribute; for
 * texts and numbers a size may stand in its place.
 */

/** INTEGER. */
export const int = (name: string | null = null): ColumnBuilder<number> => ColumnBuilder.of(name, new Integer());

/** BIGINT. Numbers beyond 2⁵³ are bigints. */
export const bigint = (name: string | null = null): ColumnBuilder<number | bigint> => ColumnBuilder.of(name, new BigInteger());

/** SMALLINT. */
export const smallint = (name: string | null = null): ColumnBuilder<number> => ColumnBuilder.of(name, new SmallInteger());

/** VARCHAR: `str()`, `str(30)`, `str('user_name', 30)`. */
export function str(name?: string | number | null, length: number | null = null): ColumnBuilder<string> {
  return typeof name === 'number' ? ColumnBuilder.of(null, new String_(name)) : ColumnBuilder.of(name ?? null, new String_(length));
}

/** TEXT: of any length. (`text()` is SQL as text.) */
export const longText = (name: string | null = null): ColumnBuilder<string> => ColumnBuilder.of(name, new Text());

export const bool = (name: string | null = null): ColumnBuilder<boolean> => ColumnBuilder.of(name, new Boolean_());

/** A binary floating point number. */
export const float = (name: string | null = null): ColumnBuilder<number> => ColumnBuilder.of(name, new Float());

/** An exact decimal: `numeric(10, 2)`, `numeric('price', 10, 2)`. */
export function numeric(...given: readonly [name: string, precision?: number, scale?: number] | readonly [precision?: number, scale?: number]): ColumnBuilder<Decimal> {
  const [first, ...rest] = given;
  const [precision, scale] = typeof first === 'string' ? rest : [first, ...rest];
  return ColumnBuilder.of(typeof first === 'string' ? first : null, new Numeric(precision ?? null, scale ?? null));
}

/** A date without time. */
export const date = (name: string | null = null): ColumnBuilder<PlainDate> => ColumnBuilder.of(name, new Date_());

/** A date with time. */
export const datetime = (name: string | null = null, options: { readonly timezone?: boolean } = {}): ColumnBuilder<PlainDateTime> => ColumnBuilder.of(name, new DateTime(options.timezone ?? false));

/** A time of day. */
export const time = (name: string | null = null): ColumnBuilder<PlainTime> => ColumnBuilder.of(name, new Time());

/** A span of time. */
export const interval = (name: string | null = null): ColumnBuilder<TimeSpan> => ColumnBuilder.of(name, new Interval());

/** A JSON document. `T` is what it looks like. */
export const json = <T = unknown>(name: string | null = null): ColumnBuilder<T> => ColumnBuilder.of(name, new Json());

export const uuid = (name: string | null = null): ColumnBuilder<UuidValue> => ColumnBuilder.of(name, new Uuid());

export const bytes = (name: string | null = null): ColumnBuilder<Uint8Array> => ColumnBuilder.of(name, new LargeBinary());

/** One of some texts: `enumOf(['draft', 'done'], { name: 'status' })`. */
export function enumOf<const V extends string>(values: readonly V[], options: NonNullable<ConstructorParameters<typeof Enum>[1]> = {}): ColumnBuilder<V> {
  return ColumnBuilder.of(null, new Enum(values, options));
}

/** A list, where the database has arrays: `array(int())`, `array(str(20), 2)` for a list of lists. */
export function array<T>(item: ColumnBuilder<T> | TypeEngine<T>, dimensions: number | null = null): ColumnBuilder<readonly T[]> {
  const type = item instanceof ColumnBuilder ? (item.type ?? types.null) : item;
  return ColumnBuilder.of(null, new Array_(type, dimensions));
}

/** A column of any type: of an exact one, of a note's own. */
export function ofType<T>(type: TypeEngine<T>, name: string | null = null): ColumnBuilder<T> {
  return ColumnBuilder.of(name, type);
}
