import { enginesOf } from '../cells/cell-kind';
import type { Cell, Notebook } from './cell';

/** Why a cell is not run, for a person to read; null when it can be run. */
export function notRunnable(cell: Cell, engine: string): string | null {
  if (cell.options.skip) return 'its directive says skip';
  const engines: readonly string[] = enginesOf[cell.kind];
  if (engines.length === 0) return `this version of Savepoint does not run ${kindNames[cell.kind]} cells`;
  if (!engines.includes(engine)) return `this version of Savepoint does not run ${kindNames[cell.kind]} cells on ${engine}`;
  const missing = unsupported.find((option) => cell.options[option]);
  if (missing) return `this version of Savepoint does not know the option ${missing}`;
  return cell.kind !== 'schedule' && cell.options.levels.length > 0 ? 'the option level is for schedules' : null;
}

const kindNames: Readonly<Record<Cell['kind'], string>> = { sql: 'SQL', schedule: 'schedule', typescript: 'TypeScript', python: 'Python', relation: 'relation' };

/** Options whose meaning a cell would silently miss. */
const unsupported = ['crash', 'fork', 'matrix'] as const;

/**
 * The engine of a cell: what its directive says, else the note's property, else PostgreSQL in a note that
 * holds a schedule (its cells prepare what the schedule runs on), else the given default.
 */
export function engineOf(cell: Cell, notebook: Notebook, fallback: string): string {
  return cell.options.engine ?? notebook.defaults.engine ?? (notebook.cells.some(({ kind }) => kind === 'schedule') ? 'postgres' : fallback);
}
