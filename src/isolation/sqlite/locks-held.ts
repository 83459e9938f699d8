import type { Command } from '../locking/command';
import type { HeldLock } from '../moment';
import type { SqliteMode } from './modes';

/** How far a session has got with locks: it has read, it has written, it has shut all others out. */
export type Holding = 'nothing' | 'read lock' | 'write lock' | 'exclusive lock';

/** What is known of a session's locks. SQLite tells nobody; they follow from what it has done. */
export interface LockState {
  readonly session: string;
  readonly holds: Holding;
  /** The command that waits; null when none does. */
  readonly waiting: Command | null;
  /** Tables that its transaction has read and written. */
  readonly tables: ReadonlyMap<string, 'READ' | 'WRITE'>;
}

/**
 * The locks of one session under SQLite's names: on the file with a rollback journal (https://sqlite.org/lockingv3.html,
 * section 3), on the log's ends in WAL mode (wal.html, section 2.2), on tables in a shared cache (sharedcache.html, section 2).
 */
export function locksHeld({ session, holds, waiting, tables }: LockState, mode: SqliteMode): HeldLock[] {
  if (mode === 'shared' || mode === 'shared-ru') {
    return [...tables].flatMap(([target, lock]) => (mode === 'shared-ru' && lock === 'READ' ? [] : { session, kind: 'table', target, mode: lock, granted: true }));
  }
  const names = mode === 'wal' ? WAL : JOURNAL;
  const lock = (name: string, granted: boolean): HeldLock => ({ session, kind: 'database', target: 'main', mode: name, granted });
  const wanted = waiting && wantedBy(waiting);
  // Who waits for readers before it commits lets no new ones in.
  const held = waiting?.kind === 'commit' && mode === 'rollback' ? 'PENDING' : names[holds];
  return [...(held === null ? [] : [lock(held, true)]), ...(wanted === null ? [] : [lock(names[wanted] ?? '', false)])];
}

const JOURNAL: Readonly<Record<Holding, string | null>> = { nothing: null, 'read lock': 'SHARED', 'write lock': 'RESERVED', 'exclusive lock': 'EXCLUSIVE' };
const WAL: Readonly<Record<Holding, string | null>> = { nothing: null, 'read lock': 'READ', 'write lock': 'WRITE', 'exclusive lock': 'WRITE' };

function wantedBy({ kind }: Command): Holding {
  if (kind === 'commit') return 'exclusive lock';
  return kind === 'select' ? 'read lock' : 'write lock';
}
