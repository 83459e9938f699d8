import type { Recovery } from '../../cells/output';
import type { NotebookConnection } from '../../cells/runner';
import type { Connection, Database, DatabaseSurroundings, EmbeddedEngine } from '../../databases/database';
import type { Parts } from '../../databases/parts';
import { openPostgres } from '../../databases/postgres/postgres-database';
import { recoveryLines } from '../../databases/recovery-lines';
import { openSqlite } from '../../databases/sqlite/sqlite-database';

/** A database of the notebook with its sessions, by name; null names the one that the note's cells share. */
class OpenDatabase {
  readonly #sessions = new Map<string | null, Connection>();

  constructor(readonly database: Database) {}

  session(name: string | null): NotebookConnection {
    const connection = this.#sessions.get(name) ?? this.database.connect();
    this.#sessions.set(name, connection);
    return { database: this.database, connection, nameOf: (number) => this.#nameOf(number) };
  }

  /** Whether any of its sessions has a transaction open. */
  get inTransaction(): boolean {
    return [...this.#sessions.values()].some((connection) => connection.inTransaction);
  }

  #nameOf(number: number): string | null {
    return [...this.#sessions].find(([, connection]) => connection.number === number)?.[0] ?? null;
  }
}

const open: Readonly<Record<EmbeddedEngine, (parts: Parts, surroundings: DatabaseSurroundings) => Promise<Database>>> = {
  sqlite: openSqlite,
  postgres: openPostgres,
};

/** The databases of one notebook, by engine and name; each is opened when a cell first uses it. */
export class NotebookDatabases {
  readonly #open = new Map<string, Promise<OpenDatabase>>();
  readonly #crashed = new WeakSet<Database>();

  constructor(
    private readonly parts: Parts,
    private readonly surroundings: DatabaseSurroundings,
    private readonly onOpening: (engine: EmbeddedEngine) => void,
  ) {}

  /** @throws DatabaseError when the database cannot have another session */
  async session(engine: EmbeddedEngine, db: string | null, name: string | null = null): Promise<NotebookConnection> {
    return (await this.#database(engine, db)).session(name);
  }

  #database(engine: EmbeddedEngine, db: string | null): Promise<OpenDatabase> {
    const key = `${engine}/${db ?? ''}`;
    const known = this.#open.get(key);
    if (known) return known;
    this.onOpening(engine);
    const opened = open[engine](this.parts, this.surroundings).then((database) => new OpenDatabase(database));
    this.#open.set(key, opened);
    // A database that did not open may open the next time.
    opened.catch(() => this.#open.delete(key));
    return opened;
  }

  /** An empty database beside those of the notebook; nobody is told of what it runs. */
  fresh(engine: EmbeddedEngine): Promise<Database> {
    this.onOpening(engine);
    return open[engine](this.parts, { ...this.surroundings, onExecuted: () => undefined });
  }

  /** @throws TypeError when the engine cannot copy its databases */
  copy(database: Database): Promise<Database> {
    if (!database.fork) throw new TypeError(`${database.version} cannot be copied`);
    return database.fork(this.surroundings.onExecuted);
  }

  /**
   * Has power fail under one of the notebook's databases: whoever uses it next finds what its disk held.
   * @throws TypeError when the engine has no disk
   */
  async crash(broken: Database): Promise<Recovery> {
    const keys: string[] = [];
    let lostTransaction = false;
    for (const [key, opened] of this.#open) {
      const one = await opened;
      if (one.database !== broken) continue;
      keys.push(key);
      lostTransaction ||= one.inTransaction;
    }
    if (!broken.crash) throw new TypeError(`${broken.version} cannot crash`);
    this.#crashed.add(broken);
    const restarted = broken.crash();
    // At once: who waited on the old one is told now, and must not take the new one with it.
    for (const key of keys) this.#open.set(key, restarted.then(({ database }) => new OpenDatabase(database)));
    return { lostTransaction, log: recoveryLines((await restarted).log) };
  }

  /** Whether a database is closed because power failed under it. */
  hasCrashed(database: Database): boolean {
    return this.#crashed.has(database);
  }

  /** Forgets a database that broke; its next use opens an empty one. */
  discard(broken: Database): void {
    for (const [key, session] of this.#open) {
      void session.then(({ database }) => {
        if (database === broken) this.#open.delete(key);
      });
    }
    broken.close();
  }
}
