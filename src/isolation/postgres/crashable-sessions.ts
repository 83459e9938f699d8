import type { Database } from '../../databases/database';
import type { Flow } from '../../databases/flow';
import type { Value } from '../../databases/result';
import { awaited } from '../run/awaited';
import { EmbeddedSessions } from './embedded-sessions';
import type { Ended, PostgresSession, Progress, SessionedPostgres } from './sessioned-postgres';

/** The sessions of an embedded database that outlive its crash: each goes on as a new one of the database that was opened anew. */
export class CrashableSessions implements SessionedPostgres {
  #current: EmbeddedSessions;
  readonly #sessions: CrashableSession[] = [];

  constructor(database: Database) {
    this.#current = new EmbeddedSessions(database);
  }

  *connect(): Flow<PostgresSession> {
    const session = new CrashableSession(yield* this.#current.connect());
    this.#sessions.push(session);
    return session;
  }

  *wake(): Flow<readonly Ended[]> {
    const ended = yield* this.#current.wake();
    return ended.flatMap(({ session, answer }) => {
      const own = this.#sessions.find(({ current }) => current === session);
      return own ? { session: own, answer } : [];
    });
  }

  /**
   * Stops the database as if power failed, and opens anew what its files held.
   * @returns what PostgreSQL wrote about its recovery; and the sessions, in the order in which they connected
   */
  *crash(): Flow<{ readonly log: readonly string[]; readonly sessions: readonly PostgresSession[] }> {
    const { database } = this.#current;
    if (!database.crash) throw new TypeError(`${database.version} cannot crash`);
    const restarted = yield* awaited(database.crash(), 'recovers');
    this.#current = new EmbeddedSessions(restarted.database);
    for (const session of this.#sessions) session.current = yield* this.#current.connect();
    return { log: restarted.log, sessions: this.#sessions };
  }

  close(): void {
    this.#current.close();
  }
}

class CrashableSession implements PostgresSession {
  constructor(public current: PostgresSession) {}

  get number(): number {
    return this.current.number;
  }

  get inTransaction(): boolean {
    return this.current.inTransaction;
  }

  start(sql: string, parameters?: readonly Value[]): Flow<Progress> {
    return this.current.start(sql, parameters);
  }

  cancel(): Flow<void> {
    return this.current.cancel();
  }
}
