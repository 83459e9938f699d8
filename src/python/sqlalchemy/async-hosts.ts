import type { Connection } from '../../orm/engine/connection';
import type { Engine } from '../../orm/engine/engine';
import { InvalidRequestError } from '../../orm/errors';
import type { Flow } from '../../orm/flow';

/** An engine whose calls are awaited. */
export class AsyncEngineHost {
  constructor(readonly engine: Engine) {}
}

/** `async with engine.connect() as connection:`, or `await engine.connect()`. */
export class AsyncConnectionHost {
  #connection: Connection | null = null;

  constructor(readonly engine: Engine) {}

  /** A connection that is open already. */
  static over(connection: Connection): AsyncConnectionHost {
    const host = new AsyncConnectionHost(connection.engine);
    host.#connection = connection;
    return host;
  }

  *start(): Flow<this> {
    this.#connection ??= yield* this.engine.connect();
    return this;
  }

  /** @throws InvalidRequestError before it was entered or awaited */
  get required(): Connection {
    if (!this.#connection) throw new InvalidRequestError('AsyncConnection context has not been started and object has not been awaited.');
    return this.#connection;
  }
}
