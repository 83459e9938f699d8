import { InterruptedError } from '../../../src/databases/errors';
import { runAsync, runSync, WouldWaitError } from '../../../src/databases/flow';
import { openPostgres, type PostgresDatabase } from '../../../src/databases/postgres/postgres-database';
import { nodeParts } from '../node-parts';
import { openSessions, outcome, Schedule } from './sessions';

let database: PostgresDatabase;
let schedule: Schedule;
beforeAll(async () => {
  database = await openSessions();
  schedule = new Schedule(database);
});
beforeEach(() => {
  schedule.run([
    ['A', 'drop table if exists t'],
    ['A', 'create table t (id int primary key, value int)'],
    ['A', 'insert into t values (1, 10), (2, 20)'],
    ['A', 'begin'],
    ['A', 'update t set value = 0 where id = 1'],
  ]);
});
afterEach(() => {
  schedule.reset();
});
afterAll(() => {
  database.close();
});

const change = 'update t set value = value + 1 where id = 1 returning value';

test('a flow says what it waits for, and goes on after the commit', async () => {
  const b = schedule.connection('B');
  const flow = b.execute(change);
  const first = flow.next();
  expect(first).toMatchObject({ done: false, value: { blocked: { kind: 'lock', waitsOn: 'transactionid:ShareLock' } } });
  const rest = runAsync(flow);
  setTimeout(() => void schedule.step('A', 'commit'), 20);
  expect((await rest).rows).toEqual([[1]]);
});

test('where waiting is not possible, the statement is cancelled', () => {
  expect(() => runSync(schedule.connection('B').execute(change))).toThrow(WouldWaitError);
  expect(schedule.step('B', 'select 1')).toEqual(['SELECT 1 [[1]]']);
});

test.each([
  ['lock_timeout', '55P03'],
  ['statement_timeout', '57014'],
])('%s', async (setting, code) => {
  schedule.run([['B', `set ${setting} = '40ms'`]]);
  await expect(runAsync(schedule.connection('B').execute(change))).rejects.toMatchObject({ code });
  schedule.run([['B', 'select 1', 'SELECT 1 [[1]]']]);

  // The same by hand, as a schedule does it.
  schedule.run([['B', change, 'waits']]);
  const wait = database.untilTimer();
  expect(wait).toBeLessThan(60);
  await new Promise((resolve) => setTimeout(resolve, wait + 5));
  expect(schedule.wake()).toEqual([`B: ${code}`]);
  expect(database.untilTimer()).toBe(Infinity);
  schedule.run([['B', `reset ${setting}`]]);
});

test('cancelling what waits', () => {
  schedule.run([['B', change, 'waits']]);
  const pending = schedule.pending('B');
  pending.cancel();
  expect([pending.state, outcome(pending)]).toEqual(['done', '57014']);
  schedule.run([['B', 'select 1', 'SELECT 1 [[1]]']]);
});

test('one session cancels another', () => {
  const pid = schedule.step('B', 'select pg_backend_pid()')[0]?.match(/\d+(?=\]\])/)?.[0];
  schedule.run([['B', change, 'waits'], ['A', `select pg_cancel_backend(${pid ?? ''})`, 'SELECT 1 [[true]], B: 57014']]);
});

test('a connection has one statement at a time', () => {
  schedule.run([['B', change, 'waits']]);
  expect(() => schedule.connection('B').start?.('select 1')).toThrow(/still waits/);
});

test('parameters and limits of rows, while waiting', () => {
  const pending = schedule.connection('B').start?.('select id, value, $1::text from t where value < $2 order by id for update', ['é', 100], { maxRows: 1 });
  expect(pending?.state).toBe('blocked');
  schedule.step('A', 'commit');
  expect(pending?.result()).toMatchObject({ rows: [[1, 0, 'é']], truncated: true });
});

test('a connection that is closed while it waits', () => {
  const c = database.connect();
  const pending = c.start(change);
  expect(pending.state).toBe('blocked');
  c.close();
  expect(outcome(pending)).toBe('57014');
  schedule.run([['A', 'commit', 'COMMIT']]);
});

test('a database that is closed while someone waits', async () => {
  const other = await openSessions();
  const [a, b] = [other.connect(), other.connect()];
  a.start('select pg_advisory_lock(1)');
  const pending = b.start('select pg_advisory_lock(1)');
  const flow = runAsync(other.connect().execute('select pg_advisory_lock(1)'));
  other.close();
  expect(() => pending.result()).toThrow(/is closed/);
  await expect(flow).rejects.toThrow(/is closed/);
});

test('stop while waiting', async () => {
  let stop = false;
  const other = await openPostgres(nodeParts(), { onExecuted: () => {}, interrupted: () => stop });
  const [a, b] = [other.connect(), other.connect()];
  a.start('select pg_advisory_lock(1)');
  const waiting = runAsync(b.execute('select pg_advisory_lock(1)'));
  stop = true;
  await expect(waiting).rejects.toThrow(InterruptedError);
  other.close();
});

test('what was sent while it waited is too deep after it', () => {
  schedule.run([
    ['B', 'create or replace function endless(n int) returns int language plpgsql as $$ begin return endless(n + 1); end $$'],
    ['B', "set max_stack_depth = '2MB'"],
    ['B', 'begin'],
    ['B', 'select endless(value) from (select value from t where id = 1 for update) locked', 'waits'],
    ['A', 'commit', 'COMMIT, B: 54001'],
    ['A', change, 'UPDATE 1 [[1]]'],
    // A new session: the old one could not be trusted.
    ['B', 'rollback'],
    ['B', change, 'UPDATE 1 [[2]]'],
  ]);
});

test('copying in is refused, and what waits is not disturbed', () => {
  schedule.run([['B', change, 'waits'], ['C', 'copy t from stdin', '0A000'], ['A', 'commit', 'COMMIT, B: UPDATE 1 [[1]]']]);
});

test('listening', () => {
  schedule.run([['B', 'listen news'], ['A', "notify news, 'hello'"], ['A', 'commit']]);
  const pending = schedule.connection('B').start?.('select 1');
  expect(pending?.result().notices).toMatchObject([{ message: expect.stringContaining('"news" with payload "hello"') as string }]);
});
