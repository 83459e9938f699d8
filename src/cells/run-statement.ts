import { DatabaseError, EngineCrashError } from '../databases/errors';
import type { Result, Value } from '../databases/result';
import { withPlainBlanks } from '../databases/sql-text/blanks';
import { splitStatements } from '../databases/sql-text/split';
import { tokens } from '../databases/sql-text/tokens';
import type { CellToRun, Surroundings } from './runner';

/** Parameters by place, or by name where the engine knows names (`:name`). */
export type StatementParameters = readonly Value[] | ReadonlyMap<string, Value>;

/**
 * Runs SQL on the database of a cell, for code that asks for it. Several statements may stand in the text where there are
 * no parameters; the last one's result is given.
 * @throws DatabaseError, InterruptedError, EngineCrashError as the driver does
 */
export async function runStatement(sql: string, parameters: StatementParameters, cell: CellToRun, surroundings: Surroundings): Promise<Result> {
  const { engine } = cell;
  if (engine === 'locking') throw new RangeError('statements run on a database, not on the locking engine');
  const statements = splitStatements(sql, engine);
  const count = isByName(parameters) ? parameters.size : parameters.length;
  if (statements.length === 0) throw misuse('there is no statement in this text');
  if (statements.length > 1 && count > 0) throw misuse('parameters go with one statement, and here are several');
  const session = await surroundings.session(engine, cell.db, cell.session);
  let result: Result | null = null;
  for (const { text } of statements) {
    const plain = withPlainBlanks(text, engine);
    const values = isByName(parameters) ? inOrder(plain, parameters, engine) : parameters;
    try {
      result = await surroundings.drive(session.connection.execute(plain, values, { maxRows: cell.limits.held, maxBytes: cell.limits.heldBytes }), session);
    } catch (error) {
      if (error instanceof EngineCrashError) surroundings.discard(session.database);
      throw error;
    }
  }
  if (!result) throw misuse('there is no statement in this text');
  return result;
}

function isByName(parameters: StatementParameters): parameters is ReadonlyMap<string, Value> {
  return parameters instanceof Map;
}

/** SQLite numbers a named parameter by its first occurrence. */
function inOrder(sql: string, parameters: ReadonlyMap<string, Value>, engine: 'sqlite' | 'postgres'): Value[] {
  if (engine === 'postgres') throw misuse('PostgreSQL numbers its parameters $1, $2, …: give a list of values');
  const names = new Set([...tokens(sql, engine)].filter(({ kind }) => kind === 'parameter').map(({ text }) => text));
  return [...names].map((text) => {
    const value = parameters.get(text.slice(1));
    if (value === undefined) throw misuse(`there is no value for the parameter ${text}`);
    return value;
  });
}

function misuse(message: string): DatabaseError {
  return new DatabaseError('ProgrammingError', { code: 'SAVEPOINT_MISUSE', message });
}
