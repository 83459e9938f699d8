import { runSync } from '../../src/databases/flow';
import { openSqlite, type SqliteDatabase } from '../../src/databases/sqlite/sqlite-database';
import type { ScheduleEngine } from '../../src/isolation/run/engine';
import { runSchedule, type RunOptions } from '../../src/isolation/run/run-schedule';
import { parseSessionMarks } from '../../src/isolation/schedule/session-marks';
import type { Trace } from '../../src/isolation/trace';
import { nodeParts } from '../databases/node-parts';

const parts = nodeParts();

/** An empty SQLite database. */
export function database(): Promise<SqliteDatabase> {
  return openSqlite(parts, { onExecuted: () => undefined, interrupted: () => false });
}

/** Runs a schedule with session marks on an engine, which is closed afterwards. */
export function traceOf(code: string, engine: ScheduleEngine, options?: RunOptions): Trace {
  try {
    return runSync(runSchedule(parseSessionMarks(code, engine.dialect), engine, options));
  } finally {
    engine.close();
  }
}
