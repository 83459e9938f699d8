import type { Connection } from '../../databases/database';
import { runSync } from '../../databases/flow';
import type { Result, Value } from '../../databases/result';

/** Runs a statement of SQLite, which never makes anybody wait: it refuses what is locked. */
export function query(connection: Connection, sql: string, parameters: readonly Value[] = []): Result {
  return runSync(connection.execute(sql, parameters));
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
