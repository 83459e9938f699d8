import { DatabaseError, EngineCrashError, InterruptedError } from '../../databases/errors';
import { parseSpecification } from '../../isolation/schedule/isolationtester';
import type { Schedule } from '../../isolation/schedule/schedule';
import { ScheduleError } from '../../isolation/schedule/schedule-error';
import { parseSessionMarks } from '../../isolation/schedule/session-marks';
import { ScheduleSetupError } from '../../isolation/run/setup-error';
import { errorAt, plainError } from '../cell-error';
import type { CellError, Trace } from '../output';
import type { CellToRun, Runner, RunnerOutcome } from '../runner';
import { labs, type Lab } from './labs';

/**
 * Runs a schedule at each of its levels, each time on a copy of the notebook's database, so that every schedule of a
 * note starts from the same state and leaves it untouched. A step that fails is a result, not an error of the cell.
 */
export const runScheduleCell: Runner = async (cell, surroundings): Promise<RunnerOutcome> => {
  const lab = labs[cell.engine];
  const traces: Trace[] = [];
  let log = '';
  let shown: string | null = null;
  const outcome = (error: CellError | null, interrupted = false): RunnerOutcome => ({
    engine: shown, results: [], held: [], stdout: '', log, value: null, trace: traces, statements: [], error, interrupted,
  });
  try {
    const { schedules, message } = readSchedules(cell, lab);
    if (message !== null) log += `${message}\n`;
    const { database } = await surroundings.session(lab.storage, cell.db);
    shown = cell.engine === 'locking' ? cell.engine : database.version;
    for (const level of levelsOf(cell, lab)) {
      for (const schedule of schedules) {
        if (surroundings.interrupted()) return outcome(plainError('InterruptedError', 'stopped'), true);
        traces.push(await lab.run(schedule, level, database));
      }
    }
    return outcome(null);
  } catch (error) {
    if (error instanceof InterruptedError) return outcome(plainError('InterruptedError', error.message), true);
    const described = describe(error, cell);
    if (described) return outcome(described);
    throw error;
  }
};

function readSchedules(cell: CellToRun, lab: Lab): { schedules: readonly Schedule[]; message: string | null } {
  if (cell.language === 'isolationtester') return parseSpecification(cell.code);
  return { schedules: [parseSessionMarks(cell.code, lab.storage)], message: null };
}

/** The levels at which a cell asks to be run: `all`, a list, or none, which means the engine's usual one. */
function levelsOf(cell: CellToRun, lab: Lab): readonly string[] {
  if (cell.levels.length === 0) return [lab.usual];
  if (cell.levels.length === 1 && cell.levels[0]?.toLowerCase() === 'all') return lab.levels;
  return cell.levels.map((name) => {
    const level = lab.level(name);
    if (level === null) throw new UnknownLevelError(name, lab.levels);
    return level;
  });
}

class UnknownLevelError extends Error {
  override readonly name = 'UnknownLevelError';
  constructor(level: string, readonly levels: readonly string[]) {
    super(`there is no level "${level}" on this engine`);
  }
}

function describe(error: unknown, cell: CellToRun): CellError | null {
  if (error instanceof ScheduleError) return errorAt(cell.code, error.line, error.column, error.name, error.message);
  if (error instanceof UnknownLevelError) return errorAt(cell.code, 1, 1, 'DirectiveError', error.message, `its levels are ${error.levels.join(', ')}, and all`);
  if (error instanceof ScheduleSetupError || error instanceof EngineCrashError) return plainError(error.name, error.message);
  return error instanceof DatabaseError ? { ...plainError(error.name, error.message, error.hint), code: error.code } : null;
}
