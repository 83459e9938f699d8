import type { Flow } from '../../databases/flow';
import type { Dialect } from '../../databases/sql-text/token';
import type { History } from '../history/history';
import type { Moment } from '../moment';
import type { Outcome, TraceRows } from '../trace';

/**
 * What runs a schedule: a database with several sessions, of which one may have to wait for another.
 *
 * An engine is opened on a state of its own (a fork) at one level, runs one schedule and is closed.
 */
export interface ScheduleEngine {
  /** `sqlite`, `postgres`, `locking`. */
  readonly name: string;
  /** The level at which transactions run that name none, as the engine spells it. */
  readonly level: string;
  readonly dialect: Dialect;
  /** Runs SQL outside of all sessions, before the first or after the last step. Not observed. */
  setup(sql: string): Flow<void>;
  open(name: string): Flow<EngineSession>;
  /**
   * Lets waiting statements go on that can, and hands out those that ended since last asked, in
   * the order in which they ended. Empty when nothing moves any more.
   */
  wake(): Flow<readonly Woken[]>;
  /**
   * Stops as if power failed, and opens anew what the disk held: open transactions are gone, and every session goes on as
   * a new one. Missing where an engine has no disk to speak of.
   * @returns what the engine told of its recovery
   */
  crash?(step: number): Flow<readonly string[]>;
  /** Looks at locks, snapshots and row versions as they are after a step, and changes nothing by it. Missing where an engine has none to show. */
  look?(step: number): Flow<void>;
  /** What was looked at, by step. Asked once, after {@link history}. */
  moments?(): ReadonlyMap<number, Moment>;
  /** The tables that sessions have changed or read, in order of their first use. */
  touchedTables(): Flow<readonly string[]>;
  /** Runs a query outside of all sessions, after these have ended. */
  query(sql: string): Flow<TraceRows>;
  /** What was read and written; null where the engine could not observe it. Asked once, at the end. */
  history(): Flow<History | null>;
  close(): void;
}

/** One session of an engine. */
export interface EngineSession {
  readonly name: string;
  /** True between BEGIN and COMMIT or ROLLBACK, a failed transaction included. */
  readonly inTransaction: boolean;
  /**
   * Issues one statement on behalf of a step. Not to be called while one is waiting.
   * An error of the statement is an outcome; what this throws is a failure of the engine.
   */
  start(sql: string, step: number): Flow<Started>;
  /** Ends a wait and rolls back what is open. Called once, at the end. */
  end(step: number): Flow<void>;
}

/** A statement ended, or has to wait. */
export type Started = Done | { readonly kind: 'blocked'; readonly wait: LockWait };

export interface Done {
  readonly kind: 'done';
  readonly outcome: Outcome;
  readonly notices: readonly string[];
  /** Set when it began to wait and ended by itself: a deadlock's victim, a lock timeout. */
  readonly wait: LockWait | null;
}

/** What a statement waits for. */
export interface LockWait {
  /** Names of sessions. */
  readonly blockedBy: readonly string[];
  /** The lock, as the engine names it; null where it has no name. */
  readonly waitsOn: string | null;
}

/** A waiting statement that ended. */
export interface Woken {
  readonly session: string;
  readonly outcome: Outcome;
  readonly notices: readonly string[];
}

export function done(outcome: Outcome, wait: LockWait | null = null, notices: readonly string[] = []): Done {
  return { kind: 'done', outcome, notices, wait };
}
