import type { Connection, DatabaseSurroundings, ExecuteOptions } from '../database';
import { DatabaseError, EngineCrashError, InterruptedError } from '../errors';
import type { Flow } from '../flow';
import type { Result, Value } from '../result';
import { RowBudget } from '../row-budget';
import { commandTag, countsChanges } from './command-tag';
import { programmingError } from './failure';
import type { Handle } from './handle';
import type { Statement } from './statement';
import { StatementCache } from './statement-cache';
import type { Watchdog } from './watchdog';

/** What a connection shares with the others on its database. */
export interface ConnectionGround extends DatabaseSurroundings {
  readonly watchdog: Watchdog;
  /** Set once the engine broke; nothing runs from then on. */
  crash: EngineCrashError | null;
}

/** What one call runs: once, or once for each list of parameters. */
type Asked = { readonly sql: string } & ({ readonly many: false; readonly parameters: readonly Value[] } | { readonly many: true; readonly parameters: readonly (readonly Value[])[] });

const NOTHING: Result = { command: '', tag: '', columns: [], rows: [], rowCount: null, truncated: false, notices: [] };

/** A session on an SQLite database: one `sqlite3 *`. */
export class SqliteConnection implements Connection {
  readonly #cache = new StatementCache();
  #closed = false;

  constructor(
    readonly number: number,
    private readonly handle: Handle,
    private readonly ground: ConnectionGround,
    private readonly onClose: (connection: SqliteConnection) => void,
  ) {
    handle.watch(ground.watchdog.steps, ground.watchdog.callback);
    // Off by default for the sake of old applications; notes about keys expect them to hold.
    handle.run('PRAGMA foreign_keys = ON');
  }

  get inTransaction(): boolean {
    return !this.#closed && !this.ground.crash && !this.handle.autoCommit;
  }

  // eslint-disable-next-line require-yield -- SQLite never waits: it refuses what is locked.
  *execute(sql: string, parameters: readonly Value[] = [], options: ExecuteOptions = {}): Flow<Result> {
    return this.#traced({ sql, parameters, many: false }, options);
  }

  // eslint-disable-next-line require-yield -- As above.
  *executeMany(sql: string, parameters: readonly (readonly Value[])[]): Flow<Result> {
    return this.#traced({ sql, parameters, many: true }, {});
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.onClose(this);
    if (this.ground.crash) return;
    this.#cache.clear();
    this.handle.close();
  }

  /** Runs a bound statement to its end, or as far as the budget goes. */
  #fetch(statement: Statement, budget: RowBudget): Result {
    const rows: Value[][] = [];
    let more = statement.step();
    const width = statement.columnCount;
    while (more && budget.open) {
      const row = statement.row(width);
      budget.take(row);
      rows.push(row);
      more = statement.step();
    }
    const columns = statement.columns(width);
    // Ends the statement, also one whose rows were not all fetched: only then does it commit and count its changes.
    this.handle.check(statement.reset());
    const { command } = statement;
    const count = countsChanges(command) ? this.handle.changes : width > 0 ? rows.length : null;
    return {
      command,
      tag: commandTag(command, count),
      columns,
      rows,
      rowCount: width > 0 ? rows.length : count,
      truncated: more,
      notices: [],
    };
  }

  /** Runs a statement once for each list of parameters and sums up. */
  #fetchAll(statement: Statement, lists: readonly (readonly Value[])[]): Result {
    const { command } = statement;
    const rows: (readonly Value[])[] = [];
    let columns: Result['columns'] = [];
    let count = 0;
    for (const list of lists) {
      statement.bind(list);
      let more = statement.step();
      const width = statement.columnCount;
      for (; more; more = statement.step()) rows.push(statement.row(width));
      columns = statement.columns(width);
      this.handle.check(statement.reset());
      count += this.handle.changes;
    }
    return {
      command,
      tag: commandTag(command, count),
      columns,
      rows,
      rowCount: columns.length > 0 ? rows.length : count,
      truncated: false,
      notices: [],
    };
  }

  #run({ sql, parameters, many }: Asked, options: ExecuteOptions): Result {
    let orderly = true;
    const statement = this.#cache.take(sql) ?? this.handle.prepare(sql);
    if (!statement) return NOTHING;
    this.handle.forgetErrors();
    try {
      if (many) {
        if (!countsChanges(statement.command)) throw programmingError('executemany() can only execute DML statements.');
        return this.#fetchAll(statement, parameters);
      }
      statement.bind(parameters);
      return this.#fetch(statement, new RowBudget(options.maxRows, options.maxBytes));
    } catch (error) {
      orderly = isOrderly(error);
      throw error;
    } finally {
      if (orderly) {
        statement.reset();
        this.#cache.give(sql, statement);
      }
    }
  }

  /** Runs what is asked, and reports it whether it succeeds or fails. */
  #traced(asked: Asked, options: ExecuteOptions): Result {
    if (this.ground.crash) throw this.ground.crash;
    if (this.#closed) throw programmingError('Cannot operate on a closed database.');
    const start = performance.now();
    let rowCount: number | null = null;
    try {
      const result = this.#run(asked, options);
      rowCount = result.rowCount;
      return result;
    } catch (error) {
      throw this.#explained(error);
    } finally {
      const durationMs = performance.now() - start;
      this.ground.onExecuted({ sql: asked.sql, parameters: asked.parameters, connection: this.number, engine: 'sqlite', durationMs, rowCount });
    }
  }

  /** The error to report. Anything but a refusal or a stop means that the engine is in an unknown state: it is over. */
  #explained(error: unknown): unknown {
    const failure = this.ground.watchdog.takeFailure();
    if (failure) return failure.error;
    if (isOrderly(error)) return error;
    const reason = error instanceof Error ? error.message : String(error);
    this.ground.crash = error instanceof EngineCrashError ? error : new EngineCrashError(`SQLite crashed: ${reason}`, { cause: error });
    return this.ground.crash;
  }
}

/** True for a refusal or a stop, after which SQLite goes on as if nothing had happened. */
function isOrderly(error: unknown): boolean {
  return error instanceof DatabaseError || error instanceof InterruptedError;
}
