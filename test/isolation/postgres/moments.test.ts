import fc from 'fast-check';
import { runAsync } from '../../../src/databases/flow';
import { openPostgres, type PostgresDatabase } from '../../../src/databases/postgres/postgres-database';
import { CrashableEngine } from '../../../src/isolation/postgres/crashable-engine';
import { EmbeddedSessions } from '../../../src/isolation/postgres/embedded-sessions';
import { POSTGRES_LEVELS, type PostgresLevel } from '../../../src/isolation/postgres/levels';
import { runOnPostgres } from '../../../src/isolation/postgres/run-on-postgres';
import { runSchedule } from '../../../src/isolation/run/run-schedule';
import { parseSessionMarks } from '../../../src/isolation/schedule/session-marks';
import type { Trace } from '../../../src/isolation/trace';
import { momentsOf, type KnownMoment } from '../../../src/view/trace/moments';
import { nodeParts } from '../../databases/node-parts';
import { lent } from './lent';

let notebook: PostgresDatabase;

beforeAll(async () => {
  notebook = await openPostgres(nodeParts(), { onExecuted: () => undefined, interrupted: () => false });
}, 600_000);

afterAll(() => {
  notebook.close();
});

const setup = 'create table wallet (id int primary key, eur int);\ninsert into wallet values (1, 100), (2, 80);\n';

async function run(code: string, level: PostgresLevel = 'READ COMMITTED'): Promise<Trace> {
  const { trace } = await runOnPostgres(parseSessionMarks(setup + code), { level, fork: () => Promise.resolve(new EmbeddedSessions(lent(notebook))) });
  return trace;
}

async function moments(code: string, level?: PostgresLevel): Promise<readonly KnownMoment[]> {
  return momentsOf(await run(code, level)) ?? [];
}

/** `1: 100 committed T1 T2`: an item, what is in it, its state, and who sees it. */
function versionsIn(moment: KnownMoment | undefined): string[] {
  return (moment?.versions ?? []).map(({ item, values, state, seenBy }) => `${item.slice('wallet:'.length)}: ${JSON.stringify(values?.['eur'])} ${state}${seenBy.map((session) => ` ${session}`).join('')}`);
}

function locksIn(moment: KnownMoment | undefined, kinds: readonly string[]): string[] {
  return (moment?.locks ?? []).filter(({ kind }) => kinds.includes(kind)).map(({ session, kind, target, mode, granted }) => `${session} ${granted ? 'holds' : 'awaits'} ${kind} ${target} ${mode}`);
}

test('versions come, are seen, and die', async () => {
  const after = await moments(`
    begin; -- T1
    update wallet set eur = 90 where id = 1; -- T1
    select eur from wallet where id = 1; -- T2
    commit; -- T1
    delete from wallet where id = 1; -- T2
  `);
  expect(after.map(versionsIn).slice(2)).toEqual([
    ['1: 100 committed T2', '1: 90 uncommitted T1'],
    ['1: 100 committed T2', '1: 90 uncommitted T1'],
    ['1: 100 replaced', '1: 90 committed T1 T2'],
    ['1: 100 replaced', '1: 90 deleted'],
  ]);
  const [old, next] = after[2]?.versions ?? [];
  expect(old).toMatchObject({ version: 'init', writer: null, endedBy: 'T1', ctid: '(0,1)', xmax: next?.xmin });
  expect(next).toMatchObject({ version: 'T1.1', writer: 'T1', endedBy: null, ctid: '(0,3)', xmax: 0 });
});

test('a kept snapshot sees what others have replaced', async () => {
  const after = await moments(
    `
    begin; -- T1
    select eur from wallet where id = 1; -- T1
    begin; -- T2
    update wallet set eur = 1 where id = 1; -- T2
    begin; -- T3
    select eur from wallet where id = 1; -- T3
    commit; -- T2
  `,
    'REPEATABLE READ',
  );
  expect(versionsIn(after[7])).toEqual(['1: 100 replaced T1 T3', '1: 1 committed T2']);
  expect(after[7]?.snapshots).toMatchObject([
    { session: 'T1', xid: null, taken: { step: 2, keeps: 'transaction', inProgress: [] } },
    { session: 'T3', xid: null, taken: { step: 6, keeps: 'transaction', inProgress: ['T2'] } },
  ]);
});

test('what is rolled back stays on the page, to a savepoint as well', async () => {
  const after = await moments(`
    begin; -- T1
    update wallet set eur = 1 where id = 1; -- T1
    savepoint s; -- T1
    update wallet set eur = 2 where id = 1; -- T1
    rollback to s; -- T1
    commit; -- T1
    begin; -- T2
    update wallet set eur = 3 where id = 2; -- T2
    rollback; -- T2
  `);
  expect(versionsIn(after[4])).toEqual(['1: 100 committed T2', '1: 1 replaced', '1: 2 uncommitted T1', '2: 80 committed T1 T2']);
  expect(versionsIn(after[5])).toEqual(['1: 100 committed T2', '1: 1 uncommitted T1', '1: 2 rolled back', '2: 80 committed T1 T2']);
  expect(versionsIn(after[9])).toEqual(['1: 100 replaced', '1: 1 committed T1 T2', '1: 2 rolled back', '2: 80 committed T1 T2', '2: 3 rolled back']);
});

test('locks that are held and awaited, with those in the rows', async () => {
  const after = await moments(`
    begin; -- T1
    select * from wallet where id = 1 for share; -- T1
    begin; -- T2
    select * from wallet where id = 1 for key share; -- T2
    select pg_advisory_xact_lock(7); -- T2
    begin; -- T3
    delete from wallet where id = 1; -- T3, BLOCKS
    commit; -- T1
    commit; -- T2
    commit; -- T3
  `);
  const kinds = ['row', 'tuple', 'transactionid', 'advisory'];
  expect(locksIn(after[2], ['row', 'relation'])).toEqual(['T1 holds relation wallet RowShareLock', 'T1 holds row wallet:1 FOR SHARE']);
  expect(locksIn(after[5], kinds)).toEqual([
    'T1 holds transactionid T1 ExclusiveLock',
    'T1 holds row wallet:1 FOR SHARE',
    'T2 holds advisory 7 ExclusiveLock',
    'T2 holds transactionid T2 ExclusiveLock',
    'T2 holds row wallet:1 FOR KEY SHARE',
  ]);
  expect(locksIn(after[7], kinds).filter((lock) => lock.startsWith('T3'))).toEqual([
    'T3 awaits transactionid T1 ShareLock',
    'T3 holds transactionid T3 ExclusiveLock',
    'T3 holds tuple wallet:1 AccessExclusiveLock',
  ]);
  expect(locksIn(after[10], [...kinds, 'relation'])).toEqual([]);
});

test('SIREAD locks, also of those who have committed', async () => {
  const after = await moments(
    `
    begin; -- T1
    begin; -- T2
    select eur from wallet where id = 1; -- T1
    update wallet set eur = 1 where id = 2; -- T1
    select eur from wallet where id = 2; -- T2
    commit; -- T1
  `,
    'SERIALIZABLE',
  );
  const sireads = (step: number): string[] => (after[step]?.locks ?? []).filter(({ mode }) => mode === 'SIReadLock').map(({ session, target }) => `${session} ${target}`);
  expect(sireads(3)).toEqual(['T1 wallet_pkey, page 1', 'T1 wallet:1']);
  expect(sireads(6)).toContain('T1 wallet:1');
});

test('a table that is locked whole is told as it was, and nobody waits for the observer', async () => {
  const trace = await run(`
    begin; -- T1
    update wallet set eur = 1 where id = 1; -- T1
    lock table wallet in access exclusive mode; -- T1
    select eur from wallet where id = 1; -- T2, BLOCKS
    commit; -- T1
  `);
  const after = momentsOf(trace) ?? [];
  expect(locksIn(after[4], ['relation'])).toEqual(['T1 holds relation wallet AccessExclusiveLock', 'T1 holds relation wallet RowExclusiveLock', 'T2 awaits relation wallet AccessShareLock']);
  expect(versionsIn(after[4])).toEqual(['1: 100 committed T2', '1: 1 uncommitted T1']);
  expect(trace.steps[3]).toMatchObject({ blockedBy: ['T1'], resumedAfterStep: 5 });
});

test('a table that was rewritten keeps no versions that could be taken for others', async () => {
  const after = await moments(`
    select eur from wallet; -- T1
    delete from wallet where id = 1; -- T1
    vacuum full wallet; -- T1
    update wallet set eur = 3 where id = 2; -- T1
  `);
  expect(after.map(versionsIn).slice(1)).toEqual([['1: 100 committed T1', '2: 80 committed T1'], ['1: 100 deleted', '2: 80 committed T1'], [], []]);
});

test('steps that change nothing have nothing to tell, and what stays is told once', async () => {
  const { steps } = await run(`
    begin; -- T1
    select eur from wallet where id = 1; -- T1
    set local work_mem = '1MB'; -- T1
    select eur from wallet where id = 1; -- T1
  `);
  expect(steps.map(({ after }) => Object.keys(after ?? {}))).toEqual([[], ['locks', 'snapshots', 'versions'], [], []]);
});

test('after a crash sessions are other processes, and what had not reached the log is not even dead', async () => {
  const own = await openPostgres(nodeParts(), { onExecuted: () => undefined, interrupted: () => false });
  const engine = await runAsync(CrashableEngine.open(own, 'READ COMMITTED'));
  const schedule = parseSessionMarks(`${setup}
    begin; update wallet set eur = 1 where id = 1; -- T1
    crash; -- T2
    begin; select * from wallet where id = 1 for update; -- T1
  `);
  const after = momentsOf(await runAsync(runSchedule(schedule, engine))) ?? [];
  engine.close();
  expect(versionsIn(after[2])).toEqual(['1: 100 committed T1 T2']);
  expect(after[2]?.locks).toEqual([]);
  expect(locksIn(after[3], ['row'])).toEqual(['T1 holds row wallet:1 FOR UPDATE']);
}, 120_000);

const id = fc.integer({ min: 1, max: 3 });
let written = 1000;
const statement = fc.oneof(
  id.map((one) => `update wallet set eur = ${(written += 1)} where id = ${one}`),
  id.map((one) => `delete from wallet where id = ${one}`),
  id.map((one) => `insert into wallet values (${one}, ${(written += 1)}) on conflict (id) do update set eur = excluded.eur`),
  id.map((one) => `select * from wallet where id = ${one} for share`),
  fc.constantFrom('savepoint s', 'rollback to s', 'select * from wallet', 'select * from wallet', 'select * from wallet', 'begin', 'commit', 'rollback'),
);
const schedules = fc.record({ level: fc.constantFrom(...POSTGRES_LEVELS), steps: fc.array(fc.tuple(fc.constantFrom('T1', 'T2', 'T3'), statement), { minLength: 8, maxLength: 18 }) });

test('who is said to see a version does see it, and sees no other', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(schedules, async ({ level, steps }) => {
      const code = ['select 1', 'begin', 'select count(*) from wallet'].flatMap((sql) => ['T1', 'T2', 'T3'].map((session) => `${sql}; -- ${session}\n`)).join('');
      const trace = await run(code + steps.map(([session, sql]) => `${sql}; -- ${session}`).join('\n'), level);
      const after = momentsOf(trace) ?? [];
      for (const { step, session, sql, outcome, queued } of trace.steps) {
        if (sql !== 'select * from wallet' || outcome.kind !== 'rows' || queued) continue;
        const seen = (after[step - 1]?.versions ?? []).filter(({ seenBy }) => seenBy.includes(session)).map(({ values }) => [values?.['id'], values?.['eur']]);
        // Rows that nobody has changed or read yet have not been told of.
        const told = outcome.rows.filter(([key]) => after[step - 1]?.versions.some(({ item }) => item === `wallet:${JSON.stringify(key)}`));
        expect([...seen].sort()).toEqual([...told].sort());
        compared += told.length;
      }
    }),
    { numRuns: Number(process.env['SCHEDULES'] ?? 12) },
  );
  expect(compared).toBeGreaterThan(0);
}, 600_000);
