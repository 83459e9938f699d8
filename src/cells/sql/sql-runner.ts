import type { EmbeddedEngine } from '../../databases/database';
import { DatabaseError, EngineCrashError, InterruptedError } from '../../databases/errors';
import type { Notice, Result } from '../../databases/result';
import { withPlainBlanks } from '../../databases/sql-text/blanks';
import { RowBudget } from '../../databases/row-budget';
import { splitStatements, type StatementText } from '../../databases/sql-text/split';
import type { Token } from '../../databases/sql-text/token';
import { tokens } from '../../databases/sql-text/tokens';
import { errorAt, placeOf, plainError } from '../cell-error';
import type { NamedResult } from '../named-rows';
import type { CellError, CellValue, ResultSet } from '../output';
import type { CellToRun, NamedWait, NotebookConnection, Runner, RunnerOutcome, Surroundings } from '../runner';
import { afterCrash, onCopy } from './crash-and-fork';
import { toCellRow } from './cell-values';
import { readPlan } from './plan';

/** Runs a cell's statements on the notebook's session, on a copy of its database, or up to a power failure. */
export const runSqlCell: Runner = async (cell, surroundings): Promise<RunnerOutcome> => {
  const { engine } = cell;
  if (engine === 'locking') throw new RangeError('SQL cells run on a database, not on the locking engine');
  const session = await surroundings.session(engine, cell.db, cell.session);
  const run = async (on: NotebookConnection): Promise<RunnerOutcome> => withDiagram(cell, await runStatements(cell, engine, on, surroundings), on, surroundings);
  if (cell.fork) return onCopy(session.database, surroundings, run);
  const outcome = await run(session);
  return cell.crash ? afterCrash(outcome, session, surroundings) : outcome;
};

/** With the database drawn, where the cell asks for it and did what it should. What is read for that is not the cell's. */
async function withDiagram(cell: CellToRun, outcome: RunnerOutcome, on: NotebookConnection, surroundings: Surroundings): Promise<RunnerOutcome> {
  if (cell.diagram !== true || outcome.error) return outcome;
  const statements = [...surroundings.executed()];
  return { ...outcome, diagram: await surroundings.drawSchema(on), statements };
}

/**
 * Runs statements in order, one result set per statement, up to the first that fails. What ran before stays done, as in
 * any SQL client: a cell is no transaction.
 */
async function runStatements(cell: CellToRun, engine: EmbeddedEngine, session: NotebookConnection, surroundings: Surroundings): Promise<RunnerOutcome> {
  const results: ResultSet[] = [];
  const held: (readonly (readonly CellValue[])[])[] = [];
  const log: string[] = [];
  let last: NamedResult | null = null;
  const { database, connection } = session;
  const onWait = (wait: NamedWait): void => void log.push(waitLine(wait));
  const outcome = (error: CellError | null, interrupted = false): RunnerOutcome => ({
    engine: database.version, results, held, stdout: '', log: log.join(''), value: null, trace: null, rows: last, error, interrupted,
  });

  for (const statement of splitStatements(cell.code, engine)) {
    try {
      const result = await surroundings.drive(connection.execute(withPlainBlanks(statement.text, engine), [], { maxRows: cell.limits.held, maxBytes: cell.limits.heldBytes }), session, onWait);
      const kept = within(result.rows, cell.limits.held, cell.limits.heldBytes);
      const rows = kept.map((row) => toCellRow(row, result.columns));
      log.push(...result.notices.map(noticeLine));
      results.push(resultSet(result, rows, within(kept, cell.limits.sent, cell.limits.sentBytes).length));
      held.push(rows);
      if (result.columns.length > 0) last = { ...result, rows: kept };
    } catch (error) {
      if (error instanceof InterruptedError) return outcome(plainError('InterruptedError', error.message), true);
      if (error instanceof DatabaseError) {
        log.push(...error.notices.map(noticeLine));
        return outcome(databaseError(cell.code, engine, statement, error));
      }
      if (error instanceof EngineCrashError) {
        surroundings.discard(database);
        return outcome(plainError('EngineCrashError', error.message, 'the database was lost; run the cells that fill it again'));
      }
      throw error;
    }
  }
  return outcome(null);
}

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

/** The rows that a budget allows: what is held must fit into memory, what is sent into a message. */
function within(rows: Result['rows'], maxRows: number, maxBytes: number): Result['rows'] {
  const budget = new RowBudget(maxRows, maxBytes);
  let count = 0;
  for (; count < rows.length && budget.open; count++) budget.take(rows[count] ?? []);
  return rows.slice(0, count);
}

/** The engine's error, at its place in the cell rather than in the statement. */
function databaseError(code: string, engine: EmbeddedEngine, { text, offset }: StatementText, error: DatabaseError): CellError {
  const parameter = missingParameter(text, engine, error);
  // Where the engine names no place, the statement's beginning is the best there is.
  const { line, column } = placeOf(code, offset + (parameter?.offset ?? error.offset ?? 0));
  if (parameter) {
    const missing = errorAt(code, line, column, 'ProgrammingError', `there is no parameter ${parameter.text}`, 'a cell is given no parameters; write the value itself');
    // As PostgreSQL words it where it is asked without binding anything.
    return { ...missing, code: engine === 'postgres' ? '42P02' : null };
  }
  return {
    ...errorAt(code, line, column, error.name, error.message, error.hint),
    code: error.code,
    detail: [error.detail, error.context].filter(Boolean).join('\n') || null,
  };
}

function waitLine({ blockedBy, waitsOn }: NamedWait): string {
  const others = blockedBy.map((name) => name ?? "the note's own session");
  return `waited for ${others.length > 0 ? others.join(', ') : 'another session'} (${waitsOn})\n`;
}

/** A notice as psql prints it. */
function noticeLine(notice: Notice): string {
  const lines = [`${notice.severity}:  ${notice.message}`];
  if (notice.detail !== null) lines.push(`DETAIL:  ${notice.detail}`);
  if (notice.hint !== null) lines.push(`HINT:  ${notice.hint}`);
  return `${lines.join('\n')}\n`;
}

/** The first parameter of a statement that failed because nothing was bound to it. */
function missingParameter(statement: string, engine: EmbeddedEngine, error: DatabaseError): Token | undefined {
  const unbound = engine === 'postgres' ? error.code === '08P01' : error.message.startsWith('Incorrect number of bindings');
  return unbound ? [...tokens(statement, engine)].find(({ kind }) => kind === 'parameter') : undefined;
}
