import type { Connection } from '../../databases/database';
import type { Flow } from '../../databases/flow';
import { splitStatements } from '../../databases/sql-text/split';
import type { SqliteDatabase } from '../../databases/sqlite/sqlite-database';
import type { History } from '../history/history';
import type { Moment } from '../moment';
import { onlyChanges, type WholeMoment } from '../observe/moments';
import { PredicateTest } from '../rows/predicates';
import { query } from '../rows/storage';
import { awaited } from '../run/awaited';
import type { EngineSession, ScheduleEngine, Woken } from '../run/engine';
import type { TraceRows } from '../trace';
import { traceRows } from '../trace-value';
import type { SqliteMode } from './modes';
import { Observer } from './observer';
import { sqliteMoment } from './sqlite-moment';
import { SqliteSession, type SessionGround } from './sqlite-session';

export interface SqliteEngineOptions {
  /**
   * What a session does that finds the database locked. `refuse`, as SQLite does by itself: the
   * statement fails with SQLITE_BUSY, unless the session has set `PRAGMA busy_timeout`. `wait`: it
   * waits, as if every session had set a busy timeout without end, unless it has set it to 0.
   */
  readonly whenBusy?: 'refuse' | 'wait';
}

/** SQLite itself, one real connection for each session. */
export class SqliteEngine implements ScheduleEngine {
  readonly name = 'sqlite';
  readonly dialect = 'sqlite';
  #outside: Connection;
  readonly #sessions: SqliteSession[] = [];
  readonly #ground: SessionGround;
  readonly #moments = new Map<number, WholeMoment>();
  #observer: Observer | null = null;

  /** @param database one of its own; it is closed with the engine */
  constructor(
    private database: SqliteDatabase,
    readonly level: SqliteMode,
    { whenBusy = 'refuse' }: SqliteEngineOptions = {},
  ) {
    this.#outside = database.connect();
    query(this.#outside, `PRAGMA journal_mode = ${level === 'wal' ? 'wal' : 'delete'}`);
    this.#ground = { sessions: this.#sessions, patient: whenBusy === 'wait', observer: () => this.#observed(), progress: 0 };
  }

  // eslint-disable-next-line require-yield -- SQLite never makes the event loop wait.
  *setup(sql: string): Flow<void> {
    for (const { text } of splitStatements(sql, this.dialect)) query(this.#outside, text);
  }

  // eslint-disable-next-line require-yield -- As above.
  *open(name: string): Flow<EngineSession> {
    this.#observed();
    const session = new SqliteSession(name, this.#connect(), this.#ground);
    this.#sessions.push(session);
    return session;
  }

  *crash(step: number): Flow<readonly string[]> {
    const { database, log } = yield* awaited(this.database.crash(), 'recovers');
    this.database = database;
    this.#outside = database.connect();
    for (const session of this.#sessions) session.renew(this.#connect(), step);
    return log;
  }

  // eslint-disable-next-line require-yield -- As above.
  *wake(): Flow<readonly Woken[]> {
    return this.#sessions.flatMap((session) => {
      const ended = session.retry();
      return ended ? { session: session.name, outcome: ended.outcome, notices: ended.notices } : [];
    });
  }

  // eslint-disable-next-line require-yield -- As above.
  *touchedTables(): Flow<readonly string[]> {
    return [...this.#observed().touched];
  }

  *query(sql: string): Flow<TraceRows> {
    return traceRows(yield* this.#outside.execute(sql));
  }

  // eslint-disable-next-line require-yield -- As above.
  *history(): Flow<History | null> {
    return this.#observed().history(new PredicateTest(this.database.connect()));
  }

  // eslint-disable-next-line require-yield -- As above.
  *look(step: number): Flow<void> {
    this.#moments.set(step, sqliteMoment(this.#observed(), this.#sessions, this.level));
  }

  moments(): ReadonlyMap<number, Moment> {
    return onlyChanges(this.#moments);
  }

  close(): void {
    this.database.close();
  }

  #connect(): Connection {
    const connection = this.database.connect({ sharedCache: this.level === 'shared' || this.level === 'shared-ru' });
    if (this.level === 'shared-ru') query(connection, 'PRAGMA read_uncommitted = 1');
    return connection;
  }

  /** Observation starts with the first session, after the setup. */
  #observed(): Observer {
    return (this.#observer ??= new Observer(this.#outside, this.level === 'shared-ru'));
  }
}
