import { DatabaseError, EngineCrashError, InterruptedError } from '../../databases/errors';
import { analyse } from '../../relations/analyse';
import type { Table } from '../../relations/data/table';
import { cutToBytes } from '../../relations/design/part-names';
import { readTable, tableBeginsAt } from '../../relations/notation/markdown-table';
import { RelationNotationError } from '../../relations/notation/notation-error';
import { parseRelation } from '../../relations/notation/parse-relation';
import type { RelationText, WrittenDependency, WrittenName } from '../../relations/notation/relation-text';
import { understand } from '../../relations/notation/understand';
import { reportOf } from '../../relations/report/report-of';
import type { RowSource } from '../../relations/report/sql';
import { errorAt, plainError } from '../cell-error';
import type { CellError, RelationReport } from '../output';
import type { CellToRun, NotebookConnection, Runner, RunnerOutcome, Surroundings } from '../runner';
import { columnsOfQuery, loadQuery, loadRows, queryOffset, RelationDataError, type Execute } from './load-rows';
import { measure } from './measure';
import { keysOfTable, type TableKeys } from './table-keys';

/**
 * Analyses a relation. What the dependencies say is worked out here; what the rows say is asked of the notebook's
 * database, in a transaction that is rolled back, so that nothing of it stays.
 */
export const runRelationCell: Runner = async (cell, surroundings) => {
  const run: Run = { engine: null, unlisted: new Set(), relation: null, query: null };
  const outcome = (error: CellError | null, interrupted = false): RunnerOutcome => ({
    engine: run.engine, results: [], held: [], stdout: '', log: '', value: null, trace: null, relation: run.relation,
    statements: surroundings.executed().filter((_, i) => !run.unlisted.has(i)), error, interrupted,
  });
  try {
    const text = withClass(parseRelation(cell.code), surroundings);
    const linked = linkedRows(text, cell);
    if (text.data === null && text.table === null) run.relation = reportOf(analyse(understand(text, null)), null, { kind: 'none' });
    else await withRows(text, linked, cell, surroundings, run);
    return outcome(null);
  } catch (error) {
    if (error instanceof InterruptedError) return outcome(plainError('InterruptedError', error.message), true);
    const described = describe(error, cell, run);
    if (described) return outcome(described);
    throw error;
  }
};

/** What a run has come to. */
interface Run {
  engine: string | null;
  /** Numbers of the statements by which Savepoint looked into the catalogue. */
  readonly unlisted: Set<number>;
  relation: RelationReport | null;
  /** The query that is being asked, and where it stands in the cell. */
  query: { readonly sql: string; readonly line: number; readonly column: number } | null;
}

/** The rows that stand in the cell or in a note; null where a query gives them. */
function linkedRows({ data }: RelationText, cell: CellToRun): Table | null {
  if (data?.kind === 'table') return data.table;
  if (data?.kind !== 'link') return null;
  const { table } = cell;
  if (table?.markdown == null) throw new RelationNotationError(table?.problem ?? `there is no note to find ${data.link} in`, data.line, data.column);
  const lines = table.markdown.split('\n');
  if (!tableBeginsAt(lines, 0)) throw new RelationNotationError('the linked table cannot be read', data.line, data.column, 'its row of dashes has as many cells as its head');
  try {
    return readTable(lines, 0).table;
  } catch (error) {
    if (error instanceof RelationNotationError) throw new RelationNotationError(`line ${error.line} of the linked table: ${error.message}`, data.line, data.column, error.hint);
    throw error;
  }
}

async function withRows(text: RelationText, linked: Table | null, cell: CellToRun, surroundings: Surroundings, run: Run): Promise<void> {
  const { engine } = cell;
  if (engine === 'locking') throw new RangeError('relation cells ask a database, not the locking engine');
  const session = await surroundings.session(engine, cell.db, cell.session);
  run.engine = session.database.version;
  const execute: Execute = (sql, maxRows) => surroundings.drive(session.connection.execute(sql, [], maxRows === undefined ? {} : { maxRows }), session);
  await inScratch(session, execute, surroundings, async () => {
    const query = queryOf(text);
    run.query = query;
    const columns = query === null ? (linked?.columns ?? []) : await columnsOfQuery(query.sql, execute);
    const written = text.table ? await withKeys(text, text.table, columns, session, surroundings, run) : text;
    // Names are understood before any row is moved.
    const { name, attributes } = understand(written, linked ?? { columns, rows: [] });
    const rows = `${cutToBytes(name, 48)}_rows`;
    const table = query === null ? linked : await loadQuery(query.sql, attributes, rows, execute);
    run.query = null;
    const relation = understand(written, table);
    if (query === null && relation.table) await loadRows(relation.table, rows, execute);
    const analysis = analyse(relation);
    const measured = analysis.table && await measure(analysis, analysis.table, rows, engine, execute);
    const source: RowSource = query === null ? { kind: 'rows' } : { kind: 'query', sql: query.sql };
    run.relation = reportOf(analysis, measured, source);
  });
}

const allRowsOf = 'select * from ';

/** The query of a cell, or the one that gives all rows of its table. */
function queryOf({ data, table }: RelationText): Run['query'] {
  if (data?.kind === 'query') return { sql: data.sql, line: data.line, column: data.column };
  // So placed that an error about the table stands at its name.
  return data === null && table ? { sql: allRowsOf + table.text, line: table.line, column: table.column - allRowsOf.length } : null;
}

/** The cell with the columns and keys of its mapped class. */
function withClass(text: RelationText, surroundings: Surroundings): RelationText {
  const { mappedClass } = text;
  if (!mappedClass) return text;
  const table = surroundings.mapped(mappedClass.text);
  if (!table) throw new RelationNotationError(`no cell of this note has mapped a class ${mappedClass.text}`, mappedClass.line, mappedClass.column, 'run the cell that defines it, or use its note');
  const named = (name: string): WrittenName => ({ ...mappedClass, text: name });
  const attributes = text.attributes ?? table.columns.map(named);
  return { ...text, name: text.name ?? named(table.name), attributes, dependencies: [...keyDependencies(table.keys, attributes.map((one) => one.text), mappedClass), ...text.dependencies] };
}

/** Keys as dependencies, written where what has them is named. */
function keyDependencies(keys: TableKeys, columns: readonly string[], at: WrittenName): WrittenDependency[] {
  const named = (name: string): WrittenName => ({ ...at, text: name });
  return keys
    // A key of all columns says nothing.
    .filter((key) => key.every((column) => columns.includes(column)) && key.length < columns.length)
    .map((key) => ({ kind: 'functional', left: key.map(named), right: columns.filter((column) => !key.includes(column)).map(named), line: at.line, column: at.column }));
}

/** The cell with the keys of its SQL table among its dependencies, and with the table's name where it has none. */
async function withKeys(text: RelationText, table: WrittenName, columns: readonly string[], { database, connection }: NotebookConnection, surroundings: Surroundings, run: Run): Promise<RelationText> {
  const before = surroundings.executed().length;
  const keys = await keysOfTable(table.text, database, connection).finally(() => {
    for (let i = before; i < surroundings.executed().length; i++) run.unlisted.add(i);
  });
  const wanted = columns.filter((column) => text.attributes === null || text.attributes.some((attribute) => attribute.text === column));
  const bare = table.text.replace(/^(?:"(?:[^"]|"")*"|[^".]*)\./, '').replace(/^"(.*)"$/, '$1').replaceAll('""', '"');
  return { ...text, name: text.name ?? { ...table, text: bare }, dependencies: [...keyDependencies(keys, wanted, table), ...text.dependencies] };
}

/** Runs work whose traces on the database are all undone, inside the transaction that the note has open or in one of its own. */
async function inScratch({ connection, database }: NotebookConnection, execute: Execute, surroundings: Surroundings, work: () => Promise<void>): Promise<void> {
  const within = connection.inTransaction;
  await execute(within ? 'savepoint relation_cell' : 'begin');
  try {
    await work();
  } catch (error) {
    if (error instanceof EngineCrashError) surroundings.discard(database);
    throw error;
  } finally {
    if (connection.inTransaction) {
      for (const sql of within ? ['rollback to savepoint relation_cell', 'release savepoint relation_cell'] : ['rollback']) await execute(sql);
    }
  }
}

function describe(error: unknown, cell: CellToRun, { query }: Run): CellError | null {
  if (error instanceof RelationNotationError) {
    const { line, column, replacement } = error;
    const fix = replacement && { line, from: column, to: column + replacement.length, text: replacement.text };
    return errorAt(cell.code, line, column, error.name, error.message, error.hint, fix);
  }
  if (error instanceof RelationDataError) return query ? errorAt(cell.code, query.line, query.column, error.name, error.message) : plainError(error.name, error.message);
  if (error instanceof EngineCrashError) return plainError(error.name, error.message, 'the database was lost; run the cells that fill it again');
  if (!(error instanceof DatabaseError)) return null;
  const at = query ? placeInQuery(query, error) : null;
  const described = at ? errorAt(cell.code, at.line, at.column, error.name, error.message, error.hint) : plainError(error.name, error.message, error.hint);
  return { ...described, code: error.code, detail: error.detail };
}

/** Where an error lies in the cell: in the query that stands there, as far as the engine says. */
function placeInQuery(query: { readonly sql: string; readonly line: number; readonly column: number }, { offset }: DatabaseError): { line: number; column: number } {
  const within = query.sql.slice(0, Math.max(0, (offset ?? 0) - queryOffset));
  const line = within.split('\n').length - 1;
  const column = [...within.slice(within.lastIndexOf('\n') + 1)].length;
  return line === 0 ? { line: query.line, column: query.column + column } : { line: query.line + line, column: column + 1 };
}
