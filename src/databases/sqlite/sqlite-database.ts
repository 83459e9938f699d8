import type { Database, DatabaseSurroundings } from '../database';
import type { Parts } from '../parts';
import { SqliteConnection, type ConnectionGround } from './sqlite-connection';
import { programmingError } from './failure';
import { Handle } from './handle';
import { instantiate, type Instance, type InstanceLimits } from './runtime/instance';
import { selfCheck } from './self-check';
import { Watchdog } from './watchdog';

const MAIN_FILE = '/main.db';
const MEGABYTE = 2 ** 20;

/** Generous for notes, and far from what would bring a browser's tab down. */
const DEFAULT_LIMITS: InstanceLimits = { heap: 256 * MEGABYTE, files: 512 * MEGABYTE };

/**
 * Opens a new, empty SQLite database.
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
): Promise<SqliteDatabase> {
  const instance = await instantiate(await parts.module('sqlite.wasm'), limits);
  selfCheck(instance);
  return new SqliteDatabase(instance, surroundings);
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

  constructor(instance: Instance, surroundings: DatabaseSurroundings) {
    this.#instance = instance;
    this.version = `SQLite ${versionOf(instance)}`;
    this.#ground = {
      onExecuted: surroundings.onExecuted,
      interrupted: surroundings.interrupted,
      watchdog: new Watchdog(instance, surroundings.interrupted),
      crash: null,
    };
  }

  connect(): SqliteConnection {
    if (!this.#instance) throw programmingError('Cannot operate on a closed database.');
    if (this.#ground.crash) throw this.#ground.crash;
    const handle = new Handle(this.#instance, MAIN_FILE);
    const connection = new SqliteConnection((this.#count += 1), handle, this.#ground, (closed) => this.#connections.delete(closed));
    this.#connections.add(connection);
    return connection;
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
