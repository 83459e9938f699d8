import {
  BIGINT, BLOB, BOOLEAN, CHAR, DATE, DATETIME, DECIMAL, DOUBLE, DOUBLE_PRECISION, FLOAT, INTEGER, NCHAR, NUMERIC, NVARCHAR, REAL, SMALLINT, TEXT, TIME, TIMESTAMP, UUID, VARCHAR,
} from '../sql/types/exact'; // prettier-ignore
import { Json } from '../sql/types/json';
import * as postgres from '../sql/types/postgres';
import { NullType } from '../sql/types/standard';
import type { TypeEngine } from '../sql/types/type-engine';

type Make = (numbers: readonly number[]) => TypeEngine;

const length =
  (type: new (length: number | null) => TypeEngine): Make =>
  ([first]) =>
    new type(first ?? null);

const number =
  (type: new (precision: number | null, scale: number | null) => TypeEngine): Make =>
  ([precision, scale]) =>
    new type(precision ?? null, scale ?? null);

const plain =
  (type: new () => TypeEngine): Make =>
  () =>
    new type();

/** Types by the names that definitions in SQLite use. */
const SQLITE_TYPES: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['BIGINT', plain(BIGINT)], ['BLOB', plain(BLOB)], ['BOOL', plain(BOOLEAN)], ['BOOLEAN', plain(BOOLEAN)], ['CHAR', length(CHAR)], ['DATE', plain(DATE)],
  ['DATE_CHAR', plain(DATE)], ['DATETIME', plain(DATETIME)], ['DATETIME_CHAR', plain(DATETIME)], ['DOUBLE', plain(DOUBLE)], ['DOUBLE_PRECISION', plain(DOUBLE_PRECISION)],
  ['DECIMAL', number(DECIMAL)], ['FLOAT', plain(FLOAT)], ['INT', plain(INTEGER)], ['INTEGER', plain(INTEGER)], ['JSON', plain(Json)], ['NUMERIC', number(NUMERIC)],
  ['REAL', plain(REAL)], ['SMALLINT', plain(SMALLINT)], ['TEXT', plain(TEXT)], ['TIME', plain(TIME)], ['TIME_CHAR', plain(TIME)], ['TIMESTAMP', plain(TIMESTAMP)],
  ['VARCHAR', length(VARCHAR)], ['NVARCHAR', length(NVARCHAR)], ['NCHAR', length(NCHAR)],
]); // prettier-ignore

/** The type of a column in SQLite; by its rules of affinity where the name is unknown. */
export function sqliteTypeNamed(name: string): TypeEngine {
  const [, word = '', given] = /^([\w ]+?)\s*(?:\(\s*(.*?)\s*\))?$/.exec(name) ?? [];
  const numbers = (given ?? '').split(',').flatMap((part) => (/^\s*\d+\s*$/.test(part) ? [Number(part)] : []));
  const make = SQLITE_TYPES.get(word.toUpperCase());
  if (make) return make(numbers);
  const upper = name.toUpperCase();
  if (upper.includes('INT')) return new INTEGER();
  if (/CHAR|CLOB|TEXT/.test(upper)) return new TEXT();
  if (upper.includes('BLOB') || upper === '') return new NullType();
  return /REAL|FLOA|DOUB/.test(upper) ? new REAL() : new NUMERIC();
}

/** Types by the names that PostgreSQL's `format_type()` uses. */
const POSTGRES_TYPES: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['bigint', plain(BIGINT)], ['integer', plain(INTEGER)], ['smallint', plain(SMALLINT)], ['boolean', plain(BOOLEAN)], ['character varying', length(VARCHAR)],
  ['character', length(CHAR)], ['"char"', length(CHAR)], ['name', plain(VARCHAR)], ['text', plain(TEXT)], ['numeric', number(NUMERIC)], ['real', plain(REAL)],
  ['double precision', plain(DOUBLE_PRECISION)], ['date', plain(DATE)], ['bytea', plain(postgres.BYTEA)], ['json', plain(Json)], ['jsonb', plain(postgres.JSONB)],
  ['uuid', plain(UUID)], ['inet', plain(postgres.INET)], ['cidr', plain(postgres.CIDR)], ['macaddr', plain(postgres.MACADDR)], ['money', plain(postgres.MONEY)],
  ['oid', plain(postgres.OID)], ['regclass', plain(postgres.REGCLASS)], ['tsvector', plain(postgres.TSVECTOR)], ['tsquery', plain(postgres.TSQUERY)],
  ['hstore', plain(postgres.HSTORE)], ['citext', plain(postgres.CITEXT)], ['int4range', plain(postgres.INT4RANGE)], ['int8range', plain(postgres.INT8RANGE)],
  ['numrange', plain(postgres.NUMRANGE)], ['daterange', plain(postgres.DATERANGE)], ['tsrange', plain(postgres.TSRANGE)], ['tstzrange', plain(postgres.TSTZRANGE)],
  ['interval', ([precision]) => new postgres.INTERVAL(precision ?? null)], ['bit', ([size]) => new postgres.BIT(size ?? null)],
  ['bit varying', ([size]) => new postgres.BIT(size ?? null, true)],
  ['timestamp without time zone', ([precision]) => new postgres.TIMESTAMP(false, precision ?? null)],
  ['timestamp with time zone', ([precision]) => new postgres.TIMESTAMP(true, precision ?? null)],
  ['time without time zone', ([precision]) => new postgres.TIME(false, precision ?? null)],
  ['time with time zone', ([precision]) => new postgres.TIME(true, precision ?? null)],
]); // prettier-ignore

/** The type of a column in PostgreSQL. @param enums labels of ENUM types by their names */
export function postgresTypeNamed(name: string, enums: ReadonlyMap<string, readonly string[]>): TypeEngine {
  if (name.endsWith('[]')) return new postgres.ARRAY(postgresTypeNamed(name.slice(0, -2), enums));
  const labels = enums.get(name);
  if (labels) return new postgres.ENUM(labels, { name });
  const numbers = (/\(([^)]*)\)/.exec(name)?.[1] ?? '').split(',').flatMap((part) => (/^\s*\d+\s*$/.test(part) ? [Number(part)] : []));
  const word = name.replace(/\([^)]*\)/, '').replace(/\s+/g, ' ').trim();
  return POSTGRES_TYPES.get(word)?.(numbers) ?? new NullType();
}
