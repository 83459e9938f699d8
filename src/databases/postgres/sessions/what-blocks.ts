import type { BlockedWait } from '../../flow';
import type { Server } from '../server';
import type { Backend } from './backend';

/** Who blocks a session, the lock that it waits for, and what it says itself. */
const question = `
  select pg_catalog.array_to_string(pg_catalog.pg_blocking_pids($1::int) || pg_catalog.pg_safe_snapshot_blocking_pids($1::int), ' '),
         l.locktype, l.mode, c.relname, a.wait_event
    from pg_catalog.pg_stat_get_activity($1::int) a
    left join pg_catalog.pg_locks l on l.pid = a.pid and not l.granted
    left join pg_catalog.pg_class c on c.oid = l.relation
   limit 1`;

/**
 * Asks PostgreSQL what a suspended session waits for. The template asks: no user's session is touched.
 * @param numberOf number of the connection that has a process; undefined for none
 */
export function whatBlocks(server: Server, backend: Backend, numberOf: (pid: number) => number | undefined): BlockedWait {
  const [row = []] = server.ask(question, [backend.pid]);
  const [pids, locktype, mode, relation, event] = row.map((value) => (value === null ? null : String(value)));
  const blockedBy = new Set<number>();
  for (const pid of (pids ?? '').split(' ')) {
    const number = numberOf(Number(pid));
    if (number !== undefined) blockedBy.add(number);
  }
  const lock = [locktype, mode, relation].filter((part) => part !== null && part !== undefined);
  return {
    kind: 'lock',
    blockedBy: [...blockedBy].sort((a, b) => a - b),
    waitsOn: lock.length > 0 ? lock.join(':') : (event ?? 'unknown'),
  };
}
