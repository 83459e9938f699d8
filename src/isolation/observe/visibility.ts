/**
 * Who sees which version of a row, by the rules of PostgreSQL's multiversion concurrency control (manual, chapter 13;
 * HeapTupleSatisfiesMVCC in heapam_visibility.c), with transaction numbers that do not wrap around.
 */

export type TransactionStatus = 'in progress' | 'committed' | 'aborted';

/** What is known of transactions. A savepoint's own number is committed when its transaction is. */
export interface CommitLog {
  status(xid: number): TransactionStatus;
  /** The transaction that a savepoint's own number belongs to; any other is its own. */
  top(xid: number): number;
}

export interface Snapshot {
  /** Every transaction before it had ended. */
  readonly xmin: number;
  /** No transaction from it on had begun. */
  readonly xmax: number;
  /** Those in between that had not ended. */
  readonly inProgress: ReadonlySet<number>;
  /** The transaction that looks; null where it has no number yet. */
  readonly own: number | null;
}

/** A version's two ends. */
export interface VersionEnds {
  /** The transaction that made it. */
  readonly xmin: number;
  /** The one that replaced or deleted it; null where none did, be it locked or not. */
  readonly xmax: number | null;
}

/** Whether a transaction with a snapshot sees a version: it sees who made it, and does not see who ended it. */
export function visible({ xmin, xmax }: VersionEnds, snapshot: Snapshot, log: CommitLog): boolean {
  return sees(xmin, snapshot, log) && (xmax === null || !sees(xmax, snapshot, log));
}

/** Whether what a transaction did is seen: one's own, unless taken back; of others, what had been committed by then. */
function sees(xid: number, { xmax, inProgress, own }: Snapshot, log: CommitLog): boolean {
  const status = log.status(xid);
  const top = log.top(xid);
  if (top === own) return status !== 'aborted';
  return status === 'committed' && top < xmax && !inProgress.has(top);
}

/** A snapshot as pg_current_snapshot() writes it: `10:20:10,14,15`. */
export function snapshotIn(text: string, own: number | null): Snapshot {
  const [xmin = '', xmax = '', list = ''] = text.split(':');
  return { xmin: Number(xmin), xmax: Number(xmax), inProgress: new Set(list.split(',').filter(Boolean).map(Number)), own };
}
