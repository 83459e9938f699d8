import type { Database } from '../../databases/database';
import type { Flow } from '../../databases/flow';
import { splitStatements } from '../../databases/sql-text/split';
import type { History } from '../history/history';
import type { Moment } from '../moment';
import { onlyChanges, type WholeMoment } from '../observe/moments';
import { query } from '../rows/storage';
import { valuesByColumn } from '../rows/tables';
import type { EngineSession, ScheduleEngine, Woken } from '../run/engine';
import type { TraceRows } from '../trace';
import { traceRows } from '../trace-value';
import type { LockingLevel } from './levels';
import { lockingMoment } from './locking-moment';
import { LockingSession } from './locking-session';
import { Store } from './store';
import { WaitsFor } from './waits-for';

/**
 * The textbook's lock-based engine: strict two-phase locking at six levels over rows that SQLite
 * stores (Gray, Lorie, Putzolu, Traiger 1976; Berenson et al. 1995, table 2).
 *
 * Locks are on rows by key and, at SERIALIZABLE, on conditions. A condition is examined by
 * scanning the table, or the part of it that a condition on the key leaves. Triggers also fire
 * when a rollback restores rows.
 */
export class LockingEngine implements ScheduleEngine {
  readonly name = 'locking';
  readonly dialect = 'sqlite';
  readonly #store: Store;
  readonly #waitsFor = new WaitsFor();
  readonly #sessions: LockingSession[] = [];
  readonly #moments = new Map<number, WholeMoment>();

  /** @param database an SQLite database of its own; it is closed with the engine */
  constructor(
    readonly database: Database,
    readonly level: LockingLevel,
  ) {
    this.#store = new Store(database.connect(), database.connect());
  }

  // eslint-disable-next-line require-yield -- SQLite never waits.
  *setup(sql: string): Flow<void> {
    for (const { text } of splitStatements(sql, this.dialect)) query(this.#store.connection, text);
    this.#store.refresh();
  }

  // eslint-disable-next-line require-yield -- As above.
  *open(name: string): Flow<EngineSession> {
    this.#store.observe();
    const session = new LockingSession(name, this.level, this.#store, this.#waitsFor);
    this.#sessions.push(session);
    return session;
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
    return [...this.#store.touched];
  }

  *query(sql: string): Flow<TraceRows> {
    return traceRows(yield* this.#store.connection.execute(sql));
  }

  // eslint-disable-next-line require-yield -- As above.
  *history(): Flow<History> {
    return this.#store.log.history(this.#store.matches, (table, image) => valuesByColumn(this.#store.tables, table, image));
  }

  // eslint-disable-next-line require-yield -- As above.
  *look(step: number): Flow<void> {
    this.#moments.set(step, lockingMoment(this.#store, this.#sessions));
  }

  moments(): ReadonlyMap<number, Moment> {
    return onlyChanges(this.#moments);
  }

  close(): void {
    this.database.close();
  }
}
