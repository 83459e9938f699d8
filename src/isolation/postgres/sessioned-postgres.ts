import { DatabaseError } from '../../databases/errors';
import type { BlockedWait, Flow } from '../../databases/flow';
import type { Result, Value } from '../../databases/result';

/**
 * A PostgreSQL database with several sessions, as schedules need it: a statement runs until it ends
 * or has to wait, and whoever waits goes on when it is let.
 */
export interface SessionedPostgres {
  connect(): Flow<PostgresSession>;
  /**
   * Lets waiting statements go on that can.
   * @returns those that ended since last asked, in the order in which they did; empty when nothing moves any more
   */
  wake(): Flow<readonly Ended[]>;
  /** Gives up the database with all that was done in it. */
  close(): void;
}

export interface PostgresSession {
  /** By which {@link BlockedWait.blockedBy} names it. */
  readonly number: number;
  /** True between BEGIN and COMMIT or ROLLBACK, a failed transaction included. */
  readonly inTransaction: boolean;
  /** Runs one statement until it ends or has to wait. Not to be called while one waits. */
  start(sql: string, parameters?: readonly Value[]): Flow<Progress>;
  /** Ends a wait; what it gave is not told. */
  cancel(): Flow<void>;
}

export type Progress = { readonly state: 'ended'; readonly answer: Answer } | { readonly state: 'blocked'; readonly wait: BlockedWait };

/** What a statement gave; an error is an answer. */
export type Answer = Result | DatabaseError;

export interface Ended {
  readonly session: PostgresSession;
  readonly answer: Answer;
}

/**
 * Asks something that must not wait.
 * @throws DatabaseError when PostgreSQL refuses it, or when it would have to wait
 */
export function* ask(session: PostgresSession, sql: string, parameters: readonly Value[] = []): Flow<Result> {
  const progress = yield* session.start(sql, parameters);
  if (progress.state === 'blocked') {
    yield* session.cancel();
    throw new DatabaseError('OperationalError', { code: '55P03', message: `it would have to wait (${progress.wait.waitsOn})` });
  }
  if (progress.answer instanceof DatabaseError) throw progress.answer;
  return progress.answer;
}
