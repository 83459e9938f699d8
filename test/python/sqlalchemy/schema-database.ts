import type { Connection, Database } from '../../../src/databases/database';
import { runSync } from '../../../src/databases/flow';

/** A schema of a PostgreSQL database that does for a database of its own: names without a schema mean it. */
export class SchemaDatabase implements Database {
  readonly engine = 'postgres';
  readonly #connections: Connection[] = [];

  constructor(
    private readonly whole: Database,
    private readonly schema: string,
  ) {
    this.#once(`CREATE SCHEMA ${schema}`);
  }

  get version(): string {
    return this.whole.version;
  }

  connect(): Connection {
    const connection = this.whole.connect();
    this.#connections.push(connection);
    runSync(connection.execute(`SET search_path TO ${this.schema}`));
    return connection;
  }

  /** Its connections and tables are gone; the database around it stays. */
  close(): void {
    for (const connection of this.#connections) connection.close();
    this.#once(`DROP SCHEMA ${this.schema} CASCADE`);
  }

  #once(sql: string): void {
    const connection = this.whole.connect();
    runSync(connection.execute(sql));
    connection.close();
  }
}
