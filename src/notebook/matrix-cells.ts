import { enginesOf, type CellEngine, type MatrixSchedule, type MatrixToRun } from '../cells/cell-kind';
import type { Cell, Notebook } from './cell';
import { engineOf } from './plan-run';

/**
 * What a cell with the option `matrix` draws: its own schedule; where it holds none, those of the note that do not draw
 * themselves; where there are none, the standard set. On one engine if its directive names one, else on all.
 * @param fallback the default engine
 */
export function matrixToRun(cell: Cell, notebook: Notebook, fallback: string): MatrixToRun | null {
  if (!cell.options.matrix) return null;
  const engines: readonly CellEngine[] = enginesOf.schedule.filter((engine) => cell.options.engine === null || engine === cell.options.engine);
  const own = cell.kind === 'schedule' ? [cell] : notebook.cells.filter(({ kind, options }) => kind === 'schedule' && !options.skip && !options.matrix);
  const schedules = own.map((one): MatrixSchedule => ({
    title: own.length === 1 ? null : (one.options.name ?? `line ${one.line}`),
    language: one.language,
    code: one.code,
    preparation: preparationOf(one, notebook, fallback),
  }));
  return { engines, schedules };
}

/** Seconds that a matrix may take where nobody says: on a slow machine, several times what it takes on others. */
const patience = 600;

/** A note that holds nothing but the matrix of the standard set: for who asks for it without a note. */
export function standardMatrixNote(engine: string | null = null, seconds: string | null = null): string {
  return ['```sql', `-- savepoint: matrix timeout=${seconds ?? patience}${engine === null ? '' : ` engine=${engine}`}`, '```', ''].join('\n');
}

/** The engine on whose databases an engine's schedules run. */
export function storageOf(engine: string): string {
  return engine === 'locking' ? 'sqlite' : engine;
}

/** The SQL cells above a schedule that make the state from which it starts, wherever it then runs. */
export function preparationOf(schedule: Cell, notebook: Notebook, fallback: string): string[] {
  const storage = (cell: Cell): string => storageOf(engineOf(cell, notebook, fallback));
  return notebook.cells
    .filter(({ index, kind, options }) => index < schedule.index && kind === 'sql' && options.db === schedule.options.db && isOrdinary(options))
    .filter((cell) => storage(cell) === storage(schedule))
    .map(({ code }) => code);
}

function isOrdinary({ skip, matrix, crash, fork, expect }: Cell['options']): boolean {
  return !skip && !matrix && !crash && !fork && expect === null;
}
