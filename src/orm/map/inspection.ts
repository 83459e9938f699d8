import type { Flow } from '../flow';
import type { History } from './history';
import type { IdentityKey } from './identity-key';
import type { Mapper } from './mapper';
import { isKnown, NO_VALUE, PASSIVE } from './passive';
import type { InstanceState } from './state';

/** One attribute of an object: what `inspect(object).attrs.name` gives. @see sqlalchemy.orm.AttributeState */
export class AttributeInspection {
  constructor(
    private readonly state: InstanceState,
    readonly key: string,
  ) {}

  /** The value that the object has; {@link NO_VALUE} where it is not loaded. */
  get loadedValue(): unknown {
    const value = this.state.values.get(this.key);
    return value === undefined ? NO_VALUE : this.state.attribute(this.key).presented(value);
  }

  /** The value, read from the database where it is not there. */
  get value(): unknown {
    return this.state.attribute(this.key).get(this.state);
  }

  /** What changed, as far as it is known without asking the database. */
  get history(): History {
    return this.state.attribute(this.key).history(this.state);
  }

  /** What changed; the value before is read where it is not known. */
  loadHistory(): Flow<History> {
    return this.state.attribute(this.key).loadHistory(this.state, PASSIVE.off);
  }
}

/**
 * What is known about a mapped object: SQLAlchemy's `inspect(object)`.
 * @see sqlalchemy.orm.InstanceState
 */
export class InstanceInspection {
  constructor(readonly state: InstanceState) {}

  get mapper(): Mapper {
    return this.state.mapper;
  }

  get object(): object {
    return this.state.object;
  }

  /** It has no row, and belongs to no session. */
  get transient(): boolean {
    return this.state.transient;
  }

  /** A session will insert its row. */
  get pending(): boolean {
    return this.state.pending;
  }

  get persistent(): boolean {
    return this.state.persistent;
  }

  /** Its row was deleted in the transaction that is going on. */
  get deleted(): boolean {
    return this.state.deleted;
  }

  get wasDeleted(): boolean {
    return this.state.wasDeleted;
  }

  /** It has a row, and belongs to no session. */
  get detached(): boolean {
    return this.state.detached;
  }

  /** The primary key; null before the first flush. */
  get identity(): readonly unknown[] | null {
    return this.state.identity;
  }

  get identityKey(): IdentityKey | null {
    return this.state.key;
  }

  get hasIdentity(): boolean {
    return this.state.key !== null;
  }

  get modified(): boolean {
    return this.state.modified;
  }

  get expired(): boolean {
    return this.state.expired;
  }

  get expiredAttributes(): ReadonlySet<string> {
    return this.state.expiredAttributes;
  }

  /** All attributes by name, in the order of the mapping. */
  get attrs(): ReadonlyMap<string, AttributeInspection> {
    return new Map([...this.mapper.attributes.keys()].map((key) => [key, new AttributeInspection(this.state, key)]));
  }

  /** One attribute. @throws ArgumentError for one that does not exist */
  attr(key: string): AttributeInspection {
    return new AttributeInspection(this.state, this.state.attribute(key).key);
  }

  /** Attributes that are neither loaded nor changed. */
  get unloaded(): ReadonlySet<string> {
    return this.#keys((key) => !this.state.values.has(key) && !this.state.committed.has(key));
  }

  /** Attributes without changes. */
  get unmodified(): ReadonlySet<string> {
    return this.#keys((key) => !this.state.committed.has(key));
  }

  #keys(takes: (key: string) => boolean): ReadonlySet<string> {
    return new Set([...this.mapper.attributes.keys()].filter(takes));
  }

  /** The values that the object has, by attribute. */
  get dict(): Readonly<Record<string, unknown>> {
    const known = [...this.state.values].filter(([, value]) => isKnown(value));
    return Object.fromEntries(known.map(([key, value]) => [key, this.state.attribute(key).presented(value)]));
  }

  toString(): string {
    return this.state.toString();
  }
}

