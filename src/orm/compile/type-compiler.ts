import { CompileError } from '../errors';
import type { Dialect } from '../dialect/dialect';
import { Array_ } from '../sql/types/array';
import { LargeBinary, Numeric, String_, UserDefinedType } from '../sql/types/standard';
import { TypeDecorator } from '../sql/types/type-decorator';
import type { TypeEngine } from '../sql/types/type-engine';

/** Writes one type. */
export type TypeRule = (type: TypeEngine, dialect: Dialect) => string;

/** How a dialect names types, by the name of the rule. Generic types are in lower case. */
export type TypeRules = Readonly<Record<string, TypeRule>>;

const word = (text: string): TypeRule => () => text;

function stringType(name: string): TypeRule {
  return (type, dialect) => {
    if (!(type instanceof String_)) return name;
    const length = type.length === null || type.affinity === 'enum' && type.length === 0 ? '' : `(${type.length})`;
    return `${name}${length}${type.collation === null ? '' : ` COLLATE ${dialect.identifiers.quote(type.collation)}`}`;
  };
}

function exactNumber(name: string): TypeRule {
  return (type) => {
    if (!(type instanceof Numeric) || type.precision === null) return name;
    return type.scale === null ? `${name}(${type.precision})` : `${name}(${type.precision}, ${type.scale})`;
  };
}

function sized(name: string): TypeRule {
  return (type) => (type instanceof LargeBinary && type.length !== null ? `${name}(${type.length})` : name);
}

const to = (name: string): TypeRule => (type, dialect) => {
  const rule = dialect.types[name];
  if (!rule) throw new CompileError(`no rule for the type ${name}`);
  return rule(type, dialect);
};

/** Names of types where no dialect says otherwise. */
export const genericTypes: TypeRules = {
  FLOAT: word('FLOAT'),
  DOUBLE: word('DOUBLE'),
  DOUBLE_PRECISION: word('DOUBLE PRECISION'),
  REAL: word('REAL'),
  NUMERIC: exactNumber('NUMERIC'),
  DECIMAL: exactNumber('DECIMAL'),
  INTEGER: word('INTEGER'),
  SMALLINT: word('SMALLINT'),
  BIGINT: word('BIGINT'),
  TIMESTAMP: word('TIMESTAMP'),
  DATETIME: word('DATETIME'),
  DATE: word('DATE'),
  TIME: word('TIME'),
  CLOB: stringType('CLOB'),
  CHAR: stringType('CHAR'),
  NCHAR: stringType('NCHAR'),
  VARCHAR: stringType('VARCHAR'),
  NVARCHAR: stringType('NVARCHAR'),
  TEXT: stringType('TEXT'),
  UUID: word('UUID'),
  BLOB: word('BLOB'),
  BINARY: sized('BINARY'),
  VARBINARY: sized('VARBINARY'),
  BOOLEAN: word('BOOLEAN'),
  JSON: word('JSON'),
  large_binary: to('BLOB'),
  boolean: to('BOOLEAN'),
  time: to('TIME'),
  datetime: to('DATETIME'),
  date: to('DATE'),
  big_integer: to('BIGINT'),
  small_integer: to('SMALLINT'),
  integer: to('INTEGER'),
  float: to('FLOAT'),
  double: to('DOUBLE'),
  numeric: to('NUMERIC'),
  string: to('VARCHAR'),
  unicode: to('VARCHAR'),
  text: to('TEXT'),
  unicode_text: to('TEXT'),
  enum: to('VARCHAR'),
  interval: to('DATETIME'),
  uuid: (type, dialect) => (dialect.supportsNativeUuid && !('nativeUuid' in type && type.nativeUuid === false) ? 'UUID' : 'CHAR(32)'),
  ARRAY: (type, dialect) => (type instanceof Array_ ? `${typeText(type.itemType, dialect)}[]` : 'ARRAY'),
  null: (type) => {
    throw new CompileError(`Can't generate DDL for ${type.repr()}; did you forget to specify a type on this Column?`);
  },
};

/** The name of a type for a dialect. @throws CompileError when it has none there */
export function typeText(given: TypeEngine, dialect: Dialect): string {
  return dialect.extension?.type(given, dialect) ?? ownTypeText(given, dialect);
}

/** The name of a type in the dialect's own way, whatever the program has for it. */
export function ownTypeText(given: TypeEngine, dialect: Dialect): string {
  const type = given.forDialect(dialect.name);
  if (type instanceof TypeDecorator) return typeText(type.implFor(dialect), dialect);
  if (type instanceof UserDefinedType) return type.columnSpec();
  const rule = dialect.types[type.visitName];
  if (rule) return rule(type, dialect);
  throw new CompileError(`Compiler ${dialect.compilerName} can't render element of type ${type.className}`, 'l7de');
}
