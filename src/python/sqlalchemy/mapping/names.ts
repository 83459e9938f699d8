import { EventHub } from '../../../orm/events';
import type { Mapper } from '../../../orm/map/mapper';
import { Synonym } from '../../../orm/map/property';
import { aliased, withPolymorphic } from '../../../orm/query/aliased';
import { Bundle } from '../../../orm/query/bundle';
import { join, outerjoin } from '../../../orm/query/orm-join';
import { withParent } from '../../../orm/query/with-parent';
import type { SessionEvents } from '../../../orm/session/session-events';
import { foreign, remote } from '../../../orm/map/join-annotations';
import { ArgumentError } from '../../../orm/errors';
import { asClause } from '../../../orm/sql/clause';
import { ColumnElement } from '../../../orm/sql/elements';
import { MetaData } from '../../../orm/sql/schema/metadata';
import { hostClass, PyHost } from '../../bridge/host-class';
import { PyModule } from '../../objects/module';
import { PyType, type Value } from '../../objects/object';
import type { Runtime } from '../../runtime';
import { asFlag, asList, asText, asTextOrNull } from '../arguments';
import type { Binder } from '../bind';
import type { EventRegistry } from '../events';
import { exceptionsOf } from '../exceptions';
import { functions } from '../rows';
import { PythonLifetimes } from '../lifetime/python-lifetimes';
import { MappedAnnotation } from './annotations';
import { associationSupport } from './association-proxies';
import { asyncAttributes, asyncSessionFunctions, bindAsyncSessions } from './async-sessions';
import { bindAttributes } from './attributes';
import { bindRegistry, DeclarativeBases } from './bases';
import { collectionTypes } from './collections';
import { Backref, DeclaredExpression, DeclaredRelationship, KeyedDict, MappedColumn } from './declarations';
import { bindComposites, DeclaredComposite } from './composites';
import { bindDeclaredAttr } from './declared-attr';
import { bindHybrids } from './hybrids';
import { bindLegacyQuery } from './legacy-query';
import { bindLoadOptions, loadFunctions } from './load-options';
import { bindInspection, inspectMapped } from './mapped-inspection';
import { MappedClasses } from './mapped-classes';
import { attributeEvents, mapperEvents, sessionEvents } from './mapping-events';
import { OrderingListClass } from './ordering-lists';
import { bindClassPath } from './resolve-text';
import { bindSessions, mapperOf, sessionFunctions, type Numbering } from './sessions';
import { bindUnloadedCollections } from './unloaded-collections';
import { reconstructor, validates } from './validators';

/** What the mapping's names are made of. */
export interface MappingParts {
  readonly binder: Binder;
  readonly runtime: Runtime;
  /** Takes warnings (SAWarning). */
  readonly warn: (message: string) => void;
  readonly events: EventRegistry;
}

export interface MappingNames {
  readonly modules: Readonly<Record<string, Readonly<Record<string, Value>>>>;
  /** What `inspect()` gives for something mapped; undefined for anything else. */
  readonly inspect: (subject: unknown) => unknown;
}

/** Binds all that maps classes. */
export function bindMapping({ binder, runtime, warn, events }: MappingParts): MappingNames {
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
  const numbered: Numbering = (settings) => ({ ...settings, sessionId: ++opened, lifetimes });
  const sessions = bindSessions(binder, numbered, lifetimes);
  const options = bindLoadOptions(binder);
  const query = bindLegacyQuery(binder);
  bindComposites(binder);
  bindUnloadedCollections(binder);
  const hybrids = bindHybrids(binder, classes);
  const everywhere = new EventHub<SessionEvents>();
  events.add(sessionEvents(binder, sessions['Session'] as PyType, everywhere));
  events.add(attributeEvents(binder));
  events.add(mapperEvents(binder, classes, inspection['Mapper'] as PyType, () => bases.registries));
  const bundle = binder.class<Bundle>({ name: 'Bundle', module: 'sqlalchemy.orm.util', of: Bundle, construct: (_, [name, ...columns], { single_entity: single }) => new Bundle(asText(name), columns, { singleEntity: asFlag(single) }), attributes: { name: (self) => self.name, c: (self) => new BundleColumns(self) } });
  binder.class<BundleColumns>({ name: 'ReadOnlyColumnCollection', module: 'sqlalchemy.sql.base', of: BundleColumns, attribute: (self, name) => self.bundle.c[name] });
  const makers = binder.functions(baseFunctions(bases), 'sqlalchemy.orm');
  const declared = {
    ...binder.functions(declarations(binder), 'sqlalchemy.orm'),
    declared_attr: bindDeclaredAttr(binder),
    validates: validates(),
    reconstructor: reconstructor(),
    DeclarativeBase: bases.declarativeBase,
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
    ...sessions,
    ...options,
    ...binder.functions(loadFunctions(binder, classes), 'sqlalchemy.orm'),
    ...binder.functions(sessionFunctions, 'sqlalchemy.orm'),
    ...binder.functions(queryFunctions(binder, bases), 'sqlalchemy.orm'),
    Query: query,
    Bundle: bundle.type,
    exc: new PyModule('sqlalchemy.orm.exc', new Map(Object.entries(exceptionsOf('sqlalchemy.orm.exc')))),
    ...collectionFunctions(binder, runtime),
  };
  const asyncNames = { ...bindAsyncSessions(binder, numbered), ...binder.functions(asyncSessionFunctions, 'sqlalchemy.ext.asyncio'), AsyncAttrs: asyncAttributes(classes) };
  return {
    inspect: (subject) => inspectMapped(classes, subject),
    modules: {
      'sqlalchemy.orm': orm,
      'sqlalchemy.orm.attributes': { ...attributes, ...binder.functions(attributeFunctions(classes), 'sqlalchemy.orm.attributes') },
      'sqlalchemy.orm.collections': { ...collectionTypes, ...collectionFunctions(binder, runtime) },
      'sqlalchemy.orm.decl_api': declared,
      'sqlalchemy.orm.session': sessions,
      'sqlalchemy.ext.declarative': { declarative_base: makers['declarative_base'] as Value, declared_attr: declared.declared_attr },
      'sqlalchemy.ext.hybrid': hybrids,
      'sqlalchemy.ext.orderinglist': orderingLists(binder),
      'sqlalchemy._mapping': associationSupport(binder, classes),
      'sqlalchemy.ext.asyncio': asyncNames,
    },
  };
}

/** The columns of a bundle: `bundle.c.name`. */
class BundleColumns {
  constructor(readonly bundle: Bundle) {}
}

/** What class bodies call. */
function declarations(binder: Binder): ReturnType<typeof functions> {
  return functions({
    'mapped_column(*args, **kw)': (given, keywords) => new MappedColumn(binder, given, keywords),
    'relationship(argument=None, secondary=None, **kw)': (argument, secondary, keywords) => new DeclaredRelationship(argument, secondary === null ? keywords : { ...keywords, secondary }),
    'column_property(*columns, deferred=False, group=None, active_history=False, **kw)': (columns, deferred, group, activeHistory) =>
      new DeclaredExpression(columns, { ...(asFlag(deferred) ? { deferred: true } : {}), ...(group === null ? {} : { group: asText(group) }), ...(asFlag(activeHistory) ? { activeHistory: true } : {}) }),
    'deferred(column, *additional, group=None, raiseload=False, **kw)': (column, others, group, raiseload) =>
      new DeclaredExpression([column, ...others], { deferred: true, ...(group === null ? {} : { group: asText(group) }), ...(asFlag(raiseload) ? { deferredRaiseload: true } : {}) }),
    'query_expression(default_expr=None, **kw)': (fallback) => new DeclaredExpression(fallback === null ? [] : [fallback], { queryExpression: true }),
    'synonym(name, **kw)': (name) => new Synonym(asText(name)),
    'backref(name, **kwargs)': (name, keywords) => new Backref(asText(name), keywords),
    'foreign(expr)': (given) => foreign(columnOf(given)),
    'remote(expr)': (given) => remote(columnOf(given)),
    'composite(class_or_attr=None, *attrs, **kw)': (make, parts) => (make === null || typeof make === 'string' || make instanceof MappedColumn ? new DeclaredComposite(null, make === null ? parts : [make, ...parts]) : new DeclaredComposite(make as Value, parts)),
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
    'configure_mappers()': () => { bases.configure(); },
    'clear_mappers()': () => { for (const one of bases.registries) one.dispose(); },
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
    'object_mapper(instance)': (object) => inspectedMapper(bases.classes, object),
    'with_parent(instance, prop, from_entity=None)': (object, attribute) => withParent(object, attribute),
  });
}

function inspectedMapper(classes: MappedClasses, object: unknown): Mapper | null {
  const state = inspectMapped(classes, object);
  return typeof state === 'object' && state !== null && 'mapper' in state ? (state.mapper as Mapper) : null;
}

function attributeFunctions(classes: MappedClasses): ReturnType<typeof functions> {
  return functions({
    'flag_modified(instance, key)': (object, key) => {
      const state = classes.stateOf(object as never);
      state.recordChange(asText(key), null);
    },
    'get_history(obj, key, passive=None)': (object, key) => {
      const state = classes.stateOf(object as never);
      return state.attribute(asText(key)).history(state);
    },
    'set_committed_value(instance, key, value)': (object, key, value) => {
      const state = classes.stateOf(object as never);
      state.attribute(asText(key)).setCommitted(state, value);
    },
    'instance_state(instance)': (object) => classes.stateOf(object as never),
  });
}

/** Lists whose members know their place. */
function orderingLists(binder: Binder): Record<string, Value> {
  binder.class<OrderingListClass>({ name: 'OrderingListClass', module: 'sqlalchemy.ext.orderinglist', of: OrderingListClass });
  return binder.functions(
    functions({
      'ordering_list(attr, count_from=None, ordering_func=None, reorder_on_append=False)': (attribute, countFrom, _function, reorder) =>
        new OrderingListClass({ attribute: asText(attribute), countFrom: countFrom === null ? 0 : Number(countFrom), reorderOnAppend: asFlag(reorder) }),
    }),
    'sqlalchemy.ext.orderinglist',
  );
}

/** The classes of dicts by key. */
function collectionFunctions(binder: Binder, runtime: Runtime): Record<string, Value> {
  const byAttribute = (name: string): KeyedDict => new KeyedDict((item) => runtime.callNow(runtime.modules.get('builtins')?.attributes.get('getattr') ?? null, [item, name]));
  return binder.functions(
    functions({
      'attribute_keyed_dict(attr_name, **kw)': (name) => byAttribute(asText(name)),
      'attribute_mapped_collection(attr_name, **kw)': (name) => byAttribute(asText(name)),
      'column_keyed_dict(mapping_spec, **kw)': (column) => byAttribute(String((column as { readonly key: unknown }).key)),
      'keyfunc_mapping(keyfunc, **kw)': (keyOf) => new KeyedDict((item) => runtime.callNow(keyOf as Value, [item])),
      'mapped_collection(keyfunc)': (keyOf) => new KeyedDict((item) => runtime.callNow(keyOf as Value, [item])),
    }),
    'sqlalchemy.orm',
  );
}
