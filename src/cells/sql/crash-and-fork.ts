import type { Database } from '../../databases/database';
import type { NotebookConnection, RunnerOutcome, Surroundings } from '../runner';

/**
 * Has power fail after a cell's statements, whatever became of them: the notebook's database is opened anew from what its
 * disk held, for all later cells.
 */
export async function afterCrash(outcome: RunnerOutcome, { database }: NotebookConnection, surroundings: Surroundings): Promise<RunnerOutcome> {
  if (outcome.interrupted || outcome.error?.type === 'EngineCrashError') return outcome;
  return { ...outcome, recovery: await surroundings.crash(database) };
}

/** Runs something on a copy of a database, which is thrown away afterwards: what it does is nowhere but in its output. */
export async function onCopy(database: Database, surroundings: Surroundings, run: (session: NotebookConnection) => Promise<RunnerOutcome>): Promise<RunnerOutcome> {
  const copy = await surroundings.copy(database);
  try {
    return await run({ database: copy, connection: copy.connect(), nameOf: () => null });
  } finally {
    copy.close();
  }
}
