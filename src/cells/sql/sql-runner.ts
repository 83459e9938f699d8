import { DatabaseError, EngineCrashError, InterruptedError } from '../../databases/errors';
import { runAsync } from '../../databases/flow';
import type { Notice, Result } from '../../databases/result';
import { withPlainBlanks } from '../../databases/sql-text/blanks';
import { splitStatements } from '../../databases/sql-text/split';
import { errorAt, placeOf, plainError } from '../cell-error';
import type { CellError, CellValue, ResultSet } from '../output';
import type { CellToRun, Runner, RunnerOutcome } from '../runner';
import { toCellRow } from './cell-values';
import { readPlan } from './plan';

/**
 * Runs a cell's statements in order on the notebook's session, one result set per statement, up to the first that fails.
 * What ran before stays done, as in any SQL client: a cell is no transaction.
 */
export const runSqlCell: Runner = async (cell, surroundings): Promise<RunnerOutcome> => {
  const results: ResultSet[] = [];
  const held: (readonly (readonly CellValue[])[])[] = [];
  const log: string[] = [];
  const { database, connection } = await surroundings.session(cell.engine, cell.db);
  const outcome = (error: CellError | null, interrupted = false): RunnerOutcome => ({
    engine: database.version, results, held, stdout: '', log: log.join(''), value: null, error, interrupted,
  });

  for (const { text, offset } of splitStatements(cell.code, cell.engine)) {
    try {
      const result = await runAsync(connection.execute(withPlainBlanks(text, cell.engine), [], { maxRows: cell.limits.held }));
      const rows = result.rows.map((row) => toCellRow(row, result.columns));
      log.push(...result.notices.map(noticeLine));
      results.push(resultSet(result, rows, cell.limits.sent));
      held.push(rows);
    } catch (error) {
      if (error instanceof InterruptedError) return outcome(plainError('InterruptedError', error.message), true);
      if (error instanceof DatabaseError) {
        log.push(...error.notices.map(noticeLine));
        return outcome(databaseError(cell, offset, error));
      }
      if (error instanceof EngineCrashError) {
        surroundings.discard(database);
        return outcome(plainError('EngineCrashError', error.message, 'the database was lost; run the cells that fill it again'));
      }
      throw error;
    }
  }
  return outcome(null);
};

function resultSet(result: Result, rows: readonly (readonly CellValue[])[], sent: number): ResultSet {
  const columns = result.columns.map((column) => column.name);
  return {
    command: result.command,
    tag: result.tag,
    columns,
    types: result.columns.map((column) => column.type),
    rows: rows.slice(0, sent),
    rowCount: result.rowCount,
    truncated: result.truncated || rows.length > sent,
    held: rows.length,
    plan: readPlan(result.command, columns, rows),
  };
}

/** The engine's error, at its place in the cell rather than in the statement. */
function databaseError(cell: CellToRun, statementOffset: number, error: DatabaseError): CellError {
  // Where the engine names no place, the statement's beginning is the best there is.
  const { line, column } = placeOf(cell.code, statementOffset + (error.offset ?? 0));
  return {
    ...errorAt(cell.code, line, column, error.name, error.message, error.hint),
    code: error.code,
    detail: [error.detail, error.context].filter(Boolean).join('\n') || null,
  };
}

/** A notice as psql prints it. */
function noticeLine(notice: Notice): string {
  const lines = [`${notice.severity}:  ${notice.message}`];
  if (notice.detail !== null) lines.push(`DETAIL:  ${notice.detail}`);
  if (notice.hint !== null) lines.push(`HINT:  ${notice.hint}`);
  return `${lines.join('\n')}\n`;
}
