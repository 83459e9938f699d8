import type { Database, EmbeddedEngine } from '../../databases/database';
import { runAsync } from '../../databases/flow';
import { SqliteDatabase } from '../../databases/sqlite/sqlite-database';
import { LockingEngine } from '../../isolation/locking/locking-engine';
import { lockingLevel, lockingLevels } from '../../isolation/locking/levels';
import { EmbeddedSessions } from '../../isolation/postgres/embedded-sessions';
import { postgresLevel, POSTGRES_LEVELS } from '../../isolation/postgres/levels';
import { runOnPostgres } from '../../isolation/postgres/run-on-postgres';
import type { ScheduleEngine } from '../../isolation/run/engine';
import { runSchedule } from '../../isolation/run/run-schedule';
import type { Schedule } from '../../isolation/schedule/schedule';
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
  run(schedule: Schedule, level: string, database: Database): Promise<Trace>;
}

const postgres: Lab = {
  storage: 'postgres',
  levels: POSTGRES_LEVELS,
  usual: 'READ COMMITTED',
  level: postgresLevel,
  run: async (schedule, level, database) => {
    const { trace } = await runOnPostgres(schedule, {
      level: postgresLevel(level) ?? 'READ COMMITTED',
      fork: async () => new EmbeddedSessions(await copyOf(database)),
    });
    return trace;
  },
};

const sqlite: Lab = {
  storage: 'sqlite',
  levels: sqliteModes,
  usual: 'rollback',
  level: sqliteMode,
  run: async (schedule, level, database) => {
    const copy = await copyOf(database);
    if (!(copy instanceof SqliteDatabase)) throw new TypeError('the copy of an SQLite database is one');
    return runAndClose(schedule, new SqliteEngine(copy, sqliteMode(level) ?? 'rollback'));
  },
};

const locking: Lab = {
  storage: 'sqlite',
  levels: lockingLevels,
  usual: 'READ COMMITTED',
  level: lockingLevel,
  run: async (schedule, level, database) => runAndClose(schedule, new LockingEngine(await copyOf(database), lockingLevel(level) ?? 'READ COMMITTED')),
};

/** The lab of each engine that has one. */
export const labs: Readonly<Record<CellEngine, Lab>> = { postgres, sqlite, locking };

async function copyOf(database: Database): Promise<Database> {
  if (!database.fork) throw new TypeError(`${database.version} cannot be copied`);
  return database.fork();
}

async function runAndClose(schedule: Schedule, engine: ScheduleEngine): Promise<Trace> {
  try {
    return await runAsync(runSchedule(schedule, engine));
  } finally {
    engine.close();
  }
}
