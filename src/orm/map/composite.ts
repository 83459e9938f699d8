import { ArgumentError } from '../errors';
import { clauseElement, type ClauseElement } from '../sql/clause';
import { tuple_ } from '../sql/constructs';
import { and_, ColumnElement, not_ } from '../sql/elements';
import { ComputedAttribute } from './computed-attribute';
import type { ComparableAttribute, MappedEntity } from './entity';
import { read, write } from './instrumented-class';
import { sameValue } from './same-value';
import { stateOrNull, type InstanceState } from './state';

/** How a value is made of several columns: `composite(Point, "x", "y")`. */
export interface CompositeDefinition {
  /** Makes the value of those of its attributes. */
  readonly make: (...parts: unknown[]) => object;
  /** The values of the attributes, in their order: `__composite_values__`, or the fields of a dataclass. */
  readonly parts: (value: object) => readonly unknown[];
  /** The attributes that have the columns. */
  readonly keys: readonly string[];
}

/**
 * An attribute whose value is an object made of several columns. It is replaced as a whole: changes inside of the object
 * are not seen.
 * @see sqlalchemy.orm.composite
 */
export function composite({ make, parts, keys }: CompositeDefinition): ComputedAttribute {
  const made = new WeakMap<object, { readonly of: readonly unknown[]; readonly value: object }>();
  return new ComputedAttribute({
    get(object) {
      const state = stateOf(object);
      const values = keys.map((key) => read(state, key) ?? null);
      if (state.key === null && values.every((value) => value === null)) return null;
      const known = made.get(object);
      if (known?.of.every((value, place) => sameValue(value, values[place])) === true) return known.value;
      const value = make(...values);
      made.set(object, { of: values, value });
      return value;
    },
    set(object, value) {
      const state = stateOf(object);
      const given = value === null || value === undefined ? keys.map(() => null) : parts(value);
      for (const [place, key] of keys.entries()) write(state, key, given[place]);
      if (value) made.set(object, { of: given, value });
    },
    onClass: (entity) => new CompositeComparator(entity, keys, parts),
  });
}

function stateOf(object: object): InstanceState {
  const state = stateOrNull(object);
  if (!state) throw new ArgumentError('a composite is an attribute of mapped objects');
  return state;
}

/** A composite in statements: its columns together. */
class CompositeComparator implements ComparableAttribute {
  constructor(
    private readonly entity: MappedEntity,
    private readonly keys: readonly string[],
    private readonly parts: (value: object) => readonly unknown[],
  ) {}

  get columns(): readonly ColumnElement[] {
    return this.keys.map((key) => this.entity.column(key));
  }

  [clauseElement](): ClauseElement {
    return tuple_(...this.columns);
  }

  eq(other: unknown): ColumnElement<boolean> {
    const values = other === null || other === undefined ? this.keys.map(() => null) : other instanceof CompositeComparator ? other.columns : this.parts(other);
    return and_(...this.columns.map((column, place) => column.eq(values[place] as never)));
  }

  ne(other: unknown): ColumnElement<boolean> {
    return not_(this.eq(other));
  }
}
