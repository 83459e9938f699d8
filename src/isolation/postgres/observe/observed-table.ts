import { DatabaseError } from '../../../databases/errors';
import type { Flow } from '../../../databases/flow';
import { ask, type PostgresSession } from '../sessioned-postgres';
import type { TableInfo } from '../../rows/tables';

/** A table of which reads and writes are observed. */
export interface ObservedTable extends TableInfo {
  readonly oid: number;
  readonly schema: string;
  readonly relation: string;
  /** Its rows before the first step, each as JSON. */
  readonly rows: readonly string[];
}

/** Tables with more rows are left alone: every one would be looked at for every predicate. */
const MOST_ROWS = 10_000;

const TABLES = `
  select c.oid::int8, n.nspname, c.relname,
         case when n.nspname = 'public' then quote_ident(c.relname) else format('%I.%I', n.nspname, c.relname) end,
         (select json_agg(a.attname order by a.attnum) from pg_catalog.pg_attribute a
           where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)::text,
         (select json_agg(a.attname order by k.place)
            from pg_catalog.pg_index i
            cross join unnest(i.indkey) with ordinality k (number, place)
            join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
           where i.indrelid = c.oid and i.indisprimary)::text
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
   order by c.oid`;

/** The user's tables with their rows, in the order in which they were created. */
export function* observedTables(session: PostgresSession): Flow<ObservedTable[]> {
  const tables: ObservedTable[] = [];
  for (const [oid, schema, relation, name, columns, key] of (yield* ask(session, TABLES)).rows) {
    const rows = yield* rowsOf(session, String(schema), String(relation));
    if (rows === null) continue;
    tables.push({
      oid: Number(oid),
      schema: String(schema),
      relation: String(relation),
      name: String(name),
      columns: namesIn(columns),
      types: [],
      key: namesIn(key),
      rows,
    });
  }
  return tables;
}

/** The names of all tables, as they stand in a query. */
export function* tableNames(session: PostgresSession): Flow<string[]> {
  return (yield* ask(session, TABLES)).rows.map((row) => String(row[3]));
}

/** Null where there are too many. */
function* rowsOf(session: PostgresSession, schema: string, relation: string): Flow<string[] | null> {
  try {
    const { rows } = yield* ask(session, `select to_jsonb(r)::text from only ${quoted(schema)}.${quoted(relation)} r limit ${MOST_ROWS + 1}`);
    return rows.length > MOST_ROWS ? null : rows.map(([row]) => String(row));
  } catch (error) {
    if (error instanceof DatabaseError) return null;
    throw error;
  }
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function namesIn(list: unknown): string[] {
  return typeof list === 'string' ? (JSON.parse(list) as string[]) : [];
}
