import type { Database, DatabaseSurroundings } from '../database';
import { DatabaseError } from '../errors';
import { runSync } from '../flow';
import type { Parts } from '../parts';
import { PostgresConnection } from './postgres-connection';
import { Server } from './server';

/**
 * Opens a new PostgreSQL database. It holds what initdb makes and lives in memory.
 * @throws EngineCrashError when PostgreSQL does not start
 */
export async function openPostgres(parts: Parts, surroundings: DatabaseSurroundings): Promise<PostgresDatabase> {
  const server = await Server.start(parts, surroundings.interrupted);
  return new PostgresDatabase(server, surroundings);
}

/** A PostgreSQL database in memory, with one session for now. */
export class PostgresDatabase implements Database {
  readonly engine = 'postgres';
  readonly version: string;
  readonly #server: Server;
  readonly #surroundings: DatabaseSurroundings;
  #connection: PostgresConnection | null = null;

  /** Use {@link openPostgres}. */
  constructor(server: Server, surroundings: DatabaseSurroundings) {
    this.#server = server;
    this.#surroundings = surroundings;
    this.version = `PostgreSQL ${serverVersion(server)}`;
  }

  /** @throws DatabaseError when a connection is open already */
  connect(): PostgresConnection {
    if (this.#connection) {
      throw new DatabaseError('NotSupportedError', {
        code: '0A000',
        message: 'this PostgreSQL database has one session, and a connection uses it',
        hint: 'Close the open connection first.',
      });
    }
    const connection = new PostgresConnection(1, this.#server, this.#surroundings, () => {
      this.#connection = null;
      if (this.#server.running) this.#renew(connection.inTransaction);
    });
    return (this.#connection = connection);
  }

  close(): void {
    this.#server.stop();
    this.#connection?.close();
  }

  /** Makes the session as it was when it began, for the next connection. */
  #renew(inTransaction: boolean): void {
    const connection = new PostgresConnection(0, this.#server, unobserved, () => {});
    if (inTransaction) runSync(connection.execute('ROLLBACK'));
    runSync(connection.execute('DISCARD ALL'));
  }
}

/** For what Savepoint itself asks. */
const unobserved: DatabaseSurroundings = { onExecuted: () => {}, interrupted: () => false };

function serverVersion(server: Server): string {
  const connection = new PostgresConnection(0, server, unobserved, () => {});
  const { rows } = runSync(connection.execute('SHOW server_version'));
  return String(rows[0]?.[0]);
}
