import { ColumnAdapter } from '../map/column-adapter';
import type { MappedEntity } from '../map/entity';
import type { Mapper } from '../map/mapper';
import { ColumnProperty } from '../map/property';
import { Relationship } from '../map/relationship';
import type { ColumnElement } from '../sql/elements';
import type { ColumnSlot, SelectTarget } from './select-target';
import { columnReading } from './strategy/column-reading';
import type { LoadPlan } from './strategy/load-plan';
import { loadPlanFor } from './strategy/load-plan';
import { loadOrder } from './strategy/load-order';
import { LoadScope } from './strategy/load-scope';
import type { PostLoads } from './strategy/loading';
import { planRelationship, planSubclassLoads, type PlannedRelation } from './strategy/plan-relationship';
import { RowReader, type RowFill, type ValueReader } from './strategy/row-reader';

/** Where an entity stands in a statement. */
export interface EntityPlace {
  /** The statement's own columns, or those of joins that are added for eager loading. */
  readonly columns: 'own' | 'eager';
  /** The entity of the statement that it hangs on; null when it is one itself. */
  readonly root: EntityPlan | null;
  /** It is on the right side of an outer join. */
  readonly isOuter: boolean;
  /** The eager join that brought it in, by its number; null for others. */
  readonly join: number | null;
  /** By which relationships it was come to from the entity of the statement. */
  readonly trail: readonly Relationship[];
}

const ROOT: EntityPlace = { columns: 'own', root: null, isOuter: false, join: null, trail: [] };

/**
 * How the objects of one entity are read from the rows of a statement: the columns that it selects for them, and what
 * becomes of their relationships.
 */
export class EntityPlan {
  readonly #slots = new Map<object, ColumnSlot>();
  /** Attributes whose value is in the rows, other than in their own columns. */
  readonly #expressions = new Map<string, ColumnSlot>();
  readonly #deferred = new Set<string>();
  readonly #relations: PlannedRelation[] = [];
  readonly #later: ColumnElement[] = [];
  readonly posts: PostLoads = { all: [] };
  #reader: RowReader | null = null;
  #union: ColumnAdapter | null = null;

  constructor(
    readonly load: LoadPlan,
    readonly entity: MappedEntity,
    readonly scope: LoadScope,
    readonly place: EntityPlace = ROOT,
    /** The only attributes that are read; null for all. */
    readonly only: ReadonlySet<string> | null = null,
  ) {
    const { mapper, polymorphicMappers } = entity;
    const seen = new Set<ColumnProperty | Relationship>();
    for (const one of [mapper, ...polymorphicMappers]) {
      for (const property of loadOrder(one)) {
        if (seen.has(property) || (only && !only.has(property.key))) continue;
        seen.add(property);
        if (property instanceof ColumnProperty) this.#planColumn(one, property);
        else this.#planRelation(property);
      }
      const { on } = one.polymorphism;
      // What tells the class of a row may be no attribute: it is read all the same.
      if (one === mapper && on?.kind === 'column' && !only && !mapper.propertyFor(on)) this.needColumn(on);
    }
    for (const column of this.#later) this.needColumn(column);
    if (only) return;
    this.#planDiscriminator();
    planSubclassLoads(this);
  }

  /** The entity of the statement that it belongs to. */
  get root(): EntityPlan {
    return this.place.root ?? this;
  }

  get isRoot(): boolean {
    return this.place.root === null;
  }

  #planColumn(mapper: Mapper, property: ColumnProperty): void {
    const reading = columnReading(mapper, property, this.scope, this.only !== null);
    if (reading === 'columns') for (const column of property.columns) this.needColumn(column);
    else if (reading === 'deferred') this.#deferred.add(property.key);
    else if (reading !== 'nothing') this.#expressions.set(property.key, this.#select(this.entity.adapt(reading)));
  }

  /** An expression that tells the class of a row, and is no attribute itself, is selected besides. */
  #planDiscriminator(): void {
    const { mapper } = this.entity;
    const { on } = mapper.polymorphism;
    if (!on || mapper.propertyFor(on) || on.kind === 'column') return;
    this.#slots.set(on.identity, this.#select(this.entity.adapt(on).label('_sa_polymorphic_on')));
  }

  #planRelation(relationship: Relationship): void {
    const relation = planRelationship(this, relationship);
    if (relation) this.#relations.push(relation);
  }

  #select(column: ColumnElement): ColumnSlot {
    const { target } = this.load;
    return this.place.columns === 'eager' ? target.eagerColumn(column) : target.entityColumn(column);
  }

  /** Selects a column of the entity's tables, where the entity has it. */
  needColumn(column: ColumnElement): void {
    if (this.#slots.has(column.identity)) return;
    const { adapter } = this.entity;
    const own = adapter && column.kind === 'column' ? adapter.column(column) : this.entity.adapt(column);
    if (own) this.#slots.set(column.identity, this.#select(own));
  }

  /** Selects a column after all attributes: what joins start from must be there even where it is deferred. */
  needColumnLater(column: ColumnElement): void {
    this.#later.push(column);
  }

  /** A plan for related objects in the same rows. */
  related(entity: MappedEntity, scope: LoadScope, place: EntityPlace): EntityPlan {
    return new EntityPlan(this.load, entity, scope, place);
  }

  /** A plan for objects that another statement reads. */
  inStatement(load: LoadPlan, entity: MappedEntity, scope: LoadScope, only: ReadonlySet<string> | null = null): EntityPlan {
    return new EntityPlan(load, entity, scope, ROOT, only);
  }

  /** Registers what is read by statements of their own after the rows. */
  registerPosts(): void {
    if (!this.load.posts.includes(this.posts)) this.load.posts.push(this.posts);
  }

  /** Makes objects of rows. To be called when the statement is complete. */
  reader(): ValueReader {
    const reader = this.rowReader();
    return (row, loading) => reader.read(row, loading);
  }

  rowReader(): RowReader {
    return (this.#reader ??= this.#makeReader());
  }

  /** The rows have the primary key, so that objects can be told apart. */
  get hasKey(): boolean {
    return this.entity.mapper.primaryKey.every((column) => this.#placeOf(column) >= 0);
  }

  #makeReader(): RowReader {
    const { mapper } = this.entity;
    const { on } = mapper.polymorphism;
    return new RowReader({
      mapper,
      keyPlaces: mapper.primaryKey.map((column) => this.#placeOf(column)),
      discriminator: on ? this.#placeOf(on) : -1,
      fillFor: (actual) => this.#fillFor(actual),
      posts: this.posts,
      origin: this.scope.origin,
      isRoot: this.isRoot,
    });
  }

  /** Where a column is; one of a concrete subclass may be there by that of the union which presents it. */
  #slotOf(column: ColumnElement): ColumnSlot | null {
    const own = this.#slots.get(column.identity);
    if (own || this.entity.mapper.concreteChildren.length === 0) return own ?? null;
    this.#union ??= new ColumnAdapter(this.entity.selectable);
    return this.#slots.get(this.#union.column(column)?.identity ?? column) ?? null;
  }

  #placeOf(column: ColumnElement): number {
    const slot = this.#slots.get(column.identity);
    if (slot) return slot.place;
    for (const same of this.entity.mapper.propertyFor(column)?.columns ?? []) {
      const other = this.#slots.get(same.identity);
      if (other) return other.place;
    }
    return -1;
  }

  #fillFor(actual: Mapper): RowFill {
    const fill = { keys: [] as string[], places: [] as number[], expired: [] as string[], deferred: [] as string[] };
    for (const property of loadOrder(actual)) {
      if (!(property instanceof ColumnProperty) || (this.only && !this.only.has(property.key))) continue;
      const slot = this.#expressions.get(property.key) ?? property.columns.flatMap((column) => this.#slotOf(column) ?? [])[0];
      if (slot) {
        fill.keys.push(property.key);
        fill.places.push(slot.place);
      } else if (this.#deferred.has(property.key) || property.deferred) fill.deferred.push(property.key);
      else if (property.options.queryExpression !== true) fill.expired.push(property.key);
    }
    const relations = this.#relations.flatMap((relation) => (actual.isa(relation.mapper) ? (relation.reader() ?? []) : []));
    const inRow = new Set(relations.map(({ key }) => key));
    const forgotten = this.only ? [] : actual.relationships.filter(({ key }) => !inRow.has(key)).map(({ key }) => key);
    return { ...fill, relations, forgotten };
  }
}

/**
 * Plans the reading of an entity of a statement: asks the statement for its columns and, as the mapping and the options
 * of the statement say, for eager joins.
 * @throws ArgumentError for options that are about no class of the statement
 */
export function planEntity(entity: MappedEntity, target: SelectTarget): EntityPlan {
  entity.mapper.registry.configure();
  const load = loadPlanFor(target);
  return new EntityPlan(load, entity, LoadScope.root(load.options, entity));
}
