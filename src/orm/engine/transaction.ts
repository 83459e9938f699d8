import { InvalidRequestError } from '../errors';
import type { Flow } from '../flow';

/** What a transaction does with its connection. */
export interface TransactionHost {
  commitTransaction(transaction: Transaction): Flow<void>;
  rollbackTransaction(transaction: Transaction): Flow<void>;
}

/** A transaction of a connection: the outermost one, or a savepoint in another. */
export class Transaction {
  #state: 'active' | 'deactivated' | 'closed' = 'active';

  constructor(
    private readonly host: TransactionHost,
    /** The transaction that a savepoint is in; null for the outermost. */
    readonly parent: Transaction | null,
    /** The name of the savepoint; null for the outermost. */
    readonly savepoint: string | null,
    /** `PREPARE TRANSACTION` is possible under this name. */
    readonly twophaseId: string | null = null,
  ) {}

  /** It can be committed. */
  get isActive(): boolean {
    return this.#state === 'active';
  }

  get isValid(): boolean {
    return this.#state !== 'closed';
  }

  get isNested(): boolean {
    return this.savepoint !== null;
  }

  /** @throws InvalidRequestError when it was ended already */
  *commit(): Flow<void> {
    if (this.#state === 'deactivated') throw new InvalidRequestError("Can't operate on closed transaction inside context manager.  Please complete the context manager before emitting further commands.");
    if (this.#state === 'closed') throw new InvalidRequestError(this.isNested ? 'This nested transaction is inactive' : 'This transaction is inactive');
    try {
      yield* this.host.commitTransaction(this);
    } finally {
      this.#state = 'closed';
    }
  }

  /** Takes back what was done in it. Nothing happens when it was ended already. */
  *rollback(): Flow<void> {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    yield* this.host.rollbackTransaction(this);
  }

  *close(): Flow<void> {
    yield* this.rollback();
  }

  /** The transaction around it was ended, and it with it. For connections only. */
  deactivate(): void {
    this.#state = 'closed';
  }
}
