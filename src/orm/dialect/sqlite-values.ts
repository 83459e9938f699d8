import { Decimal } from '../values/decimal';
import { UuidValue } from '../values/exact';
import { ormValue, plainValues, type HostValues } from '../values/host-values';
import { pythonRepr } from '../values/python-repr';
import { PlainDate, PlainDateTime, PlainTime, TimeSpan } from '../values/temporal';
import { ExpressionTypeError } from '../errors';
import { Float, Numeric, plainDate, plainDateTime, plainTime, Uuid, uuidValue } from '../sql/types/standard';
import type { Processor, TypeEngine, ValueDialect } from '../sql/types/type-engine';

/*
 * SQLite has no dates, booleans, decimals or UUIDs: they are kept as text and numbers, as SQLAlchemy keeps them
 * (sqlalchemy.dialects.sqlite.base).
 */

const micro = (time: PlainTime): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(time.hour)}:${two(time.minute)}:${two(time.second)}.${String(time.microsecond).padStart(6, '0')}`;
};

const moment = (value: PlainDateTime): string => `${value.date.toString()} ${micro(value.time)}`;

/** Truth values are 0 and 1. @throws ExpressionTypeError for what is no truth value */
function truth(value: unknown): number {
  const known = ormValue(value);
  if (known === true || known === 1) return 1;
  if (known === false || known === 0) return 0;
  if (typeof known === 'number' || typeof known === 'bigint') throw new RangeError(`Value ${pythonRepr(value)} is not None, True, or False`);
  throw new ExpressionTypeError(`Not a boolean value: ${pythonRepr(value)}`);
}

const EPOCH = Date.UTC(1970, 0, 1);

/** A span of time is kept as that long after 1970. */
function spanText(value: unknown): string {
  const span = ormValue(value);
  if (!(span instanceof TimeSpan)) throw new ExpressionTypeError(`an interval is expected, not ${pythonRepr(value)}`);
  const total = span.totalMicroseconds;
  const microseconds = ((total % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const date = new Date(EPOCH + Number((total - microseconds) / 1000n));
  return moment(
    new PlainDateTime(
      new PlainDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()),
      new PlainTime(date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds(), Number(microseconds)),
    ),
  );
}

function spanOf(value: PlainDateTime): TimeSpan {
  const { date, time } = value;
  const days = (Date.UTC(date.year, date.month - 1, date.day) - EPOCH) / 86_400_000;
  return new TimeSpan(days, time.hour * 3600 + time.minute * 60 + time.second, time.microsecond);
}

/** How values go to SQLite. */
export function sqliteBind(type: TypeEngine, dialect: ValueDialect): Processor | null {
  switch (type.affinity) {
    case 'boolean':
      return truth;
    case 'date':
      return (value) => plainDate(value).toString();
    case 'datetime':
      return (value) => moment(plainDateTime(value));
    case 'time':
      return (value) => micro(plainTime(value));
    case 'interval':
      return spanText;
    case 'uuid':
      return (value) => uuidValue(value).hex;
    default:
      return type.bindProcessor(dialect);
  }
}

/** How values are written into SQL for SQLite. */
export function sqliteLiteral(type: TypeEngine, dialect: ValueDialect): ((value: unknown) => string) | null {
  const text = (bind: Processor): ((value: unknown) => string) => (value) => `'${String(bind(value))}'`;
  switch (type.affinity) {
    case 'boolean':
      return (value) => String(truth(value));
    case 'date':
    case 'datetime':
    case 'time':
    case 'interval':
    case 'uuid':
      return text(sqliteBind(type, dialect) as Processor);
    default:
      return type.literalProcessor(dialect);
  }
}

/** @throws RangeError where the text is not what the type keeps */
function parsed<T>(parse: (text: string) => T | null, what: string): (value: unknown) => T {
  return (value) => {
    const found = typeof value === 'string' ? parse(value) : null;
    if (found === null) throw new RangeError(`Couldn't parse ${what} string ${pythonRepr(value)}${typeof value === 'string' ? '' : ' - value is not a string'}.`);
    return found;
  };
}

const parseDate = parsed((text) => PlainDate.parse(text.slice(0, 10)), 'date');
const parseMoment = parsed((text) => PlainDateTime.parse(text), 'datetime');
const parseTime = parsed((text) => PlainTime.parse(text), 'time');

/** True for columns that hold floating point numbers, by SQLite's rules of affinity. */
function isFloatColumn(columnType: string): boolean {
  return /REAL|FLOA|DOUB/i.test(columnType);
}

/** How values come from SQLite. */
export function sqliteResult(type: TypeEngine, columnType: string, dialect: ValueDialect, values: HostValues): Processor | null {
  const unless =
    (process: Processor): Processor =>
    (value) =>
      value === null ? null : process(value);
  switch (type.affinity) {
    case 'boolean':
      return unless((value) => values.boolean(Boolean(value)));
    case 'date':
      return unless((value) => values.date(parseDate(value)));
    case 'datetime':
      return unless((value) => values.dateTime(parseMoment(value)));
    case 'time':
      return unless((value) => values.time(parseTime(value)));
    case 'interval':
      return unless((value) => values.span(spanOf(parseMoment(value))));
    case 'uuid': {
      const asUuid = type instanceof Uuid && type.asUuid;
      return unless((value) => (asUuid ? values.uuid(new UuidValue(String(value))) : new UuidValue(String(value)).text));
    }
    case 'json':
      return unless((value) => values.json(JSON.parse(String(value))));
    case 'numeric':
    case 'float': {
      const own = type instanceof Numeric || type instanceof Float ? type.resultProcessor(dialect) : null;
      if (!own) return unless((value) => (typeof value === 'number' ? values.float(value) : value));
      return unless((value) => {
        const decimal = own(value);
        return decimal instanceof Decimal ? values.decimal(decimal) : decimal;
      });
    }
    case 'enum':
      return type.resultProcessor(dialect);
    default:
      return native(columnType, values);
  }
}

/** What the driver itself gives. */
function native(columnType: string, values: HostValues): Processor | null {
  if (values === plainValues) return null;
  if (isFloatColumn(columnType)) return (value) => (typeof value === 'number' ? values.float(value) : value);
  return (value) => {
    if (typeof value === 'number') return Number.isInteger(value) ? values.integer(value) : values.float(value);
    if (typeof value === 'bigint') return values.integer(value);
    return value instanceof Uint8Array ? values.bytes(value) : value;
  };
}
