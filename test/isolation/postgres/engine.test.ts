import { openPostgres, type PostgresDatabase } from '../../../src/databases/postgres/postgres-database';
import { EmbeddedSessions } from '../../../src/isolation/postgres/embedded-sessions';
import type { PostgresLevel } from '../../../src/isolation/postgres/levels';
import { runOnPostgres, type PostgresRun } from '../../../src/isolation/postgres/run-on-postgres';
import { parseSessionMarks } from '../../../src/isolation/schedule/session-marks';
import { nodeParts } from '../../databases/node-parts';
import { lent } from './lent';

let notebook: PostgresDatabase;

beforeAll(async () => {
  notebook = await openPostgres(nodeParts(), { onExecuted: () => undefined, interrupted: () => false });
}, 600_000);

afterAll(() => {
  expect(notebook.refusedWaits).toEqual({ count: 0, functions: [] });
  notebook.close();
});

const run = (code: string, level: PostgresLevel = 'READ COMMITTED'): Promise<PostgresRun> =>
  runOnPostgres(parseSessionMarks(code), { level, fork: () => Promise.resolve(new EmbeddedSessions(lent(notebook))) });

test('a lost update, from the rows that were read and written', async () => {
  const { trace, replay } = await run(`
    create table stock (sku text primary key, pcs int);
    insert into stock values ('nut', 10);
    begin; -- T1
    begin; -- T2
    select pcs from stock where sku = 'nut'; -- T1
    select pcs from stock where sku = 'nut'; -- T2
    update stock set pcs = 7 where sku = 'nut'; -- T1
    update stock set pcs = 8 where sku = 'nut'; -- T2, BLOCKS
    commit; -- T1. This unblocks T2
    commit; -- T2
  `);
  expect(trace.anomalies).toMatchObject([{ name: 'lost update', codes: ['P4', 'G-single'], items: ['stock:nut'], sessions: ['T1', 'T2'] }]);
  expect(trace.steps[2]).toMatchObject({ reads: [{ item: 'stock:nut', version: 'init' }], writes: [] });
  expect(trace.steps[5]).toMatchObject({ blockedBy: ['T1'], waitsOn: 'transactionid:ShareLock', resumedAfterStep: 7, writes: [{ item: 'stock:nut', version: 'T2.1' }] });
  expect(trace.serialOrder).toBeNull();
  expect(replay).toEqual({ explained: false, order: null, ordersTried: 2 });
});

test('what a statement changes elsewhere is seen as well', async () => {
  const { trace } = await run(`
    create table club (id int primary key);
    create table member (id int primary key, club int references club on delete cascade);
    insert into club values (1);
    insert into member values (7, 1);
    delete from club where id = 1; -- T1
    select * from member; -- T2
  `);
  expect(trace.steps[0]?.writes.map(({ item }) => item).sort()).toEqual(['club:1', 'member:7']);
  expect(trace.steps[0]).toMatchObject({ outcome: { kind: 'ok', tag: 'DELETE 1' }, notices: [] });
  expect(trace.anomalies).toEqual([]);
  expect(trace.finalState).toEqual({ 'select * from club': { columns: ['id'], rows: [] }, 'select * from member': { columns: ['id', 'club'], rows: [] } });
});

test('a timer that ends a wait ends it in its own step', async () => {
  const { trace } = await run(`
    create table wallet (id int primary key, eur int);
    insert into wallet values (1, 100);
    begin; -- T1
    update wallet set eur = 1 where id = 1; -- T1
    set lock_timeout = 110; -- T2
    update wallet set eur = 2 where id = 1; -- T2, BLOCKS
    commit; -- T1
  `);
  expect(trace.steps[3]).toMatchObject({ blocked: true, blockedBy: ['T1'], resumedAfterStep: 4, outcome: { kind: 'error', sqlstate: '55P03' } });
});

test('a savepoint takes back what was written since', async () => {
  const { trace } = await run(`
    create table wallet (id int primary key, eur int);
    insert into wallet values (1, 100), (2, 100);
    begin; -- T1
    update wallet set eur = 1 where id = 1; -- T1
    savepoint s; -- T1
    update wallet set eur = 2 where id = 2; -- T1
    rollback to s; -- T1
    commit; -- T1
    select eur from wallet where id = 2; -- T2
  `);
  expect(trace.steps[3]?.writes).toEqual([]);
  expect(trace.steps[6]?.reads).toMatchObject([{ item: 'wallet:2', version: 'init' }]);
});

test('serializable transactions on disjoint rows are not made to conflict by being observed', async () => {
  const { trace } = await run(
    `
    create table box (id int primary key, v int);
    insert into box select g, 0 from generate_series(1, 4000) g;
    analyze box;
    begin; -- T1
    begin; -- T2
    select v from box where id = 1; -- T1
    select v from box where id = 3999; -- T2
    update box set v = 1 where id = 2; -- T1
    update box set v = 2 where id = 4000; -- T2
    commit; -- T1
    commit; -- T2
  `,
    'SERIALIZABLE',
  );
  expect(trace.committed).toEqual(['T1', 'T2']);
  expect(trace.anomalies).toEqual([]);
});

test('the notebook stays as it was: a schedule runs on a fork', async () => {
  const { trace } = await runOnPostgres(parseSessionMarks('create table here (id int); -- T1\ninsert into here values (1); -- T1'), {
    level: 'READ COMMITTED',
    fork: async () => new EmbeddedSessions(await notebook.fork()),
  });
  expect(trace.finalState).toEqual({ 'select * from here': { columns: ['id'], rows: [[1]] } });
  const { trace: later } = await run('select * from here; -- T1');
  expect(later.steps[0]?.outcome).toMatchObject({ kind: 'error', sqlstate: '42P01' });
});

test('an error ends a transaction at once: who waited for it reads and writes over nothing', async () => {
  const { trace } = await run(`
    create table stock (id int primary key, pcs int);
    insert into stock values (1, 10), (2, 10);
    begin; -- T1
    begin; -- T2
    update stock set pcs = 9 where id = 1; -- T1
    update stock set pcs = 8 where id = 2; -- T2
    update stock set pcs = pcs - 3 where id = 2; -- T1, BLOCKS
    update stock set pcs = 6 where id = 1; -- T2. This unblocks T1
    commit; -- T1
    rollback; -- T2
  `);
  expect(trace.steps[5]?.outcome).toMatchObject({ kind: 'error', sqlstate: '40P01' });
  expect(trace.steps[4]).toMatchObject({ reads: [{ item: 'stock:2', version: 'init' }], resumedAfterStep: 6 });
  expect(trace.anomalies).toEqual([]);
  expect(trace.serialOrder).toEqual(['T1']);
});

test('an error undoes no more than what came after the last savepoint', async () => {
  const { trace } = await run(`
    create table stock (id int primary key, pcs int check (pcs >= 0));
    insert into stock values (1, 10), (2, 10);
    begin; -- T1
    update stock set pcs = 9 where id = 1; -- T1
    savepoint kept; -- T1
    savepoint gone; -- T1
    release gone; -- T1
    update stock set pcs = 8 where id = 2; -- T1
    update stock set pcs = -1 where id = 2; -- T1
    update stock set pcs = pcs - 3 where id = 2; -- T2
    update stock set pcs = pcs - 4 where id = 1; -- T2, BLOCKS
    rollback to kept; -- T1
    commit; -- T1. This unblocks T2
  `);
  expect(trace.steps[7]).toMatchObject({ blocked: false, reads: [{ item: 'stock:2', version: 'init' }] });
  expect(trace.steps[8]).toMatchObject({ blocked: true, reads: [{ item: 'stock:1', version: 'T1.1' }] });
  expect(trace.anomalies).toEqual([]);
  expect(trace.serialOrder).toEqual(['T1', 'T2', 'T2']);
});
