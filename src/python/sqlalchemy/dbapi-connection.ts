import type { Connection, Database, EmbeddedEngine } from '../../databases/database';
import { DatabaseError } from '../../databases/errors';
import { runSync } from '../../databases/flow';
import type { Result, Value as DriverValue } from '../../databases/result';
import { asyncpgError } from '../../orm/engine/asyncpg-errors';
import { sqliteError } from '../../orm/engine/sqlite-driver';
import { ormValue } from '../../orm/values/host-values';
import { PyTuple } from '../objects/sequences';
import { asList, asText } from './arguments';
import type { Binder } from './bind';
import { methods } from './rows';

/** A new connection of the driver, as handlers of `connect` events get it. */
export class DbApiConnection {
  constructor(
    private readonly connection: Connection,
    private readonly engine: EmbeddedEngine,
  ) {}

  /** @throws DriverError when the engine refuses the statement */
  execute(sql: string, parameters: readonly unknown[]): Result {
    try {
      return runSync(this.connection.execute(sql, parameters.map((one) => ormValue(one) as DriverValue)));
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      throw this.engine === 'sqlite' ? sqliteError(error) : asyncpgError(error);
    }
  }
}

/** A cursor of such a connection. */
class DbApiCursor {
  #result: Result | null = null;
  #next = 0;

  constructor(private readonly connection: DbApiConnection) {}

  execute(sql: string, parameters: readonly unknown[]): this {
    this.#result = this.connection.execute(sql, parameters);
    this.#next = 0;
    return this;
  }

  fetch(count: number): readonly (readonly DriverValue[])[] {
    const rows = this.#result?.rows.slice(this.#next, this.#next + count) ?? [];
    this.#next += rows.length;
    return rows;
  }
}

/** Who is told of new connections of the driver. */
export class ConnectHooks {
  readonly handlers = new Set<(connection: DbApiConnection) => void>();

  /** A database whose new connections are told of. */
  watching(database: Database): Database {
    return {
      engine: database.engine,
      version: database.version,
      connect: () => {
        const connection = database.connect();
        for (const handler of this.handlers) handler(new DbApiConnection(connection, database.engine));
        return connection;
      },
      close: () => { database.close(); },
    };
  } // prettier-ignore
}

/** Binds connections of the driver. */
export function bindDbApi(binder: Binder): void {
  const rows = (all: readonly (readonly DriverValue[])[]): PyTuple[] => all.map((row) => new PyTuple(row.map((value) => binder.bridge.toPython(value))));
  binder.class<DbApiCursor>({
    name: 'Cursor',
    module: 'sqlite3',
    of: DbApiCursor,
    methods: methods<DbApiCursor>()({
      'execute(sql, parameters=None)': (self, sql, parameters) => self.execute(asText(sql), asList(parameters)),
      'fetchall()': (self) => rows(self.fetch(Number.MAX_SAFE_INTEGER)),
      'fetchone()': (self) => rows(self.fetch(1))[0] ?? null,
      'close()': () => null,
    }),
  });
  binder.class<DbApiConnection>({
    name: 'Connection',
    module: 'sqlite3',
    of: DbApiConnection,
    methods: methods<DbApiConnection>()({
      'execute(sql, parameters=None)': (self, sql, parameters) => new DbApiCursor(self).execute(asText(sql), asList(parameters)),
      'cursor()': (self) => new DbApiCursor(self),
      'close()': () => null,
    }),
  });
}
