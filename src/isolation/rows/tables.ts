import type { Connection } from '../../databases/database';
import type { Value } from '../../databases/result';
import type { TraceValue } from '../trace';
import { traceValue } from '../trace-value';
import { query, quoted } from './storage';

/** A table as far as its rows are concerned. */
export interface TableInfo {
  readonly name: string;
  readonly columns: readonly string[];
  /** The columns' declared types, `''` where there is none. */
  readonly types: readonly string[];
  /** The primary key's columns; `rowid` where there is none. */
  readonly key: readonly string[];
  /** True unless it is a table WITHOUT ROWID, or of another engine than SQLite. */
  readonly hasRowid?: boolean;
}

/** The values of a row, in the order of its table's columns. */
export type Image = readonly Value[];

/** A row with the item that it is, `table:key`. */
export interface Row {
  readonly table: TableInfo;
  readonly item: string;
  readonly key: readonly Value[];
  readonly image: Image;
  /** By which SQLite stores it, and orders a scan; null WITHOUT ROWID. */
  readonly rowid?: Value;
}

/** The user's tables, in the order in which they were created. */
export function tablesOf(connection: Connection, schema = 'main'): TableInfo[] {
  const names = query(connection, `SELECT name FROM ${schema}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rootpage`).rows;
  return names.map(([name]) => tableInfo(connection, String(name), schema));
}

function tableInfo(connection: Connection, name: string, schema: string): TableInfo {
  const columns = query(connection, `PRAGMA ${schema}.table_xinfo(${quoted(name)})`).rows;
  const stored = columns.filter((column) => column[6] === 0);
  const key = stored
    .filter((column) => Number(column[5]) > 0)
    .sort((a, b) => Number(a[5]) - Number(b[5]))
    .map((column) => String(column[1]));
  const hasRowid = query(connection, `PRAGMA ${schema}.table_list(${quoted(name)})`).rows.some((row) => row[4] === 0);
  return { name, hasRowid, columns: stored.map((column) => String(column[1])), types: stored.map((column) => String(column[2])), key: key.length > 0 ? key : ['rowid'] };
}

/** The rows of a table that satisfy a condition, as it stands in a query that calls the table `alias`. */
export function rowsWhere(connection: Connection, table: TableInfo, where: string | null, alias: string = table.name, schema = 'main'): Row[] {
  const rowid = table.hasRowid ? `${quoted(alias)}._rowid_` : 'NULL';
  const list = [rowid, ...[...table.key, ...table.columns].map((column) => `${quoted(alias)}.${quoted(column)}`)].join(', ');
  const condition = where === null ? '' : `\nWHERE ${where}`;
  const { rows } = query(connection, `SELECT ${list} FROM ${schema}.${quoted(table.name)} AS ${quoted(alias)}${condition}`);
  return rows.map(([stored = null, ...row]) => {
    const key = row.slice(0, table.key.length);
    return { table, item: itemOf(table, key), key, image: row.slice(table.key.length), rowid: stored };
  });
}

/** The name of the item that a row is: `account:1`. */
export function itemOf(table: TableInfo, key: readonly Value[]): string {
  return `${table.name}:${key.map((value) => (value instanceof Uint8Array ? [...value].join('-') : String(value))).join(',')}`;
}

/** The values of a row of one of the tables, by column; empty where there is no such table any more. */
export function valuesByColumn(tables: readonly TableInfo[], table: string, image: Image): Readonly<Record<string, TraceValue>> {
  const columns = tables.find(({ name }) => name === table)?.columns ?? [];
  return Object.fromEntries(columns.map((column, at) => [column, traceValue(image[at] ?? null)]));
}

/** A row that a statement changed; null images for a row that was not there before, or is not any more. */
export interface Change {
  readonly table: TableInfo;
  readonly item: string;
  readonly key: readonly Value[];
  readonly before: Image | null;
  readonly after: Image | null;
  /** The row's before, or after where it was not there. */
  readonly rowid?: Value;
}

/** All rows of all tables, by item. */
export function allRows(connection: Connection, tables: readonly TableInfo[], schema = 'main'): Map<string, Row> {
  return new Map(tables.flatMap((table) => rowsWhere(connection, table, null, table.name, schema).map((row) => [row.item, row] as const)));
}

/** What differs between two states. */
export function changesBetween(before: ReadonlyMap<string, Row>, after: ReadonlyMap<string, Row>): Change[] {
  const changes: Change[] = [];
  for (const [item, old] of before) {
    const now = after.get(item);
    if (now && sameImage(old.image, now.image)) continue;
    changes.push({ table: old.table, item, key: old.key, rowid: old.rowid ?? null, before: old.image, after: now?.image ?? null });
  }
  for (const [item, { table, key, image, rowid }] of after) {
    if (!before.has(item)) changes.push({ table, item, key, rowid: rowid ?? null, before: null, after: image });
  }
  return changes;
}

export function sameImage(a: Image, b: Image): boolean {
  return a.length === b.length && a.every((value, index) => sameValue(value, b[index] ?? null));
}

function sameValue(a: Value, b: Value): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return a.length === b.length && a.every((byte, index) => byte === b[index]);
  return a === b;
}
