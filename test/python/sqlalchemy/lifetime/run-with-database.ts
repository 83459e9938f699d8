import { openSqlite } from '../../../../src/databases/sqlite/sqlite-database';
import type { Activity } from '../../../../src/orm/engine/activity';
import { sqlalchemyModules } from '../../../../src/python/sqlalchemy/modules';
import { nodeParts } from '../../../databases/node-parts';
import { runProgram } from '../../run-program';

const parts = nodeParts();

export interface ProgramWithDatabase {
  readonly stdout: string;
  /** Statements with their parameters as JSON, in Python's spacing. */
  readonly statements: readonly string[];
  /** The class of the exception that left the program. */
  readonly error: string | null;
}

/** Runs a program that uses SQLAlchemy on SQLite. */
export async function runWithDatabase(code: string): Promise<ProgramWithDatabase> {
  const statements: string[] = [];
  const surroundings = {
    database: () => openSqlite(parts, { onExecuted: () => undefined, interrupted: () => false }),
    echo: () => undefined,
    onActivity: (activity: Activity) => {
      if (activity.kind === 'statement') statements.push(`${activity.sql.replace(/\s+/g, ' ').trim()} ${JSON.stringify(activity.parameters).replace(/,/g, ', ')}`);
    },
  };
  const { stdout, outcome } = await runProgram(code, { modules: sqlalchemyModules(surroundings) });
  return { stdout, statements, error: outcome.error?.type ?? null };
}
