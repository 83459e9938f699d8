import type { Connection, Database } from '../../../src/databases/database';
import { runSync } from '../../../src/databases/flow';

/** Drops all that a schedule may have made. */
export const EMPTY = `do $$
  declare one text;
  begin
    for one in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
      execute format('drop schema %I cascade', one);
    end loop;
    create schema public;
  end $$`;

/**
 * An empty database that is lent for one run after the other, and emptied when it is given back:
 * hundreds of forks would take minutes.
 */
export function lent(database: Database): Database {
  const open = new Set<Connection>();
  return {
    engine: database.engine,
    version: database.version,
    connect: () => {
      const connection = database.connect();
      open.add(connection);
      return connection;
    },
    wake: () => database.wake?.() ?? [],
    untilTimer: () => database.untilTimer?.() ?? Infinity,
    close: () => {
      for (const connection of open) connection.close();
      const connection = database.connect();
      runSync(connection.execute(EMPTY));
      connection.close();
    },
  };
}
