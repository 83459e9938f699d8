import { DatabaseError, EngineCrashError, InterruptedError } from '../../databases/errors';
import { matrixOf, unfitFor, type Attempt, type Attempted } from '../../isolation/matrix';
import { provocations, stepsOn } from '../../isolation/provocations';
import { ScheduleSetupError } from '../../isolation/run/setup-error';
import type { Schedule } from '../../isolation/schedule/schedule';
import { ScheduleError } from '../../isolation/schedule/schedule-error';
import type { CellEngine, MatrixToRun } from '../cell-kind';
import { plainError } from '../cell-error';
import type { CellError, Trace } from '../output';
import type { Runner, RunnerOutcome } from '../runner';
import { labs } from './labs';
import { PreparedStates } from './prepared-states';
import { readSchedules } from './read-schedules';

/** A schedule of the matrix. */
interface Tried extends Attempted {
  readonly preparation: readonly string[];
  /**
   * As an engine reads it; null where the engine has no means to try it.
   * @throws ScheduleError where it cannot be read
   */
  on(engine: CellEngine): readonly Schedule[] | null;
}

/**
 * Runs every schedule at every level of every engine. Each starts from a state of its own, which the note's SQL cells make
 * there, so that the matrix depends on nothing but the note.
 */
export const runMatrixCell: Runner = async (cell, surroundings): Promise<RunnerOutcome> => {
  const asked: MatrixToRun = cell.matrix ?? { engines: [], schedules: [] };
  const schedules = triedOf(asked);
  const levels = asked.engines.flatMap((engine) => labs[engine].levels.map((level) => ({ engine, level })));
  const attempts = schedules.map((): (Attempt | undefined)[] => []);
  const states = new PreparedStates(surroundings);
  const total = schedules.length * levels.length;
  let done = 0;
  const outcome = (error: CellError | null, interrupted = false): RunnerOutcome => ({
    engine: null, results: [], held: [], stdout: '', log: '', value: null, trace: null, statements: [], error, interrupted,
    matrix: matrixOf(schedules, levels, attempts),
  });
  try {
    for (const engine of asked.engines) {
      for (const [at, schedule] of schedules.entries()) {
        for (const [column, { level }] of levels.entries()) {
          if (levels[column]?.engine !== engine) continue;
          if (surroundings.interrupted()) return outcome(plainError('InterruptedError', 'stopped'), true);
          const attempted = await attempt(schedule, engine, level, states);
          (attempts[at] ?? [])[column] = attempted;
          surroundings.progress((done += 1), total);
        }
      }
    }
    return outcome(null);
  } catch (error) {
    if (error instanceof InterruptedError) return outcome(plainError('InterruptedError', error.message), true);
    if (error instanceof EngineCrashError) return outcome(plainError(error.name, error.message));
    throw error;
  } finally {
    states.close();
  }
};

/** The note's schedules; the standard set where it has none. */
function triedOf({ schedules }: MatrixToRun): readonly Tried[] {
  if (schedules.length > 0) {
    return schedules.map((one) => ({
      schedule: one.title,
      sought: null,
      preparation: one.preparation,
      on: (engine) => readSchedules(one, labs[engine].storage).schedules,
    }));
  }
  return provocations.map((one) => ({
    schedule: null,
    sought: one,
    preparation: [],
    on: (engine) => {
      const code = stepsOn(one, engine);
      return code === null ? null : readSchedules({ language: 'sql', code }, labs[engine].storage).schedules;
    },
  }));
}

async function attempt(tried: Tried, engine: CellEngine, level: string, states: PreparedStates): Promise<Attempt> {
  const lab = labs[engine];
  const traces: Trace[] = [];
  try {
    const schedules = tried.on(engine);
    if (schedules === null) return { reason: 'this engine has no means to try it' };
    const state = await states.of(lab.storage, tried.preparation);
    if ('reason' in state) return state;
    for (const schedule of schedules) {
      const trace = await lab.run(schedule, level, state.database, { replay: false });
      const reason = unfitFor(trace);
      if (reason !== null) return { reason };
      traces.push(trace);
    }
    return { traces };
  } catch (error) {
    if (error instanceof ScheduleSetupError || error instanceof ScheduleError || error instanceof DatabaseError) return { reason: error.message };
    throw error;
  }
}
