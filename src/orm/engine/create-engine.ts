import type { Database } from '../../databases/database';
import type { CompilerExtension } from '../compile/extension';
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
  /** What the program writes in a way of its own. */
  readonly extension?: CompilerExtension;
}

/**
 * An engine for an address: `sqlite://`, `sqlite+aiosqlite:///notes.db`, `postgresql+asyncpg://user@host/name`.
 * @throws ArgumentError, NoSuchModuleError when the address is none, or of a database that is not known
 */
export function createEngine(address: string | Url, options: EngineOptions, parts: EngineParts): Engine {
  const url = typeof address === 'string' ? Url.parse(address) : address;
  const values = parts.values ? { values: parts.values } : {};
  const extension = parts.extension ? { extension: parts.extension } : {};
  const opened = (make: (database: Database) => Driver): Driver => lazily(() => make(parts.database(url)));
  const drivers = DRIVERS[url.backendName];
  if (!drivers?.includes(url.driverName)) throw new NoSuchModuleError(`Can't load plugin: sqlalchemy.dialects:${url.drivername.replace('+', '.')}`);
  switch (url.backendName) {
    case 'sqlite':
      return new Engine(url, { ...sqliteDialect({ driver: url.driverName === 'aiosqlite' ? 'aiosqlite' : 'pysqlite', ...values }), ...extension }, opened((database) => new SqliteDriver(database)), options, parts);
    default:
      return new Engine(url, { ...postgresDialect(values), ...extension }, opened((database) => new PostgresDriver(database)), options, parts);
  }
}

/** The drivers that SQLAlchemy has for each database. All of them are the one that is here. */
const DRIVERS: Readonly<Partial<Record<string, readonly string[]>>> = {
  sqlite: ['pysqlite', 'aiosqlite', 'pysqlcipher'],
  postgresql: ['psycopg', 'psycopg_async', 'psycopg2', 'psycopg2cffi', 'pg8000', 'asyncpg'],
};

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
