import { AsyncEngine } from '../engine/async-engine';
import { Connection } from '../engine/connection';
import { Engine } from '../engine/engine';
import { SyncEngine } from '../engine/sync-engine';
import { runAsync, type Flow } from '../flow';

/** What is there at once where nothing has to wait, and to be awaited where something has. `await` takes both. */
export type Settled<T> = T | Promise<T>;

/** An engine as programs have it. */
export type AnyEngine = Engine | SyncEngine | AsyncEngine;

export function engineOf(given: AnyEngine): Engine {
  if (given instanceof SyncEngine) return given.engine;
  return given instanceof AsyncEngine ? given.syncEngine : given;
}

/** Where the statements of a session go: an engine, or a connection that somebody else opened. */
export type AnyBind = AnyEngine | Connection | { readonly connection: Connection };

export function bindOf(given: AnyBind): Engine | Connection {
  if (given instanceof Connection) return given;
  return 'connection' in given ? given.connection : engineOf(given);
}

/**
 * Runs a flow at once as far as it goes. Embedded databases do not wait, unless another session holds a lock.
 * @param engine where it runs; its surroundings may have a way of their own to wait
 */
export function settle<T>(flow: Flow<T>, engine: Engine | null): Settled<T> {
  const step = flow.next();
  if (step.done) return step.value;
  const waiting = engine?.surroundings.whenBlocked;
  return waiting ? waiting(flow, step.value) : step.value.until.then(() => runAsync(flow));
}
