import { ArgumentError } from '../errors';
import { clauseElement, type ClauseElement } from '../sql/clause';
import { and_, type ColumnElement } from '../sql/elements';
import { Bundle } from './bundle';
import { ComputedAttribute } from './computed-attribute';
import type { ComparableAttribute, MappedEntity } from './entity';
import { History } from './history';
import { read, write } from './instrumented-class';
import { attributeName } from './property';
import { pythonRepr } from '../values/python-repr';
import { sameValue } from './same-value';
import { stateOrNull, type InstanceState } from './state';
import type { Mapper } from './mapper';

/** How a value is made of several columns: `composite(Point, "x", "y")`. */
export interface CompositeDefinition {
  /** Makes the value of those of its attributes. */
  readonly make: (...parts: unknown[]) => object;
  /** Of which values of its attributes there is none; by default where all are null. */
  readonly isNone?: (parts: readonly unknown[]) => boolean;
  /** The values of the attributes, in their order: `__composite_values__`, or the fields of a dataclass. */
  readonly parts: (value: object) => readonly unknown[];
  /** A value as messages show it. */
  readonly shown?: (value: unknown) => string;
  /** True for what can be such a value. */
  readonly accepts?: (value: unknown) => boolean;
  /** Is told of each value that becomes one of an object, so that it can tell of changes inside of it. */
  readonly adopted?: (value: object, state: InstanceState) => void;
  /** The attributes that have the columns. */
  readonly keys: readonly string[];
}

/** How two columns of composites are compared. */
export type CompositeComparison = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';

/**
 * An attribute whose value is an object made of several columns.
 * @see sqlalchemy.orm.composite
 */
export class CompositeAttribute extends ComputedAttribute {
  readonly #made = new WeakMap<object, { readonly of: readonly unknown[]; readonly value: object | null }>();

  constructor(readonly definition: CompositeDefinition) {
    super({ get: (object) => this.#get(object), set: (object, value) => { this.#set(object, value); } }); // prettier-ignore
  }

  /** What the attribute is on a class. */
  comparator(entity: MappedEntity, key: string): CompositeComparator {
    return new CompositeComparator(entity, key, this.definition);
  }

  #get(object: object): object | null {
    const { keys, adopted } = this.definition;
    const state = stateOf(object);
    const values = keys.map((key) => read(state, key) ?? null);
    const known = this.#made.get(object);
    if (known?.of.every((value, place) => sameValue(value, values[place])) === true) return known.value;
    const value = valueOf(this.definition, values);
    this.#made.set(object, { of: values, value });
    if (value) adopted?.(value, state);
    return value;
  }

  #set(object: object, value: unknown): void {
    const { keys, adopted } = this.definition;
    const state = stateOf(object);
    const given = this.partsOf(value);
    for (const [place, key] of keys.entries()) write(state, key, given[place]);
    this.#made.set(object, { of: given, value: value ?? null });
    if (value) adopted?.(value, state);
  }

  /** The values of its columns; of null they are null. */
  partsOf(value: unknown): readonly unknown[] {
    return value === null || value === undefined ? this.definition.keys.map(() => null) : this.definition.parts(value);
  }

  /** What changed, as values of the composite. */
  history(state: InstanceState): History {
    const { keys } = this.definition;
    const parts = keys.map((key) => state.attribute(key).history(state));
    const now = valueOf(this.definition, parts.map((part) => part.nonDeleted[0] ?? null));
    if (!parts.some(({ added, deleted }) => added.length + deleted.length > 0)) return new History([], [now], []);
    return new History([now], [], [valueOf(this.definition, parts.map((part) => part.deleted[0] ?? null))]);
  }
}

/** The value of a composite by those of its columns; null where there is none. */
function valueOf({ make, isNone }: CompositeDefinition, parts: readonly unknown[]): object | null {
  const none = isNone ? isNone(parts) : parts.every((part) => part === null);
  return none ? null : make(...parts);
}

/** A composite among the properties of a mapper. */
export class CompositeProperty {
  readonly kind = 'composite';

  constructor(
    readonly key: string,
    readonly parent: Mapper,
    readonly attribute: CompositeAttribute,
  ) {}

  toString(): string {
    return attributeName(this.parent, this.key);
  }
}

/** A composite, as a definition for a mapper. */
export function composite(definition: CompositeDefinition): CompositeAttribute {
  return new CompositeAttribute(definition);
}

function stateOf(object: object): InstanceState {
  const state = stateOrNull(object);
  if (!state) throw new ArgumentError('a composite is an attribute of mapped objects');
  return state;
}

/** A composite in statements: its columns together, read as its value, compared and set one by one. */
export class CompositeComparator implements ComparableAttribute {
  constructor(
    readonly entity: MappedEntity,
    readonly key: string,
    private readonly definition: CompositeDefinition,
  ) {}

  /** The attributes that have its columns. */
  get keys(): readonly string[] {
    return this.definition.keys;
  }

  get columns(): readonly ColumnElement[] {
    return this.keys.map((key) => this.entity.column(key));
  }

  [clauseElement](): ClauseElement {
    const bundle = new Bundle(this.key, this.columns, { row: (values) => valueOf(this.definition, values) });
    return bundle[clauseElement]().annotate({ proxyKey: this.key, assigns: (value: unknown) => this.assigned(value), cacheKey: `${this.entity.cacheKey}.${this.key}` });
  }

  /** What UPDATE and INSERT set for a value. @throws ArgumentError for what is none of its values */
  assigned(value: unknown): readonly (readonly [ColumnElement, unknown])[] {
    const { parts, accepts, shown = pythonRepr } = this.definition;
    if (value !== null && value !== undefined && accepts?.(value) === false) {
      throw new ArgumentError(`Can't UPDATE composite attribute ${attributeName(this.entity.mapper, this.key)} to ${shown(value)}`);
    }
    const given = value === null || value === undefined ? [] : parts(value);
    return this.columns.map((column, place) => [column, given[place] ?? null] as const);
  }

  /** All columns compare so. */
  compare(comparison: CompositeComparison, other: unknown): ColumnElement<boolean> {
    const values = other === null || other === undefined ? [] : other instanceof CompositeComparator ? other.columns : this.definition.parts(other);
    return and_(...this.columns.map((column, place) => column[comparison](values[place] ?? null)));
  }

  eq(other: unknown): ColumnElement<boolean> {
    return this.compare('eq', other);
  }

  ne(other: unknown): ColumnElement<boolean> {
    return this.compare('ne', other);
  }
}
