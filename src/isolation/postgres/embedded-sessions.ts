import type { Connection, Database, Pending } from '../../databases/database';
import { DatabaseError } from '../../databases/errors';
import type { Flow } from '../../databases/flow';
import type { Value } from '../../databases/result';
import { timerWait } from '../../databases/timer-wait';
import type { Answer, Ended, PostgresSession, Progress, SessionedPostgres } from './sessioned-postgres';

/** A timer of a waiting statement (lock_timeout, say) that is due within so many milliseconds is waited for. */
const SOON = 130;

/** The sessions of an embedded database, which belongs to the schedule alone. */
export class EmbeddedSessions implements SessionedPostgres {
  readonly #sessions = new Map<Connection, EmbeddedSession>();

  constructor(readonly database: Database) {}

  // eslint-disable-next-line require-yield -- it never waits
  *connect(): Flow<PostgresSession> {
    const session = new EmbeddedSession(this.database.connect());
    this.#sessions.set(session.connection, session);
    return session;
  }

  *wake(): Flow<readonly Ended[]> {
    for (;;) {
      const ended = (this.database.wake?.() ?? []).flatMap((connection) => this.#sessions.get(connection)?.ended() ?? []);
      if (ended.length > 0) return ended;
      const due = this.database.untilTimer?.() ?? Infinity;
      if (due > SOON) return [];
      yield timerWait(due);
    }
  }

  close(): void {
    this.database.close();
  }
}

class EmbeddedSession implements PostgresSession {
  #pending: Pending | null = null;

  constructor(readonly connection: Connection) {}

  get number(): number {
    return this.connection.number;
  }

  get inTransaction(): boolean {
    return this.connection.inTransaction;
  }

  *start(sql: string, parameters: readonly Value[] = []): Flow<Progress> {
    if (!this.connection.start) {
      return { state: 'ended', answer: yield* this.connection.execute(sql, parameters) };
    }
    const pending = this.connection.start(sql, parameters);
    const { blocked } = pending;
    if (!blocked) return { state: 'ended', answer: answerOf(pending) };
    this.#pending = pending;
    return { state: 'blocked', wait: blocked };
  }

  // eslint-disable-next-line require-yield -- it never waits
  *cancel(): Flow<void> {
    this.#pending?.cancel();
    this.#pending = null;
  }

  /** The statement that waited has ended; null when none did that anybody asked for. */
  ended(): Ended[] {
    const pending = this.#pending;
    if (pending?.state !== 'done') return [];
    this.#pending = null;
    return [{ session: this, answer: answerOf(pending) }];
  }
}

function answerOf(pending: Pending): Answer {
  try {
    return pending.result();
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
}
