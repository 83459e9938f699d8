import { Decimal } from '../values/decimal';
import { UuidValue } from '../values/exact';
import { ormValue, plainValues, type HostValues } from '../values/host-values';
import { PlainDate, PlainDateTime, PlainTime, TimeSpan } from '../values/temporal';
import { Array_ } from '../sql/types/array';
import { Float, Numeric, Uuid, uuidValue } from '../sql/types/standard';
import type { Processor, TypeEngine, ValueDialect } from '../sql/types/type-engine';
import { parseArray } from './array-text';

/** How values go to PostgreSQL: the driver takes dates, decimals and UUIDs as they are. */
export function postgresBind(type: TypeEngine, dialect: ValueDialect): Processor | null {
  return type.affinity === 'uuid' ? (value) => uuidValue(value) : type.bindProcessor(dialect);
}

/** How values are written into SQL for PostgreSQL. */
export function postgresLiteral(type: TypeEngine, dialect: ValueDialect): ((value: unknown) => string) | null {
  if (type.affinity === 'boolean') return (value) => (ormValue(value) === true ? 'true' : 'false');
  if (type.affinity === 'interval') return (value) => `make_interval(secs=>${spanSeconds(value)})`;
  return type.literalProcessor(dialect);
}

function spanSeconds(value: unknown): string {
  const span = ormValue(value);
  if (!(span instanceof TimeSpan)) throw new TypeError('an interval is expected');
  return String(Number(span.totalMicroseconds) / 1e6);
}

/** How values come from PostgreSQL. The driver gives what has no JavaScript twin as the server's text. */
export function postgresResult(type: TypeEngine, columnType: string, dialect: ValueDialect, values: HostValues): Processor | null {
  switch (type.affinity) {
    case 'numeric':
    case 'float':
      return unlessNull(numberOf(type, values));
    case 'json':
      return unlessNull((value) => values.json(typeof value === 'string' ? JSON.parse(value) : value));
    case 'uuid': {
      const asUuid = type instanceof Uuid && type.asUuid;
      return unlessNull((value) => (asUuid ? values.uuid(new UuidValue(String(value))) : String(value)));
    }
    case 'enum':
      return type.resultProcessor(dialect);
    case 'array':
      return type instanceof Array_ ? arrayOf(postgresResult(type.itemType, columnType.replace(/\[\]$/, ''), dialect, values), values) : native(columnType, values);
    default:
      return native(columnType, values);
  }
}

function unlessNull(process: Processor): Processor {
  return (value) => (value === null ? null : process(value));
}

function numberOf(type: TypeEngine, values: HostValues): Processor {
  const asDecimal = (type instanceof Numeric || type instanceof Float) && type.asDecimal;
  const scale = type instanceof Float ? (type.decimalReturnScale ?? 10) : null;
  if (!asDecimal) return (value) => values.float(Number(value));
  return (value) => {
    const decimal = new Decimal(typeof value === 'number' && scale !== null ? value.toFixed(scale) : String(value));
    return values.decimal(decimal);
  };
}

/** An array arrives as text; its items are processed one by one. */
function arrayOf(item: Processor | null, values: HostValues): Processor {
  const each = (value: unknown): unknown => (Array.isArray(value) ? values.list(value.map(each)) : value === null || !item ? value : item(value));
  return unlessNull((value) => each(typeof value === 'string' ? parseArray(value) : value));
}

type Make = (text: string, values: HostValues) => unknown;

const orText =
  <T>(parse: (text: string) => T | null, host: (value: T, values: HostValues) => unknown): Make =>
  (text, values) => {
    const value = parse(text);
    // What has no such form (infinity, years before 1) stays the server's text.
    return value === null ? text : host(value, values);
  };

/** Types of the server whose values have classes of their own here. */
const nativeTypes: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['numeric', (text, values) => values.decimal(new Decimal(text))],
  ['date', orText((text) => PlainDate.parse(text), (value, values) => values.date(value))],
  ['time', orText((text) => PlainTime.parse(text), (value, values) => values.time(value))],
  ['timetz', orText((text) => PlainTime.parse(text), (value, values) => values.time(value))],
  ['timestamp', orText((text) => PlainDateTime.parse(text), (value, values) => values.dateTime(value))],
  ['timestamptz', orText((text) => PlainDateTime.parse(text), (value, values) => values.dateTime(value))],
  ['interval', orText((text) => TimeSpan.parse(text), (value, values) => values.span(value))],
  ['uuid', (text, values) => values.uuid(new UuidValue(text))],
  ['int2', (text, values) => values.integer(Number(text))],
  ['int4', (text, values) => values.integer(Number(text))],
  ['int8', (text, values) => values.integer(BigInt(text))],
  ['float4', (text, values) => values.float(Number(text))],
  ['float8', (text, values) => values.float(Number(text))],
  ['bool', (text, values) => values.boolean(text === 't')],
]);

/** What the driver itself gives. */
function native(columnType: string, values: HostValues): Processor | null {
  if (columnType.endsWith('[]')) {
    const make = nativeTypes.get(columnType.slice(0, -2));
    return arrayOf(make ? (text) => make(String(text), values) : null, values);
  }
  if (columnType === 'float4' || columnType === 'float8') return values === plainValues ? null : unlessNull((value) => values.float(Number(value)));
  const make = nativeTypes.get(columnType);
  if (make) return unlessNull((value) => (typeof value === 'string' ? make(value, values) : own(value, values)));
  return values === plainValues ? null : (value) => own(value, values);
}

/** Values that the driver has decoded already. */
function own(value: unknown, values: HostValues): unknown {
  if (typeof value === 'number' || typeof value === 'bigint') return values.integer(value);
  if (typeof value === 'boolean') return values.boolean(value);
  return value instanceof Uint8Array ? values.bytes(value) : value;
}
