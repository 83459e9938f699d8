import { enginesOf } from '../cells/cell-kind';
import type { Cell, Notebook } from './cell';

/** Why a cell is not run, for a person to read; null when it can be run. */
export function notRunnable(cell: Cell, engine: string): string | null {
  if (cell.options.skip) return 'its directive says skip';
  const { kind, options } = cell;
  if (options.matrix && kind !== 'sql' && kind !== 'schedule') return 'the option matrix is for schedules, and for an SQL cell without statements';
  const engines: readonly string[] = enginesOf[options.matrix ? 'schedule' : kind];
  if (engines.length === 0) return `this version of Savepoint does not run ${kindNames[kind]} cells`;
  if (!engines.includes(engine)) return `this version of Savepoint does not run ${kindNames[kind]} cells on ${engine}`;
  if (options.matrix) return notDrawable(cell);
  if (options.crash && kind === 'schedule') return 'the option crash is for SQL cells; in a schedule, power fails where a step says so: crash; -- T1';
  if (options.fork && kind === 'schedule') return 'the option fork is for SQL cells; a schedule always runs on a copy';
  if (options.print !== null && cell.language !== 'isolationtester') return 'the option print is for isolationtester specifications';
  for (const option of ['crash', 'fork', 'session', 'diagram'] as const) {
    if (options[option] !== false && options[option] !== null && kind !== 'sql') return `the option ${option} is for SQL cells`;
  }
  if (options.crash && options.fork) return 'crash and fork exclude each other: a copy is thrown away as it is';
  return kind !== 'schedule' && options.levels.length > 0 ? 'the option level is for schedules' : null;
}

/** Why no matrix can be drawn; null where one can. */
function notDrawable({ kind, code, options }: Cell): string | null {
  if (options.levels.length > 0) return 'a matrix shows every level: leave out the option level';
  if (options.crash || options.fork) return 'a matrix runs nothing of the note: leave out crash and fork';
  const statements = code.replace(/--[^\n]*|\/\*[^]*?\*\//g, '').trim();
  return kind === 'sql' && statements !== '' ? 'this cell is to draw the matrix of the note’s schedules, so it holds no statements itself' : null;
}

const kindNames: Readonly<Record<Cell['kind'], string>> = { sql: 'SQL', schedule: 'schedule', typescript: 'TypeScript', python: 'Python', relation: 'relation' };

/**
 * The engine of a cell: what its directive says, else the note's property, else PostgreSQL in a note that
 * holds a schedule (its cells prepare what the schedule runs on), else the given default.
 */
export function engineOf(cell: Cell, notebook: Notebook, fallback: string): string {
  return cell.options.engine ?? notebook.defaults.engine ?? (notebook.cells.some(({ kind }) => kind === 'schedule') ? 'postgres' : fallback);
}
