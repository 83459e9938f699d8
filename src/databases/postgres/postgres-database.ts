import type { Connection, Database, DatabaseSurroundings, Restarted } from '../database';
import { runSync } from '../flow';
import type { Parts } from '../parts';
import type { DataFiles } from './data-files';
import { PostgresConnection } from './postgres-connection';
import { Server } from './server';
import { ServerSession } from './server-session';
import { OnlySession } from './sessions/only-session';
import { checkSessions } from './sessions/self-check';
import type { SessionPool } from './sessions/session-pool';
import { Sessions, type Trust } from './sessions/sessions';

/**
 * Opens a new PostgreSQL database. It holds what initdb makes and lives in memory.
 * @throws EngineCrashError when PostgreSQL does not start
 */
export async function openPostgres(parts: Parts, surroundings: DatabaseSurroundings): Promise<PostgresDatabase> {
  return PostgresDatabase.open({ parts, surroundings, trust: { given: false, check: checkSessions } });
}

/** What a database is opened with. */
interface Opening {
  readonly parts: Parts;
  readonly surroundings: DatabaseSurroundings;
  readonly files?: DataFiles;
  readonly trust: Trust;
}

/** A PostgreSQL database in memory. */
export class PostgresDatabase implements Database {
  readonly engine = 'postgres';
  readonly version: string;
  readonly #opening: Opening;
  readonly #server: Server;
  readonly #pool: SessionPool;
  readonly #connections = new Map<number, PostgresConnection>();

  private constructor(opening: Opening, server: Server, pool: SessionPool) {
    this.#opening = opening;
    this.#server = server;
    this.#pool = pool;
    this.version = `PostgreSQL ${String(server.ask('show server_version')[0]?.[0])}`;
  }

  /** Use {@link openPostgres}. */
  static async open(opening: Opening): Promise<PostgresDatabase> {
    const { parts, files, trust } = opening;
    const { interrupted } = opening.surroundings;
    const server = await Server.start({ parts, interrupted, files });
    try {
      return new PostgresDatabase(opening, server, new Sessions(server, trust));
    } catch (error) {
      // Several sessions are not what this build can do: one always works.
      server.stop();
      const single = await Server.start({ parts, interrupted, files });
      return new PostgresDatabase(opening, single, new OnlySession(single, error instanceof Error ? error.message : String(error)));
    }
  }

  /** Whether several connections can be open; where not, {@link reason} says why. */
  get sessions(): 'many' | 'one' {
    return this.#pool.mode;
  }

  get reason(): string | null {
    return this.#pool.reason;
  }

  /** How often a statement was cancelled because it could not be suspended, and the functions because of which. */
  get refusedWaits(): { readonly count: number; readonly functions: readonly string[] } {
    const { refused, missing } = this.#server.guard;
    return { count: refused, functions: [...missing] };
  }

  connect(): PostgresConnection {
    let number = 1;
    while (this.#connections.has(number)) number++;
    const backend = this.#server.running ? this.#pool.open(number) : this.#server.stage.template;
    const session = new ServerSession(this.#server, this.#pool, backend);
    const connection = new PostgresConnection(number, session, this.#opening.surroundings, () => {
      this.#connections.delete(number);
      if (this.#server.running) this.#renew(session, connection.inTransaction);
    });
    this.#connections.set(number, connection);
    return connection;
  }

  wake(): Connection[] {
    const numbers = this.#server.running ? this.#pool.wake() : [];
    return numbers.flatMap((number) => this.#connections.get(number) ?? []);
  }

  untilTimer(): number {
    return this.#server.running ? Math.max(0, this.#pool.nextTimer - performance.now()) : Infinity;
  }

  async fork(): Promise<PostgresDatabase> {
    this.#server.ask('checkpoint');
    return PostgresDatabase.open({ ...this.#opening, files: this.#server.copyFiles() });
  }

  async crash(): Promise<Restarted> {
    const files = this.#server.copyFiles();
    this.close();
    const database = await PostgresDatabase.open({ ...this.#opening, files });
    return { database, log: database.#server.startLog };
  }

  close(): void {
    this.#server.stop();
    for (const connection of [...this.#connections.values()]) connection.close();
  }

  /** Makes a session as it was when it began, for the next connection. */
  #renew(session: ServerSession, inTransaction: boolean): void {
    const connection = new PostgresConnection(0, session, unobserved, () => {});
    if (inTransaction) runSync(connection.execute('ROLLBACK'));
    runSync(connection.execute('DISCARD ALL'));
    this.#pool.giveBack(session.backend);
  }
}

/** For what Savepoint itself asks. */
const unobserved: DatabaseSurroundings = { onExecuted: () => {}, interrupted: () => false };
