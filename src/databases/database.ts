import type { BlockedWait, Flow } from './flow';
import type { Result, Value } from './result';

/** The engines that Savepoint embeds. */
export type EmbeddedEngine = 'sqlite' | 'postgres';

/** One execution as the driver got it. Reported after it ended, also when it failed. */
export interface Executed {
  readonly sql: string;
  /** The bound values; a list of lists for an executemany. */
  readonly parameters: readonly Value[] | readonly (readonly Value[])[];
  /** Number of the connection on its database, from 1. */
  readonly connection: number;
  readonly engine: EmbeddedEngine;
  readonly durationMs: number;
  readonly rowCount: number | null;
}

/** How a database reaches the kernel around it. */
export interface DatabaseSurroundings {
  /** Told of every statement, in order. */
  readonly onExecuted: (executed: Executed) => void;
  /** Polled while a statement runs; true ends the statement with an {@link InterruptedError}. */
  readonly interrupted: () => boolean;
}

/** One database inside a kernel. Several connections may be open, each in a transaction of its own. */
export interface Database {
  readonly engine: EmbeddedEngine;
  /** What the engine calls itself: `SQLite 3.49.1`, `PostgreSQL 18.6`. */
  readonly version: string;
  /** Opens a session. */
  connect(): Connection;
  /**
   * Lets every session whose wait is over go on, until there is none, and runs the timers that are due.
   * @returns the connections whose statement ended by that, in the order in which they did
   */
  wake?(): Connection[];
  /** Milliseconds until a timer of a blocked session (lock_timeout, say) is due; Infinity when none runs. */
  untilTimer?(): number;
  /**
   * An independent copy of the committed state.
   * @param onExecuted told of what the copy runs, by engines that tell no one else
   */
  fork?(onExecuted?: DatabaseSurroundings['onExecuted']): Promise<Database>;
  /** Stops as if power failed, and opens anew what the files held; this database is closed by it. */
  crash?(): Promise<Restarted>;
  /** Releases all that the database holds; its connections are closed with it. */
  close(): void;
}

/** A database after a crash. */
export interface Restarted {
  readonly database: Database;
  /** What the engine wrote about its recovery. */
  readonly log: readonly string[];
}

/** A statement that was started, and may have to wait. */
export interface Pending {
  readonly state: 'done' | 'blocked';
  /** What it waits for right now; null when it is done. */
  readonly blocked: BlockedWait | null;
  /**
   * What the statement gave. It must be done.
   * @throws DatabaseError when the engine refused it; InterruptedError when it was stopped
   */
  result(): Result;
  /** Ends the statement, if it still waits. */
  cancel(): void;
}

/** How to run one statement. */
export interface ExecuteOptions {
  /** At most this many rows are fetched; {@link Result.truncated} tells whether there were more. */
  readonly maxRows?: number;
  /** No further row is fetched once the rows take so many bytes of memory. */
  readonly maxBytes?: number;
  /** The statement before it on the connection had the same text, and what it names is the same still: it need not be parsed again. */
  readonly repeats?: boolean;
}

/** One session on a database. */
export interface Connection {
  /** Number on its database, from 1. */
  readonly number: number;
  /** True between BEGIN and COMMIT or ROLLBACK, a failed transaction included. */
  readonly inTransaction: boolean;
  /**
   * Runs one statement.
   * @throws DatabaseError when the engine refuses it; InterruptedError when it was stopped.
   */
  execute(sql: string, parameters?: readonly Value[], options?: ExecuteOptions): Flow<Result>;
  /**
   * Runs one statement until it ends or has to wait. What goes wrong is told by {@link Pending.result}.
   * @throws DatabaseError when an earlier statement of the connection still waits
   */
  start?(sql: string, parameters?: readonly Value[], options?: ExecuteOptions): Pending;
  /** Runs one statement once for each list of parameters. */
  executeMany(sql: string, parameters: readonly (readonly Value[])[]): Flow<Result>;
  close(): void;
}
