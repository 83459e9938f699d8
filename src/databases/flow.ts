/**
 * A computation that may have to wait.
 *
 * Database work is written once, as generators. While a statement can go on, its flow runs
 * straight through; where it must wait (for a lock that another session holds, say) it yields
 * what it waits for. {@link runSync} drives a flow where waiting is impossible, {@link runAsync}
 * where it is allowed.
 */
export type Flow<T> = Generator<Wait, T, void>;

/** What a suspended flow waits for; the flow is resumed when `until` settles. */
export interface Wait {
  readonly reason: string;
  readonly until: Promise<void>;
  /** Set where the wait is for a lock. */
  readonly blocked?: BlockedWait;
}

/** What a blocked statement waits for. */
export interface BlockedWait {
  readonly kind: 'lock';
  /** Numbers of the connections that are in its way, in ascending order. */
  readonly blockedBy: readonly number[];
  /** The lock as the engine names it: for PostgreSQL `type:mode` or `type:mode:relation`, `transactionid:ShareLock`. */
  readonly waitsOn: string;
}

/** Thrown by {@link runSync} when a flow has to wait. */
export class WouldWaitError extends Error {
  override readonly name = 'WouldWaitError';
  constructor(readonly wait: Wait) {
    super(`cannot wait here: ${wait.reason}`);
  }
}

/**
 * Runs a flow to its end without leaving the current turn of the event loop.
 * @throws WouldWaitError when the flow has to wait; the flow is closed first.
 */
export function runSync<T>(flow: Flow<T>): T {
  const step = flow.next();
  if (step.done) return step.value;
  flow.return(undefined as never);
  throw new WouldWaitError(step.value);
}

/** Runs a flow to its end, waiting wherever it has to. */
export async function runAsync<T>(flow: Flow<T>): Promise<T> {
  for (;;) {
    const step = flow.next();
    if (step.done) return step.value;
    await step.value.until;
  }
}
