import { DatabaseError } from '../../databases/errors';
import type { Flow } from '../../databases/flow';
import { splitStatements } from '../../databases/sql-text/split';
import type { History } from '../history/history';
import type { Moment } from '../moment';
import type { EngineSession, ScheduleEngine, Woken } from '../run/engine';
import { ScheduleSetupError } from '../run/setup-error';
import type { TraceRows } from '../trace';
import type { PostgresLevel } from './levels';
import { observedBy } from './observe/observed';
import { tableNames } from './observe/observed-table';
import { Observation } from './observe/observation';
import { rowsOf } from './outcome';
import { ScheduleSession } from './schedule-session';
import type { Performed } from '../run/performed';
import { ask, type PostgresSession, type SessionedPostgres } from './sessioned-postgres';

/** How an engine is opened. */
export interface PostgresEngineOptions {
  readonly level: PostgresLevel;
  /** Whether reads and writes are observed; a replay does without. */
  readonly observe: boolean;
}

/** Runs schedules on PostgreSQL: everything is real, each session is one of the server's. */
export class PostgresEngine implements ScheduleEngine {
  readonly name = 'postgres';
  readonly dialect = 'postgres';
  readonly level: PostgresLevel;
  /** What was performed, in the order in which it ended. */
  readonly performed: Performed[] = [];
  readonly #postgres: SessionedPostgres;
  /** A session that takes no part: for setup, for questions, and for the final state. */
  readonly #aside: PostgresSession;
  readonly #sessions = new Map<PostgresSession, ScheduleSession>();
  readonly #names = new Map<number, string>();
  readonly #observe: boolean;
  #observation: Observation | null = null;
  #moments: ReadonlyMap<number, Moment> = new Map();
  #tablesBefore: readonly string[] = [];

  private constructor(postgres: SessionedPostgres, aside: PostgresSession, { level, observe }: PostgresEngineOptions) {
    this.#postgres = postgres;
    this.#aside = aside;
    this.level = level;
    this.#observe = observe;
  }

  /** @param postgres which the schedule has to itself; closed with the engine */
  static *open(postgres: SessionedPostgres, options: PostgresEngineOptions): Flow<PostgresEngine> {
    const aside = yield* postgres.connect();
    // Whatever the database's default: to look aside must not take part in SSI.
    yield* ask(aside, `set default_transaction_isolation = 'read committed'`);
    return new PostgresEngine(postgres, aside, options);
  }

  *setup(sql: string): Flow<void> {
    for (const { text } of splitStatements(sql, 'postgres')) {
      try {
        yield* ask(this.#aside, text);
      } catch (error) {
        if (error instanceof DatabaseError) throw new ScheduleSetupError(`the setup fails: ${error.message}`);
        throw error;
      }
    }
  }

  *open(name: string): Flow<EngineSession> {
    if (this.#sessions.size === 0) {
      this.#tablesBefore = yield* tableNames(this.#aside);
      if (this.#observe) this.#observation = yield* Observation.begin(this.#aside);
    }
    const session = yield* this.#postgres.connect();
    yield* ask(session, `set default_transaction_isolation = '${this.level.toLowerCase()}'`);
    yield* ask(session, 'set max_parallel_workers_per_gather = 0');
    yield* this.#learnProcess(session, name);
    const own = new ScheduleSession(name, session, {
      aside: this.#aside,
      observation: this.#observation,
      nameOfProcess: (pid) => this.#names.get(pid),
      nameOfSession: (number) => [...this.#sessions].find(([one]) => one.number === number)?.[1].name,
      performed: (one) => void this.performed.push(one),
    });
    this.#sessions.set(session, own);
    return own;
  }

  /** After a crash: every session is another process. */
  *reconnected(): Flow<void> {
    for (const [session, { name }] of this.#sessions) yield* this.#learnProcess(session, name);
    this.#observation?.moves('CRASH');
  }

  *wake(): Flow<readonly Woken[]> {
    const woken: Woken[] = [];
    for (const { session, answer } of yield* this.#postgres.wake()) {
      const own = this.#sessions.get(session);
      if (own) woken.push({ session: own.name, ...(yield* own.finish(answer)) });
    }
    return woken;
  }

  *touchedTables(): Flow<readonly string[]> {
    const touched = this.#observation?.touched ?? this.#tablesBefore;
    const now = yield* tableNames(this.#aside);
    // Those that the schedule made, if they are there to stay, are in no plan that could be had in time.
    return [...[...touched].filter((name) => now.includes(name)), ...now.filter((name) => !this.#tablesBefore.includes(name))];
  }

  *query(sql: string): Flow<TraceRows> {
    return rowsOf(yield* ask(this.#aside, sql));
  }

  *history(): Flow<History | null> {
    if (!this.#observation) return null;
    const { history, moments } = yield* observedBy(this.#observation);
    this.#moments = moments;
    return history;
  }

  *look(step: number): Flow<void> {
    if (this.#observation) yield* this.#observation.look(step, [...this.#sessions.values()].flatMap(({ standing }) => standing ?? []), this.#names);
  }

  moments(): ReadonlyMap<number, Moment> {
    return this.#moments;
  }

  close(): void {
    this.#postgres.close();
  }

  *#learnProcess(session: PostgresSession, name: string): Flow<void> {
    const { rows } = yield* ask(session, 'select pg_backend_pid()');
    this.#names.set(Number(rows[0]?.[0]), name);
  }
}

