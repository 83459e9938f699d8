import { ArgumentError, InvalidRequestError } from '../errors';
import { asClause, ClauseElement } from '../sql/clause';
import { ColumnElement, orderable } from '../sql/elements';
import { FromClause } from '../sql/from-clause';
import { listed } from '../sql/coerce';
import { CascadeOptions } from './cascade';
import { comparedPairs } from './compared-columns';
import { collectionFactories, type CollectionFactory } from './collections';
import type { MappedEntity } from './entity';
import { namedEntity } from './entity-annotations';
import { markedAnew } from './join-annotations';
import type { Mapper } from './mapper';
import { attributeName } from './property';
import { RelatedImpl } from './related-attribute';
import { relationshipJoin, type Direction, type RelationshipJoin } from './relationship-join';
import type { InstanceState } from './state';

/** How related objects are read. */
export type LazyStrategy = 'select' | 'joined' | 'selectin' | 'subquery' | 'immediate' | 'raise' | 'raise_on_sql' | 'noload' | 'write_only' | 'dynamic';

/** Something that may only be known when all classes are mapped: itself, its text, or a function that gives it. */
export type Late<T> = T | string | (() => T);

/** What `relationship()` is told. Names are SQLAlchemy's. */
export interface RelationshipOptions {
  readonly secondary?: Late<FromClause> | null;
  readonly primaryjoin?: Late<unknown>;
  readonly secondaryjoin?: Late<unknown>;
  readonly foreignKeys?: Late<unknown>;
  readonly remoteSide?: Late<unknown>;
  readonly backPopulates?: string | null;
  /** The name of the other side, which is made from this one; with options of its own. */
  readonly backref?: string | readonly [name: string, options: RelationshipOptions] | null;
  readonly cascade?: string;
  readonly uselist?: boolean | null;
  readonly orderBy?: Late<unknown>;
  readonly lazy?: LazyStrategy;
  readonly collection?: CollectionFactory | null;
  readonly passiveDeletes?: boolean | 'all';
  readonly passiveUpdates?: boolean;
  readonly postUpdate?: boolean;
  readonly viewonly?: boolean;
  readonly singleParent?: boolean;
  readonly innerjoin?: boolean | 'nested' | 'unnested';
  readonly activeHistory?: boolean;
  readonly joinDepth?: number | null;
  /** Whether select-in loading may do without a join; by default where the join allows it. */
  readonly omitJoin?: boolean | null;
  /** Names of relationships that write the same columns on purpose: no warning is given. */
  readonly overlaps?: string | null;
  readonly info?: Readonly<Record<string, unknown>>;
  readonly doc?: string | null;
}

/** What names a target: a mapper, a class, the name of one, or a function that gives it. */
export type RelationshipTarget = unknown;

const DIRECTIONS: readonly Direction[] = ['ONETOMANY', 'MANYTOONE', 'MANYTOMANY'];

/** An attribute that holds other mapped objects. */
export class Relationship {
  readonly kind = 'relationship';
  readonly cascade: CascadeOptions;
  #target: Mapper | null = null;
  #alias: MappedEntity | null = null;
  #join: RelationshipJoin | null = null;
  readonly reverse = new Set<Relationship>();
  #secondary: FromClause | null = null;
  #orderBy: readonly ClauseElement[] = [];

  /** @throws ArgumentError for a cascade that does not exist */
  constructor(
    readonly key: string,
    readonly parent: Mapper,
    readonly argument: RelationshipTarget,
    readonly options: RelationshipOptions,
  ) {
    this.cascade = new CascadeOptions(options.cascade ?? (options.viewonly === true ? 'merge' : 'save-update, merge'));
    if (options.backPopulates != null && options.backref != null) {
      throw new ArgumentError(`back_populates and backref keyword arguments are mutually exclusive`);
    }
    if (options.viewonly === true) {
      for (const name of ['delete', 'delete-orphan', 'save-update'] as const) {
        if (this.cascade.has(name)) throw new ArgumentError(`Cascade settings "${name}" should not be combined with a viewonly relationship.   This configuration will raise an error in version 2.0.`);
      }
    }
  }

  /** `Author.books`. */
  toString(): string {
    return attributeName(this.parent, this.key);
  }

  get target(): Mapper {
    if (!this.#target) throw new InvalidRequestError(`The relationship ${this.toString()} is not configured yet.`);
    return this.#target;
  }

  get join(): RelationshipJoin {
    if (!this.#join) throw new InvalidRequestError(`The relationship ${this.toString()} is not configured yet.`);
    return this.#join;
  }

  get direction(): Direction {
    return this.join.direction;
  }

  get secondary(): FromClause | null {
    return this.#secondary;
  }

  get orderBy(): readonly ClauseElement[] {
    return this.#orderBy;
  }

  get uselist(): boolean {
    return this.options.uselist ?? this.direction !== 'MANYTOONE';
  }

  get lazy(): LazyStrategy {
    return this.options.lazy ?? 'select';
  }

  get viewonly(): boolean {
    return this.options.viewonly ?? false;
  }

  get passiveDeletes(): boolean | 'all' {
    return this.options.passiveDeletes ?? false;
  }

  get passiveUpdates(): boolean {
    return this.options.passiveUpdates ?? true;
  }

  get postUpdate(): boolean {
    return this.options.postUpdate ?? false;
  }

  get overlaps(): ReadonlySet<string> {
    return new Set((this.options.overlaps ?? '').split(/\s*,\s*/).filter((name) => name !== ''));
  }

  get singleParent(): boolean {
    return this.options.singleParent ?? false;
  }

  get factory(): CollectionFactory {
    return this.options.collection ?? collectionFactories.list;
  }

  /** Both ends are of one hierarchy of classes. */
  get isSelfReferential(): boolean {
    return this.parent.base === this.target.base;
  }

  /** The related object can be found by its primary key alone, without SQL when the session has it. */
  get usesGet(): boolean {
    const { target, join } = this;
    if (join.direction !== 'MANYTOONE' || join.secondaryjoin) return false;
    const remote = join.localRemote.map(([, column]) => column.identity);
    return remote.length === target.primaryKey.length && target.primaryKey.every((column) => remote.includes(column.identity)) && comparedPairs(join.primaryjoin) === remote.length;
  }

  /** What it leads to, where that is an alias of a class: a part of its rows, for instance. */
  get alias(): MappedEntity | null {
    return this.#alias;
  }

  /** The attributes on the other side that are kept in step. */
  *backrefImpls(): Iterable<RelatedImpl> {
    if (this.viewonly) return;
    for (const other of this.reverse) {
      const impl = other.parent.attributes.get(other.key);
      if (impl instanceof RelatedImpl && !other.viewonly) yield impl;
    }
  }

  /** @throws ArgumentError when the object is of another class */
  checkTarget(item: InstanceState): void {
    if (item.mapper.isa(this.target)) return;
    throw new ArgumentError(`Attribute "${this.key}" does not accept objects of type ${item.mapper.entity.repr}`);
  }

  /** Finds the target class. For the mapper's configuration: first of all. */
  resolveTarget(): void {
    const given = this.parent.registry.resolve(this.argument, this.parent);
    const entity = namedEntity(given);
    this.#alias = entity?.isAliased === true ? entity : null;
    this.#target = this.#alias?.mapper ?? this.parent.registry.mapperOf(given, this);
  }

  /** Works out the join. @throws ArgumentError and its kin when the configuration is wrong */
  configure(): void {
    const { parent, target, options } = this;
    const { registry } = parent;
    const late = (given: unknown): unknown => (typeof given === 'string' || (typeof given === 'function' && !asClause(given)) ? registry.resolve(given, parent) : given);
    this.#secondary = options.secondary == null ? null : registry.table(late(options.secondary));
    this.#join = relationshipJoin({
      name: this.toString(),
      parent: parent.table,
      parentLocal: parent.localTable,
      target: this.#alias?.selectable ?? target.table,
      targetLocal: this.#alias?.selectable ?? target.localTable,
      secondary: this.#secondary,
      primaryjoin: options.primaryjoin == null ? null : oneColumn(late(options.primaryjoin)),
      secondaryjoin: options.secondaryjoin == null ? null : oneColumn(late(options.secondaryjoin)),
      foreignKeys: options.foreignKeys == null ? null : columnList(late(options.foreignKeys)),
      remoteSide: options.remoteSide == null ? null : columnList(late(options.remoteSide)),
      selfReferential: this.isSelfReferential,
      viewonly: this.viewonly,
    });
    this.#orderBy = options.orderBy == null || options.orderBy === false ? [] : elementList(late(options.orderBy)).map(orderable);
    this.#checkCascades();
    if (this.cascade.has('delete-orphan')) target.deleteOrphans.push(this);
  }

  #checkCascades(): void {
    if (!this.cascade.has('delete-orphan') || this.singleParent || this.direction === 'ONETOMANY') return;
    const words = this.direction === 'MANYTOONE' ? 'many-to-one' : 'many-to-many';
    const [related, own] = [this.target.entity.name, this.parent.entity.name];
    throw new ArgumentError(
      `For ${words} relationship ${this.toString()}, delete-orphan cascade is normally configured only on the "one" side of a one-to-many relationship, and not on the "many" side of a many-to-one or many-to-many relationship.  To force this relationship to allow a particular "${related}" object to be referenced by only a single "${own}" object at a time via the ${this.toString()} relationship, which would allow delete-orphan cascade to take place in this direction, set the single_parent=True flag.`,
      'bbf0',
    );
  }

  /** Ties both sides together. For the mapper's configuration: when all joins are known. */
  configureReverse(): void {
    const name = this.options.backPopulates;
    if (name != null) this.#addReverse(name);
  }

  #addReverse(name: string): void {
    const other = this.target.properties.get(name);
    if (!other) {
      throw new InvalidRequestError(
        `Mapper '${this.target.toString()}' has no property '${name}'.  If this property was indicated from other mappers or configure events, ensure registry.configure() has been called.`,
      );
    }
    if (!(other instanceof Relationship)) {
      throw new InvalidRequestError(`back_populates on relationship '${this.toString()}' refers to attribute '${this.target.entity.name}.${name}' that is not a relationship.  The back_populates parameter should refer to the name of a relationship on the target class.`);
    }
    if (!other.target.isRelatedTo(this.parent)) {
      throw new ArgumentError(`reverse_property '${name}' on relationship ${this.toString()} references relationship ${other.toString()}, which does not reference mapper ${this.parent.toString()}`);
    }
    if ((this.direction === 'ONETOMANY' || this.direction === 'MANYTOONE') && this.direction === other.direction) {
      throw new ArgumentError(
        `${this.toString()} and back-reference ${other.toString()} are both of the same direction <RelationshipDirection.${this.direction}: ${DIRECTIONS.indexOf(this.direction) + 1}>.  Did you mean to set remote_side on the many-to-one side ?`,
      );
    }
    this.reverse.add(other);
    other.reverse.add(this);
  }
}

function oneColumn(given: unknown): ColumnElement {
  const element = asClause(given);
  if (element instanceof ColumnElement) return markedAnew(element);
  throw new ArgumentError(`SQL expression for ON clause role expected, got ${String(given)}.`);
}

function elementList(given: unknown): ClauseElement[] {
  return listed([given]).map((one) => {
    const element = asClause(one);
    if (!element) throw new ArgumentError(`Column expression expected, got ${String(one)}.`);
    return element;
  });
}

function columnList(given: unknown): ColumnElement[] {
  return elementList(given).map((element) => oneColumn(element));
}
