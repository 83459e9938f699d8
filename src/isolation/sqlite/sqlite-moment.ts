import type { SessionSnapshot } from '../moment';
import type { WholeMoment } from '../observe/moments';
import { rowVersions } from '../observe/row-versions';
import { locksHeld } from './locks-held';
import type { SqliteMode } from './modes';
import type { Observer } from './observer';
import type { SqliteSession } from './sqlite-session';

/** How things stand now, as far as it follows from what the sessions did: SQLite itself does not tell. */
export function sqliteMoment(observer: Observer, sessions: readonly SqliteSession[], mode: SqliteMode): WholeMoment {
  const states = sessions.map(({ lockState }) => lockState);
  const sees = ({ name, transaction }: SqliteSession, item: string, version: string): boolean => {
    const table = observer.log.tableOf(item);
    // In a shared cache a table that is being written is shut to others.
    const isShut = mode === 'shared' && states.some(({ session, tables }) => session !== name && tables.get(table) === 'WRITE');
    const isClosed = mode === 'rollback' && states.some(({ session, holds }) => session !== name && holds === 'exclusive lock');
    return !isShut && !isClosed && observer.seen(transaction, item) === version;
  };
  return {
    locks: states.flatMap((state) => locksHeld(state, mode)),
    snapshots: mode === 'wal' ? sessions.flatMap((session) => snapshotOf(session, observer)) : [],
    versions: rowVersions(observer.log, {
      values: observer.values,
      seenBy: (item, version) => sessions.filter((session) => sees(session, item, version)).map(({ name }) => name),
    }),
  };
}

/** In WAL mode a reader keeps to the end of the log that it found (wal.html, section 2.2). */
function snapshotOf({ name: session, transaction }: SqliteSession, observer: Observer): SessionSnapshot[] {
  if (transaction === null) return [];
  const taken = observer.snapshotOf(transaction);
  if (!taken) return [{ session, xid: null, taken: null }];
  return [{ session, xid: null, taken: { step: taken.step, keeps: 'transaction', inProgress: [], commits: taken.commits } }];
}
