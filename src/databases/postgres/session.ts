import type { BlockedWait, Flow } from '../flow';

/** One session of a server: takes protocol messages and gives PostgreSQL's answer to them. */
export interface Session {
  /** Whether the last batch ended. */
  readonly state: 'done' | 'blocked';
  /** Why the server does not run; null while it does. */
  readonly end: Error | null;
  /** What the session waits for; null when it does not. */
  readonly blocked: BlockedWait | null;
  /**
   * Sends a batch of messages that ends with Sync. It runs until its end or until the session has to wait.
   * @param interruptible whether the statement may be ended from outside
   * @param ended told of all that the server answered, up to ReadyForQuery; the bytes are valid while it runs
   * @throws EngineCrashError when the server did not survive the batch
   */
  begin(batch: Uint8Array, interruptible: boolean, ended: (exchanged: Exchanged) => void): void;
  /** Waits until the session can go on, and lets it; again and again until the batch ended. Given up, it is cancelled. */
  finish(): Flow<void>;
  /** Ends the batch, if it waits. */
  cancel(): void;
}

/** What came of a batch. */
export interface Exchanged {
  readonly answer: Uint8Array;
  /** True when the batch was told to end while it ran. */
  readonly interrupted: boolean;
  /** The session is not the one any more that it was: what it had is lost, its transaction included. */
  readonly replaced: boolean;
}
