import { NoSuchTableError } from '../errors';
import type { Flow } from '../flow';
import { Column } from '../sql/schema/column';
import { CheckConstraint, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint } from '../sql/schema/constraints';
import { Computed, Identity } from '../sql/schema/defaults';
import type { MetaData } from '../sql/schema/metadata';
import type { SchemaItem } from '../sql/schema/schema-item';
import { Table, type TableArgument } from '../sql/schema/table';
import { text } from '../sql/text-clause';
import type { Connection } from './connection';
import { hasTable } from './existence';
import { Inspector, type Catalog, type ReflectedColumn } from './inspector';

/** What is given beside the table's own definition. */
export interface ReflectOptions {
  readonly schema?: string | null;
  /** Columns and constraints that take the place of those in the database. */
  readonly given?: readonly TableArgument[];
  /** Tables that foreign keys refer to are read too. */
  readonly resolveFks?: boolean;
  readonly includeColumns?: readonly string[];
  /** Tables that are read anyway. */
  readonly coming?: ReadonlySet<string>;
}

/**
 * A table as the database has it: `Table('name', metadata, autoload_with=engine)`.
 * @throws NoSuchTableError
 */
export function* reflectTable(connection: Connection, name: string, metadata: MetaData, options: ReflectOptions = {}): Flow<Table> {
  const schema = options.schema === undefined ? metadata.schema : options.schema;
  const existing = metadata.tables.get(schema === null ? name : `${schema}.${name}`);
  if (existing) return existing;
  const [definition] = yield* definitions(connection, [name], schema);
  if (!definition) {
    yield* hasTable(connection, name, schema);
    throw new NoSuchTableError(name);
  }
  return yield* made(connection, definition, metadata, schema, options);
}

/** What a database tells of a table. */
interface TableDefinition {
  readonly name: string;
  readonly columns: readonly ReflectedColumn[];
  readonly key: Told<'primaryKey'>;
  readonly foreignKeys: Told<'foreignKeys'>;
  readonly indexes: Told<'indexes'>;
  readonly uniques: Told<'uniqueConstraints'>;
  readonly checks: Told<'checkConstraints'>;
  readonly comment: Told<'tableComment'> | null;
}

type Told<M extends keyof Catalog> = Catalog[M] extends (...given: never[]) => Flow<infer R> ? R : never;

/** What a database tells of several tables: the columns of all, then the keys of all, and so on. Tables that are not there are left out. */
function* definitions(connection: Connection, names: readonly string[], schema: string | null): Flow<readonly TableDefinition[]> {
  const { catalog } = new Inspector(connection);
  const columns = yield* each(names, (name) => catalog.columns(name, schema));
  const present = names.filter((_, index) => (columns[index]?.length ?? 0) > 0);
  const keys = yield* each(present, (name) => catalog.primaryKey(name, schema));
  const foreignKeys = yield* each(present, (name) => catalog.foreignKeys(name, schema));
  const indexes = yield* each(present, (name) => catalog.indexes(name, schema));
  const uniques = yield* each(present, (name) => catalog.uniqueConstraints(name, schema));
  const checks = yield* each(present, (name) => catalog.checkConstraints(name, schema));
  const comments = connection.dialect.supportsComments ? yield* each(present, (name) => catalog.tableComment(name, schema)) : [];
  return present.map((name, index) => ({
    name,
    columns: columns[names.indexOf(name)] ?? [],
    key: keys[index] as TableDefinition['key'],
    foreignKeys: foreignKeys[index] ?? [],
    indexes: indexes[index] ?? [],
    uniques: uniques[index] ?? [],
    checks: checks[index] ?? [],
    comment: comments[index] ?? null,
  }));
}

function* each<T>(names: readonly string[], read: (name: string) => Flow<T>): Flow<T[]> {
  const all: T[] = [];
  for (const name of names) all.push(yield* read(name));
  return all;
}

/** The table of a definition, and those that it refers to. */
function* made(connection: Connection, { name, columns: all, key, foreignKeys, indexes, uniques, checks, comment }: TableDefinition, metadata: MetaData, schema: string | null, options: ReflectOptions): Flow<Table> {
  const given = options.given ?? [];
  const own = new Set(given.flatMap((item) => (item instanceof Column ? [item.name] : [])));
  const columns = all.filter((column) => !own.has(column.name) && (options.includeColumns?.includes(column.name) ?? true));
  const present = new Set([...columns.map((column) => column.name), ...own]);
  const covered = (names: readonly (string | null)[]): boolean => names.every((one) => one !== null && present.has(one));
  const items: SchemaItem[] = [
    ...(key.constrainedColumns.length > 0 && covered(key.constrainedColumns) ? [new PrimaryKeyConstraint(key.constrainedColumns, { name: key.name })] : []),
    ...foreignKeys
      .filter((one) => covered(one.constrainedColumns))
      .map((one) => {
        const table = one.referredSchema === null ? one.referredTable : `${one.referredSchema}.${one.referredTable}`;
        return new ForeignKeyConstraint(one.constrainedColumns, one.referredColumns.map((column) => `${table}.${column}`), { name: one.name, ...one.options }); // prettier-ignore
      }),
    ...uniques.filter((one) => covered(one.columnNames)).map((one) => new UniqueConstraint(one.columnNames, { name: one.name })),
    ...checks.map((one) => new CheckConstraint(one.sqltext, { name: one.name })),
  ];
  const table = new Table(name, metadata, ...columns.map(reflected), ...items, ...given, { schema, ...(comment === null ? {} : { comment }) });
  for (const index of indexes) {
    if (covered(index.columnNames)) table.addIndex(new Index(index.name, index.columnNames.flatMap((column) => column ?? []), { unique: index.unique, ...(index.where === undefined ? {} : { [`${connection.dialect.name}Where`]: text(index.where) }) })); // prettier-ignore
  }
  if (options.resolveFks ?? true) {
    for (const one of foreignKeys) {
      if (one.referredSchema === schema && options.coming?.has(one.referredTable) === true) continue;
      if (!metadata.tables.has(one.referredSchema === null ? one.referredTable : `${one.referredSchema}.${one.referredTable}`)) {
        yield* reflectTable(connection, one.referredTable, metadata, { schema: one.referredSchema });
      }
    }
  }
  return table;
}

function reflected(column: ReflectedColumn): Column {
  const items: SchemaItem[] = [
    ...(column.computed ? [new Computed(column.computed.sqltext, column.computed.persisted)] : []),
    ...(column.identity ? [new Identity(column.identity)] : []),
  ];
  return new Column(column.name, column.type, ...items, {
    nullable: column.nullable,
    ...(column.default === null ? {} : { serverDefault: text(column.default.replaceAll(':', String.raw`\:`)) }),
    ...(column.comment === undefined || column.comment === null ? {} : { comment: column.comment }),
    ...(column.autoincrement === true ? { autoincrement: true } : {}),
  });
}

/** Reads all tables of a database into a metadata: `metadata.reflect(engine)`. */
export function* reflectAll(connection: Connection, metadata: MetaData, options: { readonly schema?: string | null; readonly only?: readonly string[]; readonly views?: boolean } = {}): Flow<void> {
  const schema = options.schema === undefined ? metadata.schema : options.schema;
  const { catalog } = new Inspector(connection);
  const names = [...(yield* catalog.tableNames(schema)), ...(options.views === true ? yield* catalog.viewNames(schema) : [])];
  if (schema === null && connection.dialect.name === 'sqlite') names.push(...(yield* catalog.temporaryNames('table')));
  const wanted = names.filter((name) => (options.only?.includes(name) ?? true) && !metadata.tables.has(schema === null ? name : `${schema}.${name}`));
  const coming = new Set(wanted);
  for (const definition of yield* definitions(connection, wanted, schema)) {
    if (!metadata.tables.has(schema === null ? definition.name : `${schema}.${definition.name}`)) yield* made(connection, definition, metadata, schema, { coming });
  }
}
