import { InvalidRequestError } from '../errors';
import type { Flow } from '../flow';
import { entityOf } from '../map/entity';
import { joinTargets } from '../map/join-targets';
import { isKnown } from '../map/passive';
import { setUnloadedCollections, type UnloadedCollectionImpl } from '../map/unloaded-collection';
import type { Relationship } from '../map/relationship';
import type { InstanceState } from '../map/state';
import type { ClauseElement } from '../sql/clause';
import { delete_, insert, update, type Delete, type Insert, type Update } from '../sql/dml';
import { BindParameter, ColumnElement } from '../sql/elements';
import { select, type Select } from '../sql/select';
import { replaceIn } from '../sql/traverse';
import { Query, type QuerySession } from './legacy-query';

/** The conditions for the objects of a collection: the join with the values of its parent. */
function belonging(state: InstanceState, { relationship }: UnloadedCollectionImpl): readonly ColumnElement[] {
  const { primaryjoin, secondaryjoin } = joinTargets(relationship, { source: null, target: null, aliasSecondary: false });
  const local = new Map(relationship.join.localRemote.map(([column]) => [column.identity, column] as const));
  const binds = new Map<ClauseElement, BindParameter>();
  const bound = replaceIn(primaryjoin, (element) => {
    const column = element instanceof ColumnElement ? local.get(element.identity) : undefined;
    if (!column) return undefined;
    let bind = binds.get(column.identity);
    if (!bind) binds.set(column.identity, (bind = valueOf(state, column)));
    return bind;
  });
  return secondaryjoin ? [bound, secondaryjoin] : [bound];
}

/** The value that a column of an object has when the statement is executed. */
function valueOf(state: InstanceState, column: ColumnElement): BindParameter {
  const read = (): unknown => {
    const property = state.mapper.propertyFor(column);
    if (property && state.loader && state.key) return state.attribute(property.key).get(state);
    const value = state.mapper.columnValue(state, column);
    return isKnown(value) ? value : null;
  };
  return new BindParameter(null, null, { type: column.type, unique: true, callable: read });
}

function selectOf(state: InstanceState, impl: UnloadedCollectionImpl): Select {
  const { relationship } = impl;
  const entity = entityOf(relationship.target);
  const statement = select(entity).where(...belonging(state, impl));
  const from = relationship.secondary ? statement.selectFrom(entity, relationship.secondary) : statement;
  return relationship.orderBy.length > 0 ? from.orderBy(...relationship.orderBy) : from;
}

/**
 * A collection that is only written to; what is in it is found by statements.
 * @see sqlalchemy.orm.WriteOnlyCollection
 */
export class WriteOnlyCollection {
  readonly #state: InstanceState;
  readonly #impl: UnloadedCollectionImpl;

  constructor(state: InstanceState, impl: UnloadedCollectionImpl) {
    this.#state = state;
    this.#impl = impl;
  }

  add(item: object): void {
    this.#impl.add(this.#state, item);
  }

  addAll(items: Iterable<object>): void {
    for (const item of items) this.add(item);
  }

  remove(item: object): void {
    this.#impl.remove(this.#state, item);
  }

  /** A SELECT of its objects. */
  select(): Select {
    return selectOf(this.#state, this.#impl);
  }

  /** An INSERT of rows that belong to it. @throws InvalidRequestError where rows do not tell to whom they belong */
  insert(): Insert {
    const { relationship } = this.#impl;
    if (relationship.direction !== 'ONETOMANY') {
      throw new InvalidRequestError('Write only bulk INSERT only supported for one-to-many collections; for many-to-many, use a separate bulk INSERT along with add_all().');
    }
    const values = relationship.join.pairs.map(({ source, target }) => [String(target.key), valueOf(this.#state, source)] as const);
    return insert(entityOf(relationship.target)).values(Object.fromEntries(values));
  }

  /** An UPDATE of its rows. */
  update(): Update {
    return update(entityOf(this.#impl.relationship.target)).where(...belonging(this.#state, this.#impl));
  }

  /** A DELETE of its rows. */
  delete(): Delete {
    return delete_(entityOf(this.#impl.relationship.target)).where(...belonging(this.#state, this.#impl));
  }

  /** @throws TypeError always: what it holds is not known */
  [Symbol.iterator](): never {
    throw new TypeError("WriteOnly collections don't support iteration in-place; to query for collection items, use the select() method to produce a SQL statement and execute it with session.scalars().");
  }
}

/**
 * A collection that is a query.
 * @see sqlalchemy.orm.AppenderQuery
 */
export class DynamicCollection {
  readonly #state: InstanceState;
  readonly #impl: UnloadedCollectionImpl;

  constructor(state: InstanceState, impl: UnloadedCollectionImpl) {
    this.#state = state;
    this.#impl = impl;
  }

  append(item: object): void {
    this.#impl.add(this.#state, item);
  }

  add(item: object): void {
    this.append(item);
  }

  addAll(items: Iterable<object>): void {
    for (const item of items) this.append(item);
  }

  remove(item: object): void {
    this.#impl.remove(this.#state, item);
  }

  get relationship(): Relationship {
    return this.#impl.relationship;
  }

  /** The session of its parent; null where it has none. */
  get session(): object | null {
    return this.#state.loader;
  }

  /** A SELECT of its objects. */
  select(): Select {
    return selectOf(this.#state, this.#impl);
  }

  /** The query of its objects. @throws DetachedInstanceError for an object without a session */
  query(): Query {
    const { loader } = this.#state;
    if (!loader) throw this.#state.mapper.detached(this.#state, 'dynamic relationship cannot return the correct result.  ');
    if (!isQuerySession(loader)) throw new InvalidRequestError('the session cannot execute queries');
    const { relationship } = this.#impl;
    const entity = entityOf(relationship.target);
    const own = Query.of(loader, [entity]).where(...belonging(this.#state, this.#impl));
    const joined = relationship.secondary ? own.selectFrom(entity, relationship.secondary) : own;
    return relationship.orderBy.length > 0 ? joined.orderBy(...relationship.orderBy) : joined;
  }

  filter(...conditions: readonly unknown[]): Query {
    return this.query().filter(...conditions);
  }

  where(...conditions: readonly unknown[]): Query {
    return this.query().where(...conditions);
  }

  filterBy(values: Readonly<Record<string, unknown>>): Query {
    return this.query().filterBy(values);
  }

  orderBy(...terms: readonly unknown[]): Query {
    return this.query().orderBy(...terms);
  }

  limit(count: unknown): Query {
    return this.query().limit(count);
  }

  offset(count: unknown): Query {
    return this.query().offset(count);
  }

  first(): Flow<unknown> {
    return this.query().first();
  }

  /** Its objects; those that were added, where its parent is not written yet. */
  *all(): Flow<readonly unknown[]> {
    if (this.#state.key === null || !this.#state.loader) return this.#impl.history(this.#state).added;
    return yield* this.query().all();
  }

  *count(): Flow<unknown> {
    if (this.#state.key === null || !this.#state.loader) return this.#impl.history(this.#state).added.length;
    return yield* this.query().count();
  }
}

function isQuerySession(loader: object): loader is QuerySession {
  return 'execute' in loader && 'get' in loader;
}

/** Makes collections that are not loaded known to the mapping. */
export function registerUnloadedCollections(): void {
  setUnloadedCollections({
    writeOnly: (state, impl) => new WriteOnlyCollection(state, impl),
    dynamic: (state, impl) => new DynamicCollection(state, impl),
  });
}
