import type { Flow as OrmFlow } from '../../../orm/flow';
import { PASSIVE } from '../../../orm/map/passive';
import { Session } from '../../../orm/session/session';
import type { SessionTransaction } from '../../../orm/session/session-transaction';
import { fromDatabase, type Flow } from '../../flow';
import { objectSession } from '../../../orm/session/object-lifecycle';
import { stateOrNull } from '../../../orm/map/state';
import { asyncFunction } from '../../asyncio/native-coroutine';
import { defineClass } from '../../native/define';
import { attributeError } from '../../objects/exceptions';
import { PyObject, type PyType, type Value } from '../../objects/object';
import { asList, asRecord, nameText } from '../arguments';
import { carriedOut, type Binder } from '../bind';
import { runSync } from '../engines';
import { AsyncConnectionHost } from '../async-hosts';
import { streamed, streamedScalars } from '../async-results';
import { functions, methods, type MethodRows } from '../rows';
import type { MappedClasses } from './mapped-classes';
import { bindOf, plainRows, sessionAttributes, sessionSettings, waitingRows, type Numbering } from './sessions';

const ASYNC = 'sqlalchemy.ext.asyncio.session';

/** A session whose calls are awaited. */
export class AsyncSessionHost {
  constructor(readonly session: Session) {}

  awaited<T>(flow: OrmFlow<T>): OrmFlow<T> {
    return this.session.awaited(flow);
  }
}

/** Makes such sessions. */
class AsyncMaker {
  constructor(
    readonly keywords: Readonly<Record<string, unknown>>,
    private readonly numbered: Numbering,
  ) {}

  make(keywords: Readonly<Record<string, unknown>> = {}): AsyncSessionHost {
    return newSession({ ...this.keywords, ...keywords }, this.numbered);
  }
}

function newSession(keywords: Readonly<Record<string, unknown>>, numbered: Numbering): AsyncSessionHost {
  const { bind, ...options } = sessionSettings(keywords);
  return new AsyncSessionHost(new Session(bind ?? null, numbered({ ...options, asynchronous: true })));
}

/** `async with session.begin():` */
class AsyncSessionTransactionHost {
  #transaction: SessionTransaction | null = null;

  constructor(
    readonly host: AsyncSessionHost,
    readonly nested: boolean,
  ) {}

  *start(): OrmFlow<this> {
    const { session } = this.host;
    this.#transaction = this.nested ? yield* session.awaited(session.beginNested()) : session.begin();
    return this;
  }

  *end(failed: boolean): OrmFlow<void> {
    if (this.#transaction) yield* this.host.awaited(this.#transaction.exit(failed));
  }

  get transaction(): SessionTransaction | null {
    return this.#transaction;
  }
}

/** `async with maker.begin() as session:` */
class AsyncMakerTransaction {
  #host: AsyncSessionHost | null = null;
  #transaction: SessionTransaction | null = null;

  constructor(readonly maker: AsyncMaker) {}

  enter(): AsyncSessionHost {
    this.#host = this.maker.make();
    this.#transaction = this.#host.session.begin();
    return this.#host;
  }

  *leave(failed: boolean): OrmFlow<void> {
    const host = this.#host;
    if (!host) return;
    try {
      if (this.#transaction) yield* host.awaited(this.#transaction.exit(failed));
    } finally {
      yield* host.awaited(host.session.close());
    }
  }
}

function awaiting(rows: MethodRows<Session>): MethodRows<AsyncSessionHost> {
  return Object.fromEntries(
    Object.entries(rows).map(([heading, row]) => [
      heading,
      function* (self: AsyncSessionHost, ...given: unknown[]): OrmFlow<unknown> {
        return yield* self.awaited(row(self.session, ...given) as OrmFlow<unknown>);
      },
    ]),
  );
}

function forwarded(rows: MethodRows<Session>): MethodRows<AsyncSessionHost> {
  return Object.fromEntries(Object.entries(rows).map(([heading, row]) => [heading, (self: AsyncSessionHost, ...given: unknown[]) => row(self.session, ...given)]));
}

/** Binds `AsyncSession` and its kin. */
export function bindAsyncSessions(binder: Binder, numbered: Numbering): Record<string, Value> {
  const waiting = Object.fromEntries(Object.entries(waitingRows(binder)).filter(([heading]) => !heading.startsWith('connection(')));
  const session = binder.class<AsyncSessionHost>({
    name: 'AsyncSession',
    module: ASYNC,
    of: AsyncSessionHost,
    subclassable: true,
    construct: (_, [bind], keywords) => newSession({ ...keywords, ...(bind === undefined ? {} : { bind }) }, numbered),
    methods: {
      ...forwarded(plainRows(binder)),
      ...methods<AsyncSessionHost>()({ 'begin()': (self) => new AsyncSessionTransactionHost(self, false), 'begin_nested()': (self) => new AsyncSessionTransactionHost(self, true) }),
    },
    coroutines: {
      ...awaiting(waiting),
      ...methods<AsyncSessionHost>()({
        'delete(instance)': (self, object) => self.awaited(self.session.delete(object as object)),
        'delete_all(instances)': (self, objects) => self.awaited(self.session.deleteAll(asList(objects) as object[])),
        'aclose()': (self) => self.awaited(self.session.close()),
        'stream(statement, params=None, **kw)': (self, statement, params) => streamed(self.awaited(self.session.execute(statement, params as null))),
        'stream_scalars(statement, params=None, **kw)': (self, statement, params) => streamedScalars(self.awaited(self.session.execute(statement, params as null))),
        'connection(bind_arguments=None, execution_options=None, **kw)': function* (self, _bind, options): OrmFlow<AsyncConnectionHost> {
          return AsyncConnectionHost.over(yield* self.awaited(self.session.connection({}, options === null ? null : asRecord(options))));
        },
        'run_sync(fn, *arg, **kw)': (self, fn, given, keywords) => self.session.awaitedWhole(runSync(binder, fn, self.session, given, keywords) as never),
      }),
    },
    attributes: { ...Object.fromEntries(Object.entries(sessionAttributes).map(([name, get]) => [name, (self: AsyncSessionHost) => get(self.session)])), sync_session: (self) => self.session },
    contains: (self, object) => self.session.has(object as object),
    iterate: (self) => self.session,
    asyncEnter: (self) => self,
    asyncExit: (self) => self.awaited(self.session.close()),
  }); // prettier-ignore
  binder.class<AsyncSessionTransactionHost>({
    name: 'AsyncSessionTransaction',
    module: ASYNC,
    of: AsyncSessionTransactionHost,
    coroutines: methods<AsyncSessionTransactionHost>()({
      'commit()': (self) => (self.transaction ? self.host.awaited(self.transaction.commit()) : null),
      'rollback()': (self) => (self.transaction ? self.host.awaited(self.transaction.rollback()) : null),
    }),
    attributes: { is_active: (self) => self.transaction?.isActive ?? false, session: (self) => self.host },
    asyncEnter: (self) => self.start(),
    asyncExit: (self, failed) => self.end(failed),
    await: (self) => self.start(),
  });
  binder.class<AsyncMakerTransaction>({ name: '_AsyncSessionContextManager', module: ASYNC, of: AsyncMakerTransaction, asyncEnter: (self) => self.enter(), asyncExit: (self, failed) => self.leave(failed) });
  const maker = binder.class<AsyncMaker>({
    name: 'async_sessionmaker',
    module: ASYNC,
    of: AsyncMaker,
    construct: (_, [bind], keywords) => {
      bindOf(bind ?? keywords['bind'] ?? null);
      return new AsyncMaker({ ...keywords, ...(bind === undefined ? {} : { bind }) }, numbered);
    },
    classItem: (cls) => cls,
    call: (self, _given, keywords) => self.make(keywords),
    methods: methods<AsyncMaker>()({ 'begin()': (self) => new AsyncMakerTransaction(self) }),
  });
  return { AsyncSession: session.type, async_sessionmaker: maker.type, AsyncSessionTransaction: binder.typesOf({ one: AsyncSessionTransactionHost })['one'] ?? null };
}

/** Functions about async sessions. */
export const asyncSessionFunctions = functions({
  'async_object_session(instance)': (object) => {
    const session = objectSession(object);
    return session ? new AsyncSessionHost(session) : null;
  },
});

/** `obj.awaitable_attrs.name`: an attribute that is awaited. */
class PyAwaitableAttributes extends PyObject {
  constructor(
    cls: PyType,
    readonly instance: PyObject,
  ) {
    super(cls);
  }
}

/** `AsyncAttrs`, a mixin. */
export function asyncAttributes(classes: MappedClasses): PyType {
  const view = defineClass<PyAwaitableAttributes>({
    name: '_AsyncAttrGetitem',
    module: ASYNC,
    allocate: null,
    accepts: (value): value is PyAwaitableAttributes => value instanceof PyAwaitableAttributes,
    methods: {
      '__getattr__(name, /)': (self, name) => {
        const key = nameText(name);
        const state = stateOrNull(self.instance);
        if (!state?.mapper.properties.has(key)) throw attributeError(`'${self.instance.cls.name}' object has no attribute '${key}'`, self.instance, key);
        return asyncFunction(() => read(classes, self.instance, key));
      },
    },
  });
  return defineClass<PyObject>({
    name: 'AsyncAttrs',
    module: 'sqlalchemy.ext.asyncio',
    dict: true,
    accepts: (value): value is PyObject => value instanceof PyObject,
    attributes: { awaitable_attrs: (self) => new PyAwaitableAttributes(view, self) },
  });
}

function* read(classes: MappedClasses, instance: PyObject, key: string): Flow<Value> {
  return yield* carriedOut(function* (): Flow<Value> {
    const state = classes.stateOf(instance);
    const impl = state.attribute(key);
    const session = objectSession(instance);
    const load = impl.load(state, PASSIVE.off);
    const value = session ? yield* fromDatabase(session.awaited(load)) : yield* fromDatabase(load);
    return classes.bridge.toPython(impl.presented(value));
  });
}
