import { CascadeOptions, type Cascade } from '../../../orm/map/cascade';
import { CompositeProperty, type CompositeAttribute } from '../../../orm/map/composite';
import { identityKey } from '../../../orm/map/identity-key';
import { isSingleTable } from '../../../orm/map/single-table';
import { entityOf, MappedEntity } from '../../../orm/map/entity';
import type { History } from '../../../orm/map/history';
import { History as Changes } from '../../../orm/map/history';
import { Mapper } from '../../../orm/map/mapper';
import { isKnown } from '../../../orm/map/passive';
import { ColumnProperty, Synonym } from '../../../orm/map/property';
import { Relationship } from '../../../orm/map/relationship';
import { InstanceState, stateOrNull } from '../../../orm/map/state';
import { objectSession } from '../../../orm/session/object-lifecycle';
import { ColumnCollection } from '../../../orm/sql/column-collection';
import type { ColumnElement } from '../../../orm/sql/elements';
import { defineClass } from '../../native/define';
import { tupleType } from '../../objects/builtin-types';
import { attributeError } from '../../objects/exceptions';
import type { Flow } from '../../flow';
import { repr } from '../../protocol/text';
import { PyList, PyTuple } from '../../objects/sequences';
import { PyObject, PyType, type Value } from '../../objects/object';
import { ArgumentError, InvalidRequestError } from '../../../orm/errors';
import { Row } from '../../../orm/engine/row';
import { asClause } from '../../../orm/sql/clause';
import { PyHost } from '../../bridge/host-class';
import { asList, asRecord, asText, memberOf } from '../arguments';
import type { Binder } from '../bind';
import { TupleOf } from '../bridge';
import { raise } from '../exceptions';
import { methods } from '../rows';
import type { MappedClasses } from './mapped-classes';

/** Things by name that are items and attributes: `mapper.relationships.author`. */
export class NamedThings {
  constructor(readonly things: ReadonlyMap<string, unknown>) {}
}

/** A member of an enumeration that is only shown: `RelationshipDirection.MANYTOONE`. */
export class Direction {
  static readonly #known = new Map<string, Direction>(['ONETOMANY', 'MANYTOONE', 'MANYTOMANY'].map((name, place) => [name, new Direction(name, place + 1)]));

  private constructor(
    readonly name: string,
    readonly value: number,
  ) {}

  static of(name: string): Direction {
    return Direction.#known.get(name) as Direction;
  }
}

/** The state of one attribute of an object: `inspect(obj).attrs.name`. */
class AttributeState {
  constructor(
    readonly state: InstanceState,
    readonly key: string,
  ) {}

  /** The composite that it is; null for others. */
  get composite(): CompositeAttribute | null {
    const property = this.state.mapper.properties.get(this.key);
    return property instanceof CompositeProperty ? property.attribute : null;
  }

  get value(): unknown {
    return this.composite ? this.composite.get(this.state.object) : this.state.attribute(this.key).get(this.state);
  }

  get loadedValue(): unknown {
    if (this.composite) return this.composite.get(this.state.object);
    const impl = this.state.attribute(this.key);
    return this.state.values.has(this.key) ? impl.presented(this.state.values.get(this.key)) : NoValue.only;
  }

  get history(): History {
    return this.composite?.history(this.state) ?? this.state.attribute(this.key).history(this.state);
  }
}

/** `LoaderCallableStatus.NO_VALUE` */
export class NoValue {
  static readonly only = new NoValue();
  readonly name = 'NO_VALUE';
}

function named(keys: Iterable<string>, make: (key: string) => unknown): NamedThings {
  return new NamedThings(new Map([...keys].map((key) => [key, make(key)])));
}

/** What `inspect()` gives for something mapped; undefined for anything else. */
export function inspectMapped(classes: MappedClasses, subject: unknown): unknown {
  if (subject instanceof MappedEntity) {
    subject.mapper.registry.configure();
    return subject.isAliased ? subject : subject.mapper;
  }
  if (subject instanceof Mapper) return subject;
  const state = stateOrNull(subject);
  if (state) return state;
  if (subject instanceof PyObject && !(subject instanceof PyType) && (classes.find(subject.cls) ?? classes.above(subject.cls))) return classes.stateOf(subject);
  return undefined;
}

/** Binds mappers, their properties, and the states of objects. */
export function bindInspection(binder: Binder, classes: MappedClasses): Record<string, Value> {
  binder.class<NamedThings>({
    name: 'ReadOnlyProperties',
    module: 'sqlalchemy.util._collections',
    of: NamedThings,
    attribute: (self, name) => {
      const found = self.things.get(name);
      if (found === undefined) throw attributeError(name, null, name);
      return found;
    },
    methods: methods<NamedThings>()({
      'keys()': (self) => [...self.things.keys()],
      'values()': (self) => [...self.things.values()],
      'items()': (self) => [...self.things].map((pair) => new TupleOf(pair)),
      'get(key, default=None)': (self, key, fallback) => self.things.get(asText(key)) ?? fallback,
    }),
    length: (self) => self.things.size,
    iterate: (self) => self.things.values(),
    contains: (self, key) => self.things.has(String(key)),
    item: (self, key) => {
      const found = self.things.get(asText(key));
      if (found === undefined) throw raise('InvalidRequestError', `no property '${asText(key)}'`);
      return found;
    },
  });
  binder.class<Direction>({ name: 'RelationshipDirection', module: 'sqlalchemy.orm.interfaces', of: Direction, attributes: { name: (self) => self.name, value: (self) => self.value }, repr: (self) => `<RelationshipDirection.${self.name}: ${self.value}>`, str: (self) => `RelationshipDirection.${self.name}` });
  binder.class<NoValue>({ name: 'LoaderCallableStatus', module: 'sqlalchemy.orm.base', of: NoValue, attributes: { name: (self) => self.name }, repr: () => '<LoaderCallableStatus.NO_VALUE: 4>', str: () => 'LoaderCallableStatus.NO_VALUE' });
  const mapper = binder.class<Mapper>({
    name: 'Mapper',
    module: 'sqlalchemy.orm.mapper',
    of: Mapper,
    attributes: {
      class_: (self) => self.entity.target,
      entity: (self) => self.entity.target,
      local_table: (self) => self.localTable,
      persist_selectable: (self) => self.table,
      mapped_table: (self) => self.table,
      selectable: (self) => self.table,
      tables: (self) => [...self.tables],
      columns: (self) => mappedColumns(self),
      c: (self) => mappedColumns(self),
      primary_key: (self) => new TupleOf([...self.primaryKey]),
      attrs: (self) => configured(self, () => named(self.properties.keys(), (key) => self.properties.get(key))),
      column_attrs: (self) => configured(self, () => named(self.columnProperties.map(({ key }) => key), (key) => self.properties.get(key))),
      relationships: (self) => configured(self, () => named(self.relationships.map(({ key }) => key), (key) => self.properties.get(key))),
      synonyms: (self) => named([...self.properties].filter(([, property]) => property instanceof Synonym).map(([key]) => key), (key) => self.properties.get(key)),
      composites: (self) => named([...self.properties].filter(([, property]) => property instanceof CompositeProperty).map(([key]) => key), (key) => self.properties.get(key)),
      all_orm_descriptors: (self) => configured(self, () => descriptorsOf(classes, self)),
      iterate_properties: (self) => configured(self, () => [...self.properties.values()]),
      eager_defaults: (self) => self.options.eagerDefaults ?? 'auto',
      confirm_deleted_rows: (self) => self.options.confirmDeletedRows ?? true,
      single: (self) => isSingleTable(self),
      configured: (self) => self.registry.isConfigured(self),
      polymorphic_abstract: (self) => self.options.polymorphicAbstract ?? false,
      is_aliased_class: () => false,
      is_selectable: () => false,
      is_instance: () => false,
      class_manager: (self) => new ClassManager(self),
      validators: () => new NoItems(),
      version_id_col: (self) => self.versionColumn,
      with_polymorphic_mappers: (self) => configured(self, () => [self, ...entityOf(self).polymorphicMappers]),
      mapper: (self) => self,
      inherits: (self) => self.inherits ?? self.concreteParent,
      concrete: (self) => self.options.concrete ?? false,
      base_mapper: (self) => self.base,
      polymorphic_on: (self) => self.polymorphism.on,
      polymorphic_identity: (self) => self.options.polymorphicIdentity ?? null,
      polymorphic_map: (self) => self.polymorphism.identities,
      self_and_descendants: (self) => [...self.selfAndSubclasses, ...self.concreteFamily.slice(1)],
      registry: (self) => self.registry,
      is_mapper: () => true,
    },
    methods: {
      ...methods<Mapper>()({
      'get_property(key)': (self, key) => configured(self, () => foundProperty(self, asText(key))),
      'identity_key_from_instance(instance)': (self, object) => self.identityKeyOf(self.stateOf(object as object)),
      'identity_key_from_primary_key(primary_key, identity_token=None)': (self, key) => identityKey(self, asList(key)),
      'identity_key_from_row(row, identity_token=None, adapter=None)': (self, row) => keyOfRow(self, row),
      'polymorphic_iterator()': (self) => [...self.base.selfAndSubclasses],
      'common_parent(other)': (self, other) => (other instanceof Mapper ? self.base === other.base : null),
      'has_property(key)': (self, key) => self.properties.has(asText(key)),
      'primary_key_from_instance(instance)': (self, object) => new TupleOf([...self.identityKeyOf(self.stateOf(object as object)).values]),
      'add_property(key, prop)': (self, key, property) => { classes.addLater(self.entity.target as PyType, asText(key), binder.bridge.toPython(property)); },
      'add_properties(properties)': (self, properties) => { for (const [key, property] of Object.entries(asRecord(properties))) classes.addLater(self.entity.target as PyType, key, binder.bridge.toPython(property)); },
      'isa(other)': (self, other) => other instanceof Mapper && self.isa(other),
      'is_sibling(other)': (self, other) => other instanceof Mapper && self.base === other.base && !self.isRelatedTo(other),
      'get_property_by_column(column)': (self, column) => self.propertyFor(asClause(column) as ColumnElement),
      }),
    },
    repr: (self) => `<Mapper at 0x7f0000000000; ${self.entity.name}>`,
    str: (self) => self.toString(),
  });
  const properties = bindProperties(binder);
  bindStates(binder);
  binder.class<ClassManager>({ name: 'ClassManager', module: 'sqlalchemy.orm.instrumentation', of: ClassManager, attributes: { class_: ({ mapper }) => mapper.entity.target, mapper: ({ mapper }) => mapper } });
  binder.class<NoItems>({ name: 'immutabledict', module: 'sqlalchemy.util', of: NoItems, length: () => 0, iterate: () => [], repr: () => 'immutabledict({})' });
  return { Mapper: mapper.type, ...properties };
}

/** What is known of a class besides its mapper. */
class ClassManager {
  constructor(readonly mapper: Mapper) {}
}

/** `immutabledict({})` */
class NoItems {
  readonly size = 0;
}

/** @throws InvalidRequestError for a name that no property has */
function foundProperty(mapper: Mapper, key: string): unknown {
  const property = mapper.properties.get(key);
  if (!property) throw new InvalidRequestError(`Mapper '${mapper.toString()}' has no property '${key}'.  If this property was indicated from other mappers or configure events, ensure registry.configure() has been called.`);
  return property;
}

/** Attributes of a class that mean something to the ORM: those of the mapper as they are in statements, hybrids and proxies as they are in the body. */
function descriptorsOf(classes: MappedClasses, mapper: Mapper): NamedThings {
  const cls = mapper.entity.target as PyType;
  const found = new Map<string, unknown>();
  for (const owner of cls.mro) {
    for (const [name, value] of owner.dict) if (!found.has(name) && !mapper.properties.has(name) && describes(value)) found.set(name, value);
  }
  const own = [...mapper.properties.keys()].map((key) => [key, classes.attributeOf(entityOf(mapper), key, entityOf(mapper).required(key))] as const);
  return new NamedThings(new Map([...found, ...own].sort(([one], [other]) => placeIn(cls, one) - placeIn(cls, other))));
}

/** True for hybrids and association proxies. */
function describes(value: Value): boolean {
  return value instanceof PyHost ? 'describes' in (value.host as object) : value instanceof PyObject && value.cls.lookup('extension_type') !== undefined;
}

/** Where a name stands in the bodies of a class and those above it. */
function placeIn(cls: PyType, name: string): number {
  let before = 0;
  for (const owner of cls.mro) {
    const place = [...owner.dict.keys()].indexOf(name);
    if (place >= 0) return before + place;
    before += owner.dict.size;
  }
  return before;
}

/** The identity that a row of a table has. */
function keyOfRow(mapper: Mapper, row: unknown): unknown {
  if (!(row instanceof Row)) throw new ArgumentError('a row is expected');
  return identityKey(mapper, mapper.primaryKey.map((column) => row._mapping.get(column)));
}

function configured<T>(mapper: Mapper, work: () => T): T {
  mapper.registry.configure();
  return work();
}

/** The columns by the names of their attributes. */
function mappedColumns(mapper: Mapper): ColumnCollection {
  return new ColumnCollection(mapper.columnProperties.map((property) => [property.key, property.column]));
}

function bindProperties(binder: Binder): Record<string, Value> {
  const column = binder.class<ColumnProperty>({
    name: 'ColumnProperty',
    module: 'sqlalchemy.orm.properties',
    of: ColumnProperty,
    attributes: { key: (self) => self.key, columns: (self) => [...self.columns], expression: (self) => self.column, deferred: (self) => self.deferred, info: (self) => self.options.info ?? memberOf(self.column, 'info') ?? {}, parent: (self) => self.parent, doc: (self) => self.options.doc ?? memberOf(self.column, 'doc') },
    repr: (self) => `<ColumnProperty at 0x7f0000000000; ${self.key}>`,
    str: (self) => self.toString(),
  });
  const relationship = binder.class<Relationship>({
    name: 'Relationship',
    module: 'sqlalchemy.orm.relationships',
    of: Relationship,
    attributes: {
      key: (self) => self.key,
      direction: (self) => Direction.of(self.direction),
      mapper: (self) => self.target,
      entity: (self) => self.target,
      parent: (self) => self.parent,
      uselist: (self) => self.uselist,
      lazy: (self) => self.lazy,
      back_populates: (self) => self.options.backPopulates ?? null,
      secondary: (self) => self.secondary,
      primaryjoin: (self) => self.join.primaryjoin,
      secondaryjoin: (self) => self.join.secondaryjoin,
      cascade: (self) => self.cascade,
      viewonly: (self) => self.viewonly,
      order_by: (self) => (self.orderBy.length > 0 ? new TupleOf([...self.orderBy]) : false),
      passive_deletes: (self) => self.passiveDeletes,
      info: (self) => self.options.info ?? {},
      doc: (self) => self.options.doc ?? null,
      argument: (self) => self.target.entity.target,
      local_columns: (self) => new Set(self.join.localRemote.map(([local]) => local)),
      local_remote_pairs: (self) => self.join.localRemote.map((pair) => new TupleOf([...pair])),
      remote_side: (self) => new Set(self.join.localRemote.map(([, remote]) => remote)),
    },
    str: (self) => self.toString(),
  });
  const synonym = binder.class<Synonym>({ name: 'Synonym', module: 'sqlalchemy.orm.descriptor_props', of: Synonym, attributes: { name: (self) => self.name } });
  return { ColumnProperty: column.type, Relationship: relationship.type, RelationshipProperty: relationship.type, Synonym: synonym.type };
}

function bindStates(binder: Binder): void {
  binder.class<AttributeState>({
    name: 'AttributeState',
    module: 'sqlalchemy.orm.state',
    of: AttributeState,
    attributes: { value: (self) => self.value, loaded_value: (self) => self.loadedValue, history: (self) => self.history, key: (self) => self.key, state: (self) => self.state },
    methods: methods<AttributeState>()({ 'load_history()': (self) => self.history }),
  });
  binder.bridge.showsAs(Changes, (host) => historyOf(binder, host as History));
  binder.class<CascadeOptions>({
    name: 'CascadeOptions',
    module: 'sqlalchemy.orm.util',
    of: CascadeOptions,
    attributes: {
      save_update: (self) => self.has('save-update'),
      delete: (self) => self.has('delete'),
      delete_orphan: (self) => self.has('delete-orphan'),
      merge: (self) => self.has('merge'),
      expunge: (self) => self.has('expunge'),
      refresh_expire: (self) => self.has('refresh-expire'),
    },
    contains: (self, name) => self.has(name as Cascade),
    iterate: (self) => self.names,
    repr: (self) => self.repr(),
  });
  binder.class<InstanceState>({
    name: 'InstanceState',
    module: 'sqlalchemy.orm.state',
    of: InstanceState,
    attributes: {
      transient: (self) => self.transient,
      pending: (self) => self.pending,
      persistent: (self) => self.persistent,
      deleted: (self) => self.deleted,
      detached: (self) => self.detached,
      was_deleted: (self) => self.wasDeleted,
      modified: (self) => self.modified,
      expired: (self) => self.expired,
      expired_attributes: (self) => new Set(self.expiredAttributes),
      is_instance: () => true,
      unmodified: (self) => new Set([...self.mapper.attributes.keys()].filter((key) => !self.committed.has(key))),
      identity: (self) => self.identity && new TupleOf(self.identity),
      identity_key: (self) => self.key,
      key: (self) => self.key,
      identity_token: (self) => self.key?.shard ?? null,
      has_identity: (self) => self.key !== null,
      session: (self) => objectSession(self.object),
      object: (self) => self.object,
      mapper: (self) => self.mapper,
      class_: (self) => self.mapper.entity.target,
      attrs: (self) => named(self.mapper.properties.keys(), (key) => new AttributeState(self, key)),
      unloaded: (self) => new Set([...self.mapper.attributes.keys()].filter((key) => !self.values.has(key) && !self.committed.has(key))),
      dict: (self) => Object.fromEntries([...self.values].filter(([, value]) => isKnown(value)).map(([key, value]) => [key, self.attribute(key).presented(value)])),
    },
    methods: methods<InstanceState>()({
      'get_history(key, passive)': (self, key) => self.attribute(asText(key)).history(self),
      'obj()': (self) => self.object,
      'unmodified_intersection(keys)': (self, keys) => new Set(asList(keys).filter((key) => self.mapper.attributes.has(asText(key)) && !self.committed.has(asText(key)))),
    }),
  });
  binder.bridge.recognises((host) => 'token' in host && 'mapper' in host && 'values' in host, (host) => {
    const key = host as { readonly mapper: Mapper; readonly values: readonly unknown[]; readonly shard: unknown };
    return new PyTuple([key.mapper.entity.target as PyType, new PyTuple(key.values.map((value) => binder.bridge.toPython(value))), binder.bridge.toPython(key.shard)]);
  });
}

/** `History(added=[…], unchanged=(), deleted=[…])`: a named tuple whose empty parts are `()`. */
function historyOf(binder: Binder, { added, unchanged, deleted }: History): Value {
  const part = (values: readonly unknown[]): Value => (values.length === 0 ? new PyTuple([]) : new PyList(values.map((value) => binder.bridge.toPython(value))));
  return new PyHistory([part(added), part(unchanged), part(deleted)]);
}

/** A history as Python sees it. */
export class PyHistory extends PyTuple {
  constructor(items: readonly Value[]) {
    super(items, historyType);
  }
}

const historyType: PyType = defineClass<PyHistory>({
  name: 'History',
  module: 'sqlalchemy.orm.attributes',
  bases: [tupleType],
  allocate: null,
  accepts: (value) => value instanceof PyHistory,
  attributes: Object.fromEntries(['added', 'unchanged', 'deleted'].map((name, place) => [name, (self: PyHistory): Value => self.items[place] ?? null])),
  methods: {
    'has_changes()': (self) => [self.items[0], self.items[2]].some((part) => part instanceof PyList),
    'empty()': (self) => !self.items.some((part) => part instanceof PyList),
    'sum()': (self) => new PyList(self.items.flatMap((part) => (part instanceof PyList ? part.items : []))),
    'non_deleted()': (self) => new PyList(self.items.slice(0, 2).flatMap((part) => (part instanceof PyList ? part.items : []))),
    'non_added()': (self) => new PyList(self.items.slice(1).flatMap((part) => (part instanceof PyList ? part.items : []))),
    '__repr__()': function* (self): Flow<Value> {
      const parts: string[] = [];
      for (const [place, name] of ['added', 'unchanged', 'deleted'].entries()) parts.push(`${name}=${yield* repr(self.items[place] ?? null)}`);
      return `History(${parts.join(', ')})`;
    },
  },
});
