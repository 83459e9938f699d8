import type { Result } from '../../databases/result';
import type { Table, Value } from '../../relations/data/table';
import { columnNames, literal, sqlName } from '../../relations/report/sql';

/** Runs one statement of a cell. */
export type Execute = (sql: string, maxRows?: number) => Promise<Result>;

/** With more rows a table is refused: all of them are read and compared. */
const mostRows = 200_000;
/** Rows that are written into one statement. */
const rowsPerInsert = 500;

/** The rows that a cell names cannot be taken. */
export class RelationDataError extends Error {
  override readonly name = 'RelationDataError';
}

const beforeQuery = 'select * from (\n';
/** Where a query begins in the statement that asks for its columns. */
export const queryOffset = beforeQuery.length;

/** The names of a query's columns. */
export async function columnsOfQuery(sql: string, execute: Execute): Promise<string[]> {
  const { columns } = await execute(`${beforeQuery}${sql}\n) as source limit 0`);
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new RelationDataError(`the query gives two columns called ${twice}; name one of them otherwise with as`);
  return names;
}

/**
 * Takes the rows of a query, as text, into a temporary table.
 * @param attributes columns of the query that are wanted
 */
export async function loadQuery(sql: string, attributes: readonly string[], name: string, execute: Execute): Promise<Table> {
  const target = columnNames(attributes);
  const columns = attributes.map((attribute, i) => `cast("${attribute.replaceAll('"', '""')}" as text) as ${target[i] ?? ''}`);
  await execute(`create temporary table ${sqlName(name)} as\nselect ${columns.join(', ')}\nfrom (\n${sql}\n) as source`);
  const { rows, truncated } = await execute(`select * from ${sqlName(name)}`, mostRows);
  if (truncated) throw new RelationDataError(`the query gives more than ${mostRows} rows; a relation cell reads all of them: add a limit`);
  return { columns: attributes, rows: rows.map((row) => row.map((value): Value => (value === null ? null : String(value)))) };
}

/** Puts rows that stand in a note into a temporary table. */
export async function loadRows({ columns, rows }: Table, name: string, execute: Execute): Promise<void> {
  await execute(`create temporary table ${sqlName(name)} (${columnNames(columns).map((column) => `${column} text`).join(', ')})`);
  for (let from = 0; from < rows.length; from += rowsPerInsert) {
    const values = rows.slice(from, from + rowsPerInsert).map((row) => `(${row.map(literal).join(', ')})`);
    await execute(`insert into ${sqlName(name)} values\n${values.join(',\n')}`);
  }
}
