import type { Connection, Database, DatabaseSurroundings, Restarted } from '../database';
import { EngineCrashError } from '../errors';
import { runSync } from '../flow';
import type { Parts } from '../parts';
import { Copies, type Running } from './copies';
import type { DataFiles } from './data-files';
import { PostgresConnection } from './postgres-connection';
import { Server } from './server';
import { ServerSession } from './server-session';
import { OnlySession } from './sessions/only-session';
import { RefusedWaits } from './sessions/stack-guard';
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
  readonly refused?: RefusedWaits;
}

type Started = Opening & { readonly refused: RefusedWaits };

/** A PostgreSQL database in memory. */
export class PostgresDatabase implements Database {
  readonly engine = 'postgres';
  readonly version: string;
  readonly #opening: Started;
  readonly #server: Server;
  readonly #pool: SessionPool;
  readonly #connections = new Map<number, PostgresConnection>();

  readonly #copies: Copies;
  readonly #giveBack: (() => void) | null;
  #closed = false;

  /** @param giveBack set where the server is only lent */
  private constructor(opening: Started, { server, pool }: Running, giveBack: (() => void) | null) {
    this.#opening = opening;
    this.#server = server;
    this.#pool = pool;
    this.#giveBack = giveBack;
    this.#copies = new Copies(server, (files) => start({ ...opening, files }));
    this.version = `PostgreSQL ${String(server.ask('show server_version')[0]?.[0])}`;
  }

  /** Use {@link openPostgres}. */
  static async open(options: Opening): Promise<PostgresDatabase> {
    const opening = { refused: new RefusedWaits(), ...options };
    return new PostgresDatabase(opening, await start(opening), null);
  }

  /** Whether several connections can be open; where not, {@link reason} says why. */
  get sessions(): 'many' | 'one' {
    return this.#pool.mode;
  }

  get reason(): string | null {
    return this.#pool.reason;
  }

  /**
   * How often a statement was cancelled because it could not be suspended, here and in all copies, and the functions
   * because of which.
   */
  get refusedWaits(): { readonly count: number; readonly functions: readonly string[] } {
    const { count, functions } = this.#opening.refused;
    return { count, functions: [...functions] };
  }

  connect(): PostgresConnection {
    let number = 1;
    while (this.#connections.has(number)) number++;
    const session = new ServerSession(this.#mustRun(), this.#pool, this.#pool.open(number));
    const connection = new PostgresConnection(number, session, this.#opening.surroundings, () => {
      this.#connections.delete(number);
      if (this.#running) this.#renew(session, connection.inTransaction);
    });
    this.#connections.set(number, connection);
    return connection;
  }

  wake(): Connection[] {
    const numbers = this.#running ? this.#pool.wake() : [];
    return numbers.flatMap((number) => this.#connections.get(number) ?? []);
  }

  untilTimer(): number {
    return this.#running ? Math.max(0, this.#pool.nextTimer - performance.now()) : Infinity;
  }

  async fork(): Promise<PostgresDatabase> {
    this.#mustRun();
    const copy = await this.#copies.lend();
    return new PostgresDatabase(this.#opening, copy, copy.giveBack);
  }

  async crash(): Promise<Restarted> {
    const files = this.#mustRun().copyFiles();
    this.close();
    const database = await PostgresDatabase.open({ ...this.#opening, files });
    return { database, log: database.#server.startLog };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#copies.close();
    if (!this.#giveBack) this.#server.stop();
    for (const connection of [...this.#connections.values()]) connection.close();
    this.#giveBack?.();
  }

  get #running(): boolean {
    return !this.#closed && this.#server.running;
  }

  #mustRun(): Server {
    if (this.#running) return this.#server;
    throw this.#server.end ?? new EngineCrashError('the database is closed');
  }

  /** Makes a session as it was when it began, for the next connection. */
  #renew(session: ServerSession, inTransaction: boolean): void {
    const connection = new PostgresConnection(0, session, unobserved, () => {});
    if (inTransaction) runSync(connection.execute('ROLLBACK'));
    runSync(connection.execute('DISCARD ALL'));
    this.#pool.giveBack(session.backend);
  }
}

/** Starts a server, with one session where it cannot have several. */
async function start({ parts, surroundings: { interrupted }, files, trust, refused }: Started): Promise<Running> {
  const server = await Server.start({ parts, interrupted, files, refused });
  try {
    return { server, pool: new Sessions(server, trust) };
  } catch (error) {
    // Several sessions are not what this build can do: one always works.
    server.stop();
    const single = await Server.start({ parts, interrupted, files });
    return { server: single, pool: new OnlySession(single, error instanceof Error ? error.message : String(error)) };
  }
}

/** For what Savepoint itself asks. */
const unobserved: DatabaseSurroundings = { onExecuted: () => {}, interrupted: () => false };
