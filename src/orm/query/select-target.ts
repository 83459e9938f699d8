import type { MappedEntity } from '../map/entity';
import type { ClauseElement } from '../sql/clause';
import type { FromClause } from '../sql/from-clause';
import type { Select } from '../sql/select';

/** Where in the rows a column of the statement will be. The place is known when the statement is complete. */
export class ColumnSlot {
  place = -1;

  constructor(readonly column: ClauseElement) {}
}

/** A join that a loader option adds for reading related objects along with an entity. */
export interface EagerJoin {
  /** The entity of the statement that it is joined to, directly or through other eager joins. */
  readonly root: MappedEntity;
  readonly right: FromClause;
  /** In terms of the root's own columns; where the root is wrapped in a subquery, they are adapted to it. */
  readonly onclause: ClauseElement;
  readonly isouter: boolean;
  /** It may repeat rows of the root. */
  readonly collection: boolean;
}

/**
 * The SELECT of tables that a SELECT of entities becomes, while it is put together. Who plans the reading of an entity
 * (`planEntity`) asks it for columns and joins, and reads rows by the slots that it got.
 */
export class SelectTarget {
  readonly #primary: ColumnSlot[] = [];
  readonly #secondary: ColumnSlot[] = [];
  readonly #known = new Map<ClauseElement, ColumnSlot>();
  readonly eagerJoins: EagerJoin[] = [];
  readonly eagerOrder: ClauseElement[] = [];
  /** Columns that nobody asked for stand between the statement's own and those of eager joins: ORDER BY needs them. */
  addedColumns = 0;

  constructor(
    /** The statement as the program wrote it. */
    readonly select: Select,
    /** It is the statement itself: its rows become objects. Eager loading is for these only. */
    readonly toplevel: boolean,
    /** Eager joins can be added; not to RETURNING, nor to a statement of the program's own. */
    readonly canJoin = toplevel,
  ) {}

  /** A column of an entity: selected once, however often it is asked for. */
  entityColumn(column: ClauseElement): ColumnSlot {
    return this.#known.get(column.identity) ?? this.column(column);
  }

  /** A column that the program named: selected each time. */
  column(column: ClauseElement): ColumnSlot {
    const slot = new ColumnSlot(column);
    this.#primary.push(slot);
    if (!this.#known.has(column.identity)) this.#known.set(column.identity, slot);
    return slot;
  }

  /** A column of something that is joined eagerly: it comes after all others. */
  eagerColumn(column: ClauseElement): ColumnSlot {
    const known = this.#known.get(column.identity);
    if (known) return known;
    const slot = new ColumnSlot(column);
    this.#secondary.push(slot);
    this.#known.set(column.identity, slot);
    return slot;
  }

  addEagerJoin(join: EagerJoin): void {
    this.eagerJoins.push(join);
  }

  /** ORDER BY of a collection, after that of the statement. */
  addEagerOrder(...terms: readonly ClauseElement[]): void {
    this.eagerOrder.push(...terms);
  }

  get primaryColumns(): readonly ClauseElement[] {
    return this.#primary.map(({ column }) => column);
  }

  get secondaryColumns(): readonly ClauseElement[] {
    return this.#secondary.map(({ column }) => column);
  }

  /** Joins to collections repeat rows, so that LIMIT and its kin must be applied before them, in a subquery. */
  get mustWrap(): boolean {
    const { limit, offset, fetch, distinct, groupBy } = this.select.state;
    const limited = limit !== null || offset !== null || fetch !== null || distinct || groupBy.length > 0;
    return limited && this.eagerJoins.some(({ collection }) => collection);
  }

  get slots(): readonly ColumnSlot[] {
    return [...this.#primary, ...this.#secondary];
  }

  /** Gives each slot its place: the statement is complete. */
  settle(): void {
    this.#primary.forEach((slot, place) => {
      slot.place = place;
    });
    this.#secondary.forEach((slot, index) => {
      slot.place = this.#primary.length + this.addedColumns + index;
    });
  }
}

