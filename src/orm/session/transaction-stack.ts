import type { Cause } from '../engine/activity';
import { InvalidRequestError } from '../errors';
import type { EventHub } from '../events';
import type { Flow } from '../flow';
import type { Session } from './session';
import type { SessionEvents } from './session-events';
import type { SessionObjects } from './session-objects';
import type { Snapshot } from './snapshot';
import { SessionTransaction, type JoinTransactionMode, type TransactionHome } from './session-transaction';

/** What a session tells its transactions. */
export interface StackHome {
  readonly session: Session;
  readonly events: EventHub<SessionEvents>;
  objects(): SessionObjects;
  isFlushing(): boolean;
  readonly expireOnCommit: boolean;
  readonly autobegin: boolean;
  readonly joinTransactionMode: JoinTransactionMode;
  readonly closesForGood: boolean;
  flush(cause: Cause): Flow<void>;
  warn(message: string): void;
}

/** The transactions of a session that are going on: the outermost, savepoints in it, the part that a flush is. */
export class TransactionStack implements TransactionHome {
  current: SessionTransaction | null = null;
  nested: SessionTransaction | null = null;
  block: SessionTransaction | null = null;
  #closed = false;
  #writing = false;

  constructor(private readonly home: StackHome) {}

  get session(): Session {
    return this.home.session;
  }

  get events(): EventHub<SessionEvents> {
    return this.home.events;
  }

  get objects(): SessionObjects {
    return this.home.objects();
  }

  get isFlushing(): boolean {
    return this.home.isFlushing();
  }

  get expireOnCommit(): boolean {
    return this.home.expireOnCommit;
  }

  get joinTransactionMode(): JoinTransactionMode {
    return this.home.joinTransactionMode;
  }

  flush(cause: Cause): Flow<void> {
    return this.home.flush(cause);
  }

  warn(message: string): void {
    this.home.warn(message);
  }

  /** What happened to objects in each transaction, the innermost first. */
  get accounts(): readonly Snapshot[] {
    const found: Snapshot[] = [];
    for (let one = this.current; one; one = one.parent) found.push(one.account);
    return found;
  }

  get root(): SessionTransaction | null {
    let found = this.current;
    while (found?.parent) found = found.parent;
    return found;
  }

  /** A flush has come to writing rows. */
  get isWriting(): boolean {
    return this.#writing;
  }

  /** The transaction that is going on; a new one where there is none. @throws InvalidRequestError when none may begin by itself */
  autobegin(): SessionTransaction {
    if (this.current) return this.current;
    if (!this.home.autobegin) {
      throw new InvalidRequestError('Autobegin is disabled on this Session; please call session.begin() to start a new transaction');
    }
    return this.#root('AUTOBEGIN');
  }

  #root(origin: 'AUTOBEGIN' | 'BEGIN'): SessionTransaction {
    if (this.#closed) throw new InvalidRequestError('This Session has been permanently closed and is unable to handle any more transaction requests.');
    return SessionTransaction.root(this, origin);
  }

  begin(): SessionTransaction {
    if (this.current) throw new InvalidRequestError('A transaction is already begun on this Session.');
    return this.#root('BEGIN');
  }

  *beginNested(): Flow<SessionTransaction> {
    return yield* SessionTransaction.savepoint(this, this.current ?? this.#root('BEGIN'));
  }

  beginPart(): SessionTransaction {
    return SessionTransaction.part(this, this.autobegin());
  }

  /** Does the writing of a flush: what handlers change meanwhile is warned of. */
  *writing(work: Flow<void>): Flow<void> {
    this.#writing = true;
    try {
      yield* work;
    } finally {
      this.#writing = false;
    }
  }

  *commit(): Flow<void> {
    yield* this.autobegin().commit(true);
  }

  *rollback(): Flow<void> {
    if (this.current) yield* this.current.rollback(null, true);
  }

  *close(invalidate: boolean): Flow<void> {
    yield* this.#end(invalidate);
    this.#closed = this.home.closesForGood;
  }

  *reset(): Flow<void> {
    yield* this.#end(false);
  }

  *#end(invalidate: boolean): Flow<void> {
    while (this.current) yield* this.current.close(invalidate);
  }
}
