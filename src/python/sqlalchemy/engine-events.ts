import { Engine } from '../../orm/engine/engine';
import type { EngineEvents, Executed, Failure, Rewritten } from '../../orm/engine/engine';
import { Pool } from '../../orm/engine/pool';
import { asClause } from '../../orm/sql/clause';
import { PyException, Raised } from '../objects/exception';
import type { Value } from '../objects/object';
import { asList, asRecord, asText } from './arguments';
import type { Binder } from './bind';
import { TupleOf } from './bridge';
import type { ConnectHooks, DbApiConnection } from './dbapi-connection';
import { ConnectionRecord, CursorView, DriverHandle } from './driver-handles';
import { pythonError } from './exceptions';
import { callHandler, type EventSource } from './events';
import { enginesOf } from './pools';
import { ExecutionContext } from './schema';
import { ImmutableRecord } from './urls';

const ENGINE = 'sqlalchemy.engine.base';

type Made = { readonly [N in keyof EngineEvents]: EngineEvents[N] };

/** What handlers of `handle_error` are told. */
class ExceptionContext {
  constructor(
    readonly failure: Failure,
    readonly exception: PyException | null,
  ) {}
}

/** What handlers of `reset` are told. */
class ResetState {
  readonly transactionWasReset = false;
}

/** The values of an execution as Python's handlers get them: several sets, and one. */
function distilled({ sets }: Executed): [multiparams: unknown, params: unknown] {
  const [only] = sets;
  if (sets.length === 0) return [new TupleOf([]), {}];
  return sets.length === 1 ? [[], only] : [sets, {}];
}

/** `return clauseelement, multiparams, params` of a handler. */
function otherStatement(answer: unknown, executed: Executed): Pick<Executed, 'statement' | 'sets'> {
  const [statement, many, one] = asList(answer);
  const list = asList(many) as Executed['sets'];
  const single = asRecord(one);
  return { statement: asClause(statement) ?? executed.statement, sets: list.length > 0 ? list : Object.keys(single).length > 0 ? [single] : [] };
}

/** Events of engines by Python's name: what the handler is called with. */
const rows: Readonly<Record<string, (call: (...given: readonly unknown[]) => unknown, retval: boolean) => Partial<Made>>> = {
  before_execute: (call, retval) => ({ beforeExecute: (connection, executed) => {
    const answer = call(connection, executed.statement, ...distilled(executed), new ImmutableRecord(executed.settings));
    return retval ? otherStatement(answer, executed) : undefined;
  } }),
  after_execute: (call) => ({ afterExecute: (connection, executed, result) => { call(connection, executed.statement, ...distilled(executed), new ImmutableRecord(executed.settings), result); } }),
  before_cursor_execute: (call, retval) => ({ beforeCursorExecute: (connection, sql, parameters, many) => {
    const answer = call(connection, new CursorView(null), sql, shown(parameters, many), new ExecutionContext({}), many);
    return retval ? rewritten(answer) : undefined;
  } }),
  after_cursor_execute: (call) => ({ afterCursorExecute: (connection, sql, parameters, many, result) => { call(connection, new CursorView(result), sql, shown(parameters, many), new ExecutionContext({}), many); } }),
  handle_error: (call) => ({ handleError: (failure) => {
    const raised = pythonError(failure.error);
    const answer = call(new ExceptionContext(failure, raised instanceof Raised ? raised.exception : null));
    return answer instanceof PyException ? new Raised(answer) : undefined;
  } }),
  engine_connect: (call) => ({ engineConnect: (connection) => { call(connection); } }),
  checkout: (call) => ({ checkout: (connection) => { call(new DriverHandle(connection), new ConnectionRecord(), new DriverHandle(connection)); } }),
  reset: (call) => ({ reset: (connection) => { call(new DriverHandle(connection), new ConnectionRecord(), new ResetState()); } }),
  checkin: (call) => ({ checkin: (connection) => { call(new DriverHandle(connection), new ConnectionRecord()); } }),
  engine_disposed: (call) => ({ engineDisposed: (engine) => { call(engine); } }),
  set_connection_execution_options: (call) => ({ setConnectionExecutionOptions: (connection, options) => { call(connection, options); } }),
  set_engine_execution_options: (call) => ({ setEngineExecutionOptions: (engine, options) => { call(engine, options); } }),
  begin: (call) => ({ begin: (connection) => { call(connection); } }),
  commit: (call) => ({ commit: (connection) => { call(connection); } }),
  rollback: (call) => ({ rollback: (connection) => { call(connection); } }),
  savepoint: (call) => ({ savepoint: (connection, name) => { call(connection, name); } }),
  rollback_savepoint: (call) => ({ rollbackSavepoint: (connection, name) => { call(connection, name, null); } }),
  release_savepoint: (call) => ({ releaseSavepoint: (connection, name) => { call(connection, name, null); } }),
}; // prettier-ignore

/** `return statement, parameters` of a handler. */
function rewritten(answer: unknown): Rewritten {
  const [sql, parameters] = asList(answer);
  const plain = (one: unknown): unknown => (one instanceof ParameterTuple ? one.values : one);
  const given = plain(parameters);
  return { sql: asText(sql), parameters: Array.isArray(given) ? given.map(plain) : [] };
}

/** DB-API drivers get tuples. */
function shown(parameters: readonly unknown[], many: boolean): unknown {
  return many ? parameters.map((set) => new ParameterTuple(set as readonly unknown[])) : new ParameterTuple(parameters);
}

/** The parameters of one execution: a tuple to Python. */
export class ParameterTuple {
  constructor(readonly values: readonly unknown[]) {}
}

/** Is told of each new connection of the driver. */
function connecting(binder: Binder, targets: readonly Engine[], engines: ReadonlyMap<Engine, ConnectHooks>, handler: Value): () => void {
  const hooks = targets.flatMap((engine) => engines.get(engine) ?? []);
  const tell = (connection: DbApiConnection): void => { callHandler(binder, handler, [connection, new ConnectionRecord()]); };
  for (const one of hooks) one.handlers.add(tell);
  return () => { for (const one of hooks) one.handlers.delete(tell); };
} // prettier-ignore

/** Binds what handlers of engines' events are given. */
export function bindEngineEvents(binder: Binder): void {
  const original = (self: ExceptionContext): unknown => self.exception?.fields.get('orig') ?? null;
  binder.class<ExceptionContext>({
    name: 'ExceptionContextImpl',
    module: ENGINE,
    of: ExceptionContext,
    attributes: {
      connection: (self) => self.failure.connection,
      engine: (self) => self.failure.connection.engine,
      dialect: (self) => self.failure.connection.dialect,
      statement: (self) => self.failure.sql,
      parameters: (self) => (Array.isArray(self.failure.parameters) ? new ParameterTuple(self.failure.parameters as readonly unknown[]) : self.failure.parameters),
      original_exception: original,
      sqlalchemy_exception: (self) => self.exception,
      chained_exception: (self) => self.exception,
      cursor: () => null,
      execution_context: () => null,
      is_disconnect: () => false,
      is_pre_ping: () => false,
      invalidate_pool_on_disconnect: () => true,
    },
  });
  binder.class<ResetState>({ name: 'PoolResetState', module: 'sqlalchemy.pool.base', of: ResetState, attributes: { transaction_was_reset: (self) => self.transactionWasReset, terminate_only: () => false, asyncio_safe: () => true } });
  binder.class<ConnectionRecord>({ name: '_ConnectionRecord', module: 'sqlalchemy.pool.base', of: ConnectionRecord, attributes: { info: (self) => self.info } });
}

/** Begins to listen to one engine, and gives what ends it. */
export type Attach = (engine: Engine) => () => void;

/** What listens to all engines, those that are made later among them. */
export class EverywhereListeners {
  readonly #listening = new Map<Attach, (() => void)[]>();

  constructor(private readonly engines: ReadonlyMap<Engine, ConnectHooks>) {}

  add(attach: Attach): () => void {
    const stops = [...this.engines.keys()].map(attach);
    this.#listening.set(attach, stops);
    return () => {
      for (const stop of stops) stop();
      this.#listening.delete(attach);
    };
  }

  /** A new engine is listened to, too. */
  opened(engine: Engine): void {
    for (const [attach, stops] of this.#listening) stops.push(attach(engine));
  }
}

/** Events of an engine or its pool, and of the classes `Engine` and `Pool` for all engines. */
export function engineEvents(binder: Binder, classes: readonly unknown[], engines: ReadonlyMap<Engine, ConnectHooks>, everywhere: EverywhereListeners): EventSource {
  return {
    accepts: (target) => target instanceof Engine || target instanceof Pool || classes.includes(target),
    listen: (target, name, handler: Value, { retval }) => {
      const attach = attaching(binder, engines, name, handler, retval);
      if (!attach) return undefined;
      if (classes.includes(target)) return everywhere.add(attach);
      const stops = (target instanceof Pool ? enginesOf(target, engines.keys()) : [target as Engine]).map(attach);
      return () => { for (const stop of stops) stop(); };
    },
  }; // prettier-ignore
}

/** How an event of that name is listened to; undefined where there is none. */
function attaching(binder: Binder, engines: ReadonlyMap<Engine, ConnectHooks>, name: string, handler: Value, retval: boolean): Attach | undefined {
  if (name === 'connect' || name === 'first_connect') return (engine) => connecting(binder, [engine], engines, handler);
  const make = rows[name];
  if (!make) return undefined;
  const handlers = make((...given) => callHandler(binder, handler, given), retval);
  return ({ events: hub }) => {
    const each = (act: 'listen' | 'remove'): void => { for (const [event, one] of Object.entries(handlers)) hub[act](event as keyof EngineEvents, one); };
    each('listen');
    return () => { each('remove'); };
  }; // prettier-ignore
}
