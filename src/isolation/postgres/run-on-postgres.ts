import { runAsync } from '../../databases/flow';
import { runSchedule, type RunOptions } from '../run/run-schedule';
import type { Schedule } from '../schedule/schedule';
import type { Trace } from '../trace';
import type { PostgresLevel } from './levels';
import { PostgresEngine } from './postgres-engine';
import { replaySerially, type Ran, type SerialReplay } from '../run/replay';
import type { SessionedPostgres } from './sessioned-postgres';

/** A run on PostgreSQL, and what the serial replay of its committed transactions gave. */
export interface PostgresRun {
  readonly trace: Trace;
  /** Null when there were too many orders to try. */
  readonly replay: SerialReplay | null;
}

export interface PostgresRunOptions extends RunOptions {
  readonly level: PostgresLevel;
  /** Opens an independent copy of the state on which the schedule starts, once for the run and once for each replay. */
  readonly fork: () => Promise<SessionedPostgres>;
}

/**
 * Runs a schedule on PostgreSQL and tells what happened: the anomalies by what was read and
 * written, and the serial order by replay.
 * @throws ScheduleSetupError when SQL before the first step fails
 */
export async function runOnPostgres(schedule: Schedule, { level, fork, ...options }: PostgresRunOptions): Promise<PostgresRun> {
  const open = async (observe: boolean): Promise<PostgresEngine> => runAsync(PostgresEngine.open(await fork(), { level, observe }));
  const { trace, performed } = await run(schedule, await open(true), options);
  const replay = await replaySerially({ schedule, performed, finalState: trace.finalState }, () => open(false));
  return { trace: withReplay(trace, replay), replay };
}

/** The engine is closed before the replay opens others: each is a whole server. */
async function run(schedule: Schedule, engine: PostgresEngine, options: RunOptions): Promise<Pick<Ran, 'performed'> & { readonly trace: Trace }> {
  try {
    return { trace: await runAsync(runSchedule(schedule, engine, options)), performed: engine.performed };
  } finally {
    engine.close();
  }
}

/** The replay decides whether there is a serial order; where the versions say otherwise, both are told. */
function withReplay(trace: Trace, replay: SerialReplay | null): Trace {
  if (replay === null) return { ...trace, remarks: [...trace.remarks, 'there are too many transactions to replay them in every serial order'] };
  const conflicts = trace.anomalies.length > 0;
  const remark =
    replay.explained && conflicts && trace.serialOrder === null
      ? `what was read and written forms a cycle; still, ${replay.order?.join(', ') ?? ''} one after the other give the same results`
      : !replay.explained && !conflicts
        ? 'no serial order of the committed transactions gives the same results, and not because of the rows that they read and wrote'
        : null;
  return { ...trace, serialOrder: replay.order, remarks: remark === null ? trace.remarks : [...trace.remarks, remark] };
}
