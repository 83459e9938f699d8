import { Inspector } from '../engine/inspector';
import { reflectTable } from '../engine/reflect';
import type { Connection } from '../engine/connection';
import type { Flow } from '../flow';
import { MetaData } from '../sql/schema/metadata';
import { sortTables } from '../sql/schema/sort-tables';
import type { Table } from '../sql/schema/table';
import { compareColumns } from './compare-columns';
import { compareForeignKeys, compareIndexesAndUniques, createdIndexes, droppedIndexes } from './compare-keys';
import { Findings, type Detection } from './findings';
import type { Operation } from './operations';
import { VERSION_TABLE } from './version-table';

/** What is compared, and how. */
export interface CompareOptions {
  /** Types of columns count. True unless said otherwise. */
  readonly compareType?: boolean;
  /** Defaults in the database count. False unless said otherwise, for databases rewrite them. */
  readonly compareServerDefault?: boolean;
  readonly versionTable?: string;
  /** Leaves out what it says false to. */
  readonly includeTable?: (name: string, inDatabase: boolean) => boolean;
}

/** What must be done to a database, and what led to that. */
export interface Comparison {
  readonly operations: readonly Operation[];
  readonly detections: readonly Detection[];
}

const byName = (one: Table, other: Table): number => (one.description < other.description ? -1 : 1);

/**
 * What must be done so that a database has the tables of a metadata, in an order in which it can be done: new tables
 * (those that others refer to first), tables that go, then the tables that both have, by name.
 * @source Alembic's `autogenerate/compare`: what counts as different, in which order, with which words
 */
export function* compareMetadata(connection: Connection, metadata: MetaData, options: CompareOptions = {}): Flow<Comparison> {
  const found = new Findings();
  const included = (name: string, inDatabase: boolean): boolean => options.includeTable?.(name, inDatabase) ?? true;
  const existing = yield* existingTables(connection, metadata, options.versionTable ?? VERSION_TABLE, included);
  const wanted = [...metadata.tables.values()].filter((table) => included(table.tableName, false));
  const isThere = new Set(existing.map((table) => table.description));
  const isWanted = new Set(wanted.map((table) => table.description));

  for (const table of sortTables(wanted.filter((one) => !isThere.has(one.description)).sort(byName)).tables) {
    found.add({ kind: 'create table', table }, 'tables', `Detected added table '${table.description}'`);
    createdIndexes(table, found);
  }
  for (const table of sortTables(existing.filter((one) => !isWanted.has(one.description)).sort(byName)).tables.reverse()) {
    droppedIndexes(table, found);
    found.add({ kind: 'drop table', table }, 'tables', `Detected removed table '${table.description}'`);
  }
  for (const before of existing.filter((one) => isWanted.has(one.description)).sort(byName)) {
    const table = wanted.find((one) => one.description === before.description) as Table;
    compareColumns(before, table, connection.dialect, options, found, () => {
      compareIndexesAndUniques(before, table, found);
      compareForeignKeys(before, table, found);
      compareComments(before, table, connection, found);
    });
  }
  return { operations: found.operations, detections: found.detections };
}

function* existingTables(connection: Connection, metadata: MetaData, versionTable: string, included: (name: string, inDatabase: boolean) => boolean): Flow<Table[]> {
  const inspector = new Inspector(connection);
  const read = new MetaData();
  const tables: Table[] = [];
  const schemas = new Set<string | null>([null, ...[...metadata.tables.values()].map((table) => table.tableSchema)]);
  for (const schema of schemas) {
    for (const name of yield* inspector.getTableNames(schema)) {
      if (name === versionTable || !included(name, true)) continue;
      tables.push(yield* reflectTable(connection, name, read, { schema, resolveFks: true }));
    }
  }
  return tables;
}

function compareComments(before: Table, table: Table, connection: Connection, found: Findings): void {
  if (!connection.dialect.supportsComments || before.comment === table.comment) return;
  const verb = table.comment === null ? 'removed' : 'table';
  found.add(
    { kind: 'comment on table', table: table.tableName, schema: table.tableSchema, comment: table.comment, existing: before.comment },
    'comments',
    verb === 'removed' ? `Detected removed table comment '${table.description}'` : `Detected table comment '${table.description}'`,
  );
}
