import type { Flow } from '../flow';
import { InvalidRequestError } from '../errors';
import { ObjectDeletedError } from '../map/errors';
import { identityKey } from '../map/identity-key';
import type { Mapper } from '../map/mapper';
import { isKnown, NO_RESULT, NO_VALUE, type Passive } from '../map/passive';
import { attributeName } from '../map/property';
import type { Relationship } from '../map/relationship';
import type { InstanceState } from '../map/state';
import { currentValue, relatedKey } from '../query/lazy-clause';
import { raisesWhenDeferred } from '../query/strategy/column-reading';
import { columnCause, relationCause } from '../query/strategy/load-cause';
import type { LockOptions } from '../query/strategy/lock-options';
import type { ReadingSession } from '../query/strategy/loading';
import { originOf, readAgain, readByKey, readRelated, type ObjectRead } from '../query/strategy/object-select';
import type { ColumnElement } from '../sql/elements';
import type { IdentityMap } from './identity-map';

/** What reading objects needs of their session. */
export interface LoadingHome {
  readonly session: ReadingSession;
  readonly identityMap: IdentityMap;
  /** Writes what is pending before a query, where the session does that. */
  flushFirst(query: string): Flow<void>;
  forget(state: InstanceState): void;
}

export type { LockOptions };

/** How one object is read by its key. */
export interface KeyLookup {
  readonly cause?: ObjectRead['cause'];
  readonly autoflush?: boolean;
  /** What the session has already is read again. */
  readonly populateExisting?: boolean;
  readonly forUpdate?: LockOptions | null;
  /** Loader options. */
  readonly options?: readonly object[];
  /** How what it is loaded for was told to load. */
  readonly scope?: ObjectRead['scope'];
  readonly purpose?: ObjectRead['purpose'];
  /** Tells the row from those of other databases. */
  readonly identityToken?: unknown;
}

/** Reads objects, their columns and their related objects when they are asked for one by one. */
export class ObjectLoading {
  constructor(private readonly home: LoadingHome) {}

  /** The object with a primary key; null when there is none. */
  *byKey(mapper: Mapper, values: readonly unknown[], lookup: KeyLookup = {}): Flow<object | null> {
    const autoflush = lookup.autoflush ?? true;
    const anew = lookup.populateExisting === true || lookup.forUpdate != null;
    const known = anew ? null : this.home.identityMap.get(identityKey(mapper, values, lookup.identityToken ?? null));
    if (known) return yield* this.#known(mapper, known, autoflush);
    if (autoflush) yield* this.home.flushFirst(`get of ${mapper.entity.name}`);
    return yield* readByKey(this.home.session, mapper, values, {
      cause: lookup.cause ?? null,
      populateExisting: anew,
      lock: lookup.forUpdate ?? null,
      options: lookup.options ?? [],
      scope: lookup.scope ?? null,
      identityToken: lookup.identityToken ?? null,
      ...(lookup.purpose ? { purpose: lookup.purpose } : {}),
    });
  }

  *#known(mapper: Mapper, known: InstanceState, autoflush: boolean): Flow<object | null> {
    if (!known.mapper.isa(mapper)) return null;
    if (!known.expired) return known.object;
    try {
      yield* this.columns(known, new Set([...known.expiredAttributes].filter((name) => !known.committed.has(name))), { autoflush });
      return known.object;
    } catch (error) {
      if (!(error instanceof ObjectDeletedError)) throw error;
      this.home.forget(known);
      return null;
    }
  }

  /**
   * Reads columns of a persistent object.
   * @throws ObjectDeletedError when its row is gone; InvalidRequestError for a column that must not be read late
   */
  *columns(state: InstanceState, keys: ReadonlySet<string>, passive: Pick<Passive, 'autoflush'>, lock: LockOptions | null = null, isExpired = true): Flow<void> {
    const { mapper } = state;
    const only = new Set([...keys].filter((key) => mapper.columnAttributes.has(key)));
    if (only.size === 0) return;
    const deferred = [...only].every((key) => !state.expiredAttributes.has(key));
    if (deferred && !lock) this.#checkRaise(state, only);
    if (passive.autoflush) yield* this.home.flushFirst(`refresh of ${state.className}`);
    const cause = columnCause(deferred ? 'deferred load' : 'refresh', only, state);
    if (!(yield* readAgain(this.home.session, state, only, { cause, lock, isExpired: isExpired && !deferred }))) throw gone(state);
  }

  /** Reads an object again as a statement reads it, with what is loaded eagerly. @throws ObjectDeletedError when its row is gone */
  *again(state: InstanceState, lock: LockOptions | null = null): Flow<void> {
    const cause = columnCause('refresh', state.mapper.columnAttributes, state);
    if (!(yield* readAgain(this.home.session, state, null, { cause, lock }))) throw gone(state);
  }

  #checkRaise(state: InstanceState, keys: ReadonlySet<string>): void {
    for (const key of keys) {
      const property = state.mapper.properties.get(key);
      if (property?.kind === 'column' && raisesWhenDeferred(property, originOf(state))) {
        throw new InvalidRequestError(`'${attributeName(state.mapper, key)}' is not available due to raiseload=True`);
      }
    }
  }

  /**
   * The related objects: one, null, or a list. NO_RESULT where they cannot be told without SQL.
   * @throws InvalidRequestError where an option or the mapping forbids to load them late
   */
  *related(state: InstanceState, relationship: Relationship, passive: Passive): Flow<unknown> {
    const { target, usesGet } = relationship;
    const scope = originOf(state);
    const option = scope?.relationship(relationship) ?? null;
    const strategy = option?.strategy ?? relationship.lazy;
    const byKey = usesGet && (option?.criteria.length ?? 0) === 0;
    if (!passive.sql && !byKey) return NO_RESULT;
    if (strategy === 'noload') return relationship.uselist ? [] : null;
    if (strategy === 'raise' && passive.raise && (!byKey || passive.sql)) throw raised(relationship, strategy);
    const valueOf = (column: ColumnElement): unknown => {
      if (!passive.committed) return currentValue(state, column);
      const before = state.mapper.committedColumnValue(state, column);
      return isKnown(before) ? before : null;
    };
    yield* this.#needed(state, relationship, passive);
    if (!passive.sql && this.#isUnknown(state, relationship)) return NO_RESULT;
    if (byKey) {
      const values = relatedKey(relationship, target, valueOf);
      if (values.some((value) => value === null || value === NO_VALUE)) return null;
      const known = this.home.identityMap.find(target, values);
      if (known && (!known.expired || !passive.sql)) return known.mapper.isa(target) ? known.object : null;
      if (!passive.sql) return NO_RESULT;
      if (strategy === 'raise_on_sql' && passive.raise) throw raised(relationship, strategy);
      const cause = relationCause(strategy === 'immediate' ? 'immediate load' : 'lazy load', relationship, state);
      return yield* this.byKey(target, values, { cause, autoflush: passive.autoflush, scope: scope?.below(option, relationship, target) ?? null, purpose: { kind: 'relationship', relationship, owner: state } });
    }
    if (strategy === 'raise_on_sql' && passive.raise) throw raised(relationship, strategy);
    const cause = relationCause(strategy === 'immediate' ? 'immediate load' : 'lazy load', relationship, state);
    if (passive.autoflush) yield* this.home.flushFirst(cause.text);
    const objects = yield* readRelated(this.home.session, state, relationship, valueOf, cause);
    if (relationship.uselist) return objects;
    if (objects.length > 1) this.home.session.warn?.(`Multiple rows returned with uselist=False for lazily-loaded attribute '${relationship.toString()}' `);
    return objects[0] ?? null;
  }

  /** A column that a relationship joins by would have to be read first. */
  #isUnknown(state: InstanceState, relationship: Relationship): boolean {
    return relationship.join.localRemote.some(([column]) => {
      const key = state.mapper.propertyFor(column)?.key;
      return key !== undefined && state.expiredAttributes.has(key);
    });
  }

  /** Reads the columns that a relationship joins by, where they are expired. */
  *#needed(state: InstanceState, relationship: Relationship, passive: Passive): Flow<void> {
    for (const [column] of relationship.join.localRemote) {
      const property = state.mapper.propertyFor(column);
      if (property && passive.sql && !state.values.has(property.key)) yield* state.attribute(property.key).load(state, passive);
    }
  }
}

function gone(state: InstanceState): ObjectDeletedError {
  return new ObjectDeletedError(`Instance '${state.toString()}' has been deleted, or its row is otherwise not present.`);
}

function raised(relationship: Relationship, lazy: 'raise' | 'raise_on_sql'): InvalidRequestError {
  return new InvalidRequestError(`'${relationship.toString()}' is not available due to lazy='${lazy}'`);
}
