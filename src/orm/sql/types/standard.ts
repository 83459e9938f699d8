import { Decimal } from '../../values/decimal';
import { Float as FloatValue, UuidValue } from '../../values/exact';
import { ormValue } from '../../values/host-values';
import { plainText } from '../../values/plain-text';
import { fromJsDate } from '../../values/python-repr';
import { PlainDate, PlainDateTime, PlainTime, TimeSpan } from '../../values/temporal';
import { operators, type Operator } from '../operators';
import { TypeEngine, type Adaptation, type Affinity, type Processor, type ValueDialect } from './type-engine';

type Lookup = ReadonlyMap<Operator, Readonly<Partial<Record<Affinity, () => TypeEngine>>>>;

/** The result of an operation by the family of the other side; where nothing is listed it is this type. */
function lookedUp(self: TypeEngine, lookup: Lookup, op: Operator, other: TypeEngine): Adaptation {
  const make = lookup.get(op)?.[other.affinity];
  if (!make) return [op, self];
  const type = make();
  if (type.affinity === other.affinity) return [op, other];
  return [op, type.affinity === self.affinity ? self : type];
}

const concatenable: ReadonlySet<Affinity> = new Set<Affinity>(['string', 'enum', 'binary', 'array', 'null']);

/** `+` puts values of these types one behind the other. */
export function isConcatenable(type: TypeEngine): boolean {
  return concatenable.has(type.affinity);
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A type that is not known: of `None`, of `text()`, of unknown functions. */
export class NullType extends TypeEngine {
  readonly visitName: string = 'null';
  readonly affinity: Affinity = 'null';
  readonly className: string = 'NullType';

  override adapt(op: Operator, other: TypeEngine): Adaptation {
    const commutative = op === operators.eq || op === operators.ne || op === operators.add || op === operators.mul;
    return other.isNull || !commutative ? [op, this] : other.adapt(op, this);
  }

  override coerceCompared(_op: Operator | null, _value: unknown, valueType: TypeEngine): TypeEngine {
    return valueType;
  }

  override literalProcessor(): (value: unknown) => string {
    return () => 'NULL';
  }
}

/** Text. */
export class String_ extends TypeEngine<string> {
  readonly visitName: string = 'string';
  readonly affinity: Affinity = 'string';
  readonly className: string = 'String';

  constructor(
    readonly length: number | null = null,
    readonly collation: string | null = null,
  ) {
    super();
  }

  protected override arguments(): readonly (readonly [string, unknown, unknown])[] {
    return [
      ['length', this.length, null],
      ['collation', this.collation, null],
    ];
  }

  override collated(collation: string): this {
    return this.copy({ collation });
  }

  override adapt(op: Operator, other: TypeEngine): Adaptation {
    if (op === operators.add && isConcatenable(other)) return [operators.concat, this];
    return [op, this];
  }

  override literalProcessor(): (value: unknown) => string {
    return (value) => quoted(String(ormValue(value)));
  }
}

export class Text extends String_ {
  override readonly visitName: string = 'text';
  override readonly className: string = 'Text';
}

export class Unicode extends String_ {
  override readonly visitName: string = 'unicode';
  override readonly className: string = 'Unicode';
}

export class UnicodeText extends Text {
  override readonly visitName: string = 'unicode_text';
  override readonly className: string = 'UnicodeText';
}

/** Whole numbers. */
export class Integer extends TypeEngine<number> {
  readonly visitName: string = 'integer';
  readonly affinity: Affinity = 'integer';
  readonly className: string = 'Integer';

  override adapt(op: Operator, other: TypeEngine): Adaptation {
    return lookedUp(this, integerResults, op, other);
  }

  override literalProcessor(): (value: unknown) => string {
    return (value) => String(ormValue(value));
  }
}

export class SmallInteger extends Integer {
  override readonly visitName: string = 'small_integer';
  override readonly className: string = 'SmallInteger';
}

export class BigInteger extends Integer {
  override readonly visitName: string = 'big_integer';
  override readonly className: string = 'BigInteger';
}

/** What exact and floating point numbers have in common. */
abstract class NumericType<T> extends TypeEngine<T> {
  constructor(
    readonly precision: number | null,
    readonly scale: number | null,
    readonly asDecimal: boolean,
    readonly decimalReturnScale: number | null,
  ) {
    super();
  }

  override adapt(op: Operator, other: TypeEngine): Adaptation {
    if (op === operators.mul && other.affinity === 'interval') return [op, other];
    return [op, this];
  }

  override literalProcessor(): (value: unknown) => string {
    return (value) => {
      const known = ormValue(value);
      const text = String(known instanceof FloatValue ? known.value : known);
      const decimal = new Decimal(text);
      return known instanceof FloatValue && Number.isInteger(known.value) ? `${decimal.toString()}.0` : text;
    };
  }

  override bindProcessor(dialect: ValueDialect): Processor | null {
    return dialect.supportsNativeDecimal ? null : toFloat;
  }

  protected toDecimal(): Processor {
    const scale = this.decimalReturnScale ?? this.scale ?? 10;
    return (value) => {
      if (value === null || value instanceof Decimal) return value;
      return typeof value === 'number' ? new Decimal(Number.isFinite(value) ? value.toFixed(Math.min(scale, 100)) : value) : new Decimal(plainText(value)).round(scale);
    };
  }
}

/** Exact numbers with a fixed number of digits after the point. */
export class Numeric extends NumericType<Decimal> {
  readonly visitName: string = 'numeric';
  readonly affinity: Affinity = 'numeric';
  readonly className: string = 'Numeric';

  constructor(precision: number | null = null, scale: number | null = null, asDecimal = true, decimalReturnScale: number | null = null) {
    super(precision, scale, asDecimal, decimalReturnScale);
  }

  protected override arguments(): readonly (readonly [string, unknown, unknown])[] {
    return [
      ['precision', this.precision, null],
      ['scale', this.scale, null],
      ['decimal_return_scale', this.decimalReturnScale, null],
      ['asdecimal', this.asDecimal, true],
    ];
  }

  override resultProcessor(dialect: ValueDialect): Processor | null {
    if (this.asDecimal) return dialect.supportsNativeDecimal ? null : this.toDecimal();
    return dialect.supportsNativeDecimal ? toNumber : null;
  }
}

/** Binary floating point numbers. */
export class Float extends NumericType<number> {
  readonly visitName: string = 'float';
  readonly affinity: Affinity = 'float';
  readonly className: string = 'Float';

  constructor(precision: number | null = null, asDecimal = false, decimalReturnScale: number | null = null) {
    super(precision, null, asDecimal, decimalReturnScale);
  }

  protected override arguments(): readonly (readonly [string, unknown, unknown])[] {
    return [
      ['precision', this.precision, null],
      ['asdecimal', this.asDecimal, false],
      ['decimal_return_scale', this.decimalReturnScale, null],
    ];
  }

  override resultProcessor(dialect: ValueDialect): Processor | null {
    if (this.asDecimal) return this.toDecimal();
    return dialect.supportsNativeDecimal ? toNumber : null;
  }
}

export class Double extends Float {
  override readonly visitName: string = 'double';
  override readonly className: string = 'Double';
}

/** Python's `float()`: a number, a decimal or the text of one as a floating point number. */
function toFloat(value: unknown): unknown {
  const known = ormValue(value);
  if (known === null || known instanceof FloatValue) return known;
  return new FloatValue(known instanceof Decimal ? known.toNumber() : Number(known));
}

function toNumber(value: unknown): unknown {
  return value instanceof Decimal ? value.toNumber() : value;
}

/** Truth values. */
export class Boolean_ extends TypeEngine<boolean> {
  readonly visitName: string = 'boolean';
  readonly affinity: Affinity = 'boolean';
  readonly className: string = 'Boolean';

  constructor(
    /** Adds a CHECK constraint where the database has no such type. */
    readonly createConstraint = false,
    readonly name: string | null = null,
  ) {
    super();
  }

  protected override arguments(): readonly (readonly [string, unknown, unknown])[] {
    return [
      ['create_constraint', this.createConstraint, false],
      ['name', this.name, null],
    ];
  }
}

/** What `match()` gives: a truth value on most databases, a rank on some. */
export class MatchType extends Boolean_ {
  override readonly affinity: Affinity = 'match';
  override readonly className: string = 'MatchType';
}

/** A date without time. */
export class Date_ extends TypeEngine<PlainDate> {
  readonly visitName: string = 'date';
  readonly affinity: Affinity = 'date';
  readonly className: string = 'Date';

  override adapt(op: Operator, other: TypeEngine): Adaptation {
    return lookedUp(this, dateResults, op, other);
  }

  override literalProcessor(): (value: unknown) => string {
    return (value) => quoted(plainDate(value).toString());
  }
}

/** A date with time. */
export class DateTime extends TypeEngine<PlainDateTime> {
  readonly visitName: string = 'datetime';
  readonly affinity: Affinity = 'datetime';
  readonly className: string = 'DateTime';

  constructor(readonly timezone = false) {
    super();
  }

  protected override arguments(): readonly (readonly [string, unknown, unknown])[] {
    return [['timezone', this.timezone, false]];
  }

  override adapt(op: Operator, other: TypeEngine): Adaptation {
    return lookedUp(this, dateTimeResults, op, other);
  }

  override literalProcessor(): (value: unknown) => string {
    return (value) => quoted(plainDateTime(value).toString());
  }
}

/** A time of day. */
export class Time extends TypeEngine<PlainTime> {
  readonly visitName: string = 'time';
  readonly affinity: Affinity = 'time';
  readonly className: string = 'Time';

  constructor(readonly timezone = false) {
    super();
  }

  protected override arguments(): readonly (readonly [string, unknown, unknown])[] {
    return [['timezone', this.timezone, false]];
  }

  override adapt(op: Operator, other: TypeEngine): Adaptation {
    return lookedUp(this, timeResults, op, other);
  }

  override literalProcessor(): (value: unknown) => string {
    return (value) => quoted(plainTime(value).toString());
  }
}

/** A span of time. Databases without such a type keep it as a date counted from 1970. */
export class Interval extends TypeEngine<TimeSpan> {
  readonly visitName: string = 'interval';
  readonly affinity: Affinity = 'interval';
  readonly className: string = 'Interval';

  constructor(
    readonly native = true,
    readonly secondPrecision: number | null = null,
    readonly dayPrecision: number | null = null,
  ) {
    super();
  }

  protected override arguments(): readonly (readonly [string, unknown, unknown])[] {
    return [
      ['native', this.native, true],
      ['second_precision', this.secondPrecision, null],
      ['day_precision', this.dayPrecision, null],
    ];
  }

  override adapt(op: Operator, other: TypeEngine): Adaptation {
    return lookedUp(this, intervalResults, op, other);
  }
}

/** Bytes. */
export class LargeBinary extends TypeEngine<Uint8Array> {
  readonly visitName: string = 'large_binary';
  readonly affinity: Affinity = 'binary';
  readonly className: string = 'LargeBinary';

  constructor(readonly length: number | null = null) {
    super();
  }

  protected override arguments(): readonly (readonly [string, unknown, unknown])[] {
    return [['length', this.length, null]];
  }

  override adapt(op: Operator, other: TypeEngine): Adaptation {
    return op === operators.add && isConcatenable(other) ? [operators.concat, this] : [op, this];
  }

  override coerceCompared(op: Operator | null, value: unknown, valueType: TypeEngine): TypeEngine {
    return typeof value === 'string' ? this : super.coerceCompared(op, value, valueType);
  }

  override literalProcessor(): (value: unknown) => string {
    return (value) => quoted(new TextDecoder().decode(ormValue(value) as Uint8Array));
  }
}

/** A universally unique identifier. */
export class Uuid extends TypeEngine<UuidValue> {
  readonly visitName: string = 'uuid';
  readonly affinity: Affinity = 'uuid';
  readonly className: string = 'Uuid';

  constructor(
    /** Values are {@link UuidValue}s; otherwise they are text. */
    readonly asUuid = true,
    readonly nativeUuid = true,
  ) {
    super();
  }

  protected override arguments(): readonly (readonly [string, unknown, unknown])[] {
    return [
      ['as_uuid', this.asUuid, true],
      ['native_uuid', this.nativeUuid, true],
    ];
  }

  override coerceCompared(op: Operator | null, value: unknown, valueType: TypeEngine): TypeEngine {
    return typeof value === 'string' ? this : super.coerceCompared(op, value, valueType);
  }

  override literalProcessor(dialect: ValueDialect): (value: unknown) => string {
    return (value) => {
      const uuid = uuidValue(value);
      return quoted(dialect.name === 'postgresql' && this.nativeUuid ? uuid.text : uuid.hex);
    };
  }
}

/** The types of the members of a tuple. */
export class TupleType extends TypeEngine<readonly unknown[]> {
  readonly visitName: string = 'tuple';
  readonly affinity: Affinity = 'tuple';
  readonly className: string = 'TupleType';

  constructor(readonly types: readonly TypeEngine[]) {
    super();
  }

  override repr(): string {
    return `TupleType(${this.types.map((type) => type.repr()).join(', ')})`;
  }

  override toString(): string {
    return this.repr();
  }

  override get cacheKey(): string {
    return `tuple(${this.types.map((type) => type.cacheKey).join(',')})`;
  }
}

/** A type of a note's own, written as its `columnSpec` says. */
export abstract class UserDefinedType<T = unknown> extends TypeEngine<T> {
  readonly visitName: string = 'user_defined';
  readonly affinity: Affinity = 'other';

  /** How the type is written in CREATE TABLE and CAST. */
  abstract columnSpec(): string;

  override coerceCompared(): TypeEngine {
    return this;
  }

  override get cacheKey(): string {
    return `${this.className}:${this.columnSpec()}`;
  }
}

/** The value as a date. @throws TypeError when it is none */
export function plainDate(value: unknown): PlainDate {
  const known = ormValue(value);
  if (known instanceof PlainDate) return known;
  if (known instanceof PlainDateTime) return known.date;
  if (known instanceof Date) return fromJsDate(known).date;
  throw new TypeError('SQLite Date type only accepts Python date objects as input.');
}

/** The value as a date with time. @throws TypeError when it is none */
export function plainDateTime(value: unknown): PlainDateTime {
  const known = ormValue(value);
  if (known instanceof PlainDateTime) return known;
  if (known instanceof PlainDate) return new PlainDateTime(known, new PlainTime(0, 0));
  if (known instanceof Date) return fromJsDate(known);
  throw new TypeError('SQLite DateTime type only accepts Python datetime and date objects as input.');
}

/** The value as a time of day. @throws TypeError when it is none */
export function plainTime(value: unknown): PlainTime {
  const known = ormValue(value);
  if (known instanceof PlainTime) return known;
  throw new TypeError('SQLite Time type only accepts Python time objects as input.');
}

/** The value as a UUID. @throws RangeError when it is none */
export function uuidValue(value: unknown): UuidValue {
  const known = ormValue(value);
  return known instanceof UuidValue ? known : new UuidValue(String(known));
}

const integer = (): TypeEngine => new Integer();
const numeric = (): TypeEngine => new Numeric();
const float = (): TypeEngine => new Float();
const date = (): TypeEngine => new Date_();
const dateTime = (): TypeEngine => new DateTime();
const time = (): TypeEngine => new Time();
const interval = (): TypeEngine => new Interval();

const integerResults: Lookup = new Map<Operator, Partial<Record<Affinity, () => TypeEngine>>>([
  [operators.add, { date, integer, numeric, float }],
  [operators.mul, { interval, integer, numeric, float }],
  [operators.truediv, { integer: numeric, numeric, float }],
  [operators.floordiv, { integer, numeric }],
  [operators.sub, { integer, numeric, float }],
]);

const dateResults: Lookup = new Map<Operator, Partial<Record<Affinity, () => TypeEngine>>>([
  [operators.add, { integer: date, interval: dateTime, time: dateTime }],
  [operators.sub, { integer: date, date: integer, interval: dateTime, datetime: interval }],
]);

const dateTimeResults: Lookup = new Map<Operator, Partial<Record<Affinity, () => TypeEngine>>>([
  [operators.add, { interval: dateTime }],
  [operators.sub, { interval: dateTime, datetime: interval }],
]);

const timeResults: Lookup = new Map<Operator, Partial<Record<Affinity, () => TypeEngine>>>([
  [operators.add, { date: dateTime, interval: time }],
  [operators.sub, { time: interval, interval: time }],
]);

const intervalResults: Lookup = new Map<Operator, Partial<Record<Affinity, () => TypeEngine>>>([
  [operators.add, { date: dateTime, interval, datetime: dateTime, time }],
  [operators.sub, { interval }],
  [operators.mul, { numeric: interval, float: interval }],
  [operators.truediv, { numeric: interval, float: interval }],
]);
