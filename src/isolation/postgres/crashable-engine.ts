import type { Database } from '../../databases/database';
import type { Flow } from '../../databases/flow';
import { recoveryLines } from '../../databases/recovery-lines';
import type { History } from '../history/history';
import type { Moment } from '../moment';
import type { EngineSession, ScheduleEngine, Woken } from '../run/engine';
import type { TraceRows } from '../trace';
import { CrashableSessions } from './crashable-sessions';
import type { PostgresLevel } from './levels';
import { PostgresEngine } from './postgres-engine';
import { ask } from './sessioned-postgres';

/** PostgreSQL for schedules in which power may fail. What was observed before the crash stays known after it. */
export class CrashableEngine implements ScheduleEngine {
  readonly name = 'postgres';
  readonly dialect = 'postgres';
  readonly #open: EngineSession[] = [];

  private constructor(
    private readonly sessions: CrashableSessions,
    private readonly engine: PostgresEngine,
  ) {}

  /** @param database which the schedule has to itself; closed with the engine */
  static *open(database: Database, level: PostgresLevel): Flow<CrashableEngine> {
    const sessions = new CrashableSessions(database);
    return new CrashableEngine(sessions, yield* PostgresEngine.open(sessions, { level, observe: true }));
  }

  get level(): PostgresLevel {
    return this.engine.level;
  }

  setup(sql: string): Flow<void> {
    return this.engine.setup(sql);
  }

  *open(name: string): Flow<EngineSession> {
    const session = yield* this.engine.open(name);
    this.#open.push(session);
    return session;
  }

  wake(): Flow<readonly Woken[]> {
    return this.engine.wake();
  }

  *crash(step: number): Flow<readonly string[]> {
    const { log, sessions } = yield* this.sessions.crash();
    const [aside, ...others] = sessions;
    // What the engine has told its sessions when they began; the first one stands aside.
    if (aside) yield* ask(aside, `set default_transaction_isolation = 'read committed'`);
    for (const session of others) {
      yield* ask(session, `set default_transaction_isolation = '${this.level.toLowerCase()}'`);
      yield* ask(session, 'set max_parallel_workers_per_gather = 0');
    }
    for (const session of this.#open) yield* session.end(step);
    yield* this.engine.reconnected();
    return recoveryLines(log);
  }

  touchedTables(): Flow<readonly string[]> {
    return this.engine.touchedTables();
  }

  query(sql: string): Flow<TraceRows> {
    return this.engine.query(sql);
  }

  history(): Flow<History | null> {
    return this.engine.history();
  }

  look(step: number): Flow<void> {
    return this.engine.look(step);
  }

  moments(): ReadonlyMap<number, Moment> {
    return this.engine.moments();
  }

  close(): void {
    this.engine.close();
  }
}
