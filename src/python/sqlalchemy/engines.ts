import type { Database } from '../../databases/database';
import { Connection, type StatementParameters } from '../../orm/engine/connection';
import type { Activity } from '../../orm/engine/activity';
import { createEngine, type EngineParts } from '../../orm/engine/create-engine';
import type { DriverParameters } from '../../orm/engine/driver-parameters';
import { Engine, type EngineOptions } from '../../orm/engine/engine';
import { Transaction } from '../../orm/engine/transaction';
import { Url } from '../../orm/engine/url';
import { ArgumentError } from '../../orm/errors';
import type { Flow as OrmFlow } from '../../orm/flow';
import { waitFor, type Flow } from '../flow';
import { typeError } from '../objects/exceptions';
import type { Value } from '../objects/object';
import { call } from '../protocol/call';
import { asFlag, asRecord, asText, asTextOrNull, asValue } from './arguments';
import { AsyncConnectionHost, AsyncEngineHost } from './async-hosts';
import { bindAsyncResults, streamed, streamedScalars } from './async-results';
import type { Binder } from './bind';
import type { CompilerExtension } from '../../orm/compile/extension';
import { ConnectHooks } from './dbapi-connection';
import { bindDriverHandles, DriverHandle, rawConnection } from './driver-handles';
import { bindEngineEvents, type EverywhereListeners } from './engine-events';
import { loadWarnings, type Notices } from './notices';
import { loadValueModules, PythonValues } from './values';
import { poolOf } from './pools';
import { functions, methods, type MethodRows } from './rows';
import { bindImmutableRecords, bindUrls, ImmutableRecord } from './urls';

/** What engines of Python need of the notebook. */
export interface AlchemySurroundings {
  /** The database at an address. */
  database(url: Url): Promise<Database>;
  /** One message of `echo=True`, without time and level. */
  echo(message: string): void;
  /** Told of every statement with its cause. */
  readonly onActivity?: (activity: Activity) => void;
}

const ENGINE = 'sqlalchemy.engine.base';

/** `with engine.begin() as connection:` */
class EngineTransaction {
  connection: Connection | null = null;

  constructor(readonly engine: Engine) {}

  *enter(): OrmFlow<Connection> {
    this.connection = yield* this.engine.connect();
    this.connection.enterBlock(this.connection.begin());
    return this.connection;
  }

  *leave(failed: boolean): OrmFlow<void> {
    const { connection } = this;
    if (!connection) return;
    try {
      connection.enterBlock(null);
      if (failed) yield* connection.rollback();
      else yield* connection.commit();
    } finally {
      yield* connection.close();
    }
  }
}

const engineKeywords = new Set(
  'echo future isolation_level execution_options pool_size max_overflow pool_pre_ping pool_recycle pool_timeout poolclass connect_args echo_pool json_serializer json_deserializer hide_parameters paramstyle enable_from_linting insertmanyvalues_page_size use_insertmanyvalues query_cache_size logging_name pool_logging_name plugins module dialect creator strategy pool_use_lifo pool_reset_on_return label_length max_identifier_length skip_autocommit_rollback connect_args'.split(
    ' ',
  ),
);

/** Where engines are made, and who is told of their connections. */
export interface EngineHome {
  readonly binder: Binder;
  readonly surroundings: AlchemySurroundings;
  readonly registry: Map<Engine, ConnectHooks>;
  readonly notices: Notices;
  /** What listens to all engines. */
  readonly everywhere: EverywhereListeners;
  /** How the program's own constructs are written. */
  readonly extension: CompilerExtension;
}

/** `create_engine()`: a flow, for the notebook opens the database. */
function* openEngine({ binder, surroundings, registry, notices, extension, everywhere }: EngineHome, address: unknown, keywords: Readonly<Record<string, unknown>>): Flow<Engine> {
  const { runtime } = binder.bridge;
  if (typeof address !== 'string' && !(address instanceof Url)) throw new ArgumentError('Expected string or URL object, got ' + binder.bridge.repr(address));
  const url = typeof address === 'string' ? Url.parse(address) : address;
  const unknown = Object.keys(keywords).find((key) => !engineKeywords.has(key)) ?? poolOf(url, keywords).unknown;
  if (unknown !== undefined) throw typeError(`Invalid argument(s) '${unknown}' sent to create_engine(), using configuration ${configurationOf(url, keywords)}.  Please check that the keyword arguments are appropriate for this combination of components.`);
  yield* loadValueModules(runtime);
  yield* loadWarnings(runtime);
  const known = url.backendName === 'sqlite' || url.backendName === 'postgresql';
  const database = known ? yield* waitFor(surroundings.database(url), 'the database') : null;
  const hooks = new ConnectHooks();
  const echo = asFlag(keywords['echo']);
  const logging = notices.isLogging;
  const parts: EngineParts = {
    database: () => hooks.watching(database as Database),
    values: new PythonValues(runtime, binder.bridge),
    extension,
    log: { info: (message) => { notices.log(message, echo || !logging); } },
    onWarning: (message) => { notices.warn(message); },
    ...(surroundings.onActivity ? { onActivity: surroundings.onActivity } : {}),
    now: () => runtime.now(),
  }; // prettier-ignore
  const engine = createEngine(url, engineOptions(url, keywords), parts);
  engine.echo = echo || logging;
  registry.set(engine, hooks);
  everywhere.opened(engine);
  return engine;
}

/** Dialect, pool and engine, as messages name them. */
function configurationOf(url: Url, keywords: Readonly<Record<string, unknown>>): string {
  return `${url.backendName === 'sqlite' ? 'SQLiteDialect' : 'PGDialect'}_${url.driverName}/${poolOf(url, keywords).settings.kind}/Engine`;
}

function engineOptions(url: Url, keywords: Readonly<Record<string, unknown>>): EngineOptions {
  return {
    echo: asFlag(keywords['echo']),
    ...(keywords['isolation_level'] === undefined ? {} : { isolationLevel: asTextOrNull(keywords['isolation_level']) }),
    ...(keywords['execution_options'] === undefined ? {} : { executionOptions: asRecord(keywords['execution_options']) }),
    ...(keywords['enable_from_linting'] === undefined ? {} : { enableFromLinting: asFlag(keywords['enable_from_linting']) }),
    ...(keywords['hide_parameters'] === undefined ? {} : { hideParameters: asFlag(keywords['hide_parameters']) }),
    pool: poolOf(url, keywords).settings,
  };
}

const connectionMethods = methods<Connection>()({
  'execute(statement, parameters=None, *, execution_options=None)': (self, statement, parameters, options) => self.execute(statement, parameters as StatementParameters, { executionOptions: asRecord(options) }),
  'scalar(statement, parameters=None, *, execution_options=None)': (self, statement, parameters, options) => self.scalar(statement, parameters as StatementParameters, { executionOptions: asRecord(options) }),
  'scalars(statement, parameters=None, *, execution_options=None)': (self, statement, parameters, options) => self.scalars(statement, parameters as StatementParameters, { executionOptions: asRecord(options) }),
  'exec_driver_sql(statement, parameters=None, execution_options=None)': (self, sql, parameters) => self.execDriverSql(asText(sql), (parameters ?? []) as DriverParameters),
  'execution_options(**opt)': (self, options) => self.executionOptions(options),
  'get_isolation_level()': (self) => self.getIsolationLevel(),
  'get_execution_options()': (self) => new ImmutableRecord(self.getExecutionOptions()),
  'begin()': (self) => self.begin(),
  'begin_nested()': (self) => self.beginNested(),
  'commit()': (self) => self.commit(),
  'rollback()': (self) => self.rollback(),
  'close()': (self) => self.close(),
  'detach()': () => null,
  'invalidate(exception=None)': (self) => { self.invalidate(); },
  'in_transaction()': (self) => self.inTransaction,
  'in_nested_transaction()': (self) => self.inNestedTransaction,
  'get_transaction()': (self) => self.transaction,
  'get_nested_transaction()': (self) => self.nestedTransaction,
}); // prettier-ignore

/** Ends a transaction as its `with` does. */
export function* endTransaction(transaction: { readonly isActive: boolean; commit(): OrmFlow<void>; rollback(): OrmFlow<void> }, failed: boolean): OrmFlow<void> {
  if (failed || !transaction.isActive) {
    yield* transaction.rollback();
    return;
  }
  try {
    yield* transaction.commit();
  } catch (error) {
    yield* transaction.rollback();
    throw error;
  }
}

/** Binds engines, connections and transactions. */
export function bindEngines(binder: Binder): Record<string, Value> {
  bindImmutableRecords(binder);
  bindDriverHandles(binder);
  bindEngineEvents(binder);
  const engine = binder.class<Engine>({
    name: 'Engine',
    module: ENGINE,
    of: Engine,
    methods: methods<Engine>()({
      'connect()': (self) => self.connect(),
      'begin()': (self) => new EngineTransaction(self),
      'dispose(close=True)': (self) => { self.dispose(); },
      'execution_options(**opt)': (self, options) => self.executionOptions(options),
      'raw_connection()': (self) => rawConnection(() => self.connect()),
      'clear_compiled_cache()': () => null,
      'get_execution_options()': (self) => new ImmutableRecord(self.options),
    }),
    attributes: { url: (self) => self.url, name: (self) => self.name, driver: (self) => self.driverName, dialect: (self) => self.dialect, engine: (self) => self, pool: (self) => self.pool },
    settable: { echo: [(self) => self.echo, (self, value) => { self.echo = asFlag(value); }] },
    repr: (self) => self.repr(),
  }); // prettier-ignore
  binder.class<EngineTransaction>({ name: '_GeneratorContextManager', module: 'contextlib', of: EngineTransaction, enter: (self) => self.enter(), exit: (self, failed) => self.leave(failed) });
  const connection = binder.class<Connection>({
    name: 'Connection',
    module: ENGINE,
    of: Connection,
    methods: connectionMethods,
    attributes: { connection: (self) => new DriverHandle(self), invalidated: () => false, engine: (self) => self.engine, dialect: (self) => self.dialect, closed: (self) => self.closed, info: (self) => self.info, default_isolation_level: (self) => (self.dialect.name === 'sqlite' ? 'SERIALIZABLE' : 'READ COMMITTED') },
    enter: (self) => self,
    exit: (self) => self.close(),
  });
  const transaction = binder.class<Transaction>({
    name: 'Transaction',
    module: ENGINE,
    of: Transaction,
    methods: methods<Transaction>()({ 'commit()': (self) => self.commit(), 'rollback()': (self) => self.rollback(), 'close()': (self) => self.close() }),
    attributes: { is_active: (self) => self.isActive, is_valid: (self) => self.isValid, nested: (self) => self.isNested },
    enter: (self) => self,
    exit: (self, failed) => endTransaction(self, failed),
  });
  const [root, nested] = ['RootTransaction', 'NestedTransaction'].map((name) => binder.class<Transaction>({ name, module: ENGINE, of: Transaction, bases: [transaction.type] }));
  binder.bridge.showsAs(Transaction, (host) => ((host as Transaction).isNested ? nested : root)?.wrap(host as Transaction) ?? null);
  bindAsync(binder);
  return { Engine: engine.type, Connection: connection.type, Transaction: transaction.type, URL: bindUrls(binder) };
}

function bindAsync(binder: Binder): void {
  bindAsyncResults(binder);
  const pick = (names: readonly string[]): MethodRows<Connection> => Object.fromEntries(Object.entries(connectionMethods).filter(([heading]) => names.includes(heading.slice(0, heading.indexOf('(')))));
  const onConnection = (rows: MethodRows<Connection>): Readonly<Record<string, (self: AsyncConnectionHost, ...given: unknown[]) => unknown>> =>
    Object.fromEntries(Object.entries(rows).map(([heading, row]) => [heading, (self: AsyncConnectionHost, ...given: unknown[]) => row(self.required, ...given)]));
  binder.class<AsyncConnectionHost>({
    name: 'AsyncConnection',
    module: 'sqlalchemy.ext.asyncio.engine',
    of: AsyncConnectionHost,
    methods: {
      ...onConnection(pick(['in_transaction', 'in_nested_transaction'])),
      ...methods<AsyncConnectionHost>()({ 'begin()': (self) => new AsyncTransactionHost(self, false), 'begin_nested()': (self) => new AsyncTransactionHost(self, true) }),
    },
    coroutines: {
      ...onConnection(pick(['execute', 'scalar', 'scalars', 'exec_driver_sql', 'commit', 'rollback', 'close', 'get_isolation_level', 'execution_options'])),
      ...methods<AsyncConnectionHost>()({
        'start()': (self) => self.start(),
        'stream(statement, parameters=None, *, execution_options=None)': (self, statement, parameters) => streamed(self.required.execute(statement, parameters as StatementParameters)),
        'stream_scalars(statement, parameters=None, *, execution_options=None)': (self, statement, parameters) => streamedScalars(self.required.execute(statement, parameters as StatementParameters)),
        'run_sync(fn, *arg, **kw)': (self, fn, given, keywords) => runSync(binder, fn, self.required, given, keywords),
      }),
    },
    attributes: { sync_connection: (self) => self.required, closed: (self) => self.required.closed, dialect: (self) => self.required.dialect },
    asyncEnter: (self) => self.start(),
    asyncExit: (self) => self.required.close(),
    await: (self) => self.start(),
  });
  binder.class<AsyncTransactionHost>({
    name: 'AsyncTransaction',
    module: 'sqlalchemy.ext.asyncio.engine',
    of: AsyncTransactionHost,
    coroutines: methods<AsyncTransactionHost>()({ 'commit()': (self) => self.transaction?.commit(), 'rollback()': (self) => self.transaction?.rollback() }),
    attributes: { is_active: (self) => self.transaction?.isActive ?? false },
    asyncEnter: (self) => self.start(),
    asyncExit: (self, failed) => self.end(failed),
    await: (self) => self.start(),
  });
  binder.class<AsyncEngineHost>({
    name: 'AsyncEngine',
    module: 'sqlalchemy.ext.asyncio.engine',
    of: AsyncEngineHost,
    methods: methods<AsyncEngineHost>()({ 'connect()': (self) => new AsyncConnectionHost(self.engine), 'begin()': (self) => new AsyncEngineTransaction(self.engine), 'execution_options(**opt)': (self, options) => new AsyncEngineHost(self.engine.executionOptions(options)) }),
    coroutines: methods<AsyncEngineHost>()({ 'dispose(close=True)': (self) => { self.engine.dispose(); } }),
    attributes: { sync_engine: (self) => self.engine, url: (self) => self.engine.url, name: (self) => self.engine.name, driver: (self) => self.engine.driverName, dialect: (self) => self.engine.dialect, echo: (self) => self.engine.echo },
    repr: (self) => `<sqlalchemy.ext.asyncio.engine.AsyncEngine object: ${self.engine.repr()}>`,
  }); // prettier-ignore
  binder.class<AsyncEngineTransaction>({ name: '_AsyncGeneratorContextManager', module: 'contextlib', of: AsyncEngineTransaction, asyncEnter: (self) => self.begin(), asyncExit: (self, failed) => self.leave(failed) });
}

/** `async with connection.begin():` */
class AsyncTransactionHost {
  transaction: Transaction | null = null;

  constructor(
    readonly connection: AsyncConnectionHost,
    readonly nested: boolean,
  ) {}

  *start(): OrmFlow<this> {
    this.transaction = this.nested ? yield* this.connection.required.beginNested() : this.connection.required.begin();
    return this;
  }

  *end(failed: boolean): OrmFlow<void> {
    if (this.transaction) yield* endTransaction(this.transaction, failed);
  }
}

/** `async with engine.begin() as connection:` */
class AsyncEngineTransaction extends EngineTransaction {
  *begin(): OrmFlow<AsyncConnectionHost> {
    return AsyncConnectionHost.over(yield* this.enter());
  }
}

/** Calls a function that is not async with what stands behind an async object. */
export function runSync(binder: Binder, fn: unknown, first: unknown, given: readonly unknown[], keywords: Readonly<Record<string, unknown>>): Flow<Value> {
  const { bridge } = binder;
  return call(asValue(bridge.toPython(fn)), [first, ...given].map((one) => bridge.toPython(one)), new Map(Object.entries(keywords).map(([name, one]) => [name, bridge.toPython(one)])));
}

/** The functions that make engines. */
export function engineFunctions(home: EngineHome): ReturnType<typeof functions> {
  return functions({
    'create_engine(url, **kwargs)': (url, keywords) => openEngine(home, url, keywords),
    'make_url(name_or_url)': (given) => {
      if (given instanceof Url) return given;
      if (typeof given === 'string') return Url.parse(given);
      throw new ArgumentError(`Expected string or URL object, got ${home.binder.bridge.repr(given)}`);
    },
  });
}

/** `create_async_engine()` */
export function asyncEngineFunctions(home: EngineHome): ReturnType<typeof functions> {
  return functions({
    'create_async_engine(url, **kw)': function* (url, keywords): Flow<AsyncEngineHost> {
      return new AsyncEngineHost(yield* openEngine(home, url, keywords));
    },
  });
}
