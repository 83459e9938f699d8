import type { Database } from '../../databases/database';
import { NoSuchModuleError } from '../errors';
import { postgresDialect } from '../dialect/postgres';
import { sqliteDialect } from '../dialect/sqlite';
import type { HostValues } from '../values/host-values';
import type { EngineSurroundings } from './activity';
import type { Driver } from './driver';
import { Engine, type EngineOptions } from './engine';
import { PostgresDriver } from './postgres-driver';
import { SqliteDriver } from './sqlite-driver';
import { Url } from './url';

/** What an engine is made of besides its options. */
export interface EngineParts extends EngineSurroundings {
  /** The database at an address. Called when the first connection is asked for. */
  readonly database: (url: Url) => Database;
  /** How values look in rows. */
  readonly values?: HostValues;
}

/**
 * An engine for an address: `sqlite://`, `sqlite+aiosqlite:///notes.db`, `postgresql+asyncpg://user@host/name`.
 * @throws ArgumentError, NoSuchModuleError when the address is none, or of a database that is not known
 */
export function createEngine(address: string | Url, options: EngineOptions, parts: EngineParts): Engine {
  const url = typeof address === 'string' ? Url.parse(address) : address;
  const values = parts.values ? { values: parts.values } : {};
  const opened = (make: (database: Database) => Driver): Driver => lazily(() => make(parts.database(url)));
  switch (url.backendName) {
    case 'sqlite':
      return new Engine(url, sqliteDialect({ driver: url.driverName === 'aiosqlite' ? 'aiosqlite' : 'pysqlite', ...values }), opened((database) => new SqliteDriver(database)), options, parts);
    case 'postgresql':
      return new Engine(url, postgresDialect(values), opened((database) => new PostgresDriver(database)), options, parts);
    default:
      throw new NoSuchModuleError(`Can't load plugin: sqlalchemy.dialects:${url.drivername.replace('+', '.')}`);
  }
}

/** A driver whose database is opened when it is needed. */
function lazily(open: () => Driver): Driver {
  let driver: Driver | null = null;
  const opened = (): Driver => (driver ??= open());
  return {
    connect: () => opened().connect(),
    get version() {
      return opened().version;
    },
  };
}
