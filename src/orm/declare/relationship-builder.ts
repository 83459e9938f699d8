import { collectionFactories, keyedCollection, type CollectionFactory } from '../map/collections';
import { RelationshipDefinition } from '../map/mapper';
import type { RelationshipOptions } from '../map/relationship';
import type { AnyMapped } from './mapped-types';

/** What a relationship is told besides its target and its other side, which have places of their own. */
export type RelatedOptions = Omit<RelationshipOptions, 'backPopulates' | 'collection' | 'uselist'>;

/**
 * A relationship as a class declares it. `V` is what the attribute holds, `E` one related object.
 * @see sqlalchemy.orm.relationship
 */
export class RelationshipBuilder<V, E> {
  /** Phantom: only the type checker looks at it. */
  declare readonly valueType: V;
  /** Phantom: only the type checker looks at it. */
  declare readonly relatedType: E;

  constructor(
    readonly target: AnyMapped,
    readonly options: RelationshipOptions,
  ) {}

  /** The related object may be missing: its type has `null`. */
  null(): RelationshipBuilder<V | null, E> {
    return new RelationshipBuilder<V | null, E>(this.target, this.options);
  }

  /** The other side has no attribute yet: it gets one of this name, which types do not know. */
  backref(name: string, options: RelationshipOptions = {}): RelationshipBuilder<V, E> {
    return new RelationshipBuilder<V, E>(this.target, { ...this.options, backref: [name, options] });
  }

  /** The collection is a `Set`. */
  asSet(): RelationshipBuilder<Set<E>, E> {
    return this.#collected(collectionFactories.set);
  }

  /** The collection is a `Map` by an attribute of its members: `many(Note, 'item').asMap('keyword')`. */
  asMap<K extends keyof E & string>(key: K): RelationshipBuilder<Map<E[K], E>, E> {
    return this.#collected(keyedCollection((item) => Reflect.get(item, key)));
  }

  #collected<C>(collection: CollectionFactory): RelationshipBuilder<C, E> {
    return new RelationshipBuilder<C, E>(this.target, { ...this.options, collection });
  }

  /** For the mapper. @param target what the registry knows the class by */
  definition(target: unknown): RelationshipDefinition {
    return new RelationshipDefinition(target, this.options);
  }
}

/**
 * Related objects in a list: one to many, or many to many with `secondary`. It stands in an arrow, so that classes may
 * refer to those that come later: `addresses: () => many(Address, 'user', { cascade: 'all, delete-orphan' })`.
 * @param inverse the attribute on the other side that says the same
 */
export function many<C extends AnyMapped>(target: C, inverse?: C['inverses'] | null, options: RelatedOptions = {}): RelationshipBuilder<C['prototype'][], C['prototype']> {
  return new RelationshipBuilder<C['prototype'][], C['prototype']>(target, { ...options, ...reverse(inverse), uselist: true });
}

/** One related object: many to one, or one to one. @param inverse the attribute on the other side that says the same */
export function one<C extends AnyMapped>(target: C, inverse?: C['inverses'] | null, options: RelatedOptions = {}): RelationshipBuilder<C['prototype'], C['prototype']> {
  return new RelationshipBuilder<C['prototype'], C['prototype']>(target, { ...options, ...reverse(inverse), uselist: false });
}

function reverse(inverse: unknown): RelationshipOptions {
  return typeof inverse === 'string' ? { backPopulates: inverse } : {};
}
