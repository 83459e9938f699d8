import type { Database } from '../../databases/database';
import { DatabaseError, EngineCrashError, InterruptedError } from '../../databases/errors';
import { isolationtesterOutput, type PermutationRun } from '../../isolation/schedule/isolationtester-output';
import { ScheduleError } from '../../isolation/schedule/schedule-error';
import type { ExecutedStatement } from '../../isolation/run/executed';
import { ScheduleSetupError } from '../../isolation/run/setup-error';
import { errorAt, plainError } from '../cell-error';
import type { CellError, Statement, Trace } from '../output';
import type { CellToRun, Runner, RunnerOutcome, Surroundings } from '../runner';
import { labs, type Lab } from './labs';
import { PreparedStates } from './prepared-states';
import { readSchedules } from './read-schedules';

/**
 * Runs a schedule at each of its levels, each time on a copy of the notebook's database, so that every schedule of a
 * note starts from the same state and leaves it untouched. A step that fails is a result, not an error of the cell.
 */
export const runScheduleCell: Runner = async (cell, surroundings): Promise<RunnerOutcome> => {
  const lab = labs[cell.engine];
  const states = new PreparedStates(surroundings);
  const traces: Trace[] = [];
  const runs: PermutationRun[] = [];
  const statements: Statement[] = [];
  let log = '';
  let shown: string | null = null;
  const outcome = (error: CellError | null, interrupted = false): RunnerOutcome => ({
    engine: shown, results: [], held: [], stdout: cell.printed ? isolationtesterOutput(runs) : '', log, value: null, trace: traces, statements, error, interrupted,
  });
  try {
    const { schedules, message } = readSchedules(cell, lab.storage);
    if (message !== null) log += `${message}\n`;
    const database = await startOf(cell, lab, states, surroundings);
    shown = cell.engine === 'locking' ? cell.engine : database.version;
    for (const level of levelsOf(cell, lab)) {
      for (const schedule of schedules) {
        if (surroundings.interrupted()) return outcome(plainError('InterruptedError', 'stopped'), true);
        const connections = [null, ...schedule.sessions.map(({ name }) => name)];
        const onExecuted = ({ session, ...executed }: ExecutedStatement): void => {
          statements.push({ ...executed, parameters: [], connection: connections.indexOf(session) + 1, engine: cell.engine });
        };
        const trace = await lab.run(schedule, level, database, { onExecuted });
        traces.push(trace);
        runs.push({ schedule, trace });
      }
    }
    return outcome(null);
  } catch (error) {
    if (error instanceof InterruptedError) return outcome(plainError('InterruptedError', error.message), true);
    const described = describe(error, cell);
    if (described) return outcome(described);
    throw error;
  } finally {
    states.close();
  }
};

/** The database from whose state a schedule starts: the notebook's, or one that is prepared for it on another engine. */
async function startOf(cell: CellToRun, { storage }: Lab, states: PreparedStates, surroundings: Surroundings): Promise<Database> {
  if (cell.preparation === null) return (await surroundings.session(storage, cell.db)).database;
  const state = await states.of(storage, cell.preparation);
  if ('reason' in state) throw new ScheduleSetupError(`what the cells above prepare cannot be prepared on this engine: ${state.reason}`);
  return state.database;
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

/** What keeps a schedule from running, told at its place in the cell; null for a bug. */
function describe(error: unknown, cell: CellToRun): CellError | null {
  if (error instanceof ScheduleError) return errorAt(cell.code, error.line, error.column, error.name, error.message);
  if (error instanceof UnknownLevelError) return errorAt(cell.code, 1, 1, 'DirectiveError', error.message, `its levels are ${error.levels.join(', ')}, and all`);
  if (error instanceof ScheduleSetupError || error instanceof EngineCrashError) return plainError(error.name, error.message);
  return error instanceof DatabaseError ? { ...plainError(error.name, error.message, error.hint), code: error.code } : null;
}
