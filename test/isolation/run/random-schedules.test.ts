import fc from 'fast-check';
import { runSync } from '../../../src/databases/flow';
import { firstKeyword } from '../../../src/databases/sql-text/command';
import type { SqliteDatabase } from '../../../src/databases/sqlite/sqlite-database';
import { LockingEngine } from '../../../src/isolation/locking/locking-engine';
import { lockingLevels } from '../../../src/isolation/locking/levels';
import type { ScheduleEngine } from '../../../src/isolation/run/engine';
import type { Performed } from '../../../src/isolation/run/performed';
import { replaySerially } from '../../../src/isolation/run/replay';
import { runSchedule } from '../../../src/isolation/run/run-schedule';
import type { Schedule } from '../../../src/isolation/schedule/schedule';
import { parseSessionMarks } from '../../../src/isolation/schedule/session-marks';
import type { Trace, TraceStep } from '../../../src/isolation/trace';
import { SqliteEngine } from '../../../src/isolation/sqlite/sqlite-engine';
import { sqliteModes } from '../../../src/isolation/sqlite/modes';
import { database } from '../open';

/** Values are all different, so that a wrong version is a wrong result. */
let written = 100;
const runs = Number(process.env['SCHEDULES'] ?? 12);
const id = fc.integer({ min: 1, max: 4 });
const statement = fc.oneof(
  id.map((one) => `select v from t where id = ${one}`),
  id.map((one) => `update t set v = ${(written += 1)} where id = ${one}`),
  id.map((one) => `update t set v = v + ${(written += 1)} where id = ${one}`),
  id.map((one) => `insert into t values (${one}, ${(written += 1)})`),
  id.map((one) => `delete from t where id = ${one}`),
  fc.integer({ min: 90, max: 400 }).map((bound) => `select count(*), sum(v) from t where v > ${bound}`),
  fc.integer({ min: 90, max: 400 }).map((bound) => `update t set v = v + 1 where v < ${bound}`),
  fc.integer({ min: 90, max: 400 }).map((bound) => `delete from t where v > ${bound} and id > 1`),
  fc.constant('select * from t'),
);

/** Three sessions with a transaction each, in any order. */
const schedule = fc
  .array(fc.tuple(fc.constantFrom('T1', 'T2', 'T3'), statement), { minLength: 4, maxLength: 12 })
  .map((steps) => {
    const sessions = [...new Set(steps.map(([session]) => session))];
    const last = new Map(steps.map(([session], index) => [session, index]));
    const lines = steps.flatMap(([session, sql], index) => [`${sql} -- ${session}`, ...(last.get(session) === index ? [`commit -- ${session}`] : [])]);
    return ['create table t (id integer primary key, v int); insert into t values (1, 91), (2, 95), (3, 99);', ...sessions.map((session) => `begin -- ${session}`), ...lines].join('\n');
  });

type Open = (database: SqliteDatabase) => ScheduleEngine;

async function run(plan: Schedule, open: Open): Promise<Trace> {
  const engine = open(await database());
  const trace = runSync(runSchedule(plan, engine, { finalQueries: ['select * from t'] }));
  engine.close();
  return trace;
}

/** A trace that the detector calls serializable is one, as far as results can tell. */
async function check(code: string, open: Open, alwaysSerializable: boolean): Promise<void> {
  const plan = parseSessionMarks(code, 'sqlite');
  const trace = await run(plan, open);
  if (alwaysSerializable) expect(trace.anomalies).toEqual([]);
  if (trace.serialOrder === null) {
    expect(trace.anomalies).not.toEqual([]);
    return;
  }
  // A refused duplicate depends on a row of which the history does not tell.
  if (trace.steps.some(({ outcome }) => outcome.kind === 'error' && outcome.sqlite_code?.startsWith('SQLITE_CONSTRAINT'))) return;
  const replay = await replaySerially({ schedule: plan, performed: performedIn(trace), finalState: trace.finalState }, async () => open(await database()));
  if (!replay?.explained) throw new Error(`not explained by any order:\n${code}`);
}

/** What was performed, in the order in which it ended. What was refused had no effect; to refuse it was not about data but about the others. */
function performedIn({ steps }: Trace): Performed[] {
  const open = new Set<string>();
  const ended = ({ step, ranAfterStep, resumedAfterStep }: TraceStep): number => ranAfterStep ?? resumedAfterStep ?? step;
  return [...steps]
    .sort((a, b) => ended(a) - ended(b) || a.step - b.step)
    .filter(({ outcome }) => outcome.kind !== 'error')
    .map(({ session, sql, outcome }) => {
      const command = firstKeyword(sql, 'sqlite');
      const inTransactionBefore = open.has(session);
      if (command === 'BEGIN') open.add(session);
      else if (outcome.kind === 'ok' && (outcome.tag === 'COMMIT' || outcome.tag === 'ROLLBACK')) open.delete(session);
      return { session, sql, command, outcome, inTransactionBefore, inTransactionAfter: open.has(session) };
    });
}

describe.each(lockingLevels)('locking, %s', (level) => {
  test('no cycle, no anomaly: then a serial order explains it', async () => {
    await fc.assert(fc.asyncProperty(schedule, (code) => check(code, (fresh) => new LockingEngine(fresh, level), level === 'SERIALIZABLE')), { numRuns: runs });
  });
});

describe.each(sqliteModes)('SQLite, %s', (mode) => {
  test.each(['refuse', 'wait'] as const)('no cycle, no anomaly: then a serial order explains it (%s)', async (whenBusy) => {
    await fc.assert(fc.asyncProperty(schedule, (code) => check(code, (fresh) => new SqliteEngine(fresh, mode, { whenBusy }), mode !== 'shared-ru')), { numRuns: runs });
  });
});
