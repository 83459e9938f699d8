import type { HeldLock } from '../moment';
import type { WholeMoment } from '../observe/moments';
import { rowVersions } from '../observe/row-versions';
import { predicateName } from '../rows/predicates';
import { valuesByColumn } from '../rows/tables';
import type { LockingSession } from './locking-session';
import type { Store } from './store';

/** How things stand now: the lock table, and of each row the version that is there with those that a rollback would restore. */
export function lockingMoment(store: Store, sessions: readonly LockingSession[]): WholeMoment {
  const versions = rowVersions(store.log, {
    values: (table, image) => valuesByColumn(store.tables, table, image),
    seenBy: (item, version) => {
      const all = store.log.living(item);
      const at = all.findIndex(({ name }) => name === version);
      // There is one version in the table; who may not read it waits, and reads no older one.
      if (at < all.length - 1) return [];
      return sessions.filter((session) => session.reads(all[at]?.transaction ?? null)).map(({ name }) => name);
    },
  });
  return { locks: sessions.flatMap((session) => locksOf(session, store)), snapshots: [], versions };
}

function locksOf({ name: session, waitsOn }: LockingSession, { locks }: Store): HeldLock[] {
  const { rows, ranges } = locks.heldBy(session);
  const awaited = /^(.*):(shared|exclusive|range)$/.exec(waitsOn ?? '');
  return [
    ...rows.map(({ item, mode, cursor }) => ({ session, kind: 'row', target: item, mode: cursor === null ? mode : `${mode}, ${cursor}`, granted: true })),
    ...ranges.map((predicate) => ({ session, kind: 'range', target: predicateName(predicate), mode: 'shared', granted: true })),
    ...(awaited ? [{ session, kind: awaited[2] === 'range' ? 'range' : 'row', target: awaited[1] ?? '', mode: awaited[2] === 'shared' ? 'shared' : 'exclusive', granted: false }] : []),
  ];
}
