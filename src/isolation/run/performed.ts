import type { Outcome } from '../trace';

/** A statement that went through or failed, with what it did to its session's transaction. */
export interface Performed {
  readonly session: string;
  readonly sql: string;
  readonly command: string;
  readonly outcome: Outcome;
  readonly inTransactionBefore: boolean;
  readonly inTransactionAfter: boolean;
}
