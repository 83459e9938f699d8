import type { Mapper } from '../../../orm/map/mapper';
import { MappedEntity } from '../../../orm/map/entity';
import { polymorphicUnion } from '../../../orm/map/polymorphic-union';
import { Synonym } from '../../../orm/map/property';
import type { FromClause } from '../../../orm/sql/from-clause';
import { stateOrNull, type InstanceState } from '../../../orm/map/state';
import { aliased, withPolymorphic } from '../../../orm/query/aliased';
import { join, outerjoin } from '../../../orm/query/orm-join';
import { withParent } from '../../../orm/query/with-parent';
import { foreign, remote } from '../../../orm/map/join-annotations';
import { ArgumentError } from '../../../orm/errors';
import { UnmappedInstanceError } from '../../../orm/map/errors';
import { asClause } from '../../../orm/sql/clause';
import { ColumnElement } from '../../../orm/sql/elements';
import { MetaData } from '../../../orm/sql/schema/metadata';
import { hostClass, PyHost } from '../../bridge/host-class';
import type { Flow } from '../../flow';
import { carriedOut } from '../bind';
import { define } from '../../native/define';
import { PyModule } from '../../objects/module';
import { typeOf } from '../../objects/builtin-types';
import { PyObject, PyType, type Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import type { Runtime } from '../../runtime';
import { asFlag, asList, asNumber, asRecord, asText, asTextOrNull } from '../arguments';
import type { Binder } from '../bind';
import type { EventRegistry } from '../events';
import { exceptionsOf } from '../exceptions';
import { functions } from '../rows';
import { PythonLifetimes } from '../lifetime/python-lifetimes';
import { MappedAnnotation } from './annotations';
import { associationSupport } from './association-proxies';
import { asyncAttributes, asyncSessionFunctions, bindAsyncSessions } from './async-sessions';
import { bindAttributes } from './attributes';
import { bindBundles } from './bundles';
import { bindRegistry, DeclarativeBases } from './bases';
import { collectionTypes } from './collections';
import { Backref, DeclaredExpression, DescribedSynonym, DeclaredRelationship, fieldOptions, KeyedDict, MappedColumn } from './declarations';
import { bindComparedAttributes } from './compared-attributes';
import { bindComposites, DeclaredComposite } from './composites';
import { bindDeclaredAttr } from './declared-attr';
import { bindExtensionTypes } from './extension-type';
import { bindHybrids } from './hybrids';
import { bindLegacyQuery } from './legacy-query';
import { bindLoadOptions, loadFunctions } from './load-options';
import { bindInspection, inspectMapped } from './mapped-inspection';
import { loadingFunctions } from './loading-functions';
import { MappedClasses } from './mapped-classes';
import { mutableSupport } from './mutable';
import { attributeEvents } from './attribute-events';
import { attributeFunctions, identityFunctions } from './attribute-functions';
import { bindCollectionAdapters } from './collection-adapter';
import { mapperEvents, MapperListeners } from './mapper-events';
import { sessionEvents } from './session-events';
import { OrderingListClass, type Numbering as PlaceNumbering } from './ordering-lists';
import { bindClassPath } from './resolve-text';
import { SessionClasses } from './session-classes';
import { bindSessions, mapperOf, sessionFunctions, type Numbering } from './sessions';
import { bindUnloadedCollections } from './unloaded-collections';
import { reconstructor, validates } from './validators';

/** What the mapping's names are made of. */
export interface MappingParts {
  readonly binder: Binder;
  readonly runtime: Runtime;
  /** Takes warnings (SAWarning). */
  readonly warn: (message: string, category?: string) => void;
  readonly events: EventRegistry;
  /** What `sqlalchemy.sql.operators` has. */
  readonly operators: Readonly<Record<string, Value>>;
}

export interface MappingNames {
  readonly modules: Readonly<Record<string, Readonly<Record<string, Value>>>>;
  /** What `inspect()` gives for something mapped; undefined for anything else. */
  readonly inspect: (subject: unknown) => unknown;
}

/** Binds all that maps classes. */
export function bindMapping({ binder, runtime, warn, events, operators }: MappingParts): MappingNames {
  const { bridge } = binder;
  const classes = new MappedClasses(bridge);
  const attributes = bindAttributes(binder, classes);
  bindClassPath(binder);
  const bases = new DeclarativeBases(binder, classes, warn);
  const registry = bindRegistry(binder, bases);
  const inspection = bindInspection(binder, classes);
  let opened = 0;
  const lifetimes = new PythonLifetimes(runtime);
  bridge.receiver = lifetimes;
  const sessionClasses = new SessionClasses(bridge);
  const numbered: Numbering = (settings) => ({ ...settings, sessionId: ++opened, lifetimes, opened: sessionClasses.remember });
  const sessions = bindSessions(binder, sessionClasses, numbered, lifetimes);
  const options = bindLoadOptions(binder);
  const query = bindLegacyQuery(binder);
  const composite = bindComposites(binder, classes);
  const properties = { Composite: composite, CompositeProperty: composite, ColumnProperty: inspection['ColumnProperty'] as PyType, Relationship: inspection['Relationship'] as PyType };
  for (const type of Object.values(properties)) type.assign('Comparator', operators['AttributeComparator']);
  bindExtensionTypes(binder);
  bindComparedAttributes(binder);
  bindUnloadedCollections(binder);
  const hybrids = { ...bindHybrids(binder, classes, attributes['InstrumentedAttribute'] as PyType), Comparator: operators['Comparator'] as Value };
  events.add(sessionEvents(binder, sessionClasses));
  events.add(attributeEvents(binder));
  events.add(mapperEvents(binder, new MapperListeners(classes), inspection['Mapper'] as PyType, bases.everywhere, () => bases.registries));
  bindCollectionAdapters(binder);
  const bundle = bindBundles(binder);
  const makers = binder.functions(baseFunctions(bases), 'sqlalchemy.orm');
  const declared = {
    ...binder.functions(declarations(binder), 'sqlalchemy.orm'),
    declared_attr: bindDeclaredAttr(binder),
    validates: validates(),
    reconstructor: reconstructor(),
    DeclarativeBase: bases.declarativeBase,
    DeclarativeMeta: bases.metaclass,
    DeclarativeBaseNoMeta: bases.declarativeBase,
    MappedAsDataclass: bases.mappedAsDataclass,
    registry,
    ...annotationForms(binder),
    ...makers,
  };
  const orm = {
    ...declared,
    ...attributes,
    ...inspection,
    ...properties,
    PropComparator: operators['PropComparator'] as Value,
    QueryableAttribute: attributes['InstrumentedAttribute'] as Value,
    ...sessions,
    ...options,
    ...binder.functions(loadFunctions(binder, classes), 'sqlalchemy.orm'),
    ...binder.functions(sessionFunctions(sessionClasses), 'sqlalchemy.orm'),
    ...binder.functions(queryFunctions(binder, bases), 'sqlalchemy.orm'),
    Query: query,
    Bundle: bundle,
    exc: new PyModule('sqlalchemy.orm.exc', new Map(Object.entries(exceptionsOf('sqlalchemy.orm.exc')))),
    ...collectionFunctions(binder, runtime),
  };
  const asyncNames = { ...bindAsyncSessions(binder, numbered), ...binder.functions(asyncSessionFunctions, 'sqlalchemy.ext.asyncio'), AsyncAttrs: asyncAttributes(classes) };
  return {
    inspect: (subject) => inspectMapped(classes, subject),
    modules: {
      'sqlalchemy.orm': orm,
      'sqlalchemy.orm.attributes': { ...attributes, ...attributeFunctions(binder, classes) },
      'sqlalchemy.orm.collections': { ...collectionTypes, ...collectionFunctions(binder, runtime), collection: classes.collections.names['collection'] as Value },
      'sqlalchemy.orm.decl_api': declared,
      'sqlalchemy.orm.session': sessions,
      'sqlalchemy.orm.util': { ...identityFunctions(binder, classes), ...binder.functions(queryFunctions(binder, bases), 'sqlalchemy.orm'), Bundle: bundle, AliasedClass: attributes['AliasedClass'] as Value },
      'sqlalchemy.orm.loading': binder.functions(loadingFunctions, 'sqlalchemy.orm.loading'),
      'sqlalchemy.orm.mapper': { Mapper: inspection['Mapper'] as Value },
      'sqlalchemy.orm.properties': { ColumnProperty: inspection['ColumnProperty'] as Value },
      'sqlalchemy.orm.interfaces': { PropComparator: operators['PropComparator'] as Value },
      'sqlalchemy.ext.declarative': { declarative_base: makers['declarative_base'] as Value, declared_attr: declared.declared_attr, ConcreteBase: bases.concrete.concreteBase, AbstractConcreteBase: bases.concrete.abstractConcreteBase, as_declarative: makers['as_declarative'] as Value, has_inherited_table: makers['has_inherited_table'] as Value },
      'sqlalchemy.ext.hybrid': hybrids,
      'sqlalchemy.ext.orderinglist': orderingLists(binder),
      'sqlalchemy._mapping': { ...associationSupport(binder, classes), ...mutableSupport(binder, classes) },
      'sqlalchemy.ext.asyncio': asyncNames,
    },
  };
}

/** What class bodies call. */
function declarations(binder: Binder): ReturnType<typeof functions> {
  return functions({
    'mapped_column(*args, **kw)': (given, keywords) => new MappedColumn(binder, given, keywords),
    'relationship(argument=None, secondary=None, **kw)': (argument, secondary, keywords) => new DeclaredRelationship(argument, secondary === null ? keywords : { ...keywords, secondary }),
    'column_property(*columns, deferred=False, group=None, active_history=False, raiseload=False, comparator_factory=None, info=None, doc=None, **kw)': (columns, deferred, group, activeHistory, raiseload, comparator, info, doc, keywords) =>
      new DeclaredExpression(columns, { ...(info === null ? {} : { info: asRecord(info) }), ...(doc === null ? {} : { doc: asText(doc) }), comparatorFactory: comparator as Value, ...(asFlag(raiseload) ? { deferredRaiseload: true } : {}), ...(asFlag(deferred) ? { deferred: true } : {}), ...(group === null ? {} : { group: asText(group) }), ...(asFlag(activeHistory) ? { activeHistory: true } : {}) }, fieldOptions(keywords)),
    'deferred(column, *additional, group=None, raiseload=False, **kw)': (column, others, group, raiseload) =>
      new DeclaredExpression([column, ...others], { deferred: true, ...(group === null ? {} : { group: asText(group) }), ...(asFlag(raiseload) ? { deferredRaiseload: true } : {}) }),
    'query_expression(default_expr=None, **kw)': (fallback) => new DeclaredExpression(fallback === null ? [] : [fallback], { queryExpression: true }),
    'synonym(name, map_column=None, descriptor=None, **kw)': (name, _map, descriptor) => (descriptor instanceof PyObject ? new DescribedSynonym(asText(name), descriptor) : new Synonym(asText(name))),
    'synonym_for(name, map_column=False)': (name) => define('decorate(fn, /)', (descriptor) => binder.bridge.toPython(new DescribedSynonym(asText(name), descriptor as PyObject))),
    'backref(name, **kwargs)': (name, keywords) => new Backref(asText(name), keywords),
    'foreign(expr)': (given) => foreign(columnOf(given)),
    'remote(expr)': (given) => remote(columnOf(given)),
    'composite(class_or_attr=None, *attrs, **kw)': (make, parts, { comparator_factory: comparatorFactory, return_none_on: returnNoneOn }) => {
      const options = { ...(comparatorFactory === undefined ? {} : { comparatorFactory: comparatorFactory as Value }), ...(returnNoneOn === undefined ? {} : { returnNoneOn: returnNoneOn as Value }) };
      const isPart = make === null || typeof make === 'string' || make instanceof MappedColumn || asClause(make) !== null;
      return isPart ? new DeclaredComposite(null, make === null ? parts : [make, ...parts], options) : new DeclaredComposite(make as Value, parts, options);
    },
  });
}

/** The column that a condition of a join names. @throws ArgumentError for anything else */
function columnOf(given: unknown): ColumnElement {
  const element = given instanceof MappedColumn ? given.column : asClause(given);
  if (element instanceof ColumnElement) return element;
  throw new ArgumentError('foreign() and remote() take a column');
}

/** `Mapped[…]` and its kin. */
function annotationForms(binder: Binder): Record<string, Value> {
  const made = hostClass<MappedAnnotation>({ name: '_MappedAnnotation', module: 'sqlalchemy.orm.base', is: (host): host is MappedAnnotation => host instanceof MappedAnnotation });
  binder.bridge.shows(MappedAnnotation, made);
  const form = (kind: MappedAnnotation['kind']): PyType => {
    const { type } = hostClass<MappedForm>({ name: kind, module: 'sqlalchemy.orm.base', is: (host): host is MappedForm => host instanceof MappedForm, classItem: (_, key) => new PyHost(made.type, new MappedAnnotation(key, kind)) });
    return type;
  };
  return { Mapped: form('Mapped'), WriteOnlyMapped: form('WriteOnlyMapped'), DynamicMapped: form('DynamicMapped') };
}

/** Nothing is ever an instance of `Mapped` itself. */
abstract class MappedForm {
  abstract readonly inner: Value;
}

function baseFunctions(bases: DeclarativeBases): ReturnType<typeof functions> {
  return functions({
    'declarative_base(metadata=None, cls=None, name=None, type_annotation_map=None, **kw)': (metadata, cls, name, typeMap) =>
      bases.base(asTextOrNull(name) ?? 'Base', typeMap === null ? null : bases.newRegistry(metadata instanceof MetaData ? metadata : null, typeMap as Value), metadata, cls instanceof PyType ? [cls] : []),
    'as_declarative(**kw)': () => define('decorate(cls, /)', function* (cls): Flow<Value> { return yield* carriedOut(() => bases.base((cls as PyType).name, null, null, cls instanceof PyType ? [cls] : [])); }),
    'has_inherited_table(cls)': (cls) => bases.classes.above(cls instanceof MappedEntity ? (cls.mapper.entity.target as PyType) : (cls as PyType)) !== null,
    'polymorphic_union(table_map, typecolname, aliasname=\'p_union\', cast_nulls=True)': (tables, typeName, name, casts) => polymorphicUnion(Object.fromEntries(Object.entries(asRecord(tables)).map(([key, table]) => [key, asClause(table) as FromClause])), { typeName: asTextOrNull(typeName), name: asText(name), castNulls: asFlag(casts) }),
    'configure_mappers()': () => { bases.configure(); },
    'clear_mappers()': () => { for (const one of bases.registries) one.dispose((mapper) => { bases.classes.remove(mapper); }); },
  }); // prettier-ignore
}

function queryFunctions(binder: Binder, bases: DeclarativeBases): ReturnType<typeof functions> {
  return functions({
    'aliased(element, alias=None, name=None, flat=False, adapt_on_names=False)': (element, alias, name, flat, adapt) => aliased(element, alias, { name: asTextOrNull(name), flat: asFlag(flat), adaptOnNames: asFlag(adapt) }),
    'with_polymorphic(base, classes, selectable=None, flat=False, aliased=False, innerjoin=False, name=None)': (base, subclasses, selectable, flat, isAliased, inner, name) =>
      withPolymorphic(base, subclasses === '*' ? '*' : asList(subclasses), { selectable, flat: asFlag(flat), aliased: asFlag(isAliased), innerjoin: asFlag(inner), name: asTextOrNull(name) }),
    'join(left, right, onclause=None, isouter=False, full=False)': (left, right, onclause, isouter, full) => join(left, right, onclause, { isouter: asFlag(isouter), full: asFlag(full) }),
    'outerjoin(left, right, onclause=None, full=False)': (left, right, onclause, full) => outerjoin(left, right, onclause, { full: asFlag(full) }),
    'class_mapper(class_, configure=True)': (cls) => {
      bases.configure();
      return mapperOf(binder, cls);
    },
    'object_mapper(instance)': (object) => inspectedMapper(bases.classes, object) ?? unmapped(binder, object),
    'with_parent(instance, prop, from_entity=None)': (object, attribute) => withParent(object, attribute),
  });
}

/** @throws UnmappedInstanceError always */
function unmapped(binder: Binder, object: unknown): never {
  const cls = typeOf(binder.bridge.toPython(object));
  throw new UnmappedInstanceError(`Class '${cls.module}.${cls.qualname}' is not mapped`);
}

function inspectedMapper(classes: MappedClasses, object: unknown): Mapper | null {
  const state = inspectMapped(classes, object);
  return typeof state === 'object' && state !== null && 'mapper' in state ? (state.mapper as Mapper) : null;
}

/** Lists whose members know their place. */
function orderingLists(binder: Binder): Record<string, Value> {
  binder.class<OrderingListClass>({ name: 'OrderingListClass', module: 'sqlalchemy.ext.orderinglist', of: OrderingListClass });
  const { bridge } = binder;
  const numbering = (count: unknown, tell: unknown): PlaceNumbering['numberOf'] => {
    if (tell !== null) return (index, list) => bridge.runtime.callNow(tell as Value, [index, list]);
    const from = count === null ? 0 : asNumber(count);
    return (index) => index + from;
  };
  return binder.functions(
    functions({
      'ordering_list(attr, count_from=None, ordering_func=None, reorder_on_append=False)': (attribute, countFrom, tell, reorder) => new OrderingListClass({ attribute: asText(attribute), numberOf: numbering(countFrom, tell), reorderOnAppend: asFlag(reorder) }),
      'count_from_0(index, collection)': (index) => index,
      'count_from_1(index, collection)': (index) => asNumber(index) + 1,
      'count_from_n_factory(start)': (start) => define('count_from_n(index, collection)', (index) => asNumber(bridge.toOrm(index)) + asNumber(start)),
    }),
    'sqlalchemy.ext.orderinglist',
  );
}

/** The classes of dicts by key. */
function collectionFunctions(binder: Binder, runtime: Runtime): Record<string, Value> {
  const options = (keywords: Readonly<Record<string, unknown>>): { readonly ignoresUnpopulated: boolean } => ({ ignoresUnpopulated: asFlag(keywords['ignore_unpopulated_attribute']) });
  const valueOf = (state: InstanceState, key: string | undefined): Value | undefined => (key !== undefined && state.values.has(key) ? binder.bridge.toPython(state.attribute(key).presented(state.values.get(key))) : undefined);
  const byAttribute = (name: string, keywords: Readonly<Record<string, unknown>>): KeyedDict => new KeyedDict({ keyOf: (item) => valueOf(stateOrNull(item) as InstanceState, name), ...options(keywords) });
  const byFunction = (keyOf: unknown, keywords: Readonly<Record<string, unknown>>): KeyedDict => new KeyedDict({ keyOf: (item) => runtime.callNow(keyOf as Value, [item]), ...options(keywords) });
  const byColumns = (given: unknown, keywords: Readonly<Record<string, unknown>>): KeyedDict => {
    const columns = asList(given).map((one) => asClause(one) as ColumnElement);
    const keyOf = (item: PyObject): Value | undefined => {
      const state = stateOrNull(item) as InstanceState;
      const values = columns.map((column) => valueOf(state, state.mapper.propertyFor(column)?.key));
      if (values.some((value) => value === undefined)) return undefined;
      return Array.isArray(given) ? new PyTuple(values as Value[]) : values[0];
    };
    return new KeyedDict({ keyOf, ...options(keywords) });
  };
  return binder.functions(
    functions({
      'attribute_keyed_dict(attr_name, **kw)': (name, keywords) => byAttribute(asText(name), keywords),
      'attribute_mapped_collection(attr_name, **kw)': (name, keywords) => byAttribute(asText(name), keywords),
      'column_keyed_dict(mapping_spec, **kw)': byColumns,
      'column_mapped_collection(mapping_spec, **kw)': byColumns,
      'keyfunc_mapping(keyfunc, **kw)': byFunction,
      'mapped_collection(keyfunc, **kw)': byFunction,
    }),
    'sqlalchemy.orm',
  );
}
