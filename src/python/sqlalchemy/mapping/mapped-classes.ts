import { classAttribute, entityOf, MappedEntity, type ClassAttribute } from '../../../orm/map/entity';
import type { EntityClass, Mapper } from '../../../orm/map/mapper';
import { isKnown, PASSIVE } from '../../../orm/map/passive';
import type { Registry } from '../../../orm/map/registry';
import { RelatedImpl } from '../../../orm/map/related-attribute';
import { stateOrNull, type InstanceState } from '../../../orm/map/state';
import { clauseElement, type ClauseElement } from '../../../orm/sql/clause';
import { ColumnElement } from '../../../orm/sql/elements';
import { hostDescriptor } from '../../bridge/descriptor';
import { fromDatabase, type Flow } from '../../flow';
import { attributeError } from '../../objects/exceptions';
import { PyDict, PyMappingProxy, PySet } from '../../objects/mappings';
import { PyObject, PyType, type Value } from '../../objects/object';
import { PyList, PyTuple } from '../../objects/sequences';
import { addressOf } from '../../protocol/text';
import { carriedOut } from '../bind';
import type { Bridge } from '../bridge';
import { mappedObject } from './collections';

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
  /** Greater than zero while arguments of relationships are resolved: attributes are plain columns then. */
  #resolving = 0;

  constructor(readonly bridge: Bridge) {
    bridge.readsClasses((cls) => {
      const mapper = this.find(cls);
      return mapper ? entityOf(mapper) : undefined;
    });
  }

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
  }

  /** Attributes that came later, as the other sides of relationships do. */
  complete(mapper: Mapper): void {
    const cls = mapper.entity.target as PyType;
    for (const key of mapper.properties.keys()) if (cls.lookup(key) === undefined) this.instrument(cls, mapper, key);
  }

  /** Puts an attribute of the mapper into its class. */
  instrument(cls: PyType, mapper: Mapper, key: string): void {
    if (mapper.inherits?.properties.get(key) === mapper.properties.get(key) && cls.lookup(key) !== undefined) return;
    cls.assign(key, this.#descriptor(key));
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
      return this.bridge.toPython(impl.presented(value));
    }.bind(this));
  }

  /** Changes an attribute of an object; undefined deletes. */
  write(instance: PyObject, key: string, value: Value | undefined): void {
    this.bridge.receiver?.given(instance);
    const state = this.stateOf(instance);
    state.mapper.registry.configure();
    const impl = state.attribute(key);
    if (value === undefined) impl.delete(state);
    else if (impl.isCollection) impl.set(state, members(value));
    else impl.set(state, impl instanceof RelatedImpl && value !== null ? mappedObject(this.#stated(value)) : this.plain(value));
  }

  /** A mapped object that was just made has no state until it is asked for. */
  #stated(value: Value): Value {
    if (value instanceof PyObject && !(value instanceof PyType) && (this.find(value.cls) ?? this.above(value.cls))) this.stateOf(value);
    return value;
  }

  /** A value as an attribute holds it: SQL is unwrapped, all else stays Python's. */
  plain(value: Value): unknown {
    const read = this.bridge.toOrm(value);
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

/** What may take the place of a collection, as its members. */
function members(value: Value): unknown {
  if (value instanceof PyList || value instanceof PyTuple) return [...value.items];
  if (value instanceof PySet) return [...value.elements()];
  if (value instanceof PyDict) return [...value.table.entries()].map((entry) => entry.value);
  return value;
}
