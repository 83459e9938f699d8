import type { Database, DatabaseSurroundings } from '../database';
import { EngineCrashError } from '../errors';
import type { Parts } from '../parts';
import { SqliteConnection, type ConnectionGround } from './sqlite-connection';
import { programmingError } from './failure';
import { Handle } from './handle';
import { recover } from './recovery';
import { instantiate, type Instance, type InstanceLimits } from './runtime/instance';
import { selfCheck } from './self-check';
import { openSharing } from './shared-cache';
import { Watchdog } from './watchdog';

const MAIN_FILE = '/main.db';
/** An index of the write-ahead log, which connections keep in memory and make anew from the log. */
const REBUILT = /-shm$/;
const MEGABYTE = 2 ** 20;

/** Generous for notes, and far from what would bring a browser's tab down. */
const DEFAULT_LIMITS: InstanceLimits = { heap: 256 * MEGABYTE, files: 512 * MEGABYTE };

/**
 * Opens an SQLite database: a new and empty one, or one that finds `files` on its disk.
 *
 * Each database is an instance of `sqlite.wasm` of its own, with its own memory and files: when one
 * runs out of memory or breaks, the others do not notice, closing it gives everything back, and
 * limits count per database. All connections of a database open one file of the instance, so that
 * SQLite's own locks hold between them.
 *
 * The realm must offer `TextEncoder`, `TextDecoder` and `performance`; nothing else is used.
 * @throws EngineCrashError when `sqlite.wasm` is not the build that Savepoint knows
 */
export async function openSqlite(
  parts: Parts,
  surroundings: DatabaseSurroundings,
  limits: InstanceLimits = DEFAULT_LIMITS,
  files: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<SqliteDatabase> {
  const instance = await instantiate(await parts.module('sqlite.wasm'), limits);
  selfCheck(instance);
  for (const [path, bytes] of files) {
    if (!instance.files.create(path).write(bytes, 0)) throw new EngineCrashError('the files are larger than a database may be');
  }
  return new SqliteDatabase(instance, { parts, surroundings, limits });
}

/** With what a database was opened; its forks are opened alike. */
interface Origin {
  readonly parts: Parts;
  readonly surroundings: DatabaseSurroundings;
  readonly limits: InstanceLimits;
}

/** How connections share what they read from the file: not at all, as usual, or one cache for all that ask for it. */
export interface ConnectOptions {
  /** SQLite's shared-cache mode (https://sqlite.org/sharedcache.html): locks on tables, and dirty reads on demand. */
  readonly sharedCache?: boolean;
}

/** An SQLite database in memory. Made by {@link openSqlite}. */
export class SqliteDatabase implements Database {
  readonly engine = 'sqlite';
  readonly version: string;
  readonly #ground: ConnectionGround;
  readonly #connections = new Set<SqliteConnection>();
  /** Null once closed, so that memory is free even while someone still holds the database. */
  #instance: Instance | null;
  #count = 0;

  constructor(
    instance: Instance,
    private readonly origin: Origin,
  ) {
    const { surroundings } = origin;
    this.#instance = instance;
    this.version = `SQLite ${versionOf(instance)}`;
    this.#ground = {
      onExecuted: surroundings.onExecuted,
      interrupted: surroundings.interrupted,
      watchdog: new Watchdog(instance, surroundings.interrupted),
      crash: null,
    };
  }

  connect({ sharedCache = false }: ConnectOptions = {}): SqliteConnection {
    const instance = this.#running();
    const handle = sharedCache ? openSharing(instance, MAIN_FILE) : new Handle(instance, MAIN_FILE);
    const connection = new SqliteConnection((this.#count += 1), handle, this.#ground, (closed) => this.#connections.delete(closed));
    this.#connections.add(connection);
    return connection;
  }

  /** What stands on the disk, by path: databases, journals, write-ahead logs. */
  files(): Map<string, Uint8Array> {
    const { files } = this.#running();
    return new Map([...files.copy()].filter(([path]) => !REBUILT.test(path)));
  }

  /**
   * An independent copy of the committed state: what is uncommitted here is rolled back there, by
   * SQLite itself. Nobody is told of what a copy runs, unless `onExecuted` is given.
   */
  fork(onExecuted: DatabaseSurroundings['onExecuted'] = () => undefined): Promise<SqliteDatabase> {
    const { parts, surroundings, limits } = this.origin;
    return openSqlite(parts, { ...surroundings, onExecuted }, limits, this.files());
  }

  /** Stops as if power had failed, and opens anew what was on the disk: SQLite recovers by its journal or its log. */
  async crash(): Promise<{ readonly database: SqliteDatabase; readonly log: readonly string[] }> {
    const files = this.files();
    this.close();
    const database = await openSqlite(this.origin.parts, this.origin.surroundings, this.origin.limits, files);
    return { database, log: recover(database.#running(), MAIN_FILE, files) };
  }

  #running(): Instance {
    if (!this.#instance) throw programmingError('Cannot operate on a closed database.');
    if (this.#ground.crash) throw this.#ground.crash;
    return this.#instance;
  }

  close(): void {
    for (const connection of this.#connections) connection.close();
    this.#instance = null;
  }
}

function versionOf(instance: Instance): string {
  const handle = new Handle(instance, ':memory:');
  const statement = handle.prepare('SELECT sqlite_version()');
  const version = statement?.step() ? String(statement.row(1)[0]) : '';
  statement?.finalize();
  handle.close();
  return version;
}
