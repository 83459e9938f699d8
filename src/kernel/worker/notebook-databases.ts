import type { Connection, Database, DatabaseSurroundings, EmbeddedEngine } from '../../databases/database';
import type { Parts } from '../../databases/parts';
import { openPostgres } from '../../databases/postgres/postgres-database';
import { openSqlite } from '../../databases/sqlite/sqlite-database';

/** A database of the notebook and the session that its cells share. */
export interface NotebookSessionOnDatabase {
  readonly database: Database;
  readonly connection: Connection;
}

const open: Readonly<Record<EmbeddedEngine, (parts: Parts, surroundings: DatabaseSurroundings) => Promise<Database>>> = {
  sqlite: openSqlite,
  postgres: openPostgres,
};

/** The databases of one notebook, by engine and name; each is opened when a cell first uses it. */
export class NotebookDatabases {
  readonly #open = new Map<string, Promise<NotebookSessionOnDatabase>>();

  constructor(
    private readonly parts: Parts,
    private readonly surroundings: DatabaseSurroundings,
    private readonly onOpening: (engine: EmbeddedEngine) => void,
  ) {}

  session(engine: EmbeddedEngine, db: string | null): Promise<NotebookSessionOnDatabase> {
    const key = `${engine}/${db ?? ''}`;
    const known = this.#open.get(key);
    if (known) return known;
    this.onOpening(engine);
    const opened = open[engine](this.parts, this.surroundings).then((database) => ({ database, connection: database.connect() }));
    this.#open.set(key, opened);
    // A database that did not open may open the next time.
    opened.catch(() => this.#open.delete(key));
    return opened;
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
