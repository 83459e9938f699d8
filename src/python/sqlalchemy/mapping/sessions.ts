import { Connection, type StatementParameters } from '../../../orm/engine/connection';
import { Engine } from '../../../orm/engine/engine';
import { ArgumentError, NotImplementedError } from '../../../orm/errors';
import type { Flow as OrmFlow } from '../../../orm/flow';
import type { Flow } from '../../flow';
import { stateOf } from '../../../orm/session/mapped-object';
import { MappedEntity } from '../../../orm/map/entity';
import { Mapper } from '../../../orm/map/mapper';
import { FlushPlan } from '../../../orm/session/flush-plan';
import { makeTransient, makeTransientToDetached, objectSession } from '../../../orm/session/object-lifecycle';
import type { ObjectLifetimes } from '../../../orm/session/object-lifetimes';
import { ScopedSession } from '../../../orm/session/scoped-session';
import { Session } from '../../../orm/session/session';
import { SessionTransaction, type Bind } from '../../../orm/session/session-transaction';
import { SessionMaker, type SessionSettings } from '../../../orm/session/sessionmaker';
import { asClause } from '../../../orm/sql/clause';
import { Table } from '../../../orm/sql/schema/table';
import { PyObject, PyType, type Value } from '../../objects/object';
import { asFlag, asList, asRecord, asText, camelKeys } from '../arguments';
import type { Binder } from '../bind';
import { raise } from '../exceptions';
import { functions, methods, type MethodRows } from '../rows';
import type { SessionClasses } from './session-classes';
import { TupleOf } from '../bridge';
import { remark } from '../../../orm/remarks';
import { identityKey } from '../../../orm/map/identity-key';
import type { SessionCall } from '../../../orm/query/execute';
import { Row } from '../../../orm/engine/row';
import { getAttribute } from '../../protocol/attributes';
import { call } from '../../protocol/call';
import { AsyncConnectionHost, AsyncEngineHost } from '../async-hosts';

const SESSION = 'sqlalchemy.orm.session';

/** What stands behind an engine or a connection, async or not. */
export function bindOf(given: unknown): Bind | null {
  if (given === null || given === undefined) return null;
  if (given instanceof AsyncEngineHost) return given.engine;
  if (given instanceof AsyncConnectionHost) return given.required;
  if (given instanceof Engine || given instanceof Connection) return given;
  throw new ArgumentError('bind: an Engine or a Connection is expected');
}

/** Settings of sessions as Python names them. @throws NotImplementedError for `twophase` */
export function sessionSettings(keywords: Readonly<Record<string, unknown>>): SessionSettings {
  const { bind, binds, class_: _class, future: _future, twophase, query_cls: _query, enable_baked_queries: _baked, sync_session_class: _sync, ...rest } = keywords;
  if (asFlag(twophase)) throw new NotImplementedError('two-phase transactions are not there: a database of a note keeps no prepared transactions');
  return {
    ...(camelKeys(rest) as SessionSettings),
    ...(bind === undefined ? {} : { bind: bindOf(bind) }),
    ...(binds === undefined || binds === null ? {} : { binds: bindEntries(binds) }),
  };
}

function bindEntries(given: unknown): (readonly [Mapper | Table, Bind])[] {
  const entries: readonly (readonly [unknown, unknown])[] = given instanceof Map ? [...(given as ReadonlyMap<unknown, unknown>)] : Object.entries(asRecord(given));
  return entries.flatMap(([target, bind]): (readonly [Mapper | Table, Bind])[] => {
    const found = bindOf(bind);
    const key = target instanceof MappedEntity ? target.mapper : target;
    return found && (key instanceof Mapper || key instanceof Table) ? [[key, found]] : [];
  });
}

/** The mapper of a class that was given. @throws Raised UnmappedClassError */
export function mapperOf(binder: Binder, given: unknown): Mapper {
  if (given instanceof MappedEntity) return given.mapper;
  if (given instanceof Mapper) return given;
  if (given instanceof PyType) throw raise('UnmappedClassError', `Class '${given.module}.${given.qualname}' is not mapped`);
  throw new ArgumentError(`Expected mapped class or mapper, got: ${binder.bridge.repr(given)}`);
}

function getOptions(options: { readonly populateExisting: unknown; readonly forUpdate: unknown; readonly options: unknown }): { populateExisting?: boolean; forUpdate?: Readonly<Record<string, boolean>>; options?: readonly object[] } {
  return {
    ...(options.options === null ? {} : { options: asList(options.options) as readonly object[] }),
    ...(asFlag(options.populateExisting) ? { populateExisting: true } : {}),
    ...(options.forUpdate === null || options.forUpdate === false ? {} : { forUpdate: options.forUpdate === true ? {} : (camelKeys(asRecord(options.forUpdate)) as Record<string, boolean>) }),
  };
}

function callOf(options: unknown, bind: unknown): SessionCall {
  const given = bind === null ? null : asRecord(bind)['bind'];
  return { executionOptions: asRecord(options), ...(given === null || given === undefined ? {} : { bind: bindOf(given) }) };
}

/** Objects of Python that are mapped: what a session takes. */
const mapped = (given: unknown): object => given as object;

/** What sessions do that may wait. */
export function waitingRows(binder: Binder): MethodRows<Session> {
  return methods<Session>()({
    'execute(statement, params=None, *, execution_options=None, bind_arguments=None)': (self, statement, params, options, bind) => self.execute(statement, params as StatementParameters, callOf(options, bind)),
    'scalars(statement, params=None, *, execution_options=None, bind_arguments=None)': (self, statement, params, options, bind) => self.scalars(statement, params as StatementParameters, callOf(options, bind)),
    'scalar(statement, params=None, *, execution_options=None, bind_arguments=None)': (self, statement, params, options, bind) => self.scalar(statement, params as StatementParameters, callOf(options, bind)),
    'get(entity, ident, *, options=None, populate_existing=False, with_for_update=None, identity_token=None, execution_options=None)': (self, entity, key, options, populateExisting, forUpdate, identityToken) =>
      self.get(mapperOf(binder, entity), key, { ...getOptions({ populateExisting, forUpdate, options }), identityToken }),
    'get_one(entity, ident, *, options=None, populate_existing=False, with_for_update=None, identity_token=None, execution_options=None)': (self, entity, key, options, populateExisting, forUpdate, identityToken) =>
      self.getOne(mapperOf(binder, entity), key, { ...getOptions({ populateExisting, forUpdate, options }), identityToken }),
    'merge(instance, *, load=True, options=None)': (self, object, load, options) => self.merge(mapped(object), { load: asFlag(load), options: asList(options) as readonly object[] }),
    'merge_all(instances, *, load=True, options=None)': (self, objects, load, options) => self.mergeAll(asList(objects) as object[], { load: asFlag(load), options: asList(options) as readonly object[] }),
    'refresh(instance, attribute_names=None, with_for_update=None)': (self, object, names, lock) =>
      self.refresh(mapped(object), names === null ? null : asList(names).map(attributeName), lock === null || lock === false ? null : (camelKeys(asRecord(lock === true ? null : lock)) as object)),
    'flush(objects=None)': (self, objects) => {
      if (objects !== null) remark('The `objects` parameter of `Session.flush` is deprecated', 'SADeprecationWarning');
      return self.flush(asList(objects).length === 0 ? null : (asList(objects) as object[]));
    },
    'commit()': (self) => self.commit(),
    'rollback()': (self) => self.rollback(),
    'close()': (self) => self.close(),
    'reset()': (self) => self.reset(),
    'invalidate()': (self) => self.invalidate(),
    'connection(bind_arguments=None, execution_options=None)': (self, _bind, options) => self.connection({}, options === null ? null : asRecord(options)),
  });
}

/** What sessions do at once. */
export function plainRows(binder: Binder): MethodRows<Session> {
  return methods<Session>()({
    'add(instance)': (self, object) => { self.add(mapped(object)); },
    'add_all(instances)': (self, objects) => { self.addAll(asList(objects) as object[]); },
    'expunge(instance)': (self, object) => { self.expunge(mapped(object)); },
    'expunge_all()': (self) => { self.expungeAll(); },
    'expire(instance, attribute_names=None)': (self, object, names) => { self.expire(mapped(object), names === null ? null : asList(names).map(attributeName)); },
    'expire_all()': (self) => { self.expireAll(); },
    'is_modified(instance, include_collections=True)': (self, object, collections) => self.isModified(mapped(object), asFlag(collections)),
    'bind_mapper(mapper, bind)': (self, entity, bind) => { self.binds.bind(mapperOf(binder, entity), bindOf(bind) as Bind); },
    'bind_table(table, bind)': (self, table, bind) => { self.binds.bind(table as Table, bindOf(bind) as Bind); },
    'in_transaction()': (self) => self.inTransaction,
    'in_nested_transaction()': (self) => self.inNestedTransaction,
    'get_transaction()': (self) => self.transaction,
    'get_nested_transaction()': (self) => self.nestedTransaction,
    'get_bind(mapper=None, *, clause=None, **kw)': (self, entity, clause) => self.binds.find({ ...(entity === null ? {} : { mapper: mapperOf(binder, entity) }), ...(clause === null ? {} : { clause: asClause(clause) ?? null }) }),
  }); // prettier-ignore
}

function attributeName(given: unknown): string {
  return typeof given === 'object' && given !== null && 'key' in given ? String(given.key) : asText(given);
}

/** Attributes of sessions. */
export const sessionAttributes: Readonly<Record<string, (self: Session) => unknown>> = {
  new: (self) => new IdentitySet(self.new),
  dirty: (self) => new IdentitySet(self.dirty),
  deleted: (self) => new IdentitySet(self.deleted),
  identity_map: (self) => new IdentityView(self),
  is_active: (self) => self.isActive,
  info: (self) => self.info,
  bind: (self) => self.bind,
  expire_on_commit: (self) => self.options.expireOnCommit ?? true,
  _flushing: (self) => self.isFlushing,
  no_autoflush: (self) => new NoAutoflush(self),
};

/** What the class itself can be asked. */
function classRows(binder: Binder): MethodRows<PyType> {
  return methods<PyType>()({
    'object_session(instance)': (_, object) => objectSession(object),
    'identity_key(class_=None, ident=None, *, instance=None, row=None, identity_token=None)': (_, entity, key, instance, row, token) => keyOf(binder, { entity, key, instance, row, token }),
  });
}

/** The identity of an object, or of a row or a key of a class. */
function keyOf(binder: Binder, given: { readonly entity: unknown; readonly key: unknown; readonly instance: unknown; readonly row: unknown; readonly token: unknown }): unknown {
  const { entity, key, instance, row, token } = given;
  if (entity === null) {
    if (instance === null) throw new ArgumentError('class or instance is required');
    const state = stateOf(mapped(instance));
    return state.mapper.identityKeyOf(state);
  }
  const mapper = mapperOf(binder, entity);
  if (row instanceof Row) return identityKey(mapper, mapper.primaryKey.map((column) => row._mapping.get(column)), token);
  return identityKey(mapper, asList(key), token);
}

/** `with session.no_autoflush:` */
class NoAutoflush {
  #before = true;

  constructor(readonly session: Session) {}

  enter(): Session {
    this.#before = this.session.autoflush;
    this.session.autoflush = false;
    return this.session;
  }

  leave(): void {
    this.session.autoflush = this.#before;
  }
}

/** Objects of a session, told apart by identity: `session.new`. */
class IdentitySet {
  constructor(readonly objects: readonly object[]) {}
}

/** How a transaction came about: `SessionTransactionOrigin.BEGIN`. */
class Origin {
  constructor(readonly name: string) {}
}

/** What a maker of sessions was made with, as Python said it. */
interface MakerWords {
  readonly cls: PyType;
  readonly keywords: Readonly<Record<string, unknown>>;
}

/** `scoped.registry`. */
class ScopeRegistry {
  constructor(readonly scoped: ScopedSession) {}
}

/** `User.query`: a query of the class in the session of the scope. */
class QueryProperty {
  constructor(readonly scoped: ScopedSession) {}
}

/** The keys of an identity map as a dict shows them. */
function* dictView(binder: Binder, view: IdentityView, name: string): Flow<Value> {
  const dict = binder.bridge.toPython(new Map(view.session.identityMap.states.map((state) => [state.key, state.object])));
  return yield* call(yield* getAttribute(dict, name));
}

/** `session.identity_map`. */
class IdentityView {
  constructor(readonly session: Session) {
    session.objects.releaseUnreferenced();
  }

  get objects(): readonly object[] {
    this.session.objects.releaseUnreferenced();
    return [...this.session.identityMap.states].map(({ object }) => object);
  }

  /** A key is `(User, (1,), None)`. */
  find(key: unknown): object | null {
    const [entity, values, token] = asList(key);
    return entity instanceof MappedEntity ? (this.session.identityMap.get(identityKey(entity.mapper, asList(values), token ?? null))?.object ?? null) : null;
  }
}

/** `with Session.begin() as session:` of a maker of sessions. */
class MakerTransaction {
  #session: Session | null = null;
  #transaction: SessionTransaction | null = null;

  constructor(
    readonly maker: SessionMaker,
    private readonly numbered: Numbering,
  ) {}

  enter(): Session {
    this.#session = this.maker.make(this.numbered({}));
    this.#transaction = this.#session.begin().enter();
    return this.#session;
  }

  *leave(failed: boolean): OrmFlow<void> {
    try {
      if (this.#transaction) yield* this.#transaction.exit(failed);
    } finally {
      if (this.#session) yield* this.#session.close();
    }
  }
}

/** Gives a session its number, for they are counted in each interpreter, and what tells it which objects Python has no longer. */
export type Numbering = <S extends SessionSettings>(settings: S) => S & { readonly sessionId: number; readonly lifetimes: ObjectLifetimes };

/** Binds sessions and what makes them. */
export function bindSessions(binder: Binder, classes: SessionClasses, numbered: Numbering, lifetimes: ObjectLifetimes): Record<string, Value> {
  const waiting = waitingRows(binder);
  const plain = plainRows(binder);
  const session = binder.class<Session>({
    name: 'Session',
    module: SESSION,
    of: Session,
    subclassable: true,
    construct: (cls, [bind], keywords) => {
      const { bind: named, ...options } = sessionSettings(keywords);
      return classes.construct(cls, { bind: bindOf(bind) ?? named ?? null, options: numbered(options) });
    },
    methods: {
      ...waiting,
      ...plain,
      ...methods<Session>()({
        'delete(instance)': (self, object) => self.delete(mapped(object)),
        'delete_all(instances)': (self, objects) => self.deleteAll(asList(objects) as object[]),
        'begin(nested=False)': (self, nested) => (asFlag(nested) ? self.beginNested() : self.begin()),
        'begin_nested()': (self) => self.beginNested(),
        'query(*entities)': (self, entities) => self.query(...entities),
        'bulk_save_objects(objects, return_defaults=False, update_changed_only=True, preserve_order=True)': (self, objects, returnDefaults, changedOnly, preserveOrder) =>
          self.bulkSaveObjects(asList(objects) as object[], { returnDefaults: asFlag(returnDefaults), updateChangedOnly: asFlag(changedOnly), preserveOrder: asFlag(preserveOrder) }),
        'bulk_insert_mappings(mapper, mappings, return_defaults=False, render_nulls=False)': (self, entity, mappings, returnDefaults, renderNulls) =>
          self.bulkInsertMappings(mapperOf(binder, entity), asList(mappings).map((one) => ({ ...asRecord(one) })), { returnDefaults: asFlag(returnDefaults), renderNulls: asFlag(renderNulls) }),
        'bulk_update_mappings(mapper, mappings)': (self, entity, mappings) => self.bulkUpdateMappings(mapperOf(binder, entity), asList(mappings).map((one) => ({ ...asRecord(one) }))),
      }),
    },
    attributes: sessionAttributes,
    settable: { autoflush: [(self) => self.autoflush, (self, value) => { self.autoflush = asFlag(value); }] },
    classMethods: classRows(binder),
    iterate: (self) => self,
    contains: (self, object) => self.has(mapped(object)),
    enter: (self) => self,
    exit: (self) => self.close(),
  }); // prettier-ignore
  classes.root = session.type;
  binder.class<NoAutoflush>({ name: '_GeneratorContextManager', module: 'contextlib', of: NoAutoflush, enter: (self) => self.enter(), exit: (self) => { self.leave(); } }); // prettier-ignore
  binder.class<MakerTransaction>({ name: '_GeneratorContextManager', module: 'contextlib', of: MakerTransaction, enter: (self) => self.enter(), exit: (self, failed) => self.leave(failed) });
  bindObjectSets(binder);
  binder.class<FlushPlan>({ name: 'UOWTransaction', module: 'sqlalchemy.orm.unitofwork', of: FlushPlan });
  const transaction = binder.class<SessionTransaction>({
    name: 'SessionTransaction',
    module: SESSION,
    of: SessionTransaction,
    methods: methods<SessionTransaction>()({ 'commit()': (self) => self.commit(), 'rollback()': (self) => self.rollback(), 'close()': (self) => self.close() }),
    attributes: { session: (self) => self.session, nested: (self) => self.isNested, is_active: (self) => self.isActive, parent: (self) => self.parent, origin: (self) => new Origin(self.origin) },
    enter: (self) => self.enter(),
    exit: (self, failed) => self.exit(failed),
  });
  binder.class<Origin>({ name: 'SessionTransactionOrigin', module: SESSION, of: Origin, attributes: { name: (self) => self.name }, repr: (self) => `SessionTransactionOrigin.${self.name}` });
  const made = new WeakMap<SessionMaker, MakerWords>();
  const wordsOf = (one: SessionMaker): MakerWords => made.get(one) ?? { cls: session.type, keywords: {} };
  const maker = binder.class<SessionMaker>({
    name: 'sessionmaker',
    module: SESSION,
    of: SessionMaker,
    construct: (_, [bind, given], keywords) => {
      const named = keywords['class_'] ?? given;
      const cls = named instanceof PyType ? classes.derived(named) : session.type;
      const settings = { ...sessionSettings(keywords), lifetimes, opened: classes.remember, ...(bind === undefined ? {} : { bind: bindOf(bind) }) };
      const one = cls === session.type ? new SessionMaker({ ...settings, events: classes.hubsOf() }) : new SessionMaker(settings, (own, options) => classes.make(cls, { bind: own, options }));
      const { class_: _class, ...rest } = keywords;
      made.set(one, { cls, keywords: { bind: bind ?? null, autoflush: true, expire_on_commit: true, ...rest } });
      return one;
    },
    classItem: (cls) => cls,
    call: (self, _given, keywords) => self.make(numbered(sessionSettings(keywords))),
    methods: methods<SessionMaker>()({ 'begin()': (self) => new MakerTransaction(self, numbered), 'configure(**kw)': (self, keywords) => {
      self.configure(sessionSettings(keywords));
      const words = wordsOf(self);
      made.set(self, { ...words, keywords: { ...words.keywords, ...keywords } });
    } }),
    attributes: { kw: (self) => ({ ...wordsOf(self).keywords }), class_: (self) => wordsOf(self).cls },
    repr: (self) => {
      const { cls, keywords } = wordsOf(self);
      return `sessionmaker(class_='${cls.name}', ${Object.entries(keywords).map(([name, value]) => `${name}=${binder.bridge.repr(value)}`).join(', ')})`;
    },
  }); // prettier-ignore
  const scoped = binder.class<ScopedSession>({
    name: 'scoped_session',
    module: 'sqlalchemy.orm.scoping',
    of: ScopedSession,
    construct: (_, [factory, scope], { session_factory: named, scopefunc }) => {
      const made = factory ?? named;
      if (!(made instanceof SessionMaker)) throw new ArgumentError('scoped_session() takes a sessionmaker');
      const tells = scope ?? scopefunc;
      return new ScopedSession(made, ...(tells instanceof PyObject ? [(): unknown => binder.bridge.runtime.callNow(tells)] : []));
    },
    classItem: (cls) => cls,
    call: (self, _given, keywords) => self.open(Object.keys(keywords).length > 0 ? numbered(sessionSettings(keywords)) : null),
    methods: {
      ...forwarded({ ...waiting, ...plain }),
      ...methods<ScopedSession>()({
        'delete(instance)': (self, object) => self.session.delete(mapped(object)),
        'begin(nested=False)': (self, nested) => (asFlag(nested) ? self.session.beginNested() : self.session.begin()),
        'begin_nested()': (self) => self.session.beginNested(),
        'query(*entities)': (self, entities) => self.session.query(...entities),
        'remove()': (self) => self.remove(),
        'query_property(query_cls=None)': (self) => new QueryProperty(self),
        'configure(**kw)': (self, keywords) => { self.configure(sessionSettings(keywords), () => undefined); },
      }),
    },
    attributes: {
      ...Object.fromEntries(Object.entries(sessionAttributes).map(([name, get]) => [name, (self: ScopedSession) => get(self.session)])),
      autoflush: (self) => self.session.autoflush,
      registry: (self) => new ScopeRegistry(self),
      session_factory: (self) => self.maker,
    },
    classMethods: classRows(binder),
    contains: (self, object) => self.session.has(mapped(object)),
    iterate: (self) => self.session,
  }); // prettier-ignore
  binder.class<QueryProperty>({
    name: 'query',
    module: 'sqlalchemy.orm.scoping',
    of: QueryProperty,
    methods: methods<QueryProperty>()({ '__get__(instance, owner)': (self, _instance, owner) => (owner instanceof MappedEntity ? self.scoped.session.query(owner) : null) }),
  });
  binder.class<ScopeRegistry>({
    name: 'ScopedRegistry',
    module: 'sqlalchemy.util._collections',
    of: ScopeRegistry,
    methods: methods<ScopeRegistry>()({ 'has()': ({ scoped: own }) => own.has, 'set(obj)': ({ scoped: own }, one) => { own.replace(one as Session); }, 'clear()': ({ scoped: own }) => { own.replace(null); } }),
    attributes: { registry: ({ scoped: own }) => own.all },
    call: ({ scoped: own }) => own.session,
  });
  return { Session: session.type, SessionTransaction: transaction.type, sessionmaker: maker.type, scoped_session: scoped.type };
}

function forwarded(rows: MethodRows<Session>): MethodRows<ScopedSession> {
  return Object.fromEntries(Object.entries(rows).map(([heading, row]) => [heading, (self: ScopedSession, ...given: unknown[]) => row(self.session, ...given)]));
}

function bindObjectSets(binder: Binder): void {
  binder.class<IdentitySet>({
    name: 'IdentitySet',
    module: 'sqlalchemy.util',
    of: IdentitySet,
    length: (self) => self.objects.length,
    iterate: (self) => self.objects,
    contains: (self, object) => self.objects.includes(object as object),
    truth: (self) => self.objects.length > 0,
    repr: (self) => `IdentitySet(${binder.bridge.repr([...self.objects])})`,
  });
  binder.class<IdentityView>({
    name: 'WeakInstanceDict',
    module: 'sqlalchemy.orm.identity',
    of: IdentityView,
    length: (self) => self.objects.length,
    iterate: (self) => [...self.session.identityMap.states].map((state) => state.key),
    contains: (self, key) => self.find(key) !== null,
    item: (self, key) => self.find(key),
    methods: methods<IdentityView>()({
      'values()': (self) => [...self.objects],
      'keys()': (self) => dictView(binder, self, 'keys'),
      'items()': (self) => [...self.session.identityMap.states].map((state) => new TupleOf([state.key, state.object])),
      'get(key, default=None)': (self, key, otherwise) => self.find(key) ?? otherwise,
    }),
  });
}

/** Functions about objects and their sessions. */
export const sessionFunctions = (classes: SessionClasses): ReturnType<typeof functions> => functions({
  'object_session(instance)': (object) => objectSession(object),
  'make_transient(instance)': (object) => { makeTransient(mapped(object)); },
  'make_transient_to_detached(instance)': (object) => { makeTransientToDetached(mapped(object)); },
  *'close_all_sessions()'() {
    for (const one of classes.opened) yield* one.close();
  },
}); // prettier-ignore
