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
import type { Flow } from '../../flow';
import { repr } from '../../protocol/text';
import { PyList, PyTuple } from '../../objects/sequences';
import { PyObject, PyType, type Value } from '../../objects/object';
import { asText } from '../arguments';
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
class Direction {
  constructor(readonly name: string) {}
}

/** The state of one attribute of an object: `inspect(obj).attrs.name`. */
class AttributeState {
  constructor(
    readonly state: InstanceState,
    readonly key: string,
  ) {}

  get value(): unknown {
    return this.state.attribute(this.key).get(this.state);
  }

  get loadedValue(): unknown {
    const impl = this.state.attribute(this.key);
    return this.state.values.has(this.key) ? impl.presented(this.state.values.get(this.key)) : new NoValue();
  }

  get history(): History {
    return this.state.attribute(this.key).history(this.state);
  }
}

/** `LoaderCallableStatus.NO_VALUE` */
class NoValue {
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
    attribute: (self, name) => self.things.get(name),
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
  binder.class<Direction>({ name: 'RelationshipDirection', module: 'sqlalchemy.orm.interfaces', of: Direction, attributes: { name: (self) => self.name }, repr: (self) => `<RelationshipDirection.${self.name}>`, str: (self) => `RelationshipDirection.${self.name}` });
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
      all_orm_descriptors: (self) => configured(self, () => named([...self.properties.keys(), ...self.descriptors.keys()], (key) => classes.attributeOf(entityOf(self), key, entityOf(self).required(key)))),
      inherits: (self) => self.inherits,
      concrete: (self) => self.options.concrete ?? false,
      base_mapper: (self) => self.base,
      polymorphic_on: (self) => self.polymorphism.on,
      polymorphic_identity: (self) => self.options.polymorphicIdentity ?? null,
      polymorphic_map: (self) => self.polymorphism.identities,
      self_and_descendants: (self) => [...self.selfAndSubclasses],
      registry: (self) => self.registry,
      is_mapper: () => true,
    },
    methods: methods<Mapper>()({
      'get_property(key)': (self, key) => configured(self, () => self.property(asText(key))),
      'has_property(key)': (self, key) => self.properties.has(asText(key)),
      'primary_key_from_instance(instance)': (self, object) => [...self.identityKeyOf(self.stateOf(object as object)).values],
      'isa(other)': (self, other) => self.isa(other as Mapper),
      'get_property_by_column(column)': (self, column) => self.propertyFor(column as ColumnElement),
    }),
    repr: (self) => `<Mapper at 0x7f0000000000; ${self.entity.name}>`,
    str: (self) => self.toString(),
  });
  bindProperties(binder);
  bindStates(binder);
  return { Mapper: mapper.type };
}

function configured<T>(mapper: Mapper, work: () => T): T {
  mapper.registry.configure();
  return work();
}

/** The columns by the names of their attributes. */
function mappedColumns(mapper: Mapper): ColumnCollection {
  return new ColumnCollection(mapper.columnProperties.map((property) => [property.key, property.column]));
}

function bindProperties(binder: Binder): void {
  binder.class<ColumnProperty>({
    name: 'ColumnProperty',
    module: 'sqlalchemy.orm.properties',
    of: ColumnProperty,
    attributes: { key: (self) => self.key, columns: (self) => [...self.columns], expression: (self) => self.column, deferred: (self) => self.deferred },
  });
  binder.class<Relationship>({
    name: 'Relationship',
    module: 'sqlalchemy.orm.relationships',
    of: Relationship,
    attributes: {
      key: (self) => self.key,
      direction: (self) => new Direction(self.direction),
      mapper: (self) => self.target,
      entity: (self) => self.target,
      parent: (self) => self.parent,
      uselist: (self) => self.uselist,
      lazy: (self) => self.lazy,
      back_populates: (self) => self.options.backPopulates ?? null,
      secondary: (self) => self.secondary,
      primaryjoin: (self) => self.join.primaryjoin,
      secondaryjoin: (self) => self.join.secondaryjoin,
      cascade: (self) => self.cascade.repr(),
      viewonly: (self) => self.viewonly,
      argument: (self) => self.target.entity.target,
      local_columns: (self) => new Set(self.join.localRemote.map(([local]) => local)),
      local_remote_pairs: (self) => self.join.localRemote.map((pair) => new TupleOf([...pair])),
      remote_side: (self) => new Set(self.join.localRemote.map(([, remote]) => remote)),
    },
    str: (self) => self.toString(),
  });
  binder.class<Synonym>({ name: 'Synonym', module: 'sqlalchemy.orm.descriptor_props', of: Synonym, attributes: { name: (self) => self.name } });
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
      identity: (self) => self.identity && new TupleOf(self.identity),
      identity_key: (self) => self.key,
      key: (self) => self.key,
      has_identity: (self) => self.key !== null,
      session: (self) => objectSession(self.object),
      object: (self) => self.object,
      mapper: (self) => self.mapper,
      class_: (self) => self.mapper.entity.target,
      attrs: (self) => named(self.mapper.properties.keys(), (key) => new AttributeState(self, key)),
      unloaded: (self) => new Set([...self.mapper.attributes.keys()].filter((key) => !self.values.has(key))),
      dict: (self) => Object.fromEntries([...self.values].filter(([, value]) => isKnown(value)).map(([key, value]) => [key, self.attribute(key).presented(value)])),
    },
    methods: methods<InstanceState>()({ 'get_history(key, passive)': (self, key) => self.attribute(asText(key)).history(self) }),
  });
  binder.bridge.recognises((host) => 'token' in host && 'mapper' in host && 'values' in host, (host) => {
    const key = host as { readonly mapper: Mapper; readonly values: readonly unknown[] };
    return new PyTuple([key.mapper.entity.target as PyType, new PyTuple(key.values.map((value) => binder.bridge.toPython(value))), null]);
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
