import { Connection, type StatementParameters } from '../engine/connection';
import type { ScalarResult } from '../engine/result';
import { MissingGreenlet } from '../errors';
import type { Flow } from '../flow';
import type { SessionCall } from '../query/execute';
import { stateOf } from '../session/mapped-object';
import { Session as UnitOfWork, type GetOptions, type SessionOptions } from '../session/session';
import type { SessionTransaction } from '../session/session-transaction';
import type { Select } from '../sql/select';
import { mapperOf } from './class-attributes';
import { bindOf, settle, type AnyBind, type Settled } from './settle';
import type { TypedResult } from './typed-result';

/** Sessions by what they stand for. */
const faces = new WeakMap<UnitOfWork, Session>();

/** The session that a program knows a session by. */
export function faceOf(unit: UnitOfWork): Session {
  return faces.get(unit) ?? new Session(unit);
}

/** The session that an object belongs to; null for none. @throws UnmappedInstanceError for what is no mapped object */
export function objectSession(object: object): Session | null {
  const { loader } = stateOf(object);
  return loader instanceof UnitOfWork ? faceOf(loader) : null;
}

/** The class of mapped objects. */
export type EntityType<E> = abstract new (...given: never) => E;

/**
 * The objects that a program works with, and the transaction in which they are read and written.
 *
 * On the embedded databases everything happens at once, and related objects are read when they are asked for
 * (`user.addresses`). Where a statement has to wait, for a lock that another session holds say, its method gives a promise:
 * code that says `await session.commit()` is right in any case.
 * @see sqlalchemy.orm.Session
 */
export class Session {
  /** The session itself, whose methods are flows. */
  readonly unit: UnitOfWork;

  /** @param bind an engine or a connection, or a session whose methods are flows; null where each class has its own (`binds`) */
  constructor(bind: AnyBind | UnitOfWork | null = null, options: SessionOptions = {}) {
    this.unit = bind instanceof UnitOfWork ? bind : new UnitOfWork(bind === null ? null : bindOf(bind), options);
    faces.set(this.unit, this);
  }

  protected run<T>(flow: Flow<T>): Settled<T> {
    const { bind } = this.unit;
    return settle(flow, bind instanceof Connection ? bind.engine : bind);
  }

  // What is in it.

  get new(): readonly object[] {
    return this.unit.new;
  }

  get dirty(): readonly object[] {
    return this.unit.dirty;
  }

  get deleted(): readonly object[] {
    return this.unit.deleted;
  }

  [Symbol.iterator](): Iterator<object> {
    return this.unit[Symbol.iterator]();
  }

  /** @throws UnmappedInstanceError for what is no mapped object */
  has(object: object): boolean {
    return this.unit.has(object);
  }

  isModified(object: object, includeCollections = true): boolean {
    return this.unit.isModified(object, includeCollections);
  }

  get identityMap(): UnitOfWork['identityMap'] {
    return this.unit.identityMap;
  }

  get info(): Record<string, unknown> {
    return this.unit.info;
  }

  get events(): UnitOfWork['events'] {
    return this.unit.events;
  }

  // Adding and taking out.

  /** @throws UnmappedInstanceError, InvalidRequestError */
  add(object: object): void {
    this.unit.add(object);
  }

  addAll(objects: Iterable<object>): void {
    this.unit.addAll(objects);
  }

  delete(object: object): Settled<void> {
    return this.run(this.unit.delete(object));
  }

  expunge(object: object): void {
    this.unit.expunge(object);
  }

  expungeAll(): void {
    this.unit.expungeAll();
  }

  merge<E extends object>(object: E, options: { readonly load?: boolean } = {}): Settled<E> {
    return this.run(this.unit.merge(object, options) as Flow<E>);
  }

  // Reading.

  /** The object with a primary key; null when there is none. */
  get<E extends object>(entity: EntityType<E>, key: unknown, options: GetOptions = {}): Settled<E | null> {
    return this.run(this.unit.get(mapperOf(entity), key, options) as Flow<E | null>);
  }

  /** @throws NoResultFound when there is none */
  getOne<E extends object>(entity: EntityType<E>, key: unknown, options: GetOptions = {}): Settled<E> {
    return this.run(this.unit.getOne(mapperOf(entity), key, options) as Flow<E>);
  }

  expire(object: object, names: readonly string[] | null = null): void {
    this.unit.expire(object, names);
  }

  expireAll(): void {
    this.unit.expireAll();
  }

  refresh(object: object, names: readonly string[] | null = null): Settled<void> {
    return this.run(this.unit.refresh(object, names));
  }

  /** Executes a statement; pending changes are written first. */
  execute<R extends readonly unknown[]>(statement: Select<R>, parameters?: StatementParameters, call?: SessionCall): Settled<TypedResult<R>>;
  execute(statement: unknown, parameters?: StatementParameters, call?: SessionCall): Settled<TypedResult<readonly unknown[]>>;
  execute(statement: unknown, parameters: StatementParameters = null, call: SessionCall = {}): Settled<TypedResult<readonly unknown[]>> {
    return this.run(this.unit.execute(statement, parameters, call) as unknown as Flow<TypedResult<readonly unknown[]>>);
  }

  /** The first value of each row: objects, for a SELECT of a class. */
  scalars<R extends readonly unknown[]>(statement: Select<R>, parameters?: StatementParameters, call?: SessionCall): Settled<ScalarResult<R[0]>>;
  scalars(statement: unknown, parameters?: StatementParameters, call?: SessionCall): Settled<ScalarResult>;
  scalars(statement: unknown, parameters: StatementParameters = null, call: SessionCall = {}): Settled<ScalarResult> {
    return this.run(this.unit.scalars(statement, parameters, call));
  }

  /** The first value of the first row, or null. */
  scalar<R extends readonly unknown[]>(statement: Select<R>, parameters?: StatementParameters, call?: SessionCall): Settled<R[0] | null>;
  scalar(statement: unknown, parameters?: StatementParameters, call?: SessionCall): Settled<unknown>;
  scalar(statement: unknown, parameters: StatementParameters = null, call: SessionCall = {}): Settled<unknown> {
    return this.run(this.unit.scalar(statement, parameters, call));
  }

  // The transaction.

  get inTransaction(): boolean {
    return this.unit.inTransaction;
  }

  get inNestedTransaction(): boolean {
    return this.unit.inNestedTransaction;
  }

  get isActive(): boolean {
    return this.unit.isActive;
  }

  /** Writes pending changes. */
  flush(objects: Iterable<object> | null = null): Settled<void> {
    return this.run(this.unit.flush(objects));
  }

  commit(): Settled<void> {
    return this.run(this.unit.commit());
  }

  rollback(): Settled<void> {
    return this.run(this.unit.rollback());
  }

  close(): Settled<void> {
    return this.run(this.unit.close());
  }

  reset(): Settled<void> {
    return this.run(this.unit.reset());
  }

  invalidate(): Settled<void> {
    return this.run(this.unit.invalidate());
  }

  /** Begins a transaction; with `work`, does it in one: committed at its end, rolled back when it throws. */
  begin(): SessionTransaction;
  begin<T>(work: (session: this) => Settled<T>): Promise<T>;
  begin<T>(work?: (session: this) => Settled<T>): SessionTransaction | Promise<T> {
    const transaction = this.unit.begin();
    return work ? this.#within(transaction, work) : transaction;
  }

  /** Begins a savepoint; with `work`, does it in one: released at its end, rolled back when it throws. */
  beginNested(): Settled<SessionTransaction>;
  beginNested<T>(work: (session: this) => Settled<T>): Promise<T>;
  beginNested<T>(work?: (session: this) => Settled<T>): Settled<SessionTransaction> | Promise<T> {
    const begun = this.run(this.unit.beginNested());
    return work ? this.#within(begun, work) : begun;
  }

  async #within<T>(begun: Settled<SessionTransaction>, work: (session: this) => Settled<T>): Promise<T> {
    const transaction = await begun;
    let value: T;
    try {
      value = await work(this);
    } catch (error) {
      await this.run(transaction.rollback());
      throw error;
    }
    await this.run(transaction.commit());
    return value;
  }

  /** Does `work` without writing pending changes before queries. */
  async withoutAutoflush<T>(work: () => Settled<T>): Promise<T> {
    const before = this.unit.autoflush;
    this.unit.autoflush = false;
    try {
      return await work();
    } finally {
      this.unit.autoflush = before;
    }
  }
}

/** A session whose methods always give promises, as on a database server. @see sqlalchemy.ext.asyncio.AsyncSession */
export class AsyncSession extends Session {
  protected override async run<T>(flow: Flow<T>): Promise<T> {
    return await super.run(flow);
  }

  /** Does work that is written for sessions which need not wait. @throws MissingGreenlet where it had to */
  async runSync<T>(work: (session: Session) => T): Promise<Awaited<T>> {
    const value = work(new Session(this.unit));
    faces.set(this.unit, this);
    if (!(value instanceof Promise)) return await value;
    throw new MissingGreenlet("greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place?", 'xd2s');
  }
}
