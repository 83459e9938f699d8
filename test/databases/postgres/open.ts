import type { Connection, DatabaseSurroundings, Executed, ExecuteOptions } from '../../../src/databases/database';
import { runSync } from '../../../src/databases/flow';
import { openPostgres, type PostgresDatabase } from '../../../src/databases/postgres/postgres-database';
import type { Result, Value } from '../../../src/databases/result';
import { nodeParts } from '../node-parts';

const parts = nodeParts();

const opened: PostgresDatabase[] = [];

afterAll(() => {
  // No wait was refused, in whatever the tests did.
  for (const { refusedWaits } of opened) expect(refusedWaits).toEqual({ count: 0, functions: [] });
});

/** A database with one connection, as tests use it. */
export interface Fixture {
  readonly database: PostgresDatabase;
  readonly connection: Connection;
  /** What was reported, in order. */
  readonly executed: Executed[];
  /** Runs one statement. */
  readonly run: (sql: string, parameters?: readonly Value[], options?: ExecuteOptions) => Result;
  /** The error that a statement ends with. */
  readonly failure: (sql: string, parameters?: readonly Value[]) => Error;
}

export async function open(surroundings: Partial<DatabaseSurroundings> = {}): Promise<Fixture> {
  const executed: Executed[] = [];
  const database = await openPostgres(parts, {
    onExecuted: (one) => executed.push(one),
    interrupted: () => false,
    ...surroundings,
  });
  opened.push(database);
  const connection = database.connect();
  const run: Fixture['run'] = (sql, parameters, options) => runSync(connection.execute(sql, parameters, options));
  const failure: Fixture['failure'] = (sql, parameters) => {
    try {
      run(sql, parameters);
    } catch (error) {
      if (error instanceof Error) return error;
      throw error;
    }
    throw new Error(`no error: ${sql}`);
  };
  return { database, connection, executed, run, failure };
}
