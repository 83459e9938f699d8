import { CompileError } from '../errors';
import { genericTypes, typeText, type TypeRule, type TypeRules } from '../compile/type-compiler';
import { Array_ } from '../sql/types/array';
import { Enum } from '../sql/types/enum';
import { BIT, INTERVAL, TIME, TIMESTAMP } from '../sql/types/postgres';
import { DateTime, Float, Interval, Time } from '../sql/types/standard';
import type { TypeEngine } from '../sql/types/type-engine';

const precisionOf = (type: TypeEngine): string => {
  const precision = type instanceof TIMESTAMP || type instanceof TIME ? type.precision : null;
  return precision === null ? '' : `(${precision})`;
};

const zoned = (word: string): TypeRule => (type) => {
  const timezone = (type instanceof DateTime || type instanceof Time) && type.timezone;
  return `${word}${precisionOf(type)} ${timezone ? 'WITH' : 'WITHOUT'} TIME ZONE`;
};

const interval: TypeRule = (type) => {
  const fields = type instanceof INTERVAL && type.fields !== null ? ` ${type.fields}` : '';
  const precision = type instanceof INTERVAL ? type.precision : type instanceof Interval ? type.secondPrecision : null;
  return `INTERVAL${fields}${precision === null ? '' : ` (${precision})`}`;
};

/** The name of an ENUM type. @throws CompileError when it has none */
const enumName: TypeRule = (type, dialect) => {
  if (!(type instanceof Enum) || type.name === null) throw new CompileError('PostgreSQL ENUM type requires a name.');
  return dialect.identifiers.table(type.name, type.schema);
};

const float: TypeRule = (type) => (type instanceof Float && type.precision !== null ? `FLOAT(${type.precision})` : 'FLOAT');

const array: TypeRule = (type, dialect) => {
  if (!(type instanceof Array_)) throw new CompileError('ARRAY expected');
  return `${typeText(type.itemType, dialect)}${'[]'.repeat(type.dimensions ?? 1)}`;
};

const plainNames = ['INET', 'CIDR', 'MACADDR', 'MACADDR8', 'MONEY', 'OID', 'REGCLASS', 'REGCONFIG', 'JSONPATH', 'TSVECTOR', 'TSQUERY', 'HSTORE', 'CITEXT', 'BYTEA', 'JSONB', 'INT4RANGE', 'INT8RANGE', 'NUMRANGE', 'DATERANGE', 'TSRANGE', 'TSTZRANGE', 'INT4MULTIRANGE', 'INT8MULTIRANGE', 'NUMMULTIRANGE', 'DATEMULTIRANGE', 'TSMULTIRANGE', 'TSTZMULTIRANGE'];

/** PostgreSQL's names of types. */
export const postgresTypes: TypeRules = {
  ...genericTypes,
  ...Object.fromEntries(plainNames.map((name) => [name, (() => name)])),
  TIMESTAMP: zoned('TIMESTAMP'),
  DATETIME: zoned('TIMESTAMP'),
  datetime: zoned('TIMESTAMP'),
  TIME: zoned('TIME'),
  time: zoned('TIME'),
  INTERVAL: interval,
  interval,
  large_binary: () => 'BYTEA',
  BLOB: () => 'BYTEA',
  DOUBLE: () => 'DOUBLE PRECISION',
  double: () => 'DOUBLE PRECISION',
  FLOAT: float,
  float,
  enum: (type, dialect) => (type instanceof Enum && type.nativeEnum ? enumName(type, dialect) : (genericTypes['VARCHAR'] as TypeRule)(type, dialect)),
  ENUM: enumName,
  ARRAY: array,
  json_int_index: () => 'INT',
  json_str_index: () => 'TEXT',
  BIT: (type) => {
    if (!(type instanceof BIT)) return 'BIT';
    return type.varying ? `BIT VARYING${type.length === null ? '' : `(${type.length})`}` : `BIT(${type.length ?? 1})`;
  },
};
