import { ArgumentError } from '../../../orm/errors';
import { MappedEntity } from '../../../orm/map/entity';
import { Mapper, RelationshipDefinition, type MapperOptions, type PropertyDefinition } from '../../../orm/map/mapper';
import { Registry } from '../../../orm/map/registry';
import { Relationship } from '../../../orm/map/relationship';
import { EventHub } from '../../../orm/events';
import type { MapperEvents } from '../../../orm/map/mapper-events';
import { settleColumn } from '../../../orm/map/declarative-column';
import { Synonym } from '../../../orm/map/property';
import { asClause } from '../../../orm/sql/clause';
import { ColumnElement } from '../../../orm/sql/elements';
import type { FromClause } from '../../../orm/sql/from-clause';
import { Column } from '../../../orm/sql/schema/column';
import { MetaData } from '../../../orm/sql/schema/metadata';
import { Table } from '../../../orm/sql/schema/table';
import { newType } from '../../machine/build-class';
import type { Flow } from '../../flow';
import { addMembers, define, defineClass } from '../../native/define';
import { objectType, typeType } from '../../objects/builtin-types';
import { namesIn } from '../../objects/namespaces';
import { PyObject, PyType, type Value } from '../../objects/object';
import { setGeneric } from '../../protocol/attributes';
import { asRecord, asText, camelKeys, nameText } from '../arguments';
import { carriedOut, type Binder } from '../bind';
import { loadWarnings } from '../notices';
import { methods } from '../rows';
import { ConcreteBases } from './concrete-bases';
import { DataclassMapping, type DataclassOptions } from './dataclass-mapping';
import { DeclaredExpression, DeclaredRelationship, isDeclaration, MappedColumn, RelationshipReader } from './declarations';
import { compositeOf, DeclaredComposite } from './composites';
import { ClassMapping, construct, leavingOut, readColumn, type MappingHome } from './declarative';
import { describeHybrids } from './hybrids';
import type { MappedClasses } from './mapped-classes';
import { resolveText } from './resolve-text';
import { attachValidators } from './validators';

/** `registry()` as Python has it. */
export class PythonRegistry implements MappingHome {
  constructor(
    readonly registry: Registry,
    readonly typeMap: Value,
  ) {}
}

/** Makes base classes, and maps the classes that are derived from them. */
export class DeclarativeBases {
  readonly #homes = new WeakMap<PyType, MappingHome>();
  readonly #dataclasses = new WeakMap<PyType, DataclassOptions>();
  /** Registries in the order in which they were made. */
  readonly registries: Registry[] = [];
  /** Listened to for all mappers. */
  readonly everywhere = new EventHub<MapperEvents>();
  /** The class of declarative classes: what is put into one later becomes a part of its mapping. */
  readonly metaclass: PyType;
  /** Classes that are read together with subclasses that have tables of their own. */
  readonly concrete: ConcreteBases;
  readonly declarativeBase: PyType;
  readonly mappedAsDataclass: PyType;

  constructor(
    private readonly binder: Binder,
    readonly classes: MappedClasses,
    private readonly warn: (message: string, category?: string) => void,
  ) {
    this.concrete = new ConcreteBases(binder, classes);
    const derived = (cls: PyType, keywords: ReadonlyMap<string, Value>): Flow<void> => this.#derived(cls, keywords);
    const addLater = (cls: PyType, name: string, value: Value): boolean => this.#addLater(cls, name, value);
    classes.addLater = addLater;
    this.metaclass = defineClass<PyType>({
      name: 'DeclarativeAttributeIntercept',
      module: 'sqlalchemy.orm.decl_api',
      bases: [typeType],
      dict: true,
      accepts: (value) => value instanceof PyType,
      methods: {
        '__setattr__(key, value, /)': function* (cls, key, value): Flow<Value> {
          const name = nameText(key);
          const added = yield* carriedOut(() => addLater(cls, name, value));
          if (!added) yield* setGeneric(cls, name, value);
          return null;
        },
      },
    });
    this.declarativeBase = new PyType(this.metaclass, 'DeclarativeBase', [objectType], 'sqlalchemy.orm.decl_api');
    this.mappedAsDataclass = new PyType(typeType, 'MappedAsDataclass', [objectType], 'sqlalchemy.orm.decl_api');
    const members = {
      accepts: (value: Value): value is PyObject => value instanceof PyObject,
      classMethods: {
        '__init_subclass__(**kwargs)': function* (cls: PyType, kwargs: Value): Flow<Value> {
          yield* carriedOut(() => derived(cls, namesIn(kwargs)));
          return null;
        },
      },
    };
    addMembers(this.declarativeBase, {
      ...members,
      methods: {
        '__init__(**kwargs)': function* (self, kwargs): Flow<Value> {
          yield* carriedOut(() => construct(classes, self, namesIn(kwargs ?? null)));
          return null;
        },
      },
    });
    addMembers(this.mappedAsDataclass, members);
    for (const type of [this.declarativeBase, this.mappedAsDataclass]) type.forget();
  }

  /** The registry of a class that is no base of its own. */
  homeOf(cls: PyType): MappingHome | null {
    for (const one of cls.mro) {
      const home = this.#homes.get(one);
      if (home) return home;
    }
    return null;
  }

  newRegistry(metadata: MetaData | null, typeMap: Value): PythonRegistry {
    const registry = new Registry({ ...(metadata ? { metadata } : {}), evaluate: (text, home) => resolveText(this.binder, this.classes, text, home), onWarning: this.warn, everywhere: this.everywhere });
    this.registries.push(registry);
    registry.events.listen('beforeConfigured', () => { this.concrete.complete(registry); });
    registry.events.listen('afterConfigured', () => { for (const mapper of registry.mappers) this.classes.complete(mapper); }); // prettier-ignore
    return new PythonRegistry(registry, typeMap);
  }

  /** Configures the mappers of all registries. */
  configure(): void {
    for (const registry of this.registries) registry.configure(true);
  }

  *#derived(cls: PyType, keywords: ReadonlyMap<string, Value>): Flow<void> {
    const options = this.#dataclassOptions(cls, keywords);
    if (cls.bases.includes(this.declarativeBase)) {
      this.#becomeBase(cls);
      return;
    }
    const home = this.homeOf(cls);
    if (!home || cls.dict.get('__abstract__') === true) return;
    if (this.concrete.isAbstract(cls)) {
      this.concrete.waitFor(cls, home.registry);
      return;
    }
    yield* this.map(cls, home, options);
  }

  /** Maps a class by what its body says. */
  *map(cls: PyType, home: MappingHome, options: DataclassOptions | null = null): Flow<Mapper> {
    yield* loadWarnings(this.binder.bridge.runtime);
    const { mapper, fields } = yield* new ClassMapping(this.binder, this.classes, cls, home).map();
    if (options) new DataclassMapping(this.binder, this.classes, cls, fields, options).apply();
    else if (cls.lookup('__init__') === objectType.dict.get('__init__')) this.#giveInit(cls);
    attachValidators(this.binder, cls, mapper);
    describeHybrids(this.binder, cls, mapper);
    return mapper;
  }

  #giveInit(cls: PyType): void {
    const init = this.declarativeBase.dict.get('__init__');
    const { classes } = this;
    if (init !== undefined) addMembers(cls, { accepts: (value): value is PyObject => value instanceof PyObject, methods: { '__init__(**kwargs)': function* (self, kwargs): Flow<Value> {
      yield* carriedOut(() => construct(classes, self, namesIn(kwargs ?? null)));
      return null;
    } } }); // prettier-ignore
  }

  #dataclassOptions(cls: PyType, keywords: ReadonlyMap<string, Value>): DataclassOptions | null {
    if (!cls.isSubclassOf(this.mappedAsDataclass)) return null;
    const above = cls.mro.slice(1).map((one) => this.#dataclasses.get(one)).find((one) => one !== undefined);
    const options: DataclassOptions = { ...above, ...Object.fromEntries([...keywords].map(([name, value]) => [name, value !== false])) };
    this.#dataclasses.set(cls, options);
    return options;
  }

  #becomeBase(cls: PyType): void {
    const { bridge } = this.binder;
    const given: unknown = bridge.toOrm(cls.dict.get('registry') ?? null);
    const own: unknown = bridge.toOrm(cls.lookup('metadata') ?? null);
    const typeMap = cls.lookup('type_annotation_map') ?? null;
    const home = given instanceof PythonRegistry ? given : this.newRegistry(own instanceof MetaData ? own : null, typeMap);
    this.#homes.set(cls, typeMap !== null && home.typeMap === null ? new PythonRegistry(home.registry, typeMap) : home);
    cls.assign('registry', bridge.toPython(home));
    cls.assign('metadata', bridge.toPython(home.registry.metadata));
  }

  /** `declarative_base()`: a new base class. */
  *base(name: string, home: PythonRegistry | null, metadata: unknown, parents: readonly PyType[]): Flow<PyType> {
    const { bridge } = this.binder;
    const names = new Map<string, Value>([['__module__', 'sqlalchemy.orm.decl_api']]);
    if (home) names.set('registry', bridge.toPython(home));
    if (metadata instanceof MetaData) names.set('metadata', bridge.toPython(metadata));
    return yield* newType(this.metaclass, name, [...parents, this.declarativeBase], names, null);
  }

  /** `User.posts = relationship(…)`, after the class was mapped. False for what is no part of a mapping. */
  #addLater(cls: PyType, name: string, value: Value): boolean {
    const mapper = this.classes.find(cls);
    const given: unknown = mapper ? this.binder.bridge.toOrm(value) : undefined;
    if (!mapper || !isDeclaration(given)) return false;
    const definition = this.#definition(name, given, cls);
    const column = given instanceof MappedColumn ? given.column : given;
    if (column instanceof Column) {
      if (column.name === '') settleColumn(column, { name });
      if (column.table === null && mapper.localTable instanceof Table) mapper.localTable.appendColumn(column);
    }
    mapper.add(name, definition);
    this.classes.instrument(cls, mapper, name);
    const property = mapper.property(name);
    if (property instanceof Relationship) mapper.registry.connect(property);
    return true;
  }

  /** What a declaration outside of a class body means to a mapper. @throws ArgumentError for what is none */
  #definition(name: string, given: unknown, cls: PyType): PropertyDefinition {
    if (given instanceof DeclaredComposite) return compositeOf(this.binder, name, given, null, () => this.classes.find(cls) as Mapper, (value, state, key) => { this.classes.tracking.adopt(value, state, key); }); // prettier-ignore
    if (given instanceof DeclaredRelationship) return new RelationshipReader(this.binder, this.classes).read(given, { target: null, collection: null, scalar: false, lazy: null });
    if (given instanceof DeclaredExpression) return { columns: given.columns.map((one) => readColumn(name, one)), ...given.options };
    if (given instanceof MappedColumn) return given.column;
    if (given instanceof Synonym || given instanceof RelationshipDefinition) return given;
    const element = asClause(given);
    if (element instanceof ColumnElement) return element;
    throw new ArgumentError('properties of a mapper are columns, relationships and SQL expressions');
  }

  /** Maps a class to a table from outside. @throws ArgumentError when the table is none */
  mapImperatively(cls: PyType, table: FromClause | null, properties: Readonly<Record<string, unknown>>, keywords: Readonly<Record<string, unknown>>, home: MappingHome): Mapper {
    const { inherits: above = null, exclude_properties: _excluded, include_properties: _included, ...rest } = keywords;
    const given = above instanceof Mapper ? above : above instanceof MappedEntity ? above.mapper : null;
    const parent = given ?? this.classes.above(cls);
    const concrete = rest['concrete'] === true;
    const options: MapperOptions = { ...(camelKeys(rest) as MapperOptions), ...leavingOut(keywords), ...(parent && !concrete ? { inherits: parent } : {}) };
    const mapper = home.registry.map({ entity: this.classes.entity(cls), table, properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, this.#definition(name, one, cls)])), options });
    if (parent && concrete) mapper.standBelow(parent);
    cls.assign('__mapper__', this.binder.bridge.toPython(mapper));
    cls.assign('__table__', this.binder.bridge.toPython(mapper.localTable));
    this.classes.add(cls, mapper);
    if (cls.lookup('__init__') === objectType.dict.get('__init__')) this.#giveInit(cls);
    attachValidators(this.binder, cls, mapper);
    describeHybrids(this.binder, cls, mapper);
    return mapper;
  }
}

/** Binds `registry`. */
export function bindRegistry(binder: Binder, bases: DeclarativeBases): PyType {
  const { bridge } = binder;
  const made = binder.class<PythonRegistry>({
    name: 'registry',
    module: 'sqlalchemy.orm.decl_api',
    of: PythonRegistry,
    construct: (_, _given, { metadata, type_annotation_map: typeMap }) => bases.newRegistry(metadata instanceof MetaData ? metadata : null, bridge.toPython(typeMap ?? null)),
    attributes: { metadata: (self) => self.registry.metadata, mappers: (self) => new Set(self.registry.mappers) },
    methods: methods<PythonRegistry>()({
      'configure(cascade=False)': (self) => { self.registry.configure(); },
      'dispose(cascade=False)': (self) => { self.registry.dispose((mapper) => { bases.classes.remove(mapper); }); },
      'map_imperatively(class_, local_table=None, properties=None, **kw)': (self, cls, table, properties, keywords) => bases.mapImperatively(classOf(cls), asClause(table) as FromClause | null, asRecord(properties), keywords, self),
      "generate_base(name='Base', cls=None, metadata=None)": (self, name, cls) => bases.base(asText(name), self, self.registry.metadata, cls instanceof PyType ? [cls] : []),
      'mapped_as_dataclass(cls=None, **kw)': (self, cls, options) => {
        const map = (given: PyType): Flow<Mapper> => bases.map(given, self, options);
        if (cls instanceof PyType) return mappedClass(map, cls);
        return define('decorate(cls, /)', function* (given): Flow<Value> { return yield* carriedOut(() => mappedClass(map, given as PyType)); });
      },
    }),
  }); // prettier-ignore
  addMembers(made.type, {
    accepts: (value): value is PyObject => value instanceof PyObject,
    methods: {
      // The class itself must come: as an argument of the ORM it would be what it stands for.
      'mapped(cls, /)': function* (self, cls): Flow<Value> {
        const home = made.unwrap(self) as PythonRegistry;
        return yield* carriedOut(() => mappedClass((given) => bases.map(given, home), cls as PyType));
      },
      'as_declarative_base(cls, /)': function* (self, cls): Flow<Value> {
        const home = made.unwrap(self) as PythonRegistry;
        return yield* carriedOut(() => bases.base('Base', home, null, cls instanceof PyType ? [cls] : []));
      },
    },
  });
  return made.type;
}

/** The class itself, where a mapped one was given. */
function classOf(given: unknown): PyType {
  return given instanceof MappedEntity ? (given.mapper.entity.target as PyType) : (given as PyType);
}

function* mappedClass(map: (cls: PyType) => Flow<Mapper>, cls: PyType): Flow<PyType> {
  yield* map(cls);
  return cls;
}
