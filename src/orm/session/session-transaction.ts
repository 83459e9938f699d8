import { Connection } from '../engine/connection';
import type { Engine } from '../engine/engine';
import type { Transaction } from '../engine/transaction';
import type { Cause } from '../engine/activity';
import type { ExecutionOptions } from '../engine/connection';
import { InvalidRequestError, PendingRollbackError, ResourceClosedError } from '../errors';
import type { Flow } from '../flow';
import { FlushError } from '../map/errors';
import { pythonRepr } from '../values/python-repr';
import type { EventHub } from '../events';
import type { Session } from './session';
import type { SessionEvents } from './session-events';
import type { SessionObjects } from './session-objects';
import { Snapshot } from './snapshot';

/** Where a session's connection comes from: an engine, or a connection whose transaction may be older than the session. */
export type Bind = Engine | Connection;

/** What a session that is bound to a connection in a transaction does to that transaction (SQLAlchemy's `join_transaction_mode`). */
export type JoinTransactionMode = 'conditional_savepoint' | 'rollback_only' | 'control_fully' | 'create_savepoint';

/** How a transaction of a session came about. */
export type TransactionOrigin = 'AUTOBEGIN' | 'BEGIN' | 'BEGIN_NESTED' | 'SUBTRANSACTION';

type TransactionState = 'active' | 'prepared' | 'committed' | 'deactive' | 'closed' | 'provisioning_connection';

/** What the transactions of a session need of it. */
export interface TransactionHome {
  readonly session: Session;
  readonly events: EventHub<SessionEvents>;
  readonly objects: SessionObjects;
  readonly isFlushing: boolean;
  readonly expireOnCommit: boolean;
  readonly joinTransactionMode: JoinTransactionMode;
  flush(cause: Cause): Flow<void>;
  warn(message: string): void;
  /** The innermost transaction that is going on. */
  current: SessionTransaction | null;
  /** The innermost savepoint. */
  nested: SessionTransaction | null;
  /** The innermost transaction that a block of the program stands for. */
  block: SessionTransaction | null;
}

/** A connection in a session's transaction. */
interface Enlisted {
  readonly connection: Connection;
  readonly transaction: Transaction;
  /** The session's commit is that of the connection. */
  readonly commits: boolean;
  /** The session opened it. */
  readonly own: boolean;
}

/**
 * A transaction of a session: the outermost, a savepoint, or the part of one that a flush is. Connections join it when
 * they are needed for the first time; only then BEGIN and SAVEPOINT are sent.
 * @see sqlalchemy.orm.SessionTransaction
 */
export class SessionTransaction {
  #state: TransactionState = 'active';
  #failure: unknown = null;
  readonly #connections = new Map<Engine, Enlisted>();
  readonly #outerNested: SessionTransaction | null;
  #outerBlock: SessionTransaction | null = null;
  readonly account: Snapshot;

  private constructor(
    private readonly home: TransactionHome,
    readonly parent: SessionTransaction | null,
    readonly origin: TransactionOrigin,
  ) {
    checkBlock(home);
    this.#outerNested = home.nested;
    this.account = origin === 'SUBTRANSACTION' && parent ? parent.account : new Snapshot();
    home.current = this;
    home.events.dispatch('afterTransactionCreate', home.session, this);
  }

  /** The outermost transaction. */
  static root(home: TransactionHome, origin: 'AUTOBEGIN' | 'BEGIN'): SessionTransaction {
    return new SessionTransaction(home, null, origin);
  }

  /** A savepoint. What is pending is written before it. */
  static *savepoint(home: TransactionHome, parent: SessionTransaction): Flow<SessionTransaction> {
    parent.check(['active']);
    if (!home.isFlushing) yield* home.flush({ kind: 'flush', text: 'flush before a savepoint' });
    const made = new SessionTransaction(home, parent, 'BEGIN_NESTED');
    home.nested = made;
    return made;
  }

  /** What a flush does, which succeeds or fails as a whole. */
  static part(home: TransactionHome, parent: SessionTransaction): SessionTransaction {
    parent.check(['active']);
    return new SessionTransaction(home, parent, 'SUBTRANSACTION');
  }

  get session(): Session {
    return this.home.session;
  }

  /** It is a savepoint. */
  get isNested(): boolean {
    return this.origin === 'BEGIN_NESTED';
  }

  get isActive(): boolean {
    return this.#state === 'active' || this.#state === 'provisioning_connection';
  }

  get isClosed(): boolean {
    return this.#state === 'closed';
  }

  /** A savepoint or the outermost: what it does can be taken back. */
  get #isBoundary(): boolean {
    return this.parent === null || this.isNested;
  }

  /** @throws PendingRollbackError after a flush that failed; InvalidRequestError, ResourceClosedError in other states */
  check(allowed: readonly TransactionState[]): void {
    if (allowed.includes(this.#state)) return;
    switch (this.#state) {
      case 'deactive': {
        if (this.#failure === null) {
          throw new InvalidRequestError("This session is in 'inactive' state, due to the SQL transaction being rolled back; no further SQL can be emitted within this transaction.");
        }
        const text = this.#failure instanceof Error ? this.#failure.message : pythonRepr(this.#failure);
        throw new PendingRollbackError(
          `This Session's transaction has been rolled back due to a previous exception during flush. To begin a new transaction with this Session, first issue Session.rollback(). Original exception was: ${text}`,
          '7s2a',
        );
      }
      case 'closed':
        throw new ResourceClosedError('This transaction is closed');
      case 'provisioning_connection':
        throw new InvalidRequestError('This session is provisioning a new connection; concurrent operations are not permitted', 'isce');
      default:
        throw new InvalidRequestError(`This session is in '${this.#state}' state; no further SQL can be emitted within this transaction.`);
    }
  }

  // Connections.

  /** The connection to a bind, which joins the transaction if it has not yet. */
  *connection(bind: Bind, options: ExecutionOptions | null = null, cause: Cause | null = null): Flow<Connection> {
    checkBlock(this.home);
    this.check(['active']);
    const engine = bind instanceof Connection ? bind.engine : bind;
    const known = this.#connections.get(engine);
    if (known) {
      if (bind instanceof Connection && known.connection !== bind) throw new InvalidRequestError("Session already has a Connection associated for the given Connection's Engine");
      if (options) this.home.warn('Connection is already established for the given bind; execution_options ignored');
      return known.connection;
    }
    if (this.parent && !this.isNested) return yield* this.parent.connection(bind, options, cause);
    this.#state = 'provisioning_connection';
    try {
      const enlisted = yield* this.#enlist(bind, options, cause);
      this.#connections.set(engine, enlisted);
      // Its handlers may use it already.
      this.#state = 'active';
      yield* this.home.events.dispatchFlow('afterBegin', this.session, this, enlisted.connection);
      return enlisted.connection;
    } finally {
      if (this.isActive) this.#state = 'active';
    }
  }

  *#enlist(bind: Bind, options: ExecutionOptions | null, cause: Cause | null): Flow<Enlisted> {
    const own = this.parent === null && !(bind instanceof Connection);
    const connection = this.parent ? yield* this.parent.connection(bind, options, cause) : bind instanceof Connection ? bind : yield* bind.connect();
    try {
      if (options) yield* connection.executionOptions(options);
      return { connection, ...(yield* this.#joined(connection, cause)), own };
    } catch (error) {
      if (own) yield* connection.close();
      throw error;
    }
  }

  *#joined(connection: Connection, cause: Cause | null): Flow<Pick<Enlisted, 'commits' | 'transaction'>> {
    if (this.isNested) return { transaction: yield* connection.beginNested(cause), commits: true };
    const { transaction } = connection;
    if (!transaction) return { transaction: connection.begin(cause), commits: true };
    const nested = connection.nestedTransaction;
    const asked = this.home.joinTransactionMode;
    const mode = asked === 'conditional_savepoint' ? (nested ? 'create_savepoint' : 'rollback_only') : asked;
    if (mode === 'create_savepoint') return { transaction: yield* connection.beginNested(cause), commits: true };
    return { transaction: nested ?? transaction, commits: mode === 'control_fully' };
  }

  // The end.

  /** Writes what is pending and makes it last. @param toRoot the transactions around it are committed too */
  *commit(toRoot = false): Flow<void> {
    this.check(['active', 'prepared']);
    if (this.#state !== 'prepared') yield* this.#prepare();
    if (this.#isBoundary) {
      for (const { transaction, commits } of this.#connections.values()) if (commits) yield* transaction.commit();
      this.#state = 'committed';
      yield* this.home.events.dispatchFlow('afterCommit', this.session);
      this.#settle();
    }
    yield* this.close();
    if (toRoot && this.parent) yield* this.parent.commit(true);
  }

  *#prepare(): Flow<void> {
    const { home } = this;
    if (this.#isBoundary) yield* home.events.dispatchFlow('beforeCommit', this.session);
    for (let inner = home.current; inner && inner !== this; inner = home.current) yield* inner.commit();
    if (!home.isFlushing) {
      let flushes = 0;
      while (!home.objects.isClean) {
        if (++flushes > 100) throw new FlushError('Over 100 subsequent flushes have occurred within session.commit() - is an after_flush() hook creating new objects?');
        yield* home.flush({ kind: 'flush', text: this.isNested ? 'flush at the end of a savepoint' : 'flush before a commit' });
      }
    }
    this.#state = 'prepared';
  }

  /** What was done is done: the account goes to the transaction around it, or is closed. */
  #settle(): void {
    const { objects, expireOnCommit } = this.home;
    if (this.isNested && this.parent) {
      this.account.mergeInto(this.parent.account);
    } else if (expireOnCommit) {
      objects.expireAll();
      objects.detachDeleted(this.account.deleted);
      this.account.deleted.clear();
    }
  }

  /**
   * Takes back what was done in it.
   * @param failure why, when an error is the reason: the transaction around it remembers it
   * @param toRoot the transactions around it are taken back too
   */
  *rollback(failure: unknown = null, toRoot = false): Flow<void> {
    const { home } = this;
    this.check(['active', 'deactive', 'prepared']);
    for (let inner = home.current; inner && inner !== this; inner = home.current) yield* inner.close();
    const boundary = this.#state === 'deactive' ? this : yield* this.#undo();
    if (!home.objects.isClean) {
      home.warn("Session's state has been changed on a non-active transaction - this state will be discarded.");
      home.objects.restore(boundary.account, boundary.isNested);
    }
    yield* this.close();
    if (this.parent && failure !== null) this.parent.#failure = failure;
    home.events.dispatch('afterSoftRollback', home.session, this);
    if (toRoot && this.parent) yield* this.parent.rollback(null, true);
  }

  /** Rolls back the nearest transaction that can be, and puts its objects back. */
  *#undo(): Flow<SessionTransaction> {
    const { home } = this;
    if (!this.#isBoundary && this.parent) {
      this.#state = 'deactive';
      return yield* this.parent.#undo();
    }
    try {
      for (const { transaction } of this.#connections.values()) yield* transaction.rollback();
      this.#state = 'deactive';
      home.events.dispatch('afterRollback', home.session);
    } finally {
      this.#state = 'deactive';
      home.objects.restore(this.account, this.isNested);
    }
    return this;
  }

  /** Ends it without keeping what it did. @param invalidate its connections are given up */
  *close(invalidate = false): Flow<void> {
    const { home } = this;
    if (this.#state === 'closed') return;
    if (this.isNested) home.nested = this.#outerNested;
    else if (this.parent === null) home.nested = null;
    home.current = this.parent;
    if (this.parent === null) {
      for (const { connection, transaction, commits, own } of this.#connections.values()) {
        if (invalidate) connection.invalidate();
        else if (commits && transaction.isValid) yield* transaction.close();
        if (own) yield* connection.close();
      }
    }
    this.#state = 'closed';
    home.events.dispatch('afterTransactionEnd', home.session, this);
  }

  /** A block of the program begins that stands for it: nothing more is done in the block once it has ended. */
  enter(): this {
    this.#outerBlock = this.home.block;
    this.home.block = this;
    return this;
  }

  /** The end of a block. @param failed the block was left by an error */
  *exit(failed: boolean): Flow<void> {
    if (this.home.block === this) this.home.block = this.#outerBlock;
    if (!failed && this.isActive) {
      try {
        yield* this.commit();
      } catch (error) {
        if (this.#mayRollBack) yield* this.rollback();
        throw error;
      }
      return;
    }
    if (!this.isActive) {
      if (!this.isClosed) yield* this.close();
    } else yield* this.rollback();
  }

  get #mayRollBack(): boolean {
    return this.#state !== 'committed' && this.#state !== 'closed';
  }
}

/** @throws InvalidRequestError when the block that goes on has lost its transaction */
function checkBlock({ block }: TransactionHome): void {
  if (!block || block.isActive) return;
  throw new InvalidRequestError("Can't operate on closed transaction inside context manager.  Please complete the context manager before emitting further commands.");
}
