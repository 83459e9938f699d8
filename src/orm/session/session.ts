import type { Cause } from '../engine/activity';
import type { Connection, ExecutionOptions, StatementParameters } from '../engine/connection';
import type { Engine } from '../engine/engine';
import type { Result, ScalarResult } from '../engine/result';
import { EventHub } from '../events';
import { ArgumentError, InvalidRequestError, MissingGreenlet, NoResultFound, StatementError } from '../errors';
import { runSync, type Flow } from '../flow';
import { ObjectDeletedError } from '../map/errors';
import type { IdentityKey } from '../map/identity-key';
import type { Mapper } from '../map/mapper';
import type { Passive } from '../map/passive';
import type { Relationship } from '../map/relationship';
import type { InstanceState, Loader } from '../map/state';
import type { ReadingSession } from '../query/strategy/loading';
import type { BulkInsertOptions } from '../query/bulk-insert';
import { bulkInsertMappings, bulkSave, bulkUpdateMappings, type BulkSaveOptions } from '../query/bulk-save';
import { Query } from '../query/legacy-query';
import { executeInSession, type SessionCall } from '../query/execute';
import { Binds, engineOf, type BindContext } from './binds';
import { cascaded } from './cascade-walk';
import type { IdentityMap } from './identity-map';
import { lookupKey } from './lookup-key';
import { stateOf } from './mapped-object';
import { mergeObjects } from './merge';
import { ObjectLoading, type KeyLookup, type LockOptions } from './object-loading';
import type { SessionEvents } from './session-events';
import { flushObjects } from './session-flush';
import { SessionObjects } from './session-objects';
import type { SessionOptions } from './session-options';
import { SessionTransaction, type Bind } from './session-transaction';
import { stepwise } from './stepwise';
import { TransactionStack } from './transaction-stack';

export type { SessionOptions } from './session-options';

/** How `get` reads an object. */
export type GetOptions = Pick<KeyLookup, 'forUpdate' | 'populateExisting' | 'options' | 'identityToken'>;

const AUTOFLUSH_WARNING = "This warning originated from the Session 'autoflush' process, which was invoked automatically in response to a user-initiated operation. Consider using ``no_autoflush`` context manager if this warning happened while initializing objects.";

let opened = 0;

/**
 * The objects that a program works with, and the transaction in which they are read and written. A transaction begins
 * with the first statement. All that talks to the database is a {@link Flow}.
 * @see sqlalchemy.orm.Session
 */
export class Session implements Loader, ReadingSession {
  readonly sessionId: number;
  readonly events: EventHub<SessionEvents>;
  readonly objects: SessionObjects;
  readonly transactions: TransactionStack;
  readonly loading: ObjectLoading;
  readonly binds: Binds;
  /** For programs to keep things in. */
  readonly info: Record<string, unknown>;
  /** Pending changes are written before every query. */
  autoflush: boolean;
  #flushing = false;
  #awaited = false;

  constructor(
    bind: Bind | null = null,
    readonly options: SessionOptions = {},
  ) {
    this.sessionId = options.sessionId ?? ++opened;
    this.autoflush = options.autoflush ?? true;
    this.info = { ...options.info };
    this.binds = new Binds(bind, options.binds);
    this.events = new EventHub<SessionEvents>((options.events ?? []).map((hub) => ({ hub, all: true })));
    const warn = (message: string): void => {
      this.warn(message);
    };
    this.transactions = new TransactionStack({
      session: this,
      events: this.events,
      objects: () => this.objects,
      isFlushing: () => this.#flushing,
      expireOnCommit: options.expireOnCommit ?? true,
      autobegin: options.autobegin ?? true,
      joinTransactionMode: options.joinTransactionMode ?? 'conditional_savepoint',
      closesForGood: options.closeResetsOnly === false,
      flush: (cause) => this.#flush(cause),
      warn,
    });
    this.objects = new SessionObjects({
      session: this,
      loader: this,
      events: this.events,
      account: () => this.transactions.autobegin().account,
      accountOrNull: () => this.transactions.current?.account ?? null,
      accounts: () => this.transactions.accounts,
      isFlushing: () => this.#flushing,
      lifetimes: options.lifetimes ?? null,
      warn,
    });
    this.loading = new ObjectLoading({
      session: this,
      identityMap: this.objects.identityMap,
      flushFirst: (query) => this.flushFirst(query),
      forget: (state) => {
        this.objects.expunge([state]);
      },
    });
    options.opened?.(this);
  }

  // Where statements go.

  get bind(): Bind | null {
    return this.binds.main;
  }

  /** The engine of the session, where it has one for all. @throws UnboundExecutionError where it has none */
  get engine(): Engine {
    return engineOf(this.binds.find());
  }

  /** @throws UnboundExecutionError when nothing tells which database is meant */
  getBind(context: BindContext = {}): Bind {
    return this.options.route?.(this, context) ?? this.binds.find(context);
  }

  /** Tells a warning to those who watch the session's engine. */
  warn(message: string): void {
    const [bind] = this.binds.all;
    if (bind) engineOf(bind).warn(message);
  }

  // What is in it.

  get identityMap(): IdentityMap {
    return this.objects.identityMap;
  }

  get new(): readonly object[] {
    return [...this.objects.new].map(({ object }) => object);
  }

  get deleted(): readonly object[] {
    return [...this.objects.deleted].map(({ object }) => object);
  }

  /** Persistent objects that were changed, whether or not the changes come to anything. */
  get dirty(): readonly object[] {
    return this.objects.dirty.map(({ object }) => object);
  }

  *[Symbol.iterator](): IterableIterator<object> {
    yield* this.new;
    for (const state of this.identityMap.states) yield state.object;
  }

  /** @throws UnmappedInstanceError for what is no mapped object */
  has(object: object): boolean {
    return this.objects.contains(stateOf(object));
  }

  /** True when a flush would write changes of the object: values that were set to what they are do not count. */
  isModified(object: object, includeCollections = true): boolean {
    const state = stateOf(object);
    if (!state.modified) return false;
    return [...state.mapper.attributes.values()].some((impl) => (includeCollections || !impl.isCollection) && impl.history(state).hasChanges);
  }

  // For attributes and rows.

  find(key: IdentityKey): InstanceState | null {
    return this.identityMap.get(key);
  }

  adopt(state: InstanceState, key: IdentityKey): void {
    this.objects.load(state, key);
  }

  /** An object was made of a row, or its values were read again. */
  populated(state: InstanceState, kind: 'load' | 'refresh', names: readonly string[] | null): void {
    const { events } = state.mapper;
    if (kind === 'load') this.objects.loaded(state);
    if (!events.has(kind)) return;
    if (kind === 'load') events.dispatch('load', state.object);
    else events.dispatch('refresh', state.object, names);
  }

  modified(state: InstanceState): void {
    this.objects.modified(state);
  }

  related(_state: InstanceState, relationship: Relationship, item: InstanceState, direct: boolean): void {
    this.#warnInFlush(relationship.uselist ? 'collection append' : 'related attribute set');
    if (direct && relationship.cascade.has('save-update') && !this.objects.contains(item)) this.objects.saveWithCascades(item);
  }

  unrelated(_state: InstanceState, relationship: Relationship, item: InstanceState): void {
    this.#warnInFlush(relationship.uselist ? 'collection remove' : 'related attribute delete');
    if (!relationship.cascade.has('delete-orphan') || !item.mapper.isOrphan(item)) return;
    if (this.objects.new.has(item)) this.expunge(item.object);
    else item.orphanedOutside = true;
  }

  loadColumns(state: InstanceState, keys: ReadonlySet<string>, passive: Pick<Passive, 'autoflush'>): Flow<void> {
    return this.loading.columns(state, keys, passive);
  }

  loadRelated(state: InstanceState, relationship: Relationship, passive: Passive): Flow<unknown> {
    return this.loading.related(state, relationship, passive);
  }

  // Adding and taking out.

  /** @throws UnmappedInstanceError for an object of a class that is not mapped; InvalidRequestError for one of another session */
  add(object: object): void {
    this.#warnInFlush('Session.add()');
    this.objects.saveWithCascades(stateOf(object));
  }

  addAll(objects: Iterable<object>): void {
    this.#warnInFlush('Session.add_all()');
    for (const object of objects) this.objects.saveWithCascades(stateOf(object));
  }

  /** Marks an object: its row is deleted by the next flush, and with it those that the delete cascade reaches. */
  *delete(object: object): Flow<void> {
    this.#warnInFlush('Session.delete()');
    const state = stateOf(object);
    state.mapper.registry.configure();
    if (state.key === null) throw new InvalidRequestError(`Instance '${state.toString()}' is not persisted`);
    if (this.objects.deleted.has(state)) return;
    this.objects.attachPersistent(state, state.key, false, true);
    // An autoflush while they are looked for must not delete the object yet.
    const others = yield* cascaded('delete', state);
    for (const one of [state, ...others]) this.objects.markDeleted(one);
  }

  *deleteAll(objects: Iterable<object>): Flow<void> {
    for (const object of objects) yield* this.delete(object);
  }

  /** @throws InvalidRequestError when the object is not in the session */
  expunge(object: object): void {
    const state = stateOf(object);
    if (state.loader !== this) throw new InvalidRequestError(`Instance ${state.toString()} is not present in this Session`);
    this.objects.expunge([state, ...runSync(cascaded('expunge', state))].filter((one) => one.loader === this));
  }

  expungeAll(): void {
    this.objects.expungeAll();
  }

  /**
   * Copies an object, and what the merge cascade reaches, onto the session's own. Gives the session's object.
   * @param options.load false: the given object is taken as the state of the database, nothing is read
   */
  *merge(object: object, options: { readonly load?: boolean; readonly options?: readonly object[] } = {}): Flow<object> {
    this.#warnInFlush('Session.merge()');
    const load = options.load ?? true;
    const given = stateOf(object);
    given.mapper.registry.configure();
    if (load) yield* this.flushFirst(`merge of ${given.className}`);
    return yield* this.withoutAutoflush(() => mergeObjects(this.objects, this.loading, given, load, options.options ?? []));
  }

  /** As {@link merge}, for several objects in their order. */
  *mergeAll(objects: Iterable<object>, options: { readonly load?: boolean; readonly options?: readonly object[] } = {}): Flow<object[]> {
    const merged: object[] = [];
    for (const object of objects) merged.push(yield* this.merge(object, options));
    return merged;
  }

  // Reading.

  /** The object with a primary key; null when there is none. One that the session has is given without SQL. */
  *get(mapper: Mapper, key: unknown, options: GetOptions = {}): Flow<object | null> {
    mapper.registry.configure();
    return yield* this.loading.byKey(mapper, lookupKey(mapper, key), options);
  }

  /** As {@link get}. @throws NoResultFound when there is none */
  *getOne(mapper: Mapper, key: unknown, options: GetOptions = {}): Flow<object> {
    const found = yield* this.get(mapper, key, options);
    if (!found) throw new NoResultFound('No row was found when one was required');
    return found;
  }

  /** Forgets the values of an object, or some of them. @throws InvalidRequestError when it is not persistent here */
  expire(object: object, names: readonly string[] | null = null): void {
    this.#expire(this.#persistent(object), names);
  }

  #expire(state: InstanceState, names: readonly string[] | null): void {
    if (names && names.length > 0) {
      state.expireAttributes(names);
      return;
    }
    const others = runSync(cascaded('refresh-expire', state));
    for (const one of [state, ...others]) {
      if (one.key) this.objects.expire(one);
      else if (this.objects.new.has(one)) this.objects.expunge([one]);
    }
  }

  expireAll(): void {
    this.objects.expireAll();
  }

  /**
   * Reads an object again, or some of its attributes.
   * @throws InvalidRequestError when it is not persistent here, or its row is gone
   */
  *refresh(object: object, names: readonly string[] | null = null, lock: LockOptions | null = null): Flow<void> {
    const state = this.#persistent(object);
    this.#expire(state, names);
    yield* this.flushFirst(`refresh of ${state.className}`);
    const { mapper } = state;
    const asked = names && names.length > 0 ? new Set(names.map((name) => mapper.realKey(name))) : null;
    for (const name of asked ?? []) if (!mapper.attributes.has(name)) throw new ArgumentError(`Mapper '${mapper.toString()}' has no property '${name}'`);
    try {
      if (asked) yield* this.loading.columns(state, withKey(state, asked), { autoflush: false }, lock, false);
      else yield* this.loading.again(state, lock);
    } catch (error) {
      if (!(error instanceof ObjectDeletedError)) throw error;
      throw new InvalidRequestError(`Could not refresh instance '${state.toString()}'`);
    }
    for (const relationship of mapper.relationships) if (asked?.has(relationship.key) === true) yield* mapper.related(relationship.key).loadValue(state);
  }

  #persistent(object: object): InstanceState {
    const state = stateOf(object);
    if (!this.identityMap.has(state)) throw new InvalidRequestError(`Instance '${state.toString()}' is not persistent within this Session`);
    return state;
  }

  /**
   * Executes a statement. Statements of mapped classes give objects, and write pending changes first.
   * @throws ArgumentError when it cannot be executed; StatementError and its kin when the database refuses it
   */
  execute(statement: unknown, parameters: StatementParameters = null, call: SessionCall = {}): Flow<Result> {
    return executeInSession(this, statement, parameters, call);
  }

  /** The first member of each row. */
  *scalars(statement: unknown, parameters: StatementParameters = null, call: SessionCall = {}): Flow<ScalarResult> {
    return (yield* this.execute(statement, parameters, call)).scalars();
  }

  /** The first member of the first row; null when there is none. */
  *scalar(statement: unknown, parameters: StatementParameters = null, call: SessionCall = {}): Flow<unknown> {
    return (yield* this.execute(statement, parameters, call)).scalar();
  }

  /** Writes objects without the unit of work; the session does not take them in. */
  bulkSaveObjects(objects: Iterable<object>, options: BulkSaveOptions = {}): Flow<void> {
    return bulkSave(this, [...objects].map(stateOf), options);
  }

  /** Inserts rows given as values by attribute. */
  bulkInsertMappings(mapper: Mapper, mappings: readonly Record<string, unknown>[], options: BulkInsertOptions = {}): Flow<void> {
    return bulkInsertMappings(this, mapper, mappings, options);
  }

  /** Updates rows given as values by attribute, with their primary keys. @throws InvalidRequestError for one without */
  bulkUpdateMappings(mapper: Mapper, mappings: readonly Record<string, unknown>[]): Flow<void> {
    return bulkUpdateMappings(this, mapper, mappings);
  }

  /** The older way to query. @param entities classes, aliases, columns */
  query(...entities: readonly unknown[]): Query {
    return Query.of(this, entities);
  }

  // The transaction.

  /**
   * The connection of the transaction, which begins with it.
   * @param options take effect when it is the first use of the connection in the transaction
   * @throws PendingRollbackError after a flush that failed
   */
  *connection(context: BindContext & { readonly bind?: Bind } = {}, options: ExecutionOptions | null = null, cause: Cause | null = null): Flow<Connection> {
    if (this.options.asynchronous === true && !this.#awaited) {
      throw new MissingGreenlet("greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place?", 'xd2s');
    }
    const transaction = this.transactions.autobegin();
    return yield* transaction.connection(context.bind ?? this.getBind(context), options, cause);
  }

  /** Does what a program awaits as a whole: what it does in between may talk to the database, too (`run_sync()`). */
  *awaitedWhole<T>(flow: Flow<T>): Flow<T> {
    const before = this.#awaited;
    this.#awaited = true;
    try {
      return yield* flow;
    } finally {
      this.#awaited = before;
    }
  }

  /** Does what a program awaits: for an asynchronous session the only time at which it talks to the database. */
  awaited<T>(flow: Flow<T>): Flow<T> {
    return stepwise(flow, (step) => {
      const before = this.#awaited;
      this.#awaited = true;
      try {
        return step();
      } finally {
        this.#awaited = before;
      }
    });
  }

  /** Changes are being written. */
  get isFlushing(): boolean {
    return this.#flushing;
  }

  get inTransaction(): boolean {
    return this.transactions.current !== null;
  }

  get inNestedTransaction(): boolean {
    return this.transactions.nested !== null;
  }

  /** The outermost transaction; null where none is going on. */
  get transaction(): SessionTransaction | null {
    return this.transactions.root;
  }

  get nestedTransaction(): SessionTransaction | null {
    return this.transactions.nested;
  }

  /** False after a flush that failed, until `rollback()`. */
  get isActive(): boolean {
    return this.transactions.current?.isActive ?? true;
  }

  /** @throws InvalidRequestError when a transaction has begun already */
  begin(): SessionTransaction {
    return this.transactions.begin();
  }

  /** A savepoint: what is done in it can be taken back alone. */
  beginNested(): Flow<SessionTransaction> {
    return this.transactions.beginNested();
  }

  /** Writes what is pending and ends the transaction: objects are read anew when they are asked for. */
  commit(): Flow<void> {
    return this.transactions.commit();
  }

  /** Takes back the whole transaction, and puts objects back to what they were before it. */
  rollback(): Flow<void> {
    return this.transactions.rollback();
  }

  /** Ends the transaction without keeping it and lets go of all objects. The session can be used again, unless it was told otherwise. */
  *close(): Flow<void> {
    this.expungeAll();
    yield* this.transactions.close(false);
  }

  /** As {@link close}; the session can always be used again. */
  *reset(): Flow<void> {
    this.expungeAll();
    yield* this.transactions.reset();
  }

  /** As {@link close}; the connections are given up. */
  *invalidate(): Flow<void> {
    this.expungeAll();
    yield* this.transactions.close(true);
  }

  // Writing.

  /** Does `work` without flushing before queries. */
  *withoutAutoflush<T>(work: () => Flow<T>): Flow<T> {
    const before = this.autoflush;
    this.autoflush = false;
    try {
      return yield* work();
    } finally {
      this.autoflush = before;
    }
  }

  /** Writes what is pending before a query, where the session does that. @param query in words: `get of User` */
  *flushFirst(query: string): Flow<void> {
    if (!this.autoflush || this.#flushing) return;
    try {
      yield* this.#flush({ kind: 'autoflush', text: `autoflush before ${query}` });
    } catch (error) {
      if (error instanceof StatementError) error.addDetail('raised as a result of Query-invoked autoflush; consider using a session.no_autoflush block if this flush is occurring prematurely');
      throw error;
    }
  }

  /**
   * Writes what is pending. An error takes the transaction back.
   * @param objects the only ones to be written; null for all
   * @throws InvalidRequestError inside another flush
   */
  *flush(objects: Iterable<object> | null = null): Flow<void> {
    if (this.#flushing) throw new InvalidRequestError('Session is already flushing');
    yield* this.#flush({ kind: 'flush', text: 'flush' }, objects ? new Set([...objects].map(stateOf)) : null);
  }

  *#flush(cause: Cause, only: ReadonlySet<InstanceState> | null = null): Flow<void> {
    if (this.objects.isClean) return;
    this.#flushing = true;
    try {
      yield* flushObjects(
        {
          session: this,
          events: this.events,
          objects: this.objects,
          beginPart: () => this.transactions.beginPart(),
          writing: (work) => this.transactions.writing(work),
          connection: (mapper, why) => this.connection({ mapper }, null, why),
          warn: (message) => {
            this.warn(cause.kind === 'autoflush' ? `${message} (${AUTOFLUSH_WARNING})` : message);
          },
        },
        cause,
        only,
      );
    } finally {
      this.#flushing = false;
    }
  }

  #warnInFlush(operation: string): void {
    if (!this.#flushing || !this.transactions.isWriting) return;
    this.warn(
      `Usage of the '${operation}' operation is not currently supported within the execution stage of the flush process. Results may not be consistent.  Consider using alternative event listeners or connection-level operations instead.`,
    );
  }
}

/** Where no column is asked for, the key tells whether the row is still there. */
function withKey({ mapper }: InstanceState, asked: ReadonlySet<string>): ReadonlySet<string> {
  if ([...asked].some((name) => mapper.columnAttributes.has(name))) return asked;
  return new Set(mapper.primaryKey.flatMap((column) => mapper.propertyFor(column)?.key ?? []));
}
