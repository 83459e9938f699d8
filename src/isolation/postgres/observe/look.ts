import { DatabaseError } from '../../../databases/errors';
import type { Flow } from '../../../databases/flow';
import { ask, type PostgresSession } from '../sessioned-postgres';
import type { TransactionStatus } from '../../observe/visibility';
import type { MultiMember } from './tuple-header';

/** What PostgreSQL shows to one who stands aside. */
export interface Look {
  /** The snapshot that a statement would take now, as pg_current_snapshot() shows it. */
  readonly now: string;
  readonly locks: readonly LookedLock[];
  readonly tuples: readonly Tuple[];
  /** The tables whose pages were passed over. */
  readonly closed: ReadonlySet<number>;
}

/** A row of pg_locks. */
export interface LookedLock {
  readonly pid: number;
  readonly kind: string;
  /** The relation, by number and by name; null for locks on anything else. */
  readonly relation: number | null;
  readonly name: string | null;
  readonly page: number | null;
  readonly tuple: number | null;
  readonly xid: number | null;
  /** The key of an advisory lock. */
  readonly key: string | null;
  readonly mode: string;
  readonly granted: boolean;
}

/** A row version as it lies on a page. */
export interface Tuple {
  readonly table: number;
  /** `(page,line)`. */
  readonly ctid: string;
  readonly xmin: number;
  readonly xmax: number;
  readonly infomask: number;
  readonly infomask2: number;
  /** Where the next version lies; its own place for the last one. */
  readonly next: string;
  readonly members: readonly MultiMember[] | null;
  /** Of each transaction in its header, whether it has ended, and how. */
  readonly statuses: Readonly<Record<string, TransactionStatus | null>>;
}

/** A page of a table, both by number, in the file in which the table's rows were found. */
export interface Page {
  readonly table: number;
  readonly block: number;
  readonly file: number;
}

/**
 * Everything in one question. Locks of system catalogs and on indexes are left out, save those that SSI takes on
 * indexes. A table that somebody holds or awaits exclusively is passed over: its pages cannot be had without waiting. One
 * that was rewritten has no pages that could be understood: what lies where is not known any more.
 */
const QUESTION = `
  with lock as materialized (select * from pg_catalog.pg_locks where pid <> pg_catalog.pg_backend_pid()),
       page as materialized (
         select given.* from unnest($1, $2, $3) as given (oid, block, file)
         where not exists (select from lock where locktype = 'relation' and relation = given.oid and mode = 'AccessExclusiveLock')),
       there as materialized (select * from page where file = pg_catalog.pg_relation_filenode(oid) and block < pg_catalog.pg_relation_size(oid::regclass) / 8192),
       item as materialized (
         select there.oid, there.block, h.*
         from there cross join lateral savepoint.heap_page_items(savepoint.get_raw_page(there.oid::regclass::text, 'main', there.block)) h
         where h.lp_flags = 1)
  select json_build_object(
    'now', pg_current_snapshot()::text,
    'open', (select json_agg(distinct oid::int8) from page),
    'locks', (
      select json_agg(json_build_array(l.pid, l.locktype, l.relation::int8, l.relation::regclass::text, l.page, l.tuple, l.transactionid::text::int8,
               case when l.locktype = 'advisory' then case l.objsubid when 1 then ((l.classid::int8 << 32) | l.objid::int8)::text else l.classid || ', ' || l.objid end end,
               l.mode, l.granted) order by l.pid, l.locktype, l.relation, l.page, l.tuple, l.transactionid::text::int8, l.mode)
      from lock l left join pg_catalog.pg_class c on c.oid = l.relation
      where not l.granted
         or l.locktype in ('transactionid', 'advisory')
         or l.relation >= 16384 and (c.relkind in ('r', 'p', 'm') or l.mode = 'SIReadLock')),
    'tuples', (
      select json_agg(json_build_array(i.oid::int8, '(' || i.block || ',' || i.lp || ')', i.t_xmin::text::int8, i.t_xmax::text::int8, i.t_infomask, i.t_infomask2, i.t_ctid::text,
               case when i.t_infomask & 4096 <> 0 then (select json_agg(json_build_array(m.xid::text::int8, m.mode)) from pg_get_multixact_members(i.t_xmax) m) end,
               pg_xact_status(i.t_xmin::text::xid8), case when i.t_infomask & 4096 = 0 then pg_xact_status(i.t_xmax::text::xid8) end,
               case when i.t_infomask & 4096 <> 0 then (select json_object_agg(m.xid::text, pg_xact_status(m.xid::text::xid8)) from pg_get_multixact_members(i.t_xmax) m) end)
               order by i.oid, i.block, i.lp)
      from item i))::text`;

const NO_SUCH_STATEMENT = '26000';

type LockRow = readonly [number, string, number | null, string | null, number | null, number | null, number | null, string | null, string, boolean];
type TupleRow = readonly [
  number, string, number, number, number, number, string, readonly MultiMember[] | null,
  TransactionStatus | null, TransactionStatus | null, Readonly<Record<string, TransactionStatus | null>> | null,
];

/**
 * Looks at locks and at pages of tables, and takes part in nothing: it reads pages as they are, through no snapshot, so
 * that SSI does not know of it; it takes no transaction number, and no lock that anybody could meet.
 * @returns null where PostgreSQL refuses
 */
export function* look(aside: PostgresSession, pages: readonly Page[]): Flow<Look | null> {
  const list = (numbers: readonly number[]): string => `'{${numbers.join(',')}}'`;
  const sql = `execute savepoint_look(${list(pages.map(({ table }) => table))}, ${list(pages.map(({ block }) => block))}, ${list(pages.map(({ file }) => file))})`;
  try {
    return readLook(String((yield* ask(aside, sql)).rows[0]?.[0]), pages);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (error.code !== NO_SUCH_STATEMENT) return null;
  }
  try {
    // The plan is made once: to plan takes longer than to look.
    yield* ask(aside, 'set plan_cache_mode = force_generic_plan');
    yield* ask(aside, `prepare savepoint_look(oid[], int8[], oid[]) as ${QUESTION}`);
    return readLook(String((yield* ask(aside, sql)).rows[0]?.[0]), pages);
  } catch (error) {
    if (error instanceof DatabaseError) return null;
    throw error;
  }
}

interface Answer {
  readonly now: string;
  readonly open: readonly number[] | null;
  readonly locks: readonly LockRow[] | null;
  readonly tuples: readonly TupleRow[] | null;
}

function readLook(json: string, pages: readonly Page[]): Look {
  const { now, open, locks, tuples } = JSON.parse(json) as Answer;
  return {
    now,
    closed: new Set(pages.flatMap(({ table }) => ((open ?? []).includes(table) ? [] : table))),
    locks: (locks ?? []).map(([pid, kind, relation, name, page, tuple, xid, key, mode, granted]) => ({ pid, kind, relation, name, page, tuple, xid, key, mode, granted })),
    tuples: (tuples ?? []).map(([table, ctid, xmin, xmax, infomask, infomask2, next, members, made, ended, each]) => ({
      table, ctid, xmin, xmax, infomask, infomask2, next, members, statuses: { ...each, [xmax]: ended, [xmin]: made },
    })),
  };
}
