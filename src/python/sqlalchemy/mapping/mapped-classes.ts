import { ScalarImpl, type AttributeImpl } from '../../../orm/map/attribute';
import type { CollectionKind } from '../../../orm/map/collections';
import { CompositeProperty } from '../../../orm/map/composite';
import { Synonym } from '../../../orm/map/property';
import { classAttribute, entityOf, MappedEntity, type ClassAttribute } from '../../../orm/map/entity';
import type { EntityClass, Mapper, Property } from '../../../orm/map/mapper';
import { isKnown, PASSIVE } from '../../../orm/map/passive';
import type { Registry } from '../../../orm/map/registry';
import { CollectionImpl, RelatedImpl } from '../../../orm/map/related-attribute';
import { stateOrNull, type InstanceState } from '../../../orm/map/state';
import { clauseElement, type ClauseElement } from '../../../orm/sql/clause';
import { ColumnElement } from '../../../orm/sql/elements';
import { asOrmValue } from '../../../orm/values/host-values';
import { hostDescriptor } from '../../bridge/descriptor';
import { PyHost } from '../../bridge/host-class';
import { fromDatabase, type Flow } from '../../flow';
import { define } from '../../native/define';
import { typeOf } from '../../objects/builtin-types';
import { attributeError } from '../../objects/exceptions';
import { PyDict, PyMappingProxy, PySet } from '../../objects/mappings';
import { PyObject, PyType, type Value } from '../../objects/object';
import { PyList, PyTuple } from '../../objects/sequences';
import { getAttribute } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import { collect } from '../../protocol/iterate';
import { addressOf } from '../../protocol/text';
import { carriedOut } from '../bind';
import type { Bridge } from '../bridge';
import { mappedObject } from './collections';
import { ComparedAttribute } from './compared-attributes';
import { OwnCollections } from './own-collections';
import { TrackedValues } from './tracked-values';

/** A column attribute of a class as Python sees it: `User.name`. */
export class ColumnAttribute {
  constructor(
    readonly entity: MappedEntity,
    readonly key: string,
    readonly element: ColumnElement,
  ) {}

  [clauseElement](): ClauseElement {
    return this.element;
  }
}

const mappers = new WeakMap<PyType, Mapper>();

/** The mapper of a class of Python; null for what is no mapped class. */
export function mapperBehind(value: Value): Mapper | null {
  return value instanceof PyType ? (mappers.get(value) ?? null) : null;
}

/** The classes of Python that are mapped, in one interpreter. */
export class MappedClasses {
  readonly #attributes = new WeakMap<object, ColumnAttribute>();
  /** What makes the comparators of attributes that have one of the program's own. */
  readonly #comparators = new WeakMap<Property, Value>();
  readonly tracking: TrackedValues;
  /** Greater than zero while arguments of relationships are resolved: attributes are plain columns then. */
  #resolving = 0;

  /** What makes collections of the classes of a program. */
  readonly collections: OwnCollections;

  constructor(readonly bridge: Bridge) {
    this.collections = new OwnCollections(bridge.runtime);
    this.tracking = new TrackedValues(bridge);
    bridge.readsClasses((cls) => {
      const mapper = this.find(cls);
      return mapper ? entityOf(mapper) : undefined;
    });
  }

  /** Adds an attribute to a class that is mapped. Set when base classes are bound. */
  addLater: (cls: PyType, name: string, value: Value) => boolean = () => false;

  /** How aliases are shown. Set when their class is bound. */
  showAlias: (entity: MappedEntity) => Value = () => null;

  /** A mapped class is itself, an alias is shown as such. */
  shown(entity: MappedEntity): Value {
    return entity.isAliased ? this.showAlias(entity) : (entity.mapper.entity.target as PyType);
  }

  find(cls: PyType): Mapper | undefined {
    return mappers.get(cls);
  }

  /** The mapper of the nearest class above that is mapped. */
  above(cls: PyType): Mapper | null {
    for (const one of cls.mro.slice(1)) {
      const mapper = mappers.get(one);
      if (mapper) return mapper;
    }
    return null;
  }

  /** A class of Python as mappers see it. */
  entity(cls: PyType): EntityClass {
    return {
      name: cls.name,
      repr: `<class '${cls.module}.${cls.qualname}'>`,
      target: cls,
      instantiate: () => (cls.allocate ?? ((of: PyType): PyObject => new PyObject(of)))(cls),
    };
  }

  /** The class is mapped: from now on its attributes are those of the mapper. */
  add(cls: PyType, mapper: Mapper): void {
    mappers.set(cls, mapper);
    this.bridge.receiver?.keeps(cls);
    for (const key of mapper.properties.keys()) this.instrument(cls, mapper, key);
    if (!mapper.inherits) cls.assign('__dict__', this.#loadedValues());
    for (const told of this.onMapped) told(cls, mapper);
  }

  /** The class is mapped no longer. */
  remove(mapper: Mapper): void {
    const cls = mapper.entity.target as PyType;
    mappers.delete(cls);
    for (const key of [...mapper.properties.keys(), '__dict__', '__mapper__', '__table__']) cls.assign(key, undefined);
  }

  /** Told of each class that gets a mapper. */
  readonly onMapped: ((cls: PyType, mapper: Mapper) => void)[] = [];

  /** Attributes that came later, as the other sides of relationships do. */
  complete(mapper: Mapper): void {
    const cls = mapper.entity.target as PyType;
    for (const key of mapper.properties.keys()) if (cls.lookup(key) === undefined) this.instrument(cls, mapper, key);
  }

  /** Puts an attribute of the mapper into its class. */
  instrument(cls: PyType, mapper: Mapper, key: string): void {
    this.#track(mapper, key);
    if (mapper.inherits?.properties.get(key) === mapper.properties.get(key) && cls.lookup(key) !== undefined) return;
    const property = mapper.properties.get(key);
    const described = property instanceof Synonym && 'descriptor' in property ? (property.descriptor as PyObject) : null;
    cls.assign(key, property instanceof CompositeProperty ? this.#composite(key, property) : described ? this.#described(key, described) : this.#descriptor(key));
  }

  /** Values of some types tell when they change. */
  #track(mapper: Mapper, key: string): void {
    const property = mapper.properties.get(key);
    const impl = mapper.attributes.get(key);
    if (property?.kind === 'column' && impl instanceof ScalarImpl) impl.tracking ??= this.tracking.forType(property.column.type);
  }

  /** The operators of an attribute are those of a comparator that `factory` makes. */
  compareWith(property: Property, factory: Value): void {
    this.#comparators.set(property, factory);
  }

  /** A synonym that is a descriptor of the program's own on objects. */
  #described(key: string, descriptor: PyObject): PyObject {
    return hostDescriptor({
      get: (instance, owner) => (instance === undefined ? this.#onClass(owner, key) : call(descriptor.cls.lookup('__get__') ?? null, [descriptor, instance, owner])),
      set: function* (instance, value): Flow<void> {
        yield* call(descriptor.cls.lookup('__set__') ?? null, [descriptor, instance, value ?? null]);
      },
    });
  }

  #composite(key: string, { attribute }: CompositeProperty): PyObject {
    return hostDescriptor({
      get: (instance, owner) => (instance === undefined ? this.#onClass(owner, key) : carriedOut(() => this.bridge.toPython(attribute.get(this.#configured(instance))))),
      set: (instance, value) => carriedOut(() => { attribute.set(this.#configured(instance), value ?? null); }),
    }); // prettier-ignore
  }

  #configured(instance: PyObject): PyObject {
    this.bridge.receiver?.given(instance);
    this.stateOf(instance).mapper.registry.configure();
    return instance;
  }

  /** `obj.__dict__`: the values that are there, without reading any. */
  #loadedValues(): PyObject {
    return hostDescriptor({
      get: (instance, owner) => {
        if (instance === undefined) return new PyMappingProxy(PyDict.over(owner.dict));
        const state = this.stateOf(instance);
        const names = PyDict.of([['_sa_instance_state', this.bridge.toPython(state)], ...(instance.attributes ?? [])]);
        for (const [key, value] of state.values) if (isKnown(value)) names.set(key, this.bridge.toPython(state.attribute(key).presented(value)));
        return names;
      },
    });
  }

  #descriptor(key: string): PyObject {
    const write = (instance: PyObject, value: Value | undefined): void => { this.write(instance, key, value); }; // prettier-ignore
    return hostDescriptor({
      get: (instance, owner) => (instance === undefined ? this.#onClass(owner, key) : this.read(instance, key)),
      set: function* (instance, value): Flow<void> {
        yield* carriedOut(() => { write(instance, value); });
      },
    });
  }

  *#onClass(owner: PyType, key: string): Flow<Value> {
    return yield* carriedOut(() => {
      const mapper = this.find(owner) ?? this.above(owner);
      if (!mapper) throw attributeError(`type object '${owner.name}' has no attribute '${key}'`, owner, key);
      if (this.#resolving > 0) return this.bridge.toPython(plainColumn(mapper, key));
      return this.bridge.toPython(this.attributeOf(entityOf(mapper), key, classAttribute(mapper, key)));
    });
  }

  /** An attribute of an entity as Python sees it. */
  attributeOf(entity: MappedEntity, key: string, attribute: ClassAttribute): unknown {
    const property = entity.mapper.properties.get(entity.mapper.realKey(key));
    const factory = property && this.#comparators.get(property);
    if (!factory) return this.#plainAttribute(entity, key, attribute);
    const comparator = this.bridge.runtime.callNow(factory, [this.bridge.toPython(property), this.bridge.toPython(entity.isAliased ? entity : entity.mapper)]) as PyObject;
    (comparator.attributes ??= new Map<string, Value>()).set('_attribute', this.bridge.toPython(this.#plainAttribute(entity, key, attribute)));
    return new ComparedAttribute(this.bridge, entity, key, comparator);
  }

  #plainAttribute(entity: MappedEntity, key: string, attribute: ClassAttribute): unknown {
    if (!(attribute instanceof ColumnElement)) return attribute;
    let made = this.#attributes.get(attribute);
    if (!made) this.#attributes.set(attribute, (made = new ColumnAttribute(entity, key, attribute)));
    return made;
  }

  /** Does something while arguments of relationships are resolved. */
  whileResolving<T>(work: () => T): T {
    this.#resolving += 1;
    try {
      return work();
    } finally {
      this.#resolving -= 1;
    }
  }

  /** The state of a mapped object; made for new ones. */
  stateOf(instance: PyObject): InstanceState {
    const known = stateOrNull(instance);
    if (known) return known;
    const mapper = this.find(instance.cls) ?? this.above(instance.cls);
    if (!mapper) throw attributeError(`'${instance.cls.name}' object has no attribute '_sa_instance_state'`, instance, '_sa_instance_state');
    return mapper.stateOf(instance);
  }

  /** The value of an attribute of an object, read from the database where it is not there. */
  *read(instance: PyObject, key: string): Flow<Value> {
    return yield* carriedOut(function* (this: MappedClasses): Flow<Value> {
      this.bridge.receiver?.given(instance);
      const state = this.stateOf(instance);
      state.mapper.registry.configure();
      const impl = state.attribute(key);
      const known = state.values.get(impl.key);
      const value: unknown = known === undefined ? yield* fromDatabase(impl.load(state, PASSIVE.off)) : known;
      return this.bridge.toPython(impl.valueOf(state, value));
    }.bind(this));
  }

  /** Changes an attribute of an object; undefined deletes. */
  write(instance: PyObject, key: string, value: Value | undefined): void {
    this.bridge.receiver?.given(instance);
    const state = this.stateOf(instance);
    state.mapper.registry.configure();
    const impl = state.attribute(key);
    if (value === undefined) impl.delete(state);
    else if (impl.isCollection) impl.set(state, this.#members(impl, value));
    else impl.set(state, impl instanceof RelatedImpl && value !== null ? mappedObject(this.#stated(value)) : this.plain(value));
  }

  /** What may take the place of a collection, as its members. @throws TypeError for a collection of another kind */
  #members(impl: AttributeImpl, value: Value): unknown {
    const wanted = impl instanceof CollectionImpl ? impl.kind : null;
    if (wanted !== null && kindOf(value) !== wanted) throw new TypeError(`Incompatible collection type: ${value === null ? 'None' : typeOf(value).name} is not ${wanted}-like`);
    if (value instanceof PyDict) return [...value.table.entries()].map((entry) => entry.value);
    const given = impl instanceof CollectionImpl ? this.bridge.runtime.callNow(membersNow, [value]) : value;
    return given instanceof PyList || given instanceof PyTuple ? [...given.items] : given instanceof PySet ? [...given.elements()] : given;
  }

  /** A mapped object that was just made has no state until it is asked for. */
  #stated(value: Value): Value {
    if (value instanceof PyObject && !(value instanceof PyType) && (this.find(value.cls) ?? this.above(value.cls))) this.stateOf(value);
    return value;
  }

  /** A value as an attribute holds it: SQL is unwrapped, all else stays Python's. */
  plain(value: Value): unknown {
    const read = this.bridge.toOrm(value);
    if (value instanceof PyHost && typeof read === 'object' && read !== null && asOrmValue in read) return read;
    return typeof read === 'object' && read !== null && clauseElement in read ? (read as { [clauseElement](): ClauseElement })[clauseElement]() : read instanceof Object && 'identity' in read && 'kind' in read ? read : value;
  }

  /** `<Author at 0x7f…>` */
  shownObject(object: PyObject): string {
    return `<${object.cls.name} at ${addressOf(object)}>`;
  }

  registryOf(cls: PyType): Registry | null {
    return (this.find(cls) ?? this.above(cls))?.registry ?? null;
  }
}

/** The column behind an attribute, as joins name it; the mapper's property where it is no column. */
function plainColumn(mapper: Mapper, key: string): unknown {
  const property = mapper.properties.get(mapper.realKey(key));
  return property?.kind === 'column' ? property.column : null;
}

/** What a value behaves like, among collections. */
function kindOf(value: Value): CollectionKind | null {
  if (!(value instanceof PyObject)) return null;
  if (value instanceof PyList) return 'list';
  if (value instanceof PySet) return 'set';
  if (value instanceof PyDict) return 'dict';
  return value.cls.lookup('append') ? 'list' : value.cls.lookup('add') ? 'set' : value.cls.lookup('set') ? 'dict' : null;
}

const membersNow = define('members(collection, /)', function* (collection): Flow<Value> {
  const iterator = collection instanceof PyObject ? collection.cls.lookup('_sa_iterator') : undefined;
  return new PyList(yield* collect(typeof iterator === 'string' ? yield* call(yield* getAttribute(collection, iterator)) : collection));
});
