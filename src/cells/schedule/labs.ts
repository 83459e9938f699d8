import type { Database, EmbeddedEngine } from '../../databases/database';
import { runAsync } from '../../databases/flow';
import { SqliteDatabase } from '../../databases/sqlite/sqlite-database';
import { LockingEngine } from '../../isolation/locking/locking-engine';
import { lockingLevel, lockingLevels } from '../../isolation/locking/levels';
import { CrashableEngine } from '../../isolation/postgres/crashable-engine';
import { EmbeddedSessions } from '../../isolation/postgres/embedded-sessions';
import { postgresLevel, POSTGRES_LEVELS } from '../../isolation/postgres/levels';
import { runOnPostgres } from '../../isolation/postgres/run-on-postgres';
import type { ScheduleEngine } from '../../isolation/run/engine';
import { runSchedule, type RunOptions } from '../../isolation/run/run-schedule';
import { isCrash, type Schedule } from '../../isolation/schedule/schedule';
import { sqliteMode, sqliteModes } from '../../isolation/sqlite/modes';
import { SqliteEngine } from '../../isolation/sqlite/sqlite-engine';
import type { CellEngine } from '../cell-kind';
import type { Trace } from '../output';

/** An engine on which schedules run, with its isolation levels. */
export interface Lab {
  /** The notebook's database from whose state a schedule starts. */
  readonly storage: EmbeddedEngine;
  /** The levels, weakest first, as the engine spells them. */
  readonly levels: readonly string[];
  /** The level of transactions that name none, where the cell does not say. */
  readonly usual: string;
  /** The level of that name, however it is written; null where there is none. */
  level(name: string): string | null;
  /** Runs a schedule on copies of a database, which stays as it is. */
  run(schedule: Schedule, level: string, database: Database, options?: LabOptions): Promise<Trace>;
}

export interface LabOptions extends Pick<RunOptions, 'onExecuted'> {
  /** Whether to replay what was committed in every serial order, which takes longer than the run itself. */
  readonly replay?: boolean;
}

const postgres: Lab = {
  storage: 'postgres',
  levels: POSTGRES_LEVELS,
  usual: 'READ COMMITTED',
  level: postgresLevel,
  run: async (schedule, level, database, { replay = true, ...options } = {}) => {
    const at = postgresLevel(level) ?? 'READ COMMITTED';
    // What was done before a crash and lost by it cannot be told from the statements alone.
    if (!replay || schedule.steps.some(isCrash)) return runAndClose(schedule, await runAsync(CrashableEngine.open(await copyOf(database), at)), options);
    const { trace } = await runOnPostgres(schedule, { ...options, level: at, fork: async () => new EmbeddedSessions(await copyOf(database)) });
    return trace;
  },
};

const sqlite: Lab = {
  storage: 'sqlite',
  levels: sqliteModes,
  usual: 'rollback',
  level: sqliteMode,
  run: async (schedule, level, database, options) => {
    const copy = await copyOf(database);
    if (!(copy instanceof SqliteDatabase)) throw new TypeError('the copy of an SQLite database is one');
    return runAndClose(schedule, new SqliteEngine(copy, sqliteMode(level) ?? 'rollback', { whenBusy: 'wait' }), options);
  },
};

const locking: Lab = {
  storage: 'sqlite',
  levels: lockingLevels,
  usual: 'READ COMMITTED',
  level: lockingLevel,
  run: async (schedule, level, database, options) => runAndClose(schedule, new LockingEngine(await copyOf(database), lockingLevel(level) ?? 'READ COMMITTED'), options),
};

/** The lab of each engine that has one. */
export const labs: Readonly<Record<CellEngine, Lab>> = { postgres, sqlite, locking };

async function copyOf(database: Database): Promise<Database> {
  if (!database.fork) throw new TypeError(`${database.version} cannot be copied`);
  return database.fork();
}

async function runAndClose(schedule: Schedule, engine: ScheduleEngine, { onExecuted }: LabOptions = {}): Promise<Trace> {
  try {
    return await runAsync(runSchedule(schedule, engine, onExecuted ? { onExecuted } : {}));
  } finally {
    engine.close();
  }
}
