import type { Cause } from '../engine/activity';
import type { Connection, StatementParameters } from '../engine/connection';
import type { CursorResult } from '../engine/cursor-result';
import type { Engine } from '../engine/engine';
import { InvalidRequestError, NoResultFound, PendingRollbackError } from '../errors';
import type { Flow } from '../flow';
import { ObjectDeletedError, UnmappedInstanceError } from '../map/errors';
import { identityKey, type IdentityKey } from '../map/identity-key';
import { shownObject, type Mapper } from '../map/mapper';
import { isKnown, NO_RESULT, NO_VALUE, type Passive } from '../map/passive';
import type { Relationship } from '../map/relationship';
import { stateOrNull, type InstanceState, type Loader } from '../map/state';
import { entitySelect, EntityReader, loadedProperties, type EntityHome } from '../query/entity-rows';
import { currentValue, lazyClause, relatedKey } from '../query/lazy-clause';
import { and_ } from '../sql/elements';
import { cascaded } from './cascade-walk';
import { FlushPlan } from './flush-plan';
import { IdentityMap } from './identity-map';
import { mergeState } from './merge';
import { SessionTransaction } from './session-transaction';
import { pythonRepr } from '../values/python-repr';
import { runSync } from '../flow';

export interface SessionOptions {
  readonly autoflush?: boolean;
  readonly expireOnCommit?: boolean;
}

let opened = 0;

/**
 * The objects that a program works with, and the transaction in which they are read and written. A transaction begins
 * with the first statement. All that talks to the database is a {@link Flow}.
 * @see sqlalchemy.orm.Session
 */
export class Session implements Loader, EntityHome {
  readonly sessionId = ++opened;
  readonly identityMap = new IdentityMap();
  readonly #new = new Set<InstanceState>();
  readonly #deleted = new Set<InstanceState>();
  readonly #modified = new Set<InstanceState>();
  #connection: Connection | null = null;
  #transaction: SessionTransaction | null = null;
  #inserts = 0;
  #flushing = false;
  #autoflush: boolean;
  #failure: unknown = null;

  constructor(
    readonly engine: Engine,
    readonly options: SessionOptions = {},
  ) {
    this.#autoflush = options.autoflush ?? true;
  }

  // What is in it.

  get new(): readonly object[] {
    return [...this.#new].map(({ object }) => object);
  }

  get deleted(): readonly object[] {
    return [...this.#deleted].map(({ object }) => object);
  }

  /** Persistent objects that were changed, whether or not the changes come to anything. */
  get dirty(): readonly object[] {
    return this.#dirtyStates().map(({ object }) => object);
  }

  #dirtyStates(): InstanceState[] {
    return [...this.#modified].filter((state) => state.modified && this.identityMap.has(state) && !this.#deleted.has(state));
  }

  has(object: object): boolean {
    return this.contains(stateOf(object));
  }

  contains(state: InstanceState): boolean {
    return this.#new.has(state) || this.identityMap.has(state);
  }

  find(key: IdentityKey): InstanceState | null {
    return this.identityMap.get(key);
  }

  adopt(state: InstanceState, key: IdentityKey): void {
    state.key = key;
    state.loader = this;
    this.identityMap.set(key, state);
  }

  modified(state: InstanceState): void {
    this.#modified.add(state);
  }

  related(_state: InstanceState, relationship: Relationship, item: InstanceState, direct: boolean): void {
    if (direct && relationship.cascade.has('save-update') && !this.contains(item)) this.#saveWithCascades(item);
  }

  unrelated(_state: InstanceState, relationship: Relationship, item: InstanceState): void {
    if (this.#new.has(item) && relationship.cascade.has('delete-orphan') && item.mapper.isOrphan(item)) this.#expunge(item);
  }

  /** True when a flush would write changes of the object: values that were set to what they are do not count. */
  isModified(object: object): boolean {
    const state = stateOf(object);
    return state.modified && [...state.mapper.attributes.values()].some((impl) => impl.history(state).hasChanges);
  }

  // Adding and taking out.

  /** @throws UnmappedInstanceError for an object of a class that is not mapped */
  add(object: object): void {
    this.#saveWithCascades(stateOf(object));
  }

  addAll(objects: Iterable<object>): void {
    for (const object of objects) this.add(object);
  }

  #saveWithCascades(state: InstanceState): void {
    state.mapper.registry.configure();
    this.#save(state);
    for (const other of runSync(cascaded('save-update', state, (one) => this.contains(one)))) this.#save(other);
  }

  /** @throws InvalidRequestError when the object belongs to another session, or was deleted */
  #save(state: InstanceState): void {
    if (state.loader && state.loader !== this) {
      throw new InvalidRequestError(`Object '${state.toString()}' is already attached to session '${state.loader.sessionId}' (this is '${this.sessionId}')`);
    }
    if (state.key === null) {
      if (this.#new.has(state)) return;
      this.#new.add(state);
      state.insertOrder = ++this.#inserts;
      state.loader = this;
      return;
    }
    if (state.wasDeleted) {
      throw new InvalidRequestError(`Instance '${state.toString()}' has been deleted.  Use the make_transient() function to send this object back to the transient state.`);
    }
    this.#deleted.delete(state);
    const other = this.identityMap.get(state.key);
    if (other && other !== state) {
      throw new InvalidRequestError(`Can't attach instance ${state.toString()}; another instance with key ${shownKey(state.key)} is already present in this session.`);
    }
    this.identityMap.set(state.key, state);
    state.loader = this;
    if (state.modified) this.#modified.add(state);
  }

  /** Marks an object: its row is deleted by the next flush, and with it those that the delete cascade reaches. */
  *delete(object: object): Flow<void> {
    const state = stateOf(object);
    if (state.key === null) throw new InvalidRequestError(`Instance '${state.toString()}' is not persisted`);
    if (this.#deleted.has(state)) return;
    this.#save(state);
    const others = yield* cascaded('delete', state);
    this.#deleted.add(state);
    for (const other of others) if (other.key !== null && !other.wasDeleted) this.#deleted.add(other);
  }

  /** @throws InvalidRequestError when the object is not in the session */
  expunge(object: object): void {
    const state = stateOf(object);
    if (state.loader !== this) throw new InvalidRequestError(`Instance ${state.toString()} is not present in this Session`);
    const all = [state, ...runSync(cascaded('expunge', state))];
    for (const one of all) if (one.loader === this) this.#expunge(one);
  }

  expungeAll(): void {
    for (const state of [...this.#new, ...this.identityMap.states]) state.loader = null;
    this.identityMap.clear();
    this.#new.clear();
    this.#deleted.clear();
    this.#modified.clear();
  }

  #expunge(state: InstanceState): void {
    this.#new.delete(state);
    this.#deleted.delete(state);
    this.#modified.delete(state);
    this.identityMap.delete(state);
    this.#transaction?.deleted.delete(state);
    state.loader = null;
  }

  /** Copies an object, and what the merge cascade reaches, onto the session's own. Gives the session's object. */
  *merge(object: object): Flow<object> {
    const given = stateOf(object);
    given.mapper.registry.configure();
    yield* this.#flushFirst(`merge of ${given.className}`);
    const target = {
      contains: (state: InstanceState): boolean => this.contains(state),
      lookUp: (mapper: Mapper, key: readonly unknown[]): Flow<object | null> => this.#byKey(mapper, key, null, false),
      add: (one: object): void => {
        this.add(one);
      },
    };
    return (yield* this.withoutAutoflush(() => mergeState(target, given))).object;
  }

  // Reading.

  /** The object with a primary key; null when there is none. One that the session has is given without SQL. */
  *get(mapper: Mapper, key: unknown): Flow<object | null> {
    mapper.registry.configure();
    return yield* this.#byKey(mapper, keyValues(mapper, key), null, true);
  }

  /** As {@link get}. @throws NoResultFound when there is none */
  *getOne(mapper: Mapper, key: unknown): Flow<object> {
    const found = yield* this.get(mapper, key);
    if (!found) throw new NoResultFound('No row was found when one was required');
    return found;
  }

  *#byKey(mapper: Mapper, values: readonly unknown[], cause: Cause | null, autoflush: boolean): Flow<object | null> {
    const known = this.identityMap.find(mapper, values);
    if (known) {
      if (!known.mapper.isa(mapper)) return null;
      if (!known.expired) return known.object;
      try {
        yield* this.loadColumns(known, new Set([...known.expiredAttributes].filter((name) => !known.committed.has(name))), { autoflush });
        return known.object;
      } catch (error) {
        if (!(error instanceof ObjectDeletedError)) throw error;
        this.#expunge(known);
        return null;
      }
    }
    if (autoflush) yield* this.#flushFirst(`get of ${mapper.entity.name}`);
    const properties = loadedProperties(mapper);
    const condition = and_(...mapper.primaryKey.map((column, place) => column.eq(values[place] as never)));
    const result = yield* (yield* this.connection()).execute(entitySelect(mapper, properties).where(condition), null, { cause });
    const reader = new EntityReader(this, mapper, properties);
    const row = result.first();
    return row ? reader.read(row._values) : null;
  }

  *loadColumns(state: InstanceState, keys: ReadonlySet<string>, passive: Pick<Passive, 'autoflush'>): Flow<void> {
    const properties = loadedProperties(state.mapper, keys);
    if (properties.length === 0) return;
    if (passive.autoflush) yield* this.#flushFirst(`refresh of ${state.className}`);
    const { mapper, key } = state;
    const condition = and_(...mapper.primaryKey.map((column, place) => column.eq((key?.values[place] ?? null) as never)));
    const cause: Cause = { kind: 'refresh', text: `refresh of ${[...keys].join(', ')} of ${state.className}` };
    const result = yield* (yield* this.connection()).execute(entitySelect(mapper, properties).where(condition), null, { cause });
    const row = result.first();
    if (!row) throw new ObjectDeletedError(`Instance '${state.toString()}' has been deleted, or its row is otherwise not present.`, 'l7ea');
    new EntityReader(this, mapper, properties).fill(state, row._values, () => true);
  }

  *loadRelated(state: InstanceState, relationship: Relationship, passive: Passive): Flow<unknown> {
    const { target } = relationship;
    if (!passive.sql && !relationship.usesGet) return NO_RESULT;
    const valueOf = (column: Parameters<typeof currentValue>[1]): unknown => {
      if (!passive.committed) return currentValue(state, column);
      const before = state.mapper.committedColumnValue(state, column);
      return isKnown(before) ? before : null;
    };
    yield* this.#needed(state, relationship, passive);
    const cause: Cause = { kind: 'lazy load', text: `lazy load of ${relationship.toString()} of ${state.className}`, details: { attribute: relationship.key } };
    if (relationship.usesGet) {
      const values = relatedKey(relationship, target, valueOf);
      if (values.some((value) => value === null || value === NO_VALUE)) return null;
      const known = this.identityMap.find(target, values);
      if (known) return known.object;
      if (!passive.sql) return NO_RESULT;
      return yield* this.#byKey(target, values, cause, passive.autoflush);
    }
    if (passive.autoflush) yield* this.#flushFirst(cause.text);
    const properties = loadedProperties(target);
    const from = relationship.secondary ? [relationship.secondary] : [];
    const statement = entitySelect(target, properties).selectFrom(...from).where(lazyClause(relationship, valueOf)).orderBy(...relationship.orderBy);
    const result = yield* (yield* this.connection()).execute(statement, null, { cause });
    const reader = new EntityReader(this, target, properties);
    const objects = result.all().flatMap((row) => reader.read(row._values) ?? []);
    return relationship.uselist ? objects : (objects[0] ?? null);
  }

  /** Reads the columns that a relationship joins by, where they are expired. */
  *#needed(state: InstanceState, relationship: Relationship, passive: Passive): Flow<void> {
    for (const [column] of relationship.join.localRemote) {
      const property = state.mapper.propertyFor(column);
      if (property && passive.sql && !state.values.has(property.key)) yield* state.attribute(property.key).load(state, passive);
    }
  }

  /** Reads an object again. @throws InvalidRequestError when it is not in the session */
  *refresh(object: object, names: readonly string[] | null = null): Flow<void> {
    const state = this.#persistent(object);
    yield* this.#flushFirst(`refresh of ${state.className}`);
    state.expireAttributes(names ?? state.mapper.attributes.keys());
    const keys = new Set((names ?? [...state.mapper.columnAttributes]).filter((name) => loadedProperties(state.mapper).some(({ key }) => key === name)));
    yield* this.loadColumns(state, keys, { autoflush: false });
  }

  expire(object: object, names: readonly string[] | null = null): void {
    const state = this.#persistent(object);
    if (names) state.expireAttributes(names);
    else state.expire();
  }

  expireAll(): void {
    for (const state of this.identityMap.states) state.expire();
  }

  #persistent(object: object): InstanceState {
    const state = stateOf(object);
    if (!this.identityMap.has(state)) throw new InvalidRequestError(`Instance '${state.toString()}' is not persistent within this Session`);
    return state;
  }

  /** Executes a statement of tables; pending changes are written first. */
  *execute(statement: unknown, parameters: StatementParameters = null): Flow<CursorResult> {
    yield* this.#flushFirst('a query');
    return yield* (yield* this.connection()).execute(statement, parameters);
  }

  // The transaction.

  /** The connection of the transaction, which begins with it. @throws PendingRollbackError after a flush that failed */
  *connection(): Flow<Connection> {
    if (this.#failure !== null) {
      const text = this.#failure instanceof Error ? this.#failure.message : pythonRepr(this.#failure);
      throw new PendingRollbackError(
        `This Session's transaction has been rolled back due to a previous exception during flush. To begin a new transaction with this Session, first issue Session.rollback(). Original exception was: ${text}`,
        '7s2a',
      );
    }
    this.#transaction ??= new SessionTransaction(null, null);
    return (this.#connection ??= yield* this.engine.connect());
  }

  get inTransaction(): boolean {
    return this.#transaction !== null;
  }

  /** A savepoint: what is done in it can be taken back alone. */
  *beginNested(): Flow<SessionTransaction> {
    yield* this.flush();
    const connection = yield* this.connection();
    const savepoint = yield* connection.beginNested();
    this.#transaction = new SessionTransaction(this.#transaction, savepoint);
    return this.#transaction;
  }

  /** Writes what is pending and ends the transaction: objects are read anew when they are asked for. */
  *commit(): Flow<void> {
    yield* this.flush();
    while (this.#transaction?.savepoint) yield* this.commitNested();
    const transaction = this.#transaction;
    if (this.#connection) {
      yield* this.#connection.commit();
      yield* this.#release();
    }
    for (const state of transaction?.deleted ?? []) state.loader = null;
    if (this.options.expireOnCommit ?? true) this.expireAll();
    this.#transaction = null;
  }

  /** Ends the innermost savepoint well. */
  *commitNested(): Flow<void> {
    const transaction = this.#transaction;
    if (!transaction?.savepoint) return;
    yield* this.flush();
    yield* transaction.savepoint.commit();
    transaction.mergeIntoParent();
    this.#transaction = transaction.parent;
  }

  /** Takes back the whole transaction, and puts objects back to what they were before it. */
  *rollback(): Flow<void> {
    while (this.#transaction?.savepoint) yield* this.rollbackNested();
    const transaction = this.#transaction;
    this.#failure = null;
    if (this.#connection) {
      yield* this.#connection.rollback();
      yield* this.#release();
    }
    if (transaction) this.#restore(transaction);
    this.#transaction = null;
  }

  /** Takes back what was done since the innermost savepoint. */
  *rollbackNested(): Flow<void> {
    const transaction = this.#transaction;
    if (!transaction?.savepoint) return;
    this.#failure = null;
    yield* transaction.savepoint.rollback();
    this.#restore(transaction);
    this.#transaction = transaction.parent;
  }

  #restore(transaction: SessionTransaction): void {
    for (const state of new Set([...transaction.added, ...this.#new])) {
      this.#expunge(state);
      state.key = null;
      state.wasDeleted = false;
    }
    for (const [state, key] of transaction.keys) {
      if (transaction.added.has(state)) continue;
      this.identityMap.delete(state);
      this.adopt(state, key);
    }
    for (const state of [...transaction.deleted, ...this.#deleted]) {
      if (transaction.added.has(state) || state.key === null) continue;
      state.wasDeleted = false;
      this.adopt(state, state.key);
    }
    this.#deleted.clear();
    for (const state of this.identityMap.states) if (!transaction.savepoint || state.modified || transaction.dirty.has(state)) state.expire();
  }

  *#release(): Flow<void> {
    const connection = this.#connection;
    this.#connection = null;
    if (connection) yield* connection.close();
  }

  /** Ends the transaction without keeping it and lets go of all objects. */
  *close(): Flow<void> {
    for (const state of this.#transaction?.deleted ?? []) state.loader = null;
    this.expungeAll();
    this.#transaction = null;
    this.#failure = null;
    yield* this.#release();
  }

  // Writing.

  /** Does `work` without flushing before queries. */
  *withoutAutoflush<T>(work: () => Flow<T>): Flow<T> {
    const before = this.#autoflush;
    this.#autoflush = false;
    try {
      return yield* work();
    } finally {
      this.#autoflush = before;
    }
  }

  *#flushFirst(what: string): Flow<void> {
    if (this.#autoflush && !this.#flushing) yield* this.#flush({ kind: 'autoflush', text: `autoflush before ${what}` });
  }

  /** Writes what is pending. An error takes the whole transaction back. @throws InvalidRequestError inside another flush */
  *flush(): Flow<void> {
    yield* this.#flush(null);
  }

  *#flush(cause: Cause | null): Flow<void> {
    if (this.#flushing) throw new InvalidRequestError('Session is already flushing');
    const dirty = this.#dirtyStates();
    if (dirty.length === 0 && this.#new.size === 0 && this.#deleted.size === 0) return;
    this.#flushing = true;
    try {
      yield* this.#flushAll(dirty, cause);
    } finally {
      this.#flushing = false;
    }
  }

  *#flushAll(dirty: readonly InstanceState[], cause: Cause | null): Flow<void> {
    const connection = yield* this.connection();
    const plan = new FlushPlan({
      writer: {
        dialect: connection.dialect,
        execute: (statement, parameters) => connection.execute(statement, parameters, { cause }),
        warn: (message) => {
          this.engine.warn(message);
        },
      },
      contains: (state) => this.contains(state),
      isDeleted: (state) => this.#deleted.has(state),
    });
    for (const state of [...this.#new, ...dirty]) {
      if (!this.#deleted.has(state)) plan.register(state, { isDelete: state.key !== null && state.mapper.isOrphan(state) });
    }
    for (const state of this.#deleted) plan.register(state, { isDelete: true });
    try {
      yield* plan.execute();
    } catch (error) {
      if (this.#transaction?.savepoint) yield* this.rollbackNested();
      else yield* this.#failed(error);
      throw error;
    }
    this.#finish(plan);
  }

  /** The transaction is lost, and the program must say so before it goes on. */
  *#failed(error: unknown): Flow<void> {
    yield* this.rollback();
    this.#transaction = new SessionTransaction(null, null);
    this.#failure = error;
  }

  /** Objects learn that they were written. */
  #finish(plan: FlushPlan): void {
    const transaction = this.#transaction;
    for (const [state, { isDelete }] of plan.states) {
      if (isDelete) {
        this.#remove(state);
        continue;
      }
      const key = state.mapper.identityKeyOf(state);
      if (state.key === null) {
        this.#new.delete(state);
        transaction?.added.add(state);
        this.adopt(state, key);
      } else if (state.key.token !== key.token && key.values.every((value) => value !== null)) {
        if (transaction && !transaction.keys.has(state)) transaction.keys.set(state, state.key);
        this.identityMap.delete(state);
        this.adopt(state, key);
      }
      transaction?.dirty.add(state);
      state.commitAll();
      this.#modified.delete(state);
    }
  }

  #remove(state: InstanceState): void {
    this.identityMap.delete(state);
    this.#deleted.delete(state);
    this.#modified.delete(state);
    if (this.#new.delete(state)) {
      state.loader = null;
      return;
    }
    state.wasDeleted = true;
    this.#transaction?.deleted.add(state);
  }
}

/** @throws UnmappedInstanceError for what is no mapped object */
function stateOf(object: object): InstanceState {
  const state = stateOrNull(object);
  if (!state) throw new UnmappedInstanceError(`Class '${shownClass(object)}' is not mapped`);
  return state;
}

function shownClass(object: unknown): string {
  return typeof object === 'object' && object !== null ? object.constructor.name : `builtins.${typeof object === 'string' ? 'str' : 'int'}`;
}

function shownKey(key: IdentityKey): string {
  return `(${key.mapper.entity.repr}, ${shownObject(key.values)}, None)`;
}

/** The values of a primary key: one, several in order, or by attribute. @throws InvalidRequestError when their number is wrong */
function keyValues(mapper: Mapper, given: unknown): readonly unknown[] {
  const { primaryKey } = mapper;
  if (Array.isArray(given)) {
    if (given.length !== primaryKey.length) {
      const names = primaryKey.map((column) => `'${String(column.key)}'`).join(', ');
      throw new InvalidRequestError(`Incorrect number of values in identifier to formulate primary key for session.get(); primary key columns are ${names}`);
    }
    return identityKey(mapper, given as unknown[]).values;
  }
  if (typeof given === 'object' && given !== null && given.constructor === Object) {
    const named = given as Record<string, unknown>;
    return primaryKey.map((column) => named[mapper.propertyFor(column)?.key ?? '']);
  }
  return [given];
}
