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
import { Inspector, type ReflectedColumn } from './inspector';

/** What is given beside the table's own definition. */
export interface ReflectOptions {
  readonly schema?: string | null;
  /** Columns and constraints that take the place of those in the database. */
  readonly given?: readonly TableArgument[];
  /** Tables that foreign keys refer to are read too. */
  readonly resolveFks?: boolean;
  readonly includeColumns?: readonly string[];
}

/**
 * A table as the database has it: `Table('name', metadata, autoload_with=engine)`.
 * @throws NoSuchTableError
 */
export function* reflectTable(connection: Connection, name: string, metadata: MetaData, options: ReflectOptions = {}): Flow<Table> {
  const schema = options.schema === undefined ? metadata.schema : options.schema;
  const existing = metadata.tables.get(schema === null ? name : `${schema}.${name}`);
  if (existing) return existing;
  const inspector = new Inspector(connection);
  const given = options.given ?? [];
  const own = new Set(given.flatMap((item) => (item instanceof Column ? [item.name] : [])));
  const all = yield* inspector.catalog.columns(name, schema);
  if (all.length === 0) throw new NoSuchTableError(name);
  const columns = all.filter((column) => !own.has(column.name) && (options.includeColumns?.includes(column.name) ?? true));
  const key = yield* inspector.catalog.primaryKey(name, schema);
  const foreignKeys = yield* inspector.catalog.foreignKeys(name, schema);
  const indexes = yield* inspector.catalog.indexes(name, schema);
  const uniques = yield* inspector.catalog.uniqueConstraints(name, schema);
  const checks = yield* inspector.catalog.checkConstraints(name, schema);
  const comment = connection.dialect.supportsComments ? yield* inspector.catalog.tableComment(name, schema) : null;
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
    if (covered(index.columnNames)) table.addIndex(new Index(index.name, index.columnNames.flatMap((column) => column ?? []), { unique: index.unique })); // prettier-ignore
  }
  if (options.resolveFks ?? true) {
    for (const one of foreignKeys) {
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
  for (const name of names) {
    if (options.only && !options.only.includes(name)) continue;
    if (!metadata.tables.has(schema === null ? name : `${schema}.${name}`)) yield* reflectTable(connection, name, metadata, { schema });
  }
}
