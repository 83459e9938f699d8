import { ArgumentError, InvalidRequestError } from '../errors';
import { clauseElement, type ClauseElement } from '../sql/clause';
import { ColumnElement, or_ } from '../sql/elements';
import type { InstrumentedList } from './collections';
import { ComputedAttribute } from './computed-attribute';
import { entityOf, type ComparableAttribute, type MappedEntity } from './entity';
import { read, write } from './instrumented-class';
import type { Mapper } from './mapper';
import { Relationship } from './relationship';
import { RelationshipAttribute } from './relationship-attribute';
import { stateOrNull, type InstanceState } from './state';

/** What an association proxy goes through, and to what. */
export interface AssociationOptions {
  /** The relationship to the objects between. */
  readonly through: string;
  /** The attribute of theirs that the proxy shows. */
  readonly attribute: string;
  /** Makes an object between of a value; by default the class between is called with the value. */
  readonly create: (value: unknown) => object;
}

/**
 * An attribute that shows an attribute of related objects: `user.keywords` for `user.user_keywords[…].keyword`.
 * @see sqlalchemy.ext.associationproxy.association_proxy
 */
export function associationProxy(options: AssociationOptions): ComputedAttribute {
  const { through, attribute, create } = options;
  return new ComputedAttribute({
    get(object) {
      const state = stateOf(object);
      if (usesList(state.mapper, through)) return new AssociationList(() => stateOf(object), options);
      const between = read(state, through);
      return between ? read(stateOf(between), attribute) : null;
    },
    set(object, value) {
      const state = stateOf(object);
      if (usesList(state.mapper, through)) {
        new AssociationList(() => state, options).replace(value as Iterable<unknown>);
        return;
      }
      const between = read(state, through);
      if (between) write(stateOf(between), attribute, value);
      else if (value !== null && value !== undefined) write(state, through, create(value));
    },
    onClass: (entity) => new AssociationComparator(entity, through, attribute),
  });
}

function stateOf(object: object): InstanceState {
  const state = stateOrNull(object);
  if (!state) throw new ArgumentError('an association proxy goes through mapped objects');
  return state;
}

function usesList(mapper: Mapper, key: string): boolean {
  mapper.registry.configure();
  const property = mapper.property(key);
  return property instanceof Relationship && property.uselist;
}

/** The values of the objects between, as a list that can be changed. */
export class AssociationList implements Iterable<unknown> {
  constructor(
    private readonly owner: () => InstanceState,
    private readonly options: AssociationOptions,
  ) {}

  get #between(): InstrumentedList {
    return read(this.owner(), this.options.through) as InstrumentedList;
  }

  get length(): number {
    return this.#between.length;
  }

  #valueOf(between: object): unknown {
    return read(stateOf(between), this.options.attribute);
  }

  *[Symbol.iterator](): Iterator<unknown> {
    for (const between of [...this.#between]) yield this.#valueOf(between);
  }

  at(place: number): unknown {
    const between = this.#between.at(place);
    return between ? this.#valueOf(between) : undefined;
  }

  /** Changes the value of the object at a place. */
  put(place: number, value: unknown): void {
    const between = this.#between.at(place);
    if (between) write(stateOf(between), this.options.attribute, value);
  }

  includes(value: unknown): boolean {
    return [...this].includes(value);
  }

  push(...values: unknown[]): number {
    return this.#between.push(...values.map((value) => this.options.create(value)));
  }

  splice(start: number, deleteCount?: number, ...values: unknown[]): unknown[] {
    const made = values.map((value) => this.options.create(value));
    const gone = deleteCount === undefined ? this.#between.splice(start) : this.#between.splice(start, deleteCount, ...made);
    return gone.map((between) => this.#valueOf(between));
  }

  /** Takes out the first object with a value. @throws RangeError (Python's ValueError) when there is none */
  remove(value: unknown): void {
    const place = [...this].indexOf(value);
    if (place < 0) throw new RangeError('value not in list');
    this.#between.splice(place, 1);
  }

  /** Takes other values: objects between are made anew. */
  replace(values: Iterable<unknown>): void {
    const all = [...values];
    this.#between.splice(0);
    this.push(...all);
  }

  toArray(): unknown[] {
    return [...this];
  }
}

/** An association proxy in statements. */
export class AssociationComparator implements ComparableAttribute {
  constructor(
    readonly entity: MappedEntity,
    readonly through: string,
    readonly attribute: string,
  ) {}

  get #relationship(): RelationshipAttribute {
    const found = this.entity.required(this.through);
    if (found instanceof RelationshipAttribute) return found;
    throw new InvalidRequestError(`association proxy doesn't go through a relationship: '${this.through}'`);
  }

  /** The attribute of the class between: a column, or a relationship. */
  get remote(): ReturnType<MappedEntity['required']> {
    return entityOf(this.#relationship.relationship.target).required(this.attribute);
  }

  [clauseElement](): ClauseElement {
    throw new InvalidRequestError('association proxies stand for no column: compare them, or use any() and has()');
  }

  #exists(criterion: unknown): ColumnElement<boolean> {
    const relationship = this.#relationship;
    return relationship.relationship.uselist ? relationship.any(criterion) : relationship.has(criterion);
  }

  /** Some object has a value that fulfils a criterion. */
  any(criterion: unknown = null, filterBy: Readonly<Record<string, unknown>> = {}): ColumnElement<boolean> {
    const { remote } = this;
    if (!(remote instanceof RelationshipAttribute)) {
      if (Object.keys(filterBy).length > 0) throw new ArgumentError("Can't apply keyword arguments to column-targeted association proxy; use ==");
      return this.#exists(criterion);
    }
    return this.#exists(remote.relationship.uselist ? remote.any(criterion, filterBy) : remote.has(criterion, filterBy));
  }

  /** The one object has a value that fulfils a criterion. @throws InvalidRequestError for collections */
  has(criterion: unknown = null, filterBy: Readonly<Record<string, unknown>> = {}): ColumnElement<boolean> {
    const { remote } = this;
    if (this.#relationship.relationship.uselist || (remote instanceof RelationshipAttribute && remote.relationship.uselist)) throw new InvalidRequestError("'has()' not implemented for collections. Use any().");
    return this.any(criterion, filterBy);
  }

  /** Some object has this value. */
  contains(value: unknown): ColumnElement<boolean> {
    const { remote } = this;
    if (remote instanceof RelationshipAttribute) return this.#exists(remote.relationship.uselist ? remote.contains(value) : remote.eq(value));
    return remote instanceof ColumnElement ? this.#exists(remote.contains(value)) : this.eq(value);
  }

  /** The relationship to the class between. */
  get local(): RelationshipAttribute {
    return this.#relationship;
  }

  /** It shows one value, not several. */
  get scalar(): boolean {
    return !this.#relationship.relationship.uselist;
  }

  /** Some object has a value for which `test` holds. @throws InvalidRequestError where the values are no columns */
  some(test: (column: ColumnElement) => unknown): ColumnElement<boolean> {
    const { remote } = this;
    if (!(remote instanceof ColumnElement)) throw new InvalidRequestError('association proxies of objects are compared by ==, any() and has()');
    return this.#exists(test(remote));
  }

  eq(value: unknown): ColumnElement<boolean> {
    const { remote } = this;
    const some = this.#exists(remote.eq(value));
    if (remote instanceof ColumnElement && value !== null) return some;
    return value === null && !this.#relationship.relationship.uselist ? or_(some, this.#relationship.eq(null)) : some;
  }
}
