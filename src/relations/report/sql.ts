import type { CodedTable, Value } from '../data/table';
import { cutToBytes } from '../design/part-names';
import { creationOrder, type ForeignKey } from '../design/foreign-keys';
import { members, type AttributeSet } from '../schema/attribute-set';

/** A table to make. */
export interface PartToMake {
  readonly name: string;
  readonly attributes: AttributeSet;
  readonly keys: readonly AttributeSet[];
  readonly foreignKeys: readonly ForeignKey[];
}

/** Where the rows of a decomposition's tables come from. */
export type RowSource =
  /** The rows themselves. */
  | { readonly kind: 'rows' }
  | { readonly kind: 'query'; readonly sql: string }
  /** No rows are known: a table of the relation's name may hold some. */
  | { readonly kind: 'none' };

/** With more rows they are not written into the statements. */
const mostWrittenRows = 1_000;
/** Bytes of a column's name: PostgreSQL cuts longer ones. */
const mostBytes = 60;

/** A name as SQL writes it, on any engine; in double quotes unless it is plain lower case and no word of SQL. */
export function sqlName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !reserved.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** Words that SQLite or PostgreSQL keeps to itself and that people give to columns. */
const reserved = new Set(('all and any as asc between both by case cast check collate column constraint create cross current_date current_time current_timestamp current_user default delete desc distinct do drop else end except exists explain false fetch for foreign from full grant group having if in index inner insert into is isnull join key lateral leading left like limit natural not notnull null offset on or order outer over primary references returning right rollback row select set some symmetric table then to transaction trailing true union unique update user using values view when where window with').split(' '));

/** The columns' names in SQL: as in the relation, except where two differ by case alone or one is too long. */
export function columnNames(attributes: readonly string[]): string[] {
  const taken = new Set<string>();
  return attributes.map((attribute) => {
    const base = cutToBytes(attribute, mostBytes);
    let name = base;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${cutToBytes(base, mostBytes - 4)}_${number}`;
    taken.add(name.toLowerCase());
    return sqlName(name);
  });
}

/** A value as an SQL literal. */
export function literal(value: Value): string {
  return value === null ? 'null' : `'${value.replaceAll("'", "''")}'`;
}

/**
 * Statements that make the tables of a decomposition and fill them, for SQLite and PostgreSQL alike: each table after
 * those that it references.
 */
export function decompositionSql(relation: string, parts: readonly PartToMake[], attributes: readonly string[], table: CodedTable | null, source: RowSource): string {
  const names = columnNames(attributes);
  const types = attributes.map((_, column) => (table ? columnType(table, column) : 'text'));
  const list = (set: AttributeSet): string => members(set).map((attribute) => names[attribute]).join(', ');
  const order = creationOrder(parts.map((part) => part.foreignKeys)).flatMap((number) => parts[number] ?? []);
  const statements = order.map((part) => createTable(part, parts, names, types, table, list));
  if (source.kind === 'none') {
    statements.push(...order.map((part) => `-- insert into ${sqlName(part.name)} select distinct ${list(part.attributes)} from ${sqlName(relation)};`));
  } else if (source.kind === 'query') {
    statements.push(...order.map((part) => `insert into ${sqlName(part.name)} select distinct ${list(part.attributes)} from (${source.sql}) as source;`));
  } else if (table && table.rows.length > mostWrittenRows) {
    statements.push(`-- ${table.rows.length} rows are too many to write here`);
  } else if (table && table.rows.length > 0) {
    const from = sqlName(`${relation}_rows`);
    statements.push(
      `create temporary table ${from} (${names.map((name, column) => `${name} ${types[column] ?? 'text'}`).join(', ')});`,
      `insert into ${from} values\n${table.rows.map((row) => `  (${row.map((value, column) => (types[column] === 'text' ? literal(value) : (value ?? 'null'))).join(', ')})`).join(',\n')};`,
      ...order.map((part) => `insert into ${sqlName(part.name)} select distinct ${list(part.attributes)} from ${from};`),
      `drop table ${from};`,
    );
  }
  return `${statements.join('\n')}\n`;
}

function createTable(part: PartToMake, parts: readonly PartToMake[], names: readonly string[], types: readonly string[], table: CodedTable | null, list: (set: AttributeSet) => string): string {
  const columns = members(part.attributes);
  const nullable = (key: AttributeSet): boolean => table !== null && members(key).some((column) => table.rows.some((row) => row[column] === null));
  // SQL allows no NULL in a primary key; where the rows have one, the key can but be unique.
  const primary = part.keys.find((key) => key !== 0n && !nullable(key));
  const lines = columns.map((column) => `  ${names[column] ?? ''} ${types[column] ?? 'text'}`);
  if (primary !== undefined) lines.push(`  primary key (${list(primary)})`);
  for (const key of part.keys) if (key !== primary && key !== 0n) lines.push(`  unique (${list(key)})`);
  for (const { attributes, part: other } of part.foreignKeys) {
    const target = parts[other];
    if (target) lines.push(`  foreign key (${list(attributes)}) references ${sqlName(target.name)} (${list(attributes)})`);
  }
  return `create table ${sqlName(part.name)} (\n${lines.join(',\n')}\n);`;
}

/** The type that holds a column's values as they are written: whole numbers, else text. */
function columnType({ rows }: CodedTable, column: number): 'integer' | 'bigint' | 'text' {
  let type: 'integer' | 'bigint' | 'text' = 'text';
  for (const row of rows) {
    const value = row[column] ?? null;
    if (value === null) continue;
    if (!/^(?:0|-?[1-9]\d{0,17})$/.test(value)) return 'text';
    if (type === 'text') type = 'integer';
    if (Math.abs(Number(value)) > 2_147_483_647) type = 'bigint';
  }
  return type;
}
