import type { TraceValue } from './trace';

/** How things stand after a step. A part that is missing is as it was after the step before. */
export interface Moment {
  readonly locks?: readonly HeldLock[];
  readonly snapshots?: readonly SessionSnapshot[];
  readonly versions?: readonly RowVersion[];
}

/** A lock that a session holds or waits for. */
export interface HeldLock {
  readonly session: string;
  /**
   * What is locked. PostgreSQL: as pg_locks has it (`relation`, `tuple`, `transactionid`, `advisory`, `page`), and `row`
   * for what is locked by a row's own header; the locking engine: `row` and `range`; SQLite: `database` and `table`.
   */
  readonly kind: string;
  /** `account`, `account:1`, `account_pkey, page 1`; for a `transactionid` the session whose transaction it is. */
  readonly target: string;
  /** As the engine spells it: `RowExclusiveLock`, `SIReadLock`, `FOR UPDATE`, `exclusive`, `RESERVED`. */
  readonly mode: string;
  readonly granted: boolean;
}

/** What a session with an open transaction looks at. */
export interface SessionSnapshot {
  readonly session: string;
  /** The number of its transaction, which it gets when it first writes; null before, and where engines have none. */
  readonly xid: number | null;
  /** Null where it has none at the moment: its next statement takes one, or the engine works without. */
  readonly taken: TakenSnapshot | null;
}

export interface TakenSnapshot {
  /** The step that took it. */
  readonly step: number;
  /** How long it is kept. */
  readonly keeps: 'transaction' | 'statement';
  /** Sessions whose transaction had begun to write and not ended: nothing of it is seen. */
  readonly inProgress: readonly string[];
  /** PostgreSQL: as pg_current_snapshot() shows it, `xmin:xmax:xip`. */
  readonly text?: string;
  /** SQLite's WAL: how many of the schedule's commits are in it. */
  readonly commits?: number;
}

/**
 * `committed`: it is the row. `uncommitted`: its writer may still roll back. `replaced`, `deleted`: a later version is
 * the row, or none is; only older snapshots see it. `rolled back`: nobody ever will.
 */
export type RowVersionState = 'committed' | 'uncommitted' | 'replaced' | 'deleted' | 'rolled back';

/** A version of a row as it lies in its table. */
export interface RowVersion {
  /** `table:key`. */
  readonly item: string;
  /** As reads and writes name it; null where it is not among them. */
  readonly version: string | null;
  /** By column; null where that is not known. */
  readonly values: Readonly<Record<string, TraceValue>> | null;
  /** The session that wrote it; null where it was there before the schedule. */
  readonly writer: string | null;
  readonly state: RowVersionState;
  /** The session that has replaced or deleted it, committed or not; null where none has. */
  readonly endedBy: string | null;
  /** The sessions that would see it if they looked now. */
  readonly seenBy: readonly string[];
  /** PostgreSQL: where it lies, `(page,line)`; the transaction that made it; the one that replaced, deleted or locked it, 0 for none. */
  readonly ctid?: string;
  readonly xmin?: number;
  readonly xmax?: number;
}
