import { ArgumentError } from '../../orm/errors';
import { asShown } from '../../orm/values/host-values';
import { Connection } from '../../orm/engine/connection';
import { Engine } from '../../orm/engine/engine';
import { reflectAll, reflectTable } from '../../orm/engine/reflect';
import { createAll, createOne, dropAll, dropOne } from '../../orm/engine/table-definitions';
import type { Flow as OrmFlow } from '../../orm/flow';
import * as definitions from '../../orm/sql/ddl';
import { NextValue } from '../../orm/sql/functions';
import { Column } from '../../orm/sql/schema/column';
import { CheckConstraint, Constraint, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint } from '../../orm/sql/schema/constraints';
import { ColumnDefault, Computed, DefaultClause, FetchedValue, Identity, Sequence } from '../../orm/sql/schema/defaults';
import { ForeignKey } from '../../orm/sql/schema/foreign-key';
import { MetaData } from '../../orm/sql/schema/metadata';
import { SchemaItem } from '../../orm/sql/schema/schema-item';
import { Table, type TableArgument } from '../../orm/sql/schema/table';
import { TypeEngine } from '../../orm/sql/types/type-engine';
import type { HostClass } from '../bridge/host-class';
import { PyFunction } from '../objects/callables';
import { typeError } from '../objects/exceptions';
import { PyObject, type PyType, type Value } from '../objects/object';
import { asFlag, asList, asRecord, asText, asTextOrNull, camelKeys, memberOf } from './arguments';
import type { Binder } from './bind';
import { dmlStarts } from './changes';
import { MockConnection } from './mock-engine';
import { methods } from './rows';

const SCHEMA = 'sqlalchemy.sql.schema';

/** A default that Python gave: a function is called with the values so far, if it takes an argument. */
export function clientDefault(binder: Binder, given: unknown): unknown {
  if (!(given instanceof PyObject) || !isCallable(given)) return given;
  const takesContext = given instanceof PyFunction && given.code.positional > given.defaults.length;
  const made = (context: { readonly currentParameters: Readonly<Record<string, unknown>> }): unknown => {
    const value = binder.bridge.runtime.callNow(given, takesContext ? [binder.bridge.toPython(new ExecutionContext(context.currentParameters))] : []);
    return binder.bridge.toOrm(value);
  };
  return Object.assign(made, { [asShown]: () => binder.bridge.repr(given) });
}

/** What a default function is told. */
export class ExecutionContext {
  constructor(readonly parameters: Readonly<Record<string, unknown>>) {}
}

function isCallable(value: PyObject): boolean {
  return value.cls.lookup('__call__') !== undefined;
}

/** Options of a column as Python names them, in the ORM's words. */
export function columnOptions(binder: Binder, keywords: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { type_: _type, name: _name, default: initial, insert_default: insertDefault, onupdate, ...rest } = keywords;
  const options = camelKeys(rest);
  const clientSide = insertDefault ?? initial;
  if (clientSide !== undefined && clientSide !== null) options['default'] = clientDefault(binder, clientSide);
  if (onupdate !== undefined && onupdate !== null) options['onupdate'] = clientDefault(binder, onupdate);
  return options;
}

const columnKeywords = new Set(
  'key primary_key nullable unique index default insert_default onupdate server_default server_onupdate autoincrement comment quote info doc system insert_sentinel name type_ _proxies'.split(' '),
);

/** `Column("name", Integer, ForeignKey(…), primary_key=True)`; in a class the name may be left out. */
export function makeColumn(binder: Binder, given: readonly unknown[], keywords: Readonly<Record<string, unknown>>): Column {
  const unknown = Object.keys(keywords).find((key) => !columnKeywords.has(key));
  if (unknown !== undefined) throw typeError(`Additional arguments should be named <dialectname>_<argument>, got '${unknown}'`);
  const rest = [...given];
  const name = typeof rest[0] === 'string' || rest[0] === null ? rest.shift() : keywords['name'];
  const items = rest.map((one) => {
    if (one instanceof TypeEngine || one instanceof SchemaItem) return one;
    throw new ArgumentError(`'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got ${shownArgument(binder, one)}`);
  });
  const type = keywords['type_'];
  return new Column(asTextOrNull(name) ?? '', ...(type instanceof TypeEngine ? [type] : []), ...items, columnOptions(binder, keywords));
}

/** An argument as messages show it. */
export function shownArgument(binder: Binder, given: unknown): string {
  return binder.bridge.repr(given);
}

/** `Table("name", metadata, Column(…), …)`; a flow, for `autoload_with` reads the database. */
function* makeTable(given: readonly unknown[], keywords: Readonly<Record<string, unknown>>): OrmFlow<Table> {
  const [name, metadata, ...items] = given;
  if (!(metadata instanceof MetaData)) throw new ArgumentError("expected MetaData object as the second argument of Table()");
  const { autoload_with: source, extend_existing: extend, keep_existing: keep, ...rest } = keywords;
  const options = { ...camelKeys(rest), ...(asFlag(extend) ? { extendExisting: true } : {}) };
  const known = metadata.tables.get(asText(name));
  if (known && (asFlag(keep) || (items.length === 0 && source === undefined))) return known;
  if (source === undefined || source === null) return Table.define(asText(name), metadata, ...(items as TableArgument[]), options);
  return yield* readingFrom(source, (connection) => reflectTable(connection, asText(name), metadata, items.length > 0 ? { given: items as TableArgument[] } : {}));
}

/** Reads from a connection: from the one given, or from one of the engine's that is let go again. */
export function* readingFrom<T>(bind: unknown, work: (connection: Connection) => OrmFlow<T>): OrmFlow<T> {
  if (!(bind instanceof Engine)) return yield* withConnection(bind, work);
  const connection = yield* bind.connect();
  try {
    return yield* work(connection);
  } finally {
    yield* connection.close();
  }
}

/** Does something on a connection: on the one given, or on one of the engine's, in a transaction of its own. */
export function* withConnection<T>(bind: unknown, work: (connection: Connection) => OrmFlow<T>): OrmFlow<T> {
  if (bind instanceof Connection) return yield* work(bind);
  if (bind instanceof Engine) return yield* bind.begin(work);
  if (bind instanceof MockConnection) return yield* work(bind as unknown as Connection);
  throw new ArgumentError('expected an Engine or a Connection');
}

const tableMethods = {
  ...dmlStarts(),
  ...methods<Table>()({
    'create(bind, checkfirst=False)': (self, bind, checkfirst) => withConnection(bind, (connection) => createOne(connection, self, { checkfirst: asFlag(checkfirst) })),
    'drop(bind, checkfirst=False)': (self, bind, checkfirst) => withConnection(bind, (connection) => dropOne(connection, self, { checkfirst: asFlag(checkfirst) })),
    'append_column(column, replace_existing=False)': (self, column, replace) => { self.appendColumn(column as Column, asFlag(replace)); },
    'append_constraint(constraint)': (self, constraint) => { self.append(constraint as Constraint); },
    'to_metadata(metadata, schema?, referred_schema_fn=None, name=None)': (self, metadata, schema, _referred, name) =>
      new Table(asTextOrNull(name) ?? self.name, metadata as MetaData, ...self.c.values().map((column) => column.copy()), { schema: schema === undefined ? self.schema : asTextOrNull(schema) }),
  }),
};

const metadataMethods = methods<MetaData>()({
  'create_all(bind, tables=None, checkfirst=True)': (self, bind, tables, checkfirst) => withConnection(bind, (connection) => createAll(connection, self, { checkfirst: asFlag(checkfirst) && !(bind instanceof MockConnection), ...(tables === null ? {} : { tables: asList(tables) as Table[] }) })),
  'drop_all(bind, tables=None, checkfirst=True)': (self, bind, tables, checkfirst) => withConnection(bind, (connection) => dropAll(connection, self, { checkfirst: asFlag(checkfirst) && !(bind instanceof MockConnection), ...(tables === null ? {} : { tables: asList(tables) as Table[] }) })),
  'reflect(bind, schema=None, views=False, only=None)': (self, bind, _schema, _views, only) =>
    readingFrom(bind, (connection) => reflectAll(connection, self, only === null ? {} : { only: asList(only).map(asText) })),
  'remove(table)': (self, table) => { self.remove(table as Table); },
  'clear()': (self) => { self.clear(); },
});

/** The classes of the schema that others need. */
export interface SchemaClasses {
  readonly names: Record<string, Value>;
  readonly column: HostClass<Column>;
  readonly metadata: HostClass<MetaData>;
}

/** Binds tables, columns, constraints, defaults. */
export function bindSchema(binder: Binder, classes: { readonly clause: PyType; readonly column: PyType; readonly from: PyType }): SchemaClasses {
  const item = binder.class<SchemaItem>({ name: 'SchemaItem', module: SCHEMA, of: SchemaItem, repr: (self) => self.repr(), attributes: { info: (self) => memberOf(self, 'info') ?? {} } });
  const metadata = binder.class<MetaData>({
    name: 'MetaData',
    module: SCHEMA,
    of: MetaData,
    construct: (_, given, { schema, naming_convention: convention, info }) =>
      new MetaData({ schema: asTextOrNull(given[0] ?? schema), ...(convention === undefined || convention === null ? {} : { namingConvention: convention as Readonly<Record<string, string>> }), info: asRecord(info) }),
    methods: metadataMethods,
    attributes: { tables: (self) => self.tables, sorted_tables: (self) => self.sortedTables, schema: (self) => self.schema, naming_convention: (self) => asRecord(self.namingConvention), info: (self) => self.info },
    contains: (self, table) => (typeof table === 'string' ? self.tables.has(table) : self.tables.get((table as Table).tableKey) === table),
    repr: (self) => self.repr(),
  });
  const table = binder.class<Table>({
    name: 'Table',
    module: SCHEMA,
    of: Table,
    bases: [classes.from],
    construct: (_, given, keywords) => makeTable(given, keywords),
    methods: tableMethods,
    attributes: {
      metadata: (self) => self.metadata,
      fullname: (self) => self.fullname,
      key: (self) => self.tableKey,
      constraints: (self) => self.constraints,
      indexes: (self) => self.indexes,
      primary_key: (self) => self.primaryKeyConstraint,
      foreign_key_constraints: (self) => new Set(self.foreignKeyConstraints),
      comment: (self) => self.comment,
      info: (self) => self.info,
    },
    repr: (self) => self.repr(),
    str: (self) => self.toString(),
  });
  const column = binder.class<Column>({
    name: 'Column',
    module: SCHEMA,
    of: Column,
    bases: [classes.column],
    subclassable: false,
    construct: (_, given, keywords) => makeColumn(binder, given, keywords),
    attributes: {
      nullable: (self) => self.nullable,
      primary_key: (self) => self.primaryKey,
      unique: (self) => self.unique,
      index: (self) => self.index,
      default: (self) => self.default,
      onupdate: (self) => self.onupdate,
      server_default: (self) => self.serverDefault,
      autoincrement: (self) => self.autoincrement,
      foreign_keys: (self) => new Set(self.foreignKeys),
      table: (self) => self.table,
      comment: (self) => self.comment,
      doc: (self) => self.options.doc ?? null,
      info: (self) => self.info,
      constraints: (self) => new Set(self.constraints),
    },
    methods: methods<Column>()({ 'references(column)': (self, other) => self.references(other as Column), 'copy(**kw)': (self) => self.copy() }),
    repr: (self) => self.repr(),
  });
  const names: Record<string, Value> = { MetaData: metadata.type, Table: table.type, Column: column.type, SchemaItem: item.type };
  names['ForeignKey'] = binder.class<ForeignKey>({
    name: 'ForeignKey',
    module: SCHEMA,
    of: ForeignKey,
    bases: [item.type],
    construct: (_, [target], keywords) => new ForeignKey(target, camelKeys(keywords)),
    attributes: { column: (self) => self.column, parent: (self) => self.parent, target_fullname: (self) => self.targetFullname, ondelete: (self) => self.options.ondelete ?? null, onupdate: (self) => self.options.onupdate ?? null, constraint: (self) => self.constraint },
  }).type;
  const constraint = binder.class<Constraint>({
    name: 'Constraint',
    module: SCHEMA,
    of: Constraint,
    bases: [item.type],
    attributes: { name: (self) => self.name, columns: (self) => [...self.columns], table: (self) => self.table, deferrable: (self) => self.deferrable },
    iterate: (self) => self.columns,
    length: (self) => self.columns.length,
    contains: (self, one) => self.columns.includes(one as Column),
  });
  names['Constraint'] = constraint.type;
  names['PrimaryKeyConstraint'] = binder.class<PrimaryKeyConstraint>({
    name: 'PrimaryKeyConstraint', module: SCHEMA, of: PrimaryKeyConstraint, bases: [constraint.type],
    construct: (_, columns, keywords) => new PrimaryKeyConstraint(columns as string[], camelKeys(keywords)),
  }).type; // prettier-ignore
  names['UniqueConstraint'] = binder.class<UniqueConstraint>({
    name: 'UniqueConstraint', module: SCHEMA, of: UniqueConstraint, bases: [constraint.type],
    construct: (_, columns, keywords) => new UniqueConstraint(columns as string[], camelKeys(keywords)),
  }).type; // prettier-ignore
  names['CheckConstraint'] = binder.class<CheckConstraint>({
    name: 'CheckConstraint', module: SCHEMA, of: CheckConstraint, bases: [constraint.type],
    construct: (_, [sqltext], keywords) => new CheckConstraint(sqltext, camelKeys(keywords)),
    attributes: { sqltext: (self) => self.sqltext },
  }).type; // prettier-ignore
  names['ForeignKeyConstraint'] = binder.class<ForeignKeyConstraint>({
    name: 'ForeignKeyConstraint', module: SCHEMA, of: ForeignKeyConstraint, bases: [constraint.type],
    construct: (_, [columns, targets], { columns: named, refcolumns, ...keywords }) => new ForeignKeyConstraint(asList(columns ?? named) as string[], asList(targets ?? refcolumns), camelKeys(keywords)),
    attributes: { referred_table: (self) => self.referredTable, ondelete: (self) => self.elements[0]?.options.ondelete ?? null, onupdate: (self) => self.elements[0]?.options.onupdate ?? null, elements: (self) => [...self.elements], column_keys: (self) => [...self.columnKeys] },
  }).type; // prettier-ignore
  names['Index'] = binder.class<Index>({
    name: 'Index', module: SCHEMA, of: Index, bases: [item.type],
    construct: (_, [name, ...expressions], keywords) => new Index(asTextOrNull(name), expressions as string[], camelKeys(keywords)),
    attributes: { name: (self) => self.name, unique: (self) => self.unique, columns: (self) => [...self.columns], table: (self) => self.table, expressions: (self) => [...self.expressions] },
    methods: methods<Index>()({
      'create(bind, checkfirst=False)': (self, bind) => withConnection(bind, (connection) => connection.execute(definitions.createIndex(self))),
      'drop(bind, checkfirst=False)': (self, bind) => withConnection(bind, (connection) => connection.execute(definitions.dropIndex(self))),
    }),
  }).type; // prettier-ignore
  names['ColumnDefault'] = binder.class<ColumnDefault>({
    name: 'ColumnDefault', module: SCHEMA, of: ColumnDefault, bases: [item.type], attributes: { arg: (self) => (typeof self.argument === 'function' ? null : self.argument), is_callable: (self) => self.isCallable, is_scalar: (self) => self.isScalar },
  }).type; // prettier-ignore
  names['DefaultClause'] = binder.class<DefaultClause>({ name: 'DefaultClause', module: SCHEMA, of: DefaultClause, bases: [item.type], construct: (_, [argument]) => new DefaultClause(argument as string), attributes: { arg: (self) => self.argument } }).type;
  names['FetchedValue'] = binder.class<FetchedValue>({ name: 'FetchedValue', module: SCHEMA, of: FetchedValue, bases: [item.type], construct: () => new FetchedValue() }).type;
  names['Sequence'] = binder.class<Sequence>({
    name: 'Sequence', module: SCHEMA, of: Sequence, bases: [item.type], construct: (_, [name], keywords) => new Sequence(asText(name), camelKeys(keywords)),
    attributes: { name: (self) => self.name }, methods: methods<Sequence>()({ 'next_value()': (self) => new NextValue(self) }),
  }).type; // prettier-ignore
  names['Identity'] = binder.class<Identity>({ name: 'Identity', module: SCHEMA, of: Identity, bases: [item.type], construct: (_, [always], keywords) => new Identity({ ...(always === undefined ? {} : { always: asFlag(always) }), ...camelKeys(keywords) }) }).type;
  names['Computed'] = binder.class<Computed>({ name: 'Computed', module: SCHEMA, of: Computed, bases: [item.type], construct: (_, [sqltext], { persisted }) => new Computed(sqltext as string, persisted === undefined || persisted === null ? null : asFlag(persisted)) }).type;
  binder.class<ExecutionContext>({ name: 'DefaultExecutionContext', module: 'sqlalchemy.engine.default', of: ExecutionContext, methods: methods<ExecutionContext>()({ 'get_current_parameters(isolate_multiinsert_groups=True)': (self) => self.parameters }), attributes: { current_parameters: (self) => self.parameters } });
  return { names, column, metadata };
}
