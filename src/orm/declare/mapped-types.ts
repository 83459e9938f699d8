import type { clauseElement, ClauseElement } from '../sql/clause';
import type { ColumnElement } from '../sql/elements';

/*
 * What a declaration means to the type checker. Each step looks at one property of the shape by name, and none asks for
 * the type of a relationship's arrow before somebody does: two classes may then refer to each other, and a hundred of
 * them cost little (test/orm/types).
 */

/** What an attribute of an object holds. */
type ValueOf<D> = D extends { readonly columnType: infer T } ? T : D extends () => { readonly valueType: infer V } ? V : D extends () => { readonly columnType: infer T } ? T : never;

/** What an attribute of the class is in SQL. */
type AttributeOf<D> = D extends { readonly columnType: infer T } ? ColumnElement<T> : D extends () => { readonly relatedType: infer E } ? RelationshipAttribute<E> : D extends () => { readonly columnType: infer T } ? ColumnElement<T> : never;

/** The objects of a class whose shape is `S`. */
export type Entity<S> = { -readonly [K in keyof S]: ValueOf<S[K]> };

/** What the constructor takes: any attributes. */
export type Values<S> = { readonly [K in keyof S]?: ValueOf<S[K]> };

/** What objects have besides their attributes. */
interface HasAwaitableAttributes<S> {
  /** The attributes as promises: read with `await`, where they would have to be read first. */
  readonly awaitableAttrs: { readonly [K in keyof S]: Promise<ValueOf<S[K]>> };
}

/** The names of attributes that may be the other side of a relationship. */
type RelationshipName<S> = { [K in keyof S]: S[K] extends { readonly columnType: unknown } ? never : K }[keyof S];

/** Any mapped class. */
export interface AnyMapped {
  /** Phantom: the names of its relationships. */
  readonly inverses: unknown;
  /** Phantom: what was declared. */
  readonly shape: object;
  readonly prototype: object;
}

/** A mapped class, besides its attributes. `E` is what its objects have beyond the shape. */
export interface MappedConstructor<S, E = unknown> {
  new (values?: Values<S>): Entity<S> & E & HasAwaitableAttributes<S>;
  readonly prototype: Entity<S> & E & HasAwaitableAttributes<S>;
  readonly inverses: RelationshipName<S>;
  readonly shape: S;
  [clauseElement](): ClauseElement;
}

/** A class as {@link DeclarativeBase.table} makes it: a constructor, and an expression for each attribute. */
export type Mapped<S, E = unknown> = MappedConstructor<S, E> & { readonly [K in keyof S]: AttributeOf<S[K]> };

/** A relationship of a class, in SQL. */
export interface RelationshipAttribute<E> {
  [clauseElement](): ClauseElement;
  /** The related object is this one; null: there is none. */
  eq(other: E | null): ColumnElement<boolean>;
  ne(other: E | null): ColumnElement<boolean>;
  /** The collection has this object. */
  contains(other: E): ColumnElement<boolean>;
  /** Some related object meets the conditions: EXISTS. */
  any(condition?: ColumnElement<boolean> | null, values?: Readonly<Record<string, unknown>>): ColumnElement<boolean>;
  /** The one related object meets the conditions: EXISTS. */
  has(condition?: ColumnElement<boolean> | null, values?: Readonly<Record<string, unknown>>): ColumnElement<boolean>;
  /** The relationship to another form of the target: an alias, a subclass. */
  ofType(target: object): RelationshipAttribute<E>;
  /** The relationship with more conditions, for joins and loading. */
  and_(...conditions: readonly ColumnElement<boolean>[]): RelationshipAttribute<E>;
}

/** The shape of a mapped class. */
export type ShapeOf<C extends AnyMapped> = C['shape'];
