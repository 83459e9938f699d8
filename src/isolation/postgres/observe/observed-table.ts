import { DatabaseError } from '../../../databases/errors';
import type { Flow } from '../../../databases/flow';
import { ask, type PostgresSession } from '../sessioned-postgres';
import type { TableInfo } from '../../rows/tables';

/** A table of which reads and writes are observed. */
export interface ObservedTable extends TableInfo {
  readonly oid: number;
  readonly schema: string;
  /** The file in which its rows lie; a table that is rewritten gets another. */
  readonly file: number;
  readonly relation: string;
  /** Its rows before the first step, each as JSON. */
  readonly rows: readonly string[];
  /** Where each of them lies, and who made it. */
  readonly places: readonly RowPlace[];
}

export interface RowPlace {
  /** `(page,line)`. */
  readonly ctid: string;
  readonly xmin: number;
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
           where i.indrelid = c.oid and i.indisprimary)::text,
         pg_catalog.pg_relation_filenode(c.oid)::int8
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
   order by c.oid`;

/** The user's tables with their rows, in the order in which they were created; and the names of those that are left alone. */
export function* observedTables(session: PostgresSession): Flow<{ readonly tables: readonly ObservedTable[]; readonly tooLarge: readonly string[] }> {
  const tables: ObservedTable[] = [];
  const tooLarge: string[] = [];
  for (const [oid, schema, relation, name, columns, key, file] of (yield* ask(session, TABLES)).rows) {
    const rows = yield* rowsOf(session, String(schema), String(relation));
    if (rows === null) {
      tooLarge.push(String(name));
      continue;
    }
    tables.push({
      oid: Number(oid),
      schema: String(schema),
      file: Number(file),
      relation: String(relation),
      name: String(name),
      columns: namesIn(columns),
      types: [],
      key: namesIn(key),
      rows: rows.map(({ image }) => image),
      places: rows,
    });
  }
  return { tables, tooLarge };
}

/** The names of all tables, as they stand in a query. */
export function* tableNames(session: PostgresSession): Flow<string[]> {
  return (yield* ask(session, TABLES)).rows.map((row) => String(row[3]));
}

/** Null where there are too many. */
function* rowsOf(session: PostgresSession, schema: string, relation: string): Flow<(RowPlace & { readonly image: string })[] | null> {
  try {
    const { rows } = yield* ask(session, `select to_jsonb(r)::text, r.ctid::text, r.xmin::text::int8 from only ${quoted(schema)}.${quoted(relation)} r limit ${MOST_ROWS + 1}`);
    return rows.length > MOST_ROWS ? null : rows.map(([image, ctid, xmin]) => ({ image: String(image), ctid: String(ctid), xmin: Number(xmin) }));
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
