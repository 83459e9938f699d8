import { ArgumentError, InvalidRequestError } from '../errors';
import { EventHub } from '../events';
import { NO_VALUE } from './passive';
import { pythonRepr } from '../values/python-repr';
import type { ClauseElement } from '../sql/clause';
import { ColumnElement } from '../sql/elements';
import { FromClause, Join } from '../sql/from-clause';
import { Column } from '../sql/schema/column';
import { Table } from '../sql/schema/table';
import { AttributeImpl, ScalarImpl } from './attribute';
import { addValidator, AttributeListeners, type Validator } from './attribute-listeners';
import { CompositeAttribute, CompositeProperty } from './composite';
import { ComputedAttribute } from './computed-attribute';
import { DetachedInstanceError } from './errors';
import { identityKey, type IdentityKey } from './identity-key';
import type { ClassDescriptor } from './entity';
import { inheritedTable, type Polymorphism } from './inheritance';
import type { MapperEvents } from './mapper-events';
import { ColumnProperty, Synonym, type ColumnDefinition } from './property';
import type { Registry } from './registry';
import { CollectionImpl, ObjectImpl, RelatedImpl } from './related-attribute';
import { Relationship, type RelationshipOptions } from './relationship';
import { UnloadedCollectionImpl } from './unloaded-collection';
import { stateFor, stateOrNull, type InstanceState } from './state';

/** A class of the program's language, as far as mapping goes. */
export interface EntityClass {
  readonly name: string;
  /** As Python prints the class: `<class '__main__.Author'>`. */
  readonly repr: string;
  /** The class itself: what programs name when they mean it. */
  readonly target: object;
  /** A new object, without running its constructor. */
  instantiate(): object;
}

/** What is asked for as a relationship. */
export class RelationshipDefinition {
  constructor(
    readonly argument: unknown,
    readonly options: RelationshipOptions = {},
  ) {}
}

export type PropertyDefinition = ColumnElement | ColumnDefinition | ComputedAttribute | RelationshipDefinition | Synonym;

export type Property = ColumnProperty | Relationship | Synonym | CompositeProperty;

/** What `__mapper_args__` says. */
export interface MapperOptions {
  readonly inherits?: Mapper | null;
  readonly inheritCondition?: ColumnElement | null;
  readonly polymorphicOn?: ColumnElement | string | null;
  readonly polymorphicIdentity?: unknown;
  readonly polymorphicAbstract?: boolean;
  readonly versionIdCol?: ColumnElement | null;
  /** Gives the next version; false leaves it to the database. */
  readonly versionIdGenerator?: ((version: unknown) => unknown) | false;
  readonly confirmDeletedRows?: boolean;
  readonly eagerDefaults?: boolean | 'auto';
  /** False: each object is written, with what is told before and after, before the next one. */
  readonly batch?: boolean;
  readonly primaryKey?: readonly ColumnElement[] | null;
  readonly legacyIsOrphan?: boolean;
  /** How columns of the class are read with its base: joined at once, or by a statement of their own. */
  readonly polymorphicLoad?: 'inline' | 'selectin' | null;
  /** Subclasses whose columns are read at once with the class: '*' for all. */
  readonly withPolymorphic?: '*' | readonly object[] | null;
  /** A primary key of which some values are NULL tells a row. */
  readonly allowPartialPks?: boolean;
  /** Rows of an inheriting table are deleted by the database with those of the table above. */
  readonly passiveDeletes?: boolean;
  readonly concrete?: boolean;
  /** Columns whose attributes come before the others. */
  readonly leading?: readonly string[];
  /** Attributes that columns do not get. */
  readonly excludeProperties?: readonly string[] | null;
  /** The only columns that get attributes; null for all. */
  readonly includeProperties?: readonly string[] | null;
  /** What the names of attributes begin with that are named after columns. */
  readonly columnPrefix?: string | null;
  /** Attributes whose values are looked at before they are set: `validates()`. */
  readonly validators?: Readonly<Record<string, Validator>>;
}

/** A column of a table, and the attribute that has it. */
export interface StoredColumn {
  readonly column: Column;
  readonly key: string;
}

/** Puts what an attribute means in the place of its value. */
export type Spread = (mapping: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

interface PropertiesByKind {
  readonly columns: readonly ColumnProperty[];
  readonly relationships: readonly Relationship[];
  /** Relationships of the class itself. */
  readonly own: readonly Relationship[];
  /** The keys of columns that are read with an object. */
  readonly undeferred: ReadonlySet<string>;
  readonly stored: Map<Table, readonly StoredColumn[]>;
}

let made = 0;

/** How the objects of one class are kept in tables. */
export class Mapper {
  readonly properties = new Map<string, Property>();
  readonly attributes = new Map<string, AttributeImpl>();
  /** Attributes that the class has for statements only: hybrids, association proxies. Subclasses have them too. */
  readonly descriptors = new Map<string, ClassDescriptor>();
  /** What a value of such an attribute means among the values of a row that is inserted or updated without an object. */
  readonly spreads = new Map<string, Spread>();
  /** Attributes with columns. */
  readonly columnAttributes = new Set<string>();
  /** What is selected for its objects: the table, or a join with those that it inherits. */
  readonly table: FromClause;
  /** The table of the class itself; that of the parent for single-table inheritance. */
  readonly localTable: FromClause;
  /** The tables that its rows are in, the inherited ones first. */
  readonly tables: readonly Table[];
  readonly primaryKey: readonly ColumnElement[];
  readonly inherits: Mapper | null;
  readonly base: Mapper;
  polymorphism: Polymorphism;
  /** The class above, whose tables this one does not use. */
  concreteParent: Mapper | null = null;
  readonly concreteChildren: Mapper[] = [];
  /** What its objects and those of its concrete subclasses are read from together; null where nothing was said. */
  concreteUnion: FromClause | null = null;
  /** Relationships whose removal makes objects of this class orphans. */
  readonly deleteOrphans: Relationship[] = [];
  readonly events: EventHub<MapperEvents>;
  readonly subclasses: Mapper[] = [];
  /** How many classes its hierarchy has so far: what was worked out of them is out of date when it grows. */
  readonly hierarchy: { size: number };
  /** Grows with every mapper: ties in orders are broken by it. */
  readonly sortKey = ++made;
  readonly #byColumn = new Map<ClauseElement, ColumnProperty>();
  readonly #listeners = new Map<string, AttributeListeners>();
  readonly #computed = new Map<string, ComputedAttribute>();
  #kinds: PropertiesByKind | null = null;
  #readonlyKeys: readonly string[] | null = null;
  #keyAttributes: readonly (string | null)[] | null = null;

  /** @throws ArgumentError when no primary key can be found */
  constructor(
    readonly registry: Registry,
    readonly entity: EntityClass,
    table: FromClause | null,
    definitions: Readonly<Record<string, PropertyDefinition>>,
    readonly options: MapperOptions = {},
  ) {
    this.inherits = options.inherits ?? null;
    this.base = this.inherits?.base ?? this;
    this.hierarchy = this.inherits?.hierarchy ?? { size: 0 };
    this.events = new EventHub<MapperEvents>(this.inherits ? [{ hub: this.inherits.events, all: false }] : [{ hub: registry.events, all: true }]);
    const inherited = inheritedTable(this.inherits, table, options);
    this.table = inherited.table;
    this.localTable = inherited.localTable;
    this.tables = inherited.tables;
    this.polymorphism = inherited.polymorphism;
    this.primaryKey = options.primaryKey ?? this.inherits?.primaryKey ?? primaryKeyOf(this.localTable);
    if (this.primaryKey.length === 0) {
      throw new ArgumentError(`Mapper ${this.toString()} could not assemble any primary key columns for mapped table '${this.table.description}'`);
    }
    this.#define(definitions);
    this.inherits?.subclasses.push(this);
    this.hierarchy.size += 1;
    if (options.polymorphicIdentity !== undefined) this.polymorphism.identities.set(options.polymorphicIdentity, this);
  }

  /** The class stands below another, with a table of its own for all that its objects have. */
  standBelow(parent: Mapper): void {
    this.concreteParent = parent;
    parent.concreteChildren.push(this);
    const { polymorphicIdentity } = this.options;
    if (polymorphicIdentity !== undefined && parent.polymorphism.on) parent.polymorphism.identities.set(polymorphicIdentity, this);
  }

  /** It and all that stand below it with tables of their own. */
  get concreteFamily(): readonly Mapper[] {
    return [this, ...this.concreteChildren.flatMap((one) => one.concreteFamily)];
  }

  /**
   * From now on the class is read from a union of its table with those of its concrete subclasses.
   * @param on the column of the union that tells of which class a row is
   */
  readFromUnion(union: FromClause, on: ColumnElement): void {
    this.concreteUnion = union;
    const identities = this.concreteFamily.flatMap((mapper) => (mapper.options.polymorphicIdentity === undefined ? [] : [[mapper.options.polymorphicIdentity, mapper] as const]));
    this.polymorphism = { on, identities: new Map(identities) };
    this.hierarchy.size += 1;
  }

  /** `Mapper[Author(authors)]`. */
  toString(): string {
    return `Mapper[${this.entity.name}(${this.localTable.description})]`;
  }

  /** In the order in which statements read them: what is no column of its table, what is inherited, the columns of the table. */
  #define(definitions: Readonly<Record<string, PropertyDefinition>>): void {
    const named = new Map<object, string>();
    const add = (key: string, definition: PropertyDefinition): void => {
      if (!this.properties.has(key) || this.inherits) this.add(key, definition);
    };
    const stored: [string, PropertyDefinition][] = [];
    for (const [key, definition] of Object.entries(definitions)) {
      for (const column of columnsOf(definition)) named.set(column.identity, key);
      if (columnsOf(definition).some((column) => column instanceof Column)) stored.push([key, definition]);
      else add(key, definition);
    }
    for (const [key, property] of this.inherits?.properties ?? []) if (!this.properties.has(key)) this.#inherit(key, property);
    const done = new Set<string>();
    const { leading = [], columnPrefix } = this.options;
    const all = this.localTable === this.inherits?.localTable ? [] : this.localTable.c.values();
    const isLeading = (column: ColumnElement): boolean => leading.includes(String(column.key));
    for (const column of leading.length === 0 ? all : [...all.filter(isLeading), ...all.filter((one) => !isLeading(one))]) {
      const key = named.get(column.identity) ?? `${columnPrefix ?? ''}${String(column.key)}`;
      if (done.has(key) || this.#isLeftOut(column, named)) continue;
      done.add(key);
      add(key, definitions[key] ?? column);
    }
    for (const [key, definition] of stored) if (!done.has(key)) add(key, definition);
  }

  /** The mapping says that a column gets no attribute. */
  #isLeftOut(column: ColumnElement, named: ReadonlyMap<object, string>): boolean {
    const { excludeProperties, includeProperties } = this.options;
    if (named.has(column.identity) && excludeProperties == null) return false;
    const name = String(column.key);
    if (includeProperties != null && !includeProperties.includes(name) && !named.has(column.identity)) return true;
    return excludeProperties?.includes(name) === true;
  }

  #inherit(key: string, property: Property): void {
    this.#kinds = null;
    this.properties.set(key, property);
    const impl = this.inherits?.attributes.get(key);
    if (impl) this.attributes.set(key, impl);
    if (property instanceof ColumnProperty) {
      this.columnAttributes.add(key);
      for (const column of property.columns) this.#byColumn.set(column.identity, property);
    }
  }

  /** Adds an attribute: while it is mapped, or later. */
  add(key: string, definition: PropertyDefinition): void {
    this.#kinds = null;
    if (definition instanceof CompositeAttribute) {
      this.#computed.set(key, definition);
      this.properties.set(key, new CompositeProperty(key, this, definition));
      this.spreads.set(key, ({ [key]: value, ...others }): Readonly<Record<string, unknown>> => ({ ...others, ...(Object.fromEntries(definition.partsOf(value).map((part, place) => [definition.definition.keys[place], part])) as Readonly<Record<string, unknown>>) }));
    } else if (definition instanceof ComputedAttribute) {
      this.#computed.set(key, definition);
      if (definition.onClass) this.descriptors.set(key, definition.onClass);
      return;
    } else if (definition instanceof Synonym) {
      this.properties.set(key, definition);
    } else if (definition instanceof RelationshipDefinition) {
      this.properties.set(key, new Relationship(key, this, definition.argument, definition.options));
    } else {
      this.#addColumns(key, definition instanceof ColumnElement ? { columns: [definition] } : definition);
    }
    for (const subclass of this.subclasses) if (!subclass.properties.has(key)) subclass.#inherit(key, this.property(key));
  }

  #addColumns(key: string, definition: ColumnDefinition): void {
    const above = this.inherits?.properties.get(key);
    const inherited = above instanceof ColumnProperty ? above.columns.filter((column) => !definition.columns.some((own) => own.identity === column.identity)) : [];
    const property = new ColumnProperty(key, [...definition.columns, ...inherited], definition, this);
    this.#readonlyKeys = null;
    this.properties.set(key, property);
    this.columnAttributes.add(key);
    for (const column of property.columns) this.#byColumn.set(column.identity, property);
    const { column } = property;
    const impl = new ScalarImpl(key, property.deferred ? () => this.#deferredWith(property) : null, this.listenersOf(key));
    impl.activeHistory = property.options.activeHistory === true || this.primaryKey.some((one) => property.columns.some((own) => own.identity === one.identity)) || this.versionColumn?.identity === column.identity;
    const known = this.inherits?.attributes.get(key);
    this.attributes.set(key, known ?? impl);
  }

  #deferredWith(property: ColumnProperty): ReadonlySet<string> {
    const { group } = property.options;
    if (group == null) return new Set([property.key]);
    return new Set(this.columnProperties.filter((one) => one.deferred && one.options.group === group).map(({ key }) => key));
  }

  /** Attributes that are read, never written: SQL in the place of a column. */
  get readonlyKeys(): readonly string[] {
    return (this.#readonlyKeys ??= this.columnProperties.filter((property) => property.isReadonly).map(({ key }) => key));
  }

  /** Something is odd about its configuration, or about an object. */
  warn(message: string): void {
    this.registry.warn(message);
  }

  get allowPartialKeys(): boolean {
    return this.options.allowPartialPks ?? true;
  }

  /** The mapping leaves the attribute out until it is asked for. */
  isDeferred(key: string): boolean {
    const property = this.properties.get(key);
    return property instanceof ColumnProperty && property.deferred;
  }

  get versionColumn(): ColumnElement | null {
    return this.options.versionIdCol ?? this.inherits?.versionColumn ?? null;
  }

  /** The next version of a row. */
  nextVersion(version: unknown): unknown {
    const generator = this.options.versionIdGenerator ?? this.inherits?.options.versionIdGenerator;
    return typeof generator === 'function' ? generator(version) : Number(version ?? 0) + 1;
  }

  /** @throws Error for an attribute that does not exist */
  property(key: string): Property {
    const property = this.properties.get(key);
    if (!property) throw new ArgumentError(`Mapper '${this.toString()}' has no property '${key}'`);
    return property;
  }

  /** An attribute that is made of others; null when there is none of this name. */
  computed(key: string): ComputedAttribute | null {
    return this.#computed.get(key) ?? this.inherits?.computed(key) ?? null;
  }

  /** What a hybrid or its kin is on a class; null where there is none of this name. */
  descriptor(key: string): ClassDescriptor | null {
    return this.descriptors.get(key) ?? this.inherits?.descriptor(key) ?? null;
  }

  /** The values of a row, with those of composites and hybrids told as columns. */
  spread(mapping: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const { spreads } = this;
    if (spreads.size === 0 && !this.inherits) return mapping;
    const own = Object.keys(mapping).reduce((all, key) => spreads.get(key)?.(all) ?? all, mapping);
    return this.inherits?.spread(own) ?? own;
  }

  /** The names of all attributes: properties, then those that are made of them. */
  get attributeNames(): readonly string[] {
    const own = [this, ...this.ancestors].flatMap((mapper) => [...mapper.#computed.keys()]);
    return [...new Set([...this.properties.keys(), ...own])];
  }

  /** Who is told when the values of an attribute change; of an attribute too that is not configured yet. */
  listenersOf(key: string): AttributeListeners {
    const known = this.#listeners.get(key) ?? this.attributes.get(key)?.listeners;
    if (known) return known;
    const made = new AttributeListeners();
    this.#listeners.set(key, made);
    const validator = this.options.validators?.[key];
    if (validator) addValidator(made, key, validator);
    return made;
  }

  /** @throws ArgumentError for an attribute that does not exist */
  attribute(key: string): AttributeImpl {
    const impl = this.attributes.get(this.realKey(key));
    if (!impl) throw new ArgumentError(`Mapper '${this.toString()}' has no property '${key}'`);
    return impl;
  }

  related(key: string): RelatedImpl {
    const impl = this.attribute(key);
    if (!(impl instanceof RelatedImpl)) throw new ArgumentError(`'${key}' is no relationship of ${this.toString()}`);
    return impl;
  }

  /** The attribute that a name means: synonyms are followed. */
  realKey(key: string): string {
    const property = this.properties.get(key);
    return property instanceof Synonym ? this.realKey(property.name) : key;
  }

  get #byKind(): PropertiesByKind {
    if (this.#kinds) return this.#kinds;
    const all = [...this.properties.values()];
    const columns = all.filter((property) => property instanceof ColumnProperty);
    const relationships = all.filter((property) => property instanceof Relationship);
    const own = relationships.filter((relationship) => relationship.parent === this);
    const undeferred = new Set(columns.flatMap(({ key, deferred }) => (deferred ? [] : key)));
    return (this.#kinds = { columns, relationships, own, undeferred, stored: new Map() });
  }

  /** The columns of a table that are mapped, with their attributes. */
  storedIn(table: Table): readonly StoredColumn[] {
    const { stored } = this.#byKind;
    const known = stored.get(table);
    if (known) return known;
    const made = table.c.values().flatMap((column) => {
      const key = this.propertyFor(column)?.key;
      return key === undefined ? [] : [{ column, key }];
    });
    stored.set(table, made);
    return made;
  }

  /** The attributes with columns that are read with an object, not when they are asked for. */
  get undeferredColumns(): ReadonlySet<string> {
    return this.#byKind.undeferred;
  }

  get columnProperties(): readonly ColumnProperty[] {
    return this.#byKind.columns;
  }

  get relationships(): readonly Relationship[] {
    return this.#byKind.relationships;
  }

  /** The attribute that holds a column; null for columns that are not mapped. */
  propertyFor(column: ClauseElement): ColumnProperty | null {
    return this.#byColumn.get(column.identity) ?? null;
  }

  /** The value of a column as the object has it, without asking the database. */
  columnValue(state: InstanceState, column: ColumnElement): unknown {
    const property = this.propertyFor(column);
    if (!property) return NO_VALUE;
    return state.values.has(property.key) ? state.values.get(property.key) : NO_VALUE;
  }

  /** The value of a column that the database has, as far as it is known. */
  committedColumnValue(state: InstanceState, column: ColumnElement): unknown {
    const property = this.propertyFor(column);
    return property ? state.committedValue(property.key) : NO_VALUE;
  }

  setColumnValue(state: InstanceState, column: ColumnElement, value: unknown): void {
    const property = this.propertyFor(column);
    if (property) this.attribute(property.key).set(state, value);
  }

  /** The attributes of the primary key, in the order of its columns; null for a column that is not mapped. */
  get keyAttributes(): readonly (string | null)[] {
    return (this.#keyAttributes ??= this.primaryKey.map((column) => this.propertyFor(column)?.key ?? null));
  }

  /** The primary key among the values of an object is the one by which it is known. */
  hasSameKey(state: InstanceState): boolean {
    const { key } = state;
    if (key === null) return false;
    return this.keyAttributes.every((attribute, place) => attribute !== null && state.values.get(attribute) === key.values[place]);
  }

  /** The identity of an object by its current primary key. */
  identityKeyOf(state: InstanceState): IdentityKey {
    return identityKey(
      this,
      this.primaryKey.map((column) => {
        const value = this.columnValue(state, column);
        return value === NO_VALUE ? null : value;
      }),
    );
  }

  /** True for the mapper itself and for those that inherit from it. */
  isa(other: Mapper): boolean {
    if (other === this) return true;
    return this.inherits?.isa(other) ?? false;
  }

  /** One inherits from the other. */
  isRelatedTo(other: Mapper): boolean {
    return this.isa(other) || other.isa(this);
  }

  /** It and all that inherit from it. */
  get selfAndSubclasses(): readonly Mapper[] {
    return [this, ...this.subclasses.flatMap((one) => one.selfAndSubclasses)];
  }

  /** Nobody has the object any longer who must have it. */
  isOrphan(state: InstanceState): boolean {
    if (this.deleteOrphans.length === 0 && !this.inherits) return false;
    const all = [this.deleteOrphans, ...this.ancestors.map((mapper) => mapper.deleteOrphans)].flat();
    const optimistic = state.key !== null;
    const orphaned = all.map((relationship) => !relationship.parent.related(relationship.key).hasParent(state, optimistic));
    return this.options.legacyIsOrphan === true ? orphaned.length > 0 && orphaned.every(Boolean) : orphaned.some(Boolean);
  }

  get ancestors(): readonly Mapper[] {
    return this.inherits ? [this.inherits, ...this.inherits.ancestors] : [];
  }

  /** A new object, as rows become. */
  createState(): InstanceState {
    return stateFor(this.entity.instantiate(), this);
  }

  /** The state of an object of this class; made for new ones. */
  stateOf(object: object): InstanceState {
    return stateOrNull(object) ?? this.#firstState(object);
  }

  #firstState(object: object): InstanceState {
    if (this.options.polymorphicAbstract === true) throw new InvalidRequestError(`Can't instantiate class for ${this.toString()}; mapper is marked polymorphic_abstract=True`);
    const state = stateFor(object, this);
    const { on } = this.polymorphism;
    const property = on && this.options.polymorphicIdentity !== undefined ? this.propertyFor(on) : null;
    if (property) this.attribute(property.key).set(state, this.options.polymorphicIdentity);
    return state;
  }

  detached(state: InstanceState, what: string): DetachedInstanceError {
    return new DetachedInstanceError(`Instance ${state.toString()} is not bound to a Session; ${what}`, 'bhk3');
  }

  lazyDetached(state: InstanceState, key: string, what: 'lazy' | 'deferred' = 'lazy'): DetachedInstanceError {
    return new DetachedInstanceError(`Parent instance ${state.toString()} is not bound to a Session; ${what} load operation of attribute '${key}' cannot proceed`, 'bhk3');
  }

  /** Finds the targets of its relationships. First step of the configuration. */
  resolveTargets(): void {
    for (const relationship of this.ownRelationships) relationship.resolveTarget();
  }

  get ownRelationships(): readonly Relationship[] {
    return this.#byKind.own;
  }

  /** Makes the attributes of its relationships. Second step of the configuration. */
  configure(): void {
    for (const relationship of this.ownRelationships) this.configureRelationship(relationship);
  }

  /** Makes the attribute of one of its relationships. */
  configureRelationship(relationship: Relationship): void {
    relationship.configure();
    const impl = implOf(relationship, this.listenersOf(relationship.key));
    impl.activeHistory = relationship.options.activeHistory === true || relationship.direction !== 'MANYTOONE' || !relationship.usesGet;
    for (const mapper of this.selfAndSubclasses) mapper.attributes.set(relationship.key, impl);
  }
}

function implOf(relationship: Relationship, listeners: AttributeListeners): RelatedImpl {
  if (relationship.lazy === 'write_only' || relationship.lazy === 'dynamic') return new UnloadedCollectionImpl(relationship, listeners);
  return relationship.uselist ? new CollectionImpl(relationship, relationship.factory, listeners) : new ObjectImpl(relationship, listeners);
}

/** The columns that tell rows of a table apart; of a join those of its tables, without those that refer to another of them. */
function primaryKeyOf(table: FromClause): readonly ColumnElement[] {
  if (table instanceof Join) {
    const all = [...primaryKeyOf(table.left), ...primaryKeyOf(table.right)];
    return all.filter((column) => !all.some((other) => other !== column && column instanceof Column && other instanceof Column && column.references(other)));
  }
  return table instanceof Table ? table.primaryKey : table.c.values().filter((column) => column instanceof Column && column.primaryKey);
}

function columnsOf(definition: PropertyDefinition): readonly ColumnElement[] {
  if (definition instanceof ColumnElement) return [definition];
  return 'columns' in definition ? definition.columns : [];
}

/** The object as messages show it. */
export function shownObject(object: unknown): string {
  return stateOrNull(object)?.toString() ?? pythonRepr(object);
}
