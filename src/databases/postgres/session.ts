import type { BlockedWait, Flow } from '../flow';
import type { RowBudget } from '../row-budget';
import type { Answer } from './answer';
import type { FrontendMessages } from './protocol/frontend';

/** Messages of the protocol, of which the last one is Sync. */
export interface Batch {
  readonly messages: FrontendMessages;
  /** Whether it is a user's: it may be ended from outside, and may change data. */
  readonly users: boolean;
  /** How much of the answer is wanted; all of it, where nothing is said. */
  readonly budget?: RowBudget;
}

/** One session of a server: takes protocol messages and gives PostgreSQL's answer to them. */
export interface Session {
  /** Whether the last batch ended. */
  readonly state: 'done' | 'blocked';
  /** Why the server does not run; null while it does. */
  readonly end: Error | null;
  /** What the session waits for; null when it does not. */
  readonly blocked: BlockedWait | null;
  /**
   * Sends a batch. It runs until its end or until the session has to wait.
   * @param ended told of all that the server answered, up to ReadyForQuery
   * @throws EngineCrashError when the server did not survive the batch
   */
  begin(batch: Batch, ended: (exchanged: Exchanged) => void): void;
  /** Waits until the session can go on, and lets it; again and again until the batch ended. Given up, it is cancelled. */
  finish(): Flow<void>;
  /** Ends the batch, if it waits. */
  cancel(): void;
}

/** What came of a batch. */
export interface Exchanged {
  readonly answer: Answer;
  /** True when the batch was told to end while it ran. */
  readonly interrupted: boolean;
  /** The session is not the one any more that it was: what it had is lost, its transaction included. */
  readonly replaced: boolean;
}
