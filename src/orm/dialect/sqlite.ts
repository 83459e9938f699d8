import { CompileError } from '../errors';
import { constraintText, defaultDdl, defaultText, computedText } from '../compile/ddl-parts';
import type { DdlRules } from '../compile/ddl-rules';
import { defaultRules } from '../compile/default-rules';
import { IdentifierPreparer } from '../compile/identifiers';
import type { BinaryRule, SqlRules } from '../compile/rules';
import { genericTypes, typeText } from '../compile/type-compiler';
import { BindParameter, isOfFamily } from '../sql/elements';
import { ForeignKeyConstraint, PrimaryKeyConstraint } from '../sql/schema/constraints';
import type { Column } from '../sql/schema/column';
import type { Table } from '../sql/schema/table';
import { plainValues, type HostValues } from '../values/host-values';
import { dialectOf } from './default';
import type { Dialect } from './dialect';
import { sqliteBind, sqliteLiteral, sqliteResult } from './sqlite-values';
import { writeOnConflict } from './upsert';

const RESERVED = new Set(
  ('add after all alter analyze and as asc attach autoincrement before begin between by cascade case cast check collate column commit conflict ' +
    'constraint create cross current_date current_time current_timestamp database default deferrable deferred delete desc detach distinct drop each ' +
    'else end escape except exclusive exists explain false fail for foreign from full glob group having if ignore immediate in index indexed initially ' +
    'inner insert instead intersect into is isnull join key left like limit match natural not notnull null of offset on or order outer plan pragma ' +
    'primary query raise references reindex rename replace restrict right rollback row select set table temp temporary then to transaction trigger ' +
    'true union unique update using vacuum values view virtual when where').split(' '),
);

/** The letters of STRFTIME for the fields of EXTRACT. */
const FIELDS: Readonly<Record<string, string>> = {
  month: '%m', day: '%d', year: '%Y', second: '%S', hour: '%H', doy: '%j', minute: '%M', epoch: '%s', dow: '%w', week: '%W',
}; // prettier-ignore

const jsonItem: BinaryRule = (compiler, binary, given) => {
  if (binary.type.affinity !== 'json' && given.castApplied !== true) {
    return compiler.dialect.rules.cast(compiler, binary.type, compiler.process(binary, { ...given, castApplied: true }));
  }
  const { castApplied: _, ...context } = given;
  const text = `JSON_EXTRACT(${compiler.process(binary.left, context)}, ${compiler.process(binary.right, context)})`;
  return binary.type.affinity === 'json' ? `JSON_QUOTE(${text})` : text;
};

const rules: SqlRules = {
  ...defaultRules,
  binary: {
    ...defaultRules.binary,
    truediv: (compiler, binary, context) => `${compiler.process(binary.left, context)} / (${compiler.process(binary.right, context)} + 0.0)`,
    is_distinct_from: (compiler, binary, context) => compiler.genericBinary(binary, ' IS NOT ', context),
    is_not_distinct_from: (compiler, binary, context) => compiler.genericBinary(binary, ' IS ', context),
    regexp_match_op: (compiler, binary, context) => compiler.genericBinary(binary, ' REGEXP ', context),
    not_regexp_match_op: (compiler, binary, context) => compiler.genericBinary(binary, ' NOT REGEXP ', context),
    json_getitem_op: jsonItem,
    json_path_getitem_op: jsonItem,
  },
  functions: {
    ...defaultRules.functions,
    now: () => 'CURRENT_TIMESTAMP',
    localtimestamp: () => "DATETIME(CURRENT_TIMESTAMP, 'localtime')",
    char_length: (compiler, call, context) => `length${compiler.functionArguments(call, context)}`,
    aggregate_strings: (compiler, call, context) => `group_concat${compiler.functionArguments(call, context)}`,
  },
  limit: (compiler, order, context) => {
    const number = (value: number): string => compiler.process(new BindParameter(null, value, { unique: true }), context);
    const limit = order.limit ? compiler.process(order.limit, context) : number(-1);
    return `\n LIMIT ${limit} OFFSET ${order.offset ? compiler.process(order.offset, context) : number(0)}`;
  },
  forUpdate: () => '',
  emptySet: (_compiler, types) => {
    const ones = types.map(() => '1').join(', ');
    return `SELECT ${ones} FROM (SELECT ${ones}) WHERE 1!=1`;
  },
  extract: (compiler, element, context) => {
    const field = FIELDS[element.field];
    if (field === undefined) throw new CompileError(`${element.field} is not a valid extract argument.`);
    return `CAST(STRFTIME('${field}', ${compiler.process(element.expr, context)}) AS INTEGER)`;
  },
  updateFrom: (compiler, froms, context) => `FROM ${froms.map((from) => compiler.process(from, { ...context, asfrom: true })).join(', ')}`,
  onConflict: writeOnConflict,
};

/** AUTOINCREMENT was asked for, and there is a column for it. */
function isNumbered(column: Column): boolean {
  const { table } = column;
  return table?.dialectOptions['sqliteAutoincrement'] === true && table.primaryKey.length === 1 && column.primaryKey && isOfFamily(column.type, 'integer') && column.foreignKeys.length === 0;
}

const ddl: DdlRules = {
  ...defaultDdl,
  column: (column, dialect) => {
    const parts = [dialect.identifiers.quote(column.name), typeText(column.type, dialect)];
    const given = defaultText(column, dialect);
    if (given !== null) parts.push(!/^\s*['"(]/.test(given) && /\W/.test(given) ? `DEFAULT (${given})` : `DEFAULT ${given}`);
    if (!column.nullable) parts.push('NOT NULL');
    if (column.primaryKey && column.table?.dialectOptions['sqliteAutoincrement'] === true && column.table.primaryKey.length !== 1) {
      throw new CompileError('SQLite does not support autoincrement for composite primary keys');
    }
    if (isNumbered(column)) parts.push('PRIMARY KEY AUTOINCREMENT');
    if (column.computed) parts.push(computedText(column.computed, dialect));
    return parts.join(' ');
  },
  constraint: (constraint, dialect) => {
    if (constraint instanceof PrimaryKeyConstraint && constraint.columns.length === 1 && constraint.columns.every(isNumbered)) return null;
    // A foreign key cannot point into another database file.
    if (constraint instanceof ForeignKeyConstraint && constraint.referredTable.schema !== (constraint.table?.schema ?? null)) return null;
    return constraintText(constraint, dialect);
  },
  afterTable: (table: Table) => {
    const options = [
      ...(table.dialectOptions['sqliteWithRowid'] === false ? ['WITHOUT ROWID'] : []),
      ...(table.dialectOptions['sqliteStrict'] === true ? ['STRICT'] : []),
    ];
    return options.length === 0 ? '' : `\n ${options.join(', ')}`;
  },
};

/** SQLite, as SQLAlchemy speaks it through Python's `sqlite3`. */
export function sqliteDialect(options: { readonly driver?: 'pysqlite' | 'aiosqlite'; readonly values?: HostValues } = {}): Dialect {
  const values = options.values ?? plainValues;
  return dialectOf({
    name: 'sqlite',
    driver: options.driver ?? 'pysqlite',
    compilerName: 'SQLiteCompiler',
    parameterStyle: 'qmark',
    identifiers: new IdentifierPreparer(RESERVED, false),
    rules,
    types: genericTypes,
    ddl,
    values,
    defaultSchema: 'main',
    supportsNativeBoolean: false,
    supportsAlter: false,
    returningWithTable: false,
    supportsDefaultValues: true,
    tupleInValues: true,
  }, {
    bind: sqliteBind,
    result: (type, dialect, columnType) => sqliteResult(type, columnType, dialect, values),
    literal: sqliteLiteral,
  });
}
