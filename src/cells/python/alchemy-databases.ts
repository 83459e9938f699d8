import type { Database, EmbeddedEngine } from '../../databases/database';
import type { Url } from '../../orm/engine/url';
import type { Surroundings } from '../runner';

/** Which of the notebook's databases an address of SQLAlchemy means. */
export interface MeantDatabase {
  readonly engine: EmbeddedEngine;
  /** Its name in the notebook; null for the engine's default one. */
  readonly name: string | null;
  /** It is empty at first, whatever was there: each `create_engine("sqlite://")` makes a database in memory. */
  readonly isFresh: boolean;
}

/**
 * `sqlite:///shop.db` is the SQLite database `shop` of the notebook, `postgresql+asyncpg://user@host/shop` its PostgreSQL
 * database `shop`, whatever the host. Addresses without a name are the default database of PostgreSQL, and a database in
 * memory of SQLite.
 * @param memory names the database in memory
 */
export function meantDatabase(url: Url, memory: () => string): MeantDatabase {
  const { database } = url;
  if (url.backendName !== 'sqlite') return { engine: 'postgres', name: database === null || database === 'postgres' ? null : database, isFresh: false };
  if (database === null || database === ':memory:' || database.includes('mode=memory')) return { engine: 'sqlite', name: memory(), isFresh: true };
  const file = database.split(/[/\\]/).pop() ?? database;
  return { engine: 'sqlite', name: file.replace(/\.(?:db|sqlite3?|db3)$/i, ''), isFresh: false };
}

/** Opens the database that an address means. What was in memory under that name before is given up. */
export async function openMeant({ engine, name, isFresh }: MeantDatabase, surroundings: Surroundings, known: Set<Database>): Promise<Database> {
  const { database } = await surroundings.session(engine, name);
  if (!isFresh || !known.has(database)) {
    known.add(database);
    return database;
  }
  surroundings.discard(database);
  known.delete(database);
  return await openMeant({ engine, name, isFresh }, surroundings, known);
}
