import { runAsync, runSync } from '../../../src/databases/flow';
import { openPostgres } from '../../../src/databases/postgres/postgres-database';
import { LockingEngine } from '../../../src/isolation/locking/locking-engine';
import { CrashableEngine } from '../../../src/isolation/postgres/crashable-engine';
import type { ScheduleEngine } from '../../../src/isolation/run/engine';
import { runSchedule } from '../../../src/isolation/run/run-schedule';
import type { Schedule } from '../../../src/isolation/schedule/schedule';
import { parseSessionMarks } from '../../../src/isolation/schedule/session-marks';
import { SqliteEngine } from '../../../src/isolation/sqlite/sqlite-engine';
import { sqliteModes } from '../../../src/isolation/sqlite/modes';
import type { Trace } from '../../../src/isolation/trace';
import { nodeParts } from '../../databases/node-parts';
import { database } from '../open';

const silent = { onExecuted: () => undefined, interrupted: () => false };

/** T1 commits, T2 does not; T3 waits for T2 and has more to do. Then power fails, and all go on. */
const steps = `create table account (id int primary key, balance int);
insert into account values (1, 100), (2, 100);
begin; -- T1
update account set balance = 70 where id = 1; -- T1
commit; -- T1
begin; -- T2
update account set balance = 0 where id = 2; -- T2
update account set balance = 5 where id = 2; -- T3, BLOCKS
select 'queued'; -- T3
crash; -- T1
select balance from account where id = 1; -- T1
select balance from account where id = 2; -- T2
begin; -- T2
update account set balance = balance + 1 where id = 2; -- T2
commit; -- T2
select balance from account where id = 2; -- T3`;

async function traced(engine: ScheduleEngine, code = steps): Promise<Trace> {
  try {
    return await runAsync(runSchedule(parseSessionMarks(code, engine.dialect), engine));
  } finally {
    engine.close();
  }
}

const engines: readonly (readonly [string, () => Promise<ScheduleEngine>])[] = [
  ...sqliteModes.filter((mode) => !mode.startsWith('shared')).map((mode) => [`sqlite ${mode}`, async () => new SqliteEngine(await database(), mode, { whenBusy: 'wait' })] as const),
  ...(['READ COMMITTED', 'SERIALIZABLE'] as const).map((level) => [`postgres ${level}`, async () => runAsync(CrashableEngine.open(await openPostgres(nodeParts(), silent), level))] as const),
];

describe.each(engines)('on %s', (_name, open) => {
  test('what was committed is there after a crash, and nothing else', async () => {
    const trace = await traced(await open());
    const crash = trace.steps[7];
    expect(crash?.outcome).toMatchObject({ kind: 'crash', lost: ['T2'] });
    expect(crash?.outcome.kind === 'crash' && crash.outcome.log.length).toBeGreaterThan(1);
    expect(trace.steps[5]).toMatchObject({ blocked: true, resumedAfterStep: 8, outcome: { kind: 'error', message: 'the connection was lost: power failed' } });
    expect(trace.steps[6]?.outcome).toEqual({ kind: 'never_ran' });
    const values = trace.steps.flatMap(({ outcome }) => (outcome.kind === 'rows' ? outcome.rows : []));
    expect(values).toEqual([[70], [100], [101]]);
    expect(trace).toMatchObject({ committed: ['T1', 'T2'], aborted: ['T2'], anomalies: [], end: { stillBlocked: [], openTransactions: [] }, remarks: [] });
    expect(trace.finalState).toMatchObject({ 'select * from account': { rows: expect.arrayContaining([[1, 70], [2, 101]]) as unknown } });
  });

  test('after a crash the observation goes on', async () => {
    const trace = await traced(await open());
    expect(trace.steps[8]?.reads).toMatchObject([{ item: 'account:1', version: 'T1.1' }]);
    expect(trace.steps[9]?.reads).toMatchObject([{ item: 'account:2', version: 'init' }]);
    expect(trace.dependencies).toContainEqual(expect.objectContaining({ from: 'T2', to: 'T3', kind: 'wr', item: 'account:2' }));
  });
});

test('recovery is the engine’s own: its log is told', async () => {
  const postgres = await traced(await runAsync(CrashableEngine.open(await openPostgres(nodeParts(), silent), 'READ COMMITTED')));
  expect(JSON.stringify(postgres.steps[7]?.outcome)).toMatch(/redo starts at .*redo done at/);
  const sqlite = await traced(new SqliteEngine(await database(), 'rollback'));
  expect(JSON.stringify(sqlite.steps[7]?.outcome)).toContain('main.db-journal belonged to a transaction that had not committed');
});

function refusal(schedule: Schedule, engine: ScheduleEngine): unknown {
  try {
    return runSync(runSchedule(schedule, engine));
  } catch (error) {
    return error;
  }
}

test('where there is no disk, there is no crash: the step is refused at its line', async () => {
  const engine = new LockingEngine(await database(), 'SERIALIZABLE');
  const schedule = parseSessionMarks('create table t (id int);\nselect 1; -- T1\ncrash; -- T1', 'sqlite');
  expect(refusal(schedule, engine)).toMatchObject({ name: 'ScheduleError', line: 3, message: expect.stringContaining('postgres and sqlite do') as unknown });
  engine.close();
});

test('a crash is a step of its own', async () => {
  const engine = new SqliteEngine(await database(), 'wal');
  const schedule = parseSessionMarks('select 1; -- T1\nselect 2; crash; -- T1', 'sqlite');
  expect(refusal(schedule, engine)).toMatchObject({ name: 'ScheduleError', line: 2 });
  engine.close();
});
