import type { Connection, Database } from '../../databases/database';
import { runAsync } from '../../databases/flow';

/** The primary key and the unique constraints of an SQL table, as lists of columns. */
export type TableKeys = readonly (readonly string[])[];

/**
 * Reads from the catalogue which sets of columns a table keeps unique. Indexes over expressions or some of the rows say
 * nothing of the whole table and are left out.
 * @param table the name as SQL writes it
 * @throws DatabaseError when the catalogue cannot be asked
 */
export async function keysOfTable(table: string, { engine }: Database, connection: Connection): Promise<TableKeys> {
  const ask = async (sql: string, values: readonly string[]): Promise<string[][]> => (await runAsync(connection.execute(sql, values))).rows.map((row) => row.map(String));
  const rows = engine === 'postgres' ? await ask(postgresKeys, [table]) : await sqliteKeys(table, ask);
  const byIndex = new Map<string, string[]>();
  for (const [index = '', column = ''] of rows) byIndex.set(index, [...(byIndex.get(index) ?? []), column]);
  return [...byIndex.values()];
}

/** By index: its key columns in order; the columns that an index merely carries along (`include`) are none of its key. */
const postgresKeys = `
  select i.indexrelid::text, a.attname
  from pg_catalog.pg_index i
  cross join lateral unnest(i.indkey::int2[]) with ordinality as k(attnum, place)
  join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
  where i.indrelid = $1::regclass and i.indisunique and i.indpred is null and i.indexprs is null and k.place <= i.indnkeyatts
  order by not i.indisprimary, i.indexrelid, k.place`;

async function sqliteKeys(table: string, ask: (sql: string, values: readonly string[]) => Promise<string[][]>): Promise<string[][]> {
  const { schema, name } = namesOf(table);
  const inSchema = schema === null ? '' : ', ?2';
  const values = schema === null ? [name] : [name, schema];
  // The primary key is told by the columns: an integer one has no index.
  const primary = await ask(`select 'primary', name from pragma_table_info(?1${inSchema}) where pk > 0 order by pk`, values);
  const unique = await ask(
    `select l.name, i.name from pragma_index_list(?1${inSchema}) l, pragma_index_info(l.name${inSchema}) i
     where l."unique" = 1 and l.partial = 0 and l.origin <> 'pk'
       and not exists (select 1 from pragma_index_info(l.name${inSchema}) e where e.name is null)
     order by l.seq desc, i.seqno`, values);
  return [...primary, ...unique];
}

/** A qualified, quoted name as SQLite's catalogue has it. */
function namesOf(written: string): { schema: string | null; name: string } {
  const parts = [...written.matchAll(/"((?:[^"]|"")*)"|([^".]+)/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
  const [first = '', second] = parts;
  return second === undefined ? { schema: null, name: first } : { schema: first, name: second };
}
