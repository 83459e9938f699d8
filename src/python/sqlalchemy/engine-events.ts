import { Engine } from '../../orm/engine/engine';
import type { EngineEvents, Rewritten } from '../../orm/engine/engine';
import type { PyType, Value } from '../objects/object';
import { asList, asText } from './arguments';
import type { Binder } from './bind';
import type { ConnectHooks, DbApiConnection } from './dbapi-connection';
import { callHandler, type EventSource } from './events';
import { ExecutionContext } from './schema';

type Made = { readonly [N in keyof EngineEvents]: EngineEvents[N] };

/** Events of engines by Python's name: what the handler is called with. */
const rows: Readonly<Record<string, (call: (...given: readonly unknown[]) => unknown, retval: boolean) => Partial<Made>>> = {
  before_cursor_execute: (call, retval) => ({ beforeCursorExecute: (connection, sql, parameters, many) => {
    const answer = call(connection, null, sql, shown(parameters, many), new ExecutionContext({}), many);
    return retval ? rewritten(answer) : undefined;
  } }),
  after_cursor_execute: (call) => ({ afterCursorExecute: (connection, sql, parameters, many) => { call(connection, null, sql, shown(parameters, many), new ExecutionContext({}), many); } }),
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
  const tell = (connection: DbApiConnection): void => { callHandler(binder, handler, [connection, null]); };
  for (const one of hooks) one.handlers.add(tell);
  return () => { for (const one of hooks) one.handlers.delete(tell); };
} // prettier-ignore

/** Events of an engine, and of the class `Engine` for all engines. */
export function engineEvents(binder: Binder, engineType: PyType, engines: ReadonlyMap<Engine, ConnectHooks>): EventSource {
  return {
    accepts: (target) => target instanceof Engine || target === engineType,
    listen: (target, name, handler: Value, { retval }) => {
      if (name === 'connect' || name === 'first_connect') return connecting(binder, target instanceof Engine ? [target] : [...engines.keys()], engines, handler);
      const make = rows[name];
      if (!make) return undefined;
      const handlers = make((...given) => callHandler(binder, handler, given), retval);
      const hubs = target instanceof Engine ? [target.events] : [...engines.keys()].map((engine) => engine.events);
      const each = (act: 'listen' | 'remove'): void => {
        for (const hub of hubs) for (const [event, one] of Object.entries(handlers)) hub[act](event as keyof EngineEvents, one);
      };
      each('listen');
      return () => { each('remove'); };
    },
  }; // prettier-ignore
}
