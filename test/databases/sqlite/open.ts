import type { Connection, Executed, ExecuteOptions } from '../../../src/databases/database';
import { DatabaseError } from '../../../src/databases/errors';
import { runSync } from '../../../src/databases/flow';
import type { Result, Value } from '../../../src/databases/result';
import type { InstanceLimits } from '../../../src/databases/sqlite/runtime/instance';
import { openSqlite, type SqliteDatabase } from '../../../src/databases/sqlite/sqlite-database';
import { nodeParts } from '../node-parts';

const parts = nodeParts();

/** A database for a test, with what it reported and a switch that interrupts its statements. */
export interface Bench {
  readonly database: SqliteDatabase;
  readonly executed: Executed[];
  interrupted: () => boolean;
}

export async function bench(limits?: InstanceLimits): Promise<Bench> {
  const executed: Executed[] = [];
  const made: { interrupted: () => boolean } = { interrupted: () => false };
  const surroundings = { onExecuted: (one: Executed) => void executed.push(one), interrupted: () => made.interrupted() };
  return Object.assign(made, { executed, database: await openSqlite(parts, surroundings, limits) });
}

export function run(connection: Connection, sql: string, parameters: readonly Value[] = [], options?: ExecuteOptions): Result {
  return runSync(connection.execute(sql, parameters, options));
}

export function rows(connection: Connection, sql: string, parameters: readonly Value[] = []): Result['rows'] {
  return run(connection, sql, parameters).rows;
}

/** The error with which a statement fails. */
export function refusal(connection: Connection, sql: string, parameters: readonly Value[] = []): DatabaseError {
  try {
    run(connection, sql, parameters);
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
  throw new Error(`not refused: ${sql}`);
}
