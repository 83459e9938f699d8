import { Array_ } from '../../orm/sql/types/array';
import { Enum } from '../../orm/sql/types/enum';
import * as exact from '../../orm/sql/types/exact';
import { Json, jsonNull, PgJson } from '../../orm/sql/types/json';
import * as postgres from '../../orm/sql/types/postgres';
import * as standard from '../../orm/sql/types/standard';
import { types } from '../../orm/sql/types/resolve';
import { typeText } from '../../orm/compile/type-compiler';
import type { Dialect } from '../../orm/dialect/dialect';
import { TypeDecorator } from '../../orm/sql/types/type-decorator';
import { TypeEngine } from '../../orm/sql/types/type-engine';
import { asOrmValue } from '../../orm/values/host-values';
import { typeError } from '../objects/exceptions';
import { PyType, type Value } from '../objects/object';
import { asFlag, asNumberOrNull, asText, asTextOrNull, memberOf } from './arguments';
import type { Binder } from './bind';
import { enumMembers, isEnumeration } from './enumerations';
import { methods } from './rows';
import { PythonTypeDecorator, PythonType } from './type-decorator';

const SQLTYPES = 'sqlalchemy.sql.sqltypes';

type TypeClass = new (...given: never[]) => TypeEngine;

/** A type: its class in the ORM, the names of its constructor's parameters in order with what makes them ORM's, its base. */
interface TypeRow {
  readonly of: TypeClass;
  readonly base?: string;
  readonly parameters?: readonly (readonly [name: string, read: (given: unknown) => unknown, fallback: unknown])[];
}

const length = ['length', asNumberOrNull, null] as const;
const precision = ['precision', asNumberOrNull, null] as const;
const text = [length, ['collation', asTextOrNull, null]] as const;
const decimal = [precision, ['scale', asNumberOrNull, null], ['asdecimal', asFlag, true], ['decimal_return_scale', asNumberOrNull, null]] as const;
const float = [precision, ['asdecimal', asFlag, false], ['decimal_return_scale', asNumberOrNull, null]] as const;
const zoned = [['timezone', asFlag, false]] as const;
const zonedPrecise = [['timezone', asFlag, false], precision] as const;
const plain = { parameters: [] } as const;

/** The generic types and those with the names of SQL. */
const generic: Readonly<Record<string, TypeRow>> = {
  NullType: { of: standard.NullType, ...plain },
  String: { of: standard.String_, parameters: text },
  Text: { of: standard.Text, base: 'String', parameters: text },
  Unicode: { of: standard.Unicode, base: 'String', parameters: text },
  UnicodeText: { of: standard.UnicodeText, base: 'Text', parameters: text },
  Integer: { of: standard.Integer, ...plain },
  SmallInteger: { of: standard.SmallInteger, base: 'Integer', ...plain },
  BigInteger: { of: standard.BigInteger, base: 'Integer', ...plain },
  Numeric: { of: standard.Numeric, parameters: decimal },
  Float: { of: standard.Float, base: 'Numeric', parameters: float },
  Double: { of: standard.Double, base: 'Float', parameters: float },
  Boolean: { of: standard.Boolean_, parameters: [['create_constraint', asFlag, false], ['name', asTextOrNull, null]] },
  Date: { of: standard.Date_, ...plain },
  DateTime: { of: standard.DateTime, parameters: zoned },
  Time: { of: standard.Time, parameters: zoned },
  Interval: { of: standard.Interval, parameters: [['native', asFlag, true], ['second_precision', asNumberOrNull, null], ['day_precision', asNumberOrNull, null]] },
  LargeBinary: { of: standard.LargeBinary, parameters: [length] },
  Uuid: { of: standard.Uuid, parameters: [['as_uuid', asFlag, true], ['native_uuid', asFlag, true]] },
  JSON: { of: Json, parameters: [['none_as_null', asFlag, false]] },
  ARRAY: { of: Array_, parameters: [['item_type', asType, null], ['dimensions', asNumberOrNull, null], ['zero_indexes', asFlag, false]] },
  VARCHAR: { of: exact.VARCHAR, base: 'String', parameters: text },
  NVARCHAR: { of: exact.NVARCHAR, base: 'Unicode', parameters: text },
  CHAR: { of: exact.CHAR, base: 'String', parameters: text },
  NCHAR: { of: exact.NCHAR, base: 'Unicode', parameters: text },
  TEXT: { of: exact.TEXT, base: 'Text', parameters: text },
  CLOB: { of: exact.CLOB, base: 'Text', parameters: text },
  INTEGER: { of: exact.INTEGER, base: 'Integer', ...plain },
  INT: { of: exact.INTEGER, base: 'Integer', ...plain },
  SMALLINT: { of: exact.SMALLINT, base: 'SmallInteger', ...plain },
  BIGINT: { of: exact.BIGINT, base: 'BigInteger', ...plain },
  NUMERIC: { of: exact.NUMERIC, base: 'Numeric', parameters: decimal },
  DECIMAL: { of: exact.DECIMAL, base: 'Numeric', parameters: decimal },
  FLOAT: { of: exact.FLOAT, base: 'Float', parameters: float },
  REAL: { of: exact.REAL, base: 'Float', parameters: float },
  DOUBLE: { of: exact.DOUBLE, base: 'Double', parameters: float },
  DOUBLE_PRECISION: { of: exact.DOUBLE_PRECISION, base: 'Double', parameters: float },
  BOOLEAN: { of: exact.BOOLEAN, base: 'Boolean', ...plain },
  DATE: { of: exact.DATE, base: 'Date', ...plain },
  TIME: { of: exact.TIME, base: 'Time', parameters: zoned },
  DATETIME: { of: exact.DATETIME, base: 'DateTime', parameters: zoned },
  TIMESTAMP: { of: exact.TIMESTAMP, base: 'DateTime', parameters: zoned },
  BLOB: { of: exact.BLOB, base: 'LargeBinary', parameters: [length] },
  BINARY: { of: exact.BINARY, base: 'LargeBinary', parameters: [length] },
  VARBINARY: { of: exact.VARBINARY, base: 'LargeBinary', parameters: [length] },
  UUID: { of: exact.UUID, base: 'Uuid', parameters: [['as_uuid', asFlag, true]] },
};

const pgJson = [['none_as_null', asFlag, false], ['astext_type', asType, new standard.Text()]] as const;

/** The types of PostgreSQL's own. */
const ofPostgres: Readonly<Record<string, TypeRow>> = {
  ARRAY: { of: postgres.ARRAY, base: 'ARRAY', parameters: [['item_type', asType, null], ['dimensions', asNumberOrNull, null], ['zero_indexes', asFlag, false]] },
  JSON: { of: PgJson, base: 'JSON', parameters: pgJson },
  JSONB: { of: postgres.JSONB, base: 'JSON', parameters: pgJson },
  TIMESTAMP: { of: postgres.TIMESTAMP, base: 'DateTime', parameters: zonedPrecise },
  TIME: { of: postgres.TIME, base: 'Time', parameters: zonedPrecise },
  INTERVAL: { of: postgres.INTERVAL, base: 'Interval', parameters: [precision, ['fields', asTextOrNull, null]] },
  BYTEA: { of: postgres.BYTEA, base: 'LargeBinary', parameters: [length] },
  CITEXT: { of: postgres.CITEXT, base: 'String', parameters: text },
  ...Object.fromEntries((['INET', 'CIDR', 'MACADDR', 'MACADDR8', 'MONEY', 'OID', 'REGCLASS', 'REGCONFIG', 'JSONPATH', 'TSVECTOR', 'TSQUERY', 'HSTORE', 'INT4RANGE', 'INT8RANGE', 'NUMRANGE', 'DATERANGE', 'TSRANGE', 'TSTZRANGE', 'INT4MULTIRANGE', 'INT8MULTIRANGE', 'NUMMULTIRANGE', 'DATEMULTIRANGE', 'TSMULTIRANGE', 'TSTZMULTIRANGE'] as const).map((name) => [name, { of: postgres[name], ...plain }])),
};

function asType(given: unknown): TypeEngine {
  if (given instanceof TypeEngine) return given;
  throw typeError('expected a type');
}

/** The types of an interpreter by name: those of the core, and those of PostgreSQL. */
export interface TypeNames {
  readonly generic: Record<string, Value>;
  readonly postgres: Record<string, Value>;
}

/** Makes an instance of a type's class with what Python gave. @throws Raised TypeError for a parameter that it does not have */
function construct(name: string, row: TypeRow, given: readonly unknown[], keywords: Readonly<Record<string, unknown>>): TypeEngine {
  const parameters = row.parameters ?? [];
  const unknown = Object.keys(keywords).find((key) => !parameters.some(([known]) => known === key));
  if (unknown !== undefined) throw typeError(`${name}.__init__() got an unexpected keyword argument '${unknown}'`);
  if (given.length > parameters.length) throw typeError(`${name}() takes ${parameters.length === 0 ? 'no arguments' : `from 1 to ${parameters.length + 1} positional arguments but ${given.length + 1} were given`}`);
  const made = parameters.map(([key, read, fallback], place) => {
    const value = given[place] ?? keywords[key];
    return value === undefined ? fallback : read(value);
  });
  return new row.of(...(made as never[]));
}

/** The type without an upper-case name that a type is one of. */
function genericOf(type: TypeEngine): TypeEngine {
  const row = Object.entries(exact).find(([, of]) => type.constructor === of);
  if (!row) return type;
  const base = Object.getPrototypeOf(row[1]) as TypeClass;
  return Object.assign(new base(...([] as never[])), Object.fromEntries(Object.entries(type).filter(([field]) => field !== 'visitName' && field !== 'className')));
}

/** Binds the types of SQL. */
export function bindTypes(binder: Binder): TypeNames {
  const { bridge } = binder;
  const byClass = new Map<PyType, () => TypeEngine>();
  const engine = binder.class<TypeEngine>({
    name: 'TypeEngine',
    module: 'sqlalchemy.sql.type_api',
    of: TypeEngine,
    methods: methods<TypeEngine>()({
      'with_variant(type_, *dialect_names)': (self, type, names) => self.withVariant(asType(type), ...names.map(asText)),
      'compile(dialect=None)': (self, dialect) => (dialect ? typeText(self, dialect as Dialect) : self.toString()),
      'evaluates_none()': (self) => self.copy({ keepsNone: true }),
      'as_generic(allow_nulltype=False)': (self) => genericOf(self),
      'dialect_impl(dialect)': (self, dialect) => self.forDialect((dialect as Dialect).name),
      'adapt(cls, **kw)': (self) => self,
      'copy(**kw)': (self) => self,
    }),
    attributes: {
      enums: (self) => memberOf(self, 'enums'),
      item_type: (self) => memberOf(self, 'itemType'),
    },
    // Classes that a program derives keep such things themselves.
    settable: Object.fromEntries(
      Object.entries({ length: 'length', precision: 'precision', scale: 'scale', timezone: 'timezone', collation: 'collation', asdecimal: 'asDecimal', dimensions: 'dimensions', name: 'name' }).map(([name, field]) => [
        name,
        [(self: TypeEngine) => memberOf(self, field), (self: TypeEngine, value: unknown) => { Reflect.set(self, field, value); }] as const,
      ]),
    ),
    repr: (self) => self.repr(),
    str: (self) => (self.isNull ? 'NULL' : self.toString()),
  });
  const names: Record<string, Value> = { TypeEngine: engine.type };
  const bind = (name: string, row: TypeRow, module: string, known: Readonly<Record<string, Value>>): PyType => {
    const base = row.base === undefined ? engine.type : (known[row.base] as PyType);
    const { type } = binder.class<TypeEngine>({ name, module, of: row.of, bases: [base], construct: (_, given, keywords) => construct(name, row, given, keywords) });
    byClass.set(type, () => new row.of(...([] as never[])));
    return type;
  };
  for (const [name, row] of Object.entries(generic)) names[name] = bind(name, row, SQLTYPES, names);
  (names['JSON'] as PyType).dict.set('NULL', binder.bridge.toPython(jsonNullMark(binder)));
  const enumType = binder.class<Enum>({
    name: 'Enum',
    module: SQLTYPES,
    of: Enum,
    bases: [names['String'] as PyType],
    construct: (_, given, keywords) => enumOf(binder, given, keywords, Enum),
  });
  names['Enum'] = enumType.type;
  const ofPg: Record<string, Value> = {};
  for (const [name, row] of Object.entries(ofPostgres)) ofPg[name] = bind(name, row, 'sqlalchemy.dialects.postgresql', names);
  ofPg['ENUM'] = binder.class<Enum>({ name: 'ENUM', module: 'sqlalchemy.dialects.postgresql', of: postgres.ENUM, bases: [enumType.type], construct: (_, given, keywords) => enumOf(binder, given, keywords, postgres.ENUM) }).type;
  ofPg['UUID'] = names['UUID'] as Value;
  for (const name of ['VARCHAR', 'TEXT', 'INTEGER', 'BIGINT', 'SMALLINT', 'NUMERIC', 'BOOLEAN', 'DATE', 'REAL', 'DOUBLE_PRECISION', 'CHAR']) ofPg[name] = names[name] as Value;
  const decorator = binder.class<TypeDecorator>({
    name: 'TypeDecorator',
    module: 'sqlalchemy.sql.type_api',
    of: TypeDecorator,
    bases: [engine.type],
    subclassable: true,
    construct: (cls, given, keywords) => PythonTypeDecorator.of(binder, cls, given, keywords),
    attributes: { impl: (self) => self.impl },
    methods: methods<TypeDecorator>()({ 'load_dialect_impl(dialect)': (self) => self.impl, 'coerce_compared_value(op, value)': (self) => self }),
  });
  names['TypeDecorator'] = decorator.type;
  names['UserDefinedType'] = binder.class<standard.UserDefinedType>({
    name: 'UserDefinedType',
    module: 'sqlalchemy.sql.type_api',
    of: standard.UserDefinedType,
    bases: [engine.type],
    subclassable: true,
    construct: (cls) => PythonType.of(binder, cls),
  }).type;
  names['NULLTYPE'] = bridge.toPython(types.null);
  names['STRINGTYPE'] = bridge.toPython(types.string);
  names['PickleType'] = names['LargeBinary'] as Value;
  bridge.readsClasses((cls) => byClass.get(cls)?.() ?? typeOfClass(binder, cls, engine.type));
  return { generic: names, postgres: ofPg };
}

/** A class that Python derived from one of the types: an instance of it, as SQLAlchemy makes where it is given the class. */
function typeOfClass(binder: Binder, cls: PyType, engine: PyType): unknown {
  return cls.isSubclassOf(engine) && cls !== engine ? binder.bridge.toOrm(binder.bridge.runtime.callNow(cls)) : undefined;
}

/** `JSON.NULL`. */
class JsonNullMark {
  [asOrmValue](): typeof jsonNull {
    return jsonNull;
  }
}

function jsonNullMark(binder: Binder): JsonNullMark {
  binder.class<JsonNullMark>({ name: 'JSON_NULL', module: SQLTYPES, of: JsonNullMark });
  return new JsonNullMark();
}

function enumOf(binder: Binder, given: readonly unknown[], keywords: Readonly<Record<string, unknown>>, of: typeof Enum): Enum {
  const options = {
    ...(keywords['name'] === undefined ? {} : { name: asTextOrNull(keywords['name']) }),
    ...(keywords['native_enum'] === undefined ? {} : { nativeEnum: asFlag(keywords['native_enum']) }),
    ...(keywords['create_constraint'] === undefined ? {} : { createConstraint: asFlag(keywords['create_constraint']) }),
    ...(keywords['create_type'] === undefined ? {} : { createType: asFlag(keywords['create_type']) }),
    ...(keywords['length'] === undefined ? {} : { length: asNumberOrNull(keywords['length']) }),
    ...(keywords['validate_strings'] === undefined ? {} : { validateStrings: asFlag(keywords['validate_strings']) }),
    ...(keywords['schema'] === undefined ? {} : { schema: asTextOrNull(keywords['schema']) }),
  };
  const [first] = given;
  if (first instanceof PyType && isEnumeration(first)) return new of(enumMembers(binder, first, keywords['values_callable'] as Value | undefined), options);
  return new of(given.map(asText), options);
}
