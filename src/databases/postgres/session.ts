import type { Flow } from '../flow';

/** One session of a server: takes protocol messages and gives PostgreSQL's answer to them. */
export interface Session {
  /**
   * Sends a batch of messages that ends with Sync, and returns all that the server answers, up to ReadyForQuery.
   * The bytes are valid until the next exchange.
   * @param interruptible whether the statement may be ended from outside
   * @throws EngineCrashError when the server did not survive the batch
   */
  exchange(batch: Uint8Array, interruptible: boolean): Flow<Exchanged>;
}

/** What came of a batch. */
export interface Exchanged {
  readonly answer: Uint8Array;
  /** True when the batch was told to end while it ran. */
  readonly interrupted: boolean;
}
