import { errorAt, plainError } from '../../cells/cell-error';
import type { CellEngine } from '../../cells/cell-kind';
import type { CellPlace } from '../../cells/cell-place';
import type { CellOutput } from '../../cells/output';
import type { CellToRun, RowLimits } from '../../cells/runner';
import { withoutRun } from '../../cells/without-run';
import type { Cell, Notebook } from '../../notebook/cell';
import { matrixToRun, preparationOf, storageOf } from '../../notebook/matrix-cells';
import { engineOf, notRunnable } from '../../notebook/plan-run';
import { linkedTable } from './linked-table';
import { noLinks, type NoteLinks } from './run-order';

/** What the host says of every run. */
export interface RunSettings {
  readonly defaultEngine: () => string;
  readonly timeoutMs: () => number;
  readonly limits: () => RowLimits;
  /** The notes to which this one links; absent where it stands alone. */
  readonly links?: NoteLinks | undefined;
}

/** Where a schedule is to run. */
export interface RunAt {
  readonly engine: CellEngine;
  readonly levels: readonly string[];
}

/**
 * What the kernel is told of a cell.
 * @param path of the note it stands in; undefined for the session's own
 */
export async function cellToRun(cell: Cell, notebook: Notebook, place: CellPlace, path: string | undefined, settings: RunSettings): Promise<CellToRun> {
  const links = settings.links ?? noLinks;
  const defaultEngine = settings.defaultEngine();
  const seconds = cell.options.timeoutSeconds ?? notebook.defaults.timeoutSeconds;
  return {
    kind: cell.kind,
    code: cell.code,
    language: cell.language,
    engine: engineOf(cell, notebook, defaultEngine) as CellEngine,
    levels: cell.options.levels,
    db: cell.options.db,
    session: cell.options.session,
    preparation: null,
    printed: cell.options.print !== null,
    matrix: matrixToRun(cell, notebook, defaultEngine),
    diagram: cell.options.diagram,
    crash: cell.options.crash,
    fork: cell.options.fork,
    expect: cell.options.expect,
    check: cell.options.check === null ? undefined : { conditions: cell.options.check, isTask: cell.options.task !== null },
    timeoutMs: seconds === null ? settings.timeoutMs() : seconds * 1000,
    limits: settings.limits(),
    place,
    environment: cell.kind === 'python' ? notebook.environment : undefined,
    table: await linkedTable(cell, notebook, links, path ?? links.path()),
  };
}

/** What is other where a schedule runs elsewhere than it says. */
export function elsewhere(cell: Cell, notebook: Notebook, defaultEngine: string, at: RunAt): Pick<CellToRun, 'engine' | 'levels' | 'preparation'> | null {
  if (cell.kind !== 'schedule') return null;
  const isElsewhere = storageOf(at.engine) !== storageOf(engineOf(cell, notebook, defaultEngine));
  return { ...at, preparation: isElsewhere ? preparationOf(cell, notebook, defaultEngine) : null };
}

/** The outcome of a cell that needs no kernel to be told: skipped, or written wrongly. Null for any other. */
export function outcomeWithoutKernel(cell: Cell, notebook: Notebook, defaultEngine: string): CellOutput | null {
  const whyNot = notRunnable(cell, engineOf(cell, notebook, defaultEngine));
  if (whyNot !== null) return withoutRun('skipped', whyNot, null);
  const [problem] = [...notebook.defaults.problems, ...cell.problems];
  if (!problem) return null;
  const fix = problem.replacement && { line: problem.line, from: problem.column, to: problem.column + problem.replacement.length, text: problem.replacement.text };
  const error = problem.type === 'PropertyError'
    ? plainError(problem.type, problem.message, problem.hint)
    : errorAt(cell.code, problem.line, problem.column, problem.type, problem.message, problem.hint, fix);
  return withoutRun('error', null, error);
}
