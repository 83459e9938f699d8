import type { PostgresDatabase } from '../../../src/databases/postgres/postgres-database';
import { openSessions, Schedule, type Step } from './sessions';

let database: PostgresDatabase;
let schedule: Schedule;
beforeAll(async () => {
  database = await openSessions();
  schedule = new Schedule(database);
});
beforeEach(() => {
  schedule.run([
    ['setup', 'drop table if exists child, t cascade'],
    ['setup', 'create table t (id int primary key, value int)'],
    ['setup', 'insert into t values (1, 10), (2, 20)'],
    ['setup', 'create table child (id int primary key, t int references t)'],
  ]);
});
afterEach(() => {
  expect(database.refusedWaits).toEqual({ count: 0, functions: [] });
  schedule.reset();
});
afterAll(() => {
  database.close();
});

const rows = 'select * from t order by id';
const cases: readonly (readonly [title: string, steps: readonly Step[]])[] = [
  ['read committed sees what was committed, and nothing else', [
    ['A', 'begin'], ['A', rows, 'SELECT 2 [[1,10],[2,20]]'],
    ['B', 'begin'], ['B', 'update t set value = 11 where id = 1', 'UPDATE 1'],
    ['A', rows, 'SELECT 2 [[1,10],[2,20]]'], ['B', 'commit'], ['A', rows, 'SELECT 2 [[1,11],[2,20]]'],
  ]],
  ['repeatable read keeps its snapshot', [
    ['A', 'begin isolation level repeatable read'], ['A', rows], ['B', 'update t set value = 11 where id = 1'],
    ['A', rows, 'SELECT 2 [[1,10],[2,20]]'], ['A', 'commit'], ['A', rows, 'SELECT 2 [[1,11],[2,20]]'],
  ]],
  ['a condition is evaluated again after the wait', [
    ['A', 'begin'], ['B', 'begin'], ['A', 'update t set value = value + 10', 'UPDATE 2'],
    ['B', 'delete from t where value = 20', 'waits'], ['A', 'commit', 'COMMIT, B: DELETE 0'],
    ['B', rows, 'SELECT 2 [[1,20],[2,30]]'],
  ]],
  ['a change that was taken back does not count', [
    ['A', 'begin'], ['B', 'begin'], ['A', 'update t set value = value + 10'],
    ['B', 'delete from t where value = 20', 'waits'], ['A', 'rollback', 'ROLLBACK, B: DELETE 1'],
  ]],
  ['no lost update between single statements', [
    ['A', 'begin'], ['A', 'update t set value = value + 1 where id = 1'],
    ['B', 'update t set value = value + 1 where id = 1 returning value', 'waits'], ['A', 'commit', 'COMMIT, B: UPDATE 1 [[12]]'],
  ]],
  ['repeatable read: the first updater wins', [
    ['A', 'begin isolation level repeatable read'], ['B', 'begin isolation level repeatable read'], ['A', rows], ['B', rows],
    ['A', 'update t set value = 11 where id = 1'], ['B', 'update t set value = 12 where id = 1', 'waits'],
    ['A', 'commit', 'COMMIT, B: 40001'], ['B', 'select 1', '25P02'], ['B', 'rollback'],
  ]],
  ['serializable: no write skew', [
    ['A', 'begin isolation level serializable'], ['B', 'begin isolation level serializable'],
    ['A', 'select sum(value) from t'], ['B', 'select sum(value) from t'],
    ['A', 'update t set value = 0 where id = 1', 'UPDATE 1'], ['B', 'update t set value = 0 where id = 2', 'UPDATE 1'],
    ['A', 'commit', 'COMMIT'], ['B', 'commit', '40001'],
  ]],
  ['repeatable read: write skew', [
    ['A', 'begin isolation level repeatable read'], ['B', 'begin isolation level repeatable read'],
    ['A', 'select sum(value) from t'], ['B', 'select sum(value) from t'],
    ['A', 'update t set value = 0 where id = 1'], ['B', 'update t set value = 0 where id = 2'],
    ['A', 'commit', 'COMMIT'], ['B', 'commit', 'COMMIT'],
  ]],
  ['deadlock: who closes the circle fails, the other goes on', [
    ['A', 'begin'], ['B', 'begin'], ['A', 'update t set value = 1 where id = 1'], ['B', 'update t set value = 2 where id = 2'],
    ['A', 'update t set value = 1 where id = 2', 'waits'], ['B', 'update t set value = 2 where id = 1', '40P01, A: UPDATE 1'],
    ['A', 'commit', 'COMMIT'], ['B', 'commit', 'ROLLBACK'],
  ]],
  ['for update: waits, skips or refuses', [
    ['A', 'begin'], ['A', 'select * from t where id = 1 for update'],
    ['B', 'select * from t for update skip locked', 'SELECT 1 [[2,20]]'], ['B', 'select * from t for update nowait', '55P03'],
    ['B', 'select value from t where id = 1 for share', 'waits'], ['A', 'commit', 'COMMIT, B: SELECT 1 [[10]]'],
  ]],
  ['the same new key: taken', [
    ['A', 'begin'], ['A', 'insert into t values (5, 1)'], ['B', 'insert into t values (5, 2)', 'waits'],
    ['A', 'commit', 'COMMIT, B: 23505'],
  ]],
  ['the same new key: free again', [
    ['A', 'begin'], ['A', 'insert into t values (5, 1)'], ['B', 'insert into t values (5, 2)', 'waits'],
    ['A', 'rollback', 'ROLLBACK, B: INSERT 0 1'],
  ]],
  ['a reference waits for what it refers to', [
    ['A', 'begin'], ['A', 'delete from t where id = 1'], ['B', 'insert into child values (1, 1)', 'waits'],
    ['A', 'commit', 'COMMIT, B: 23503'],
  ]],
  ['a definition is seen by others, and waits for readers', [
    ['A', 'select * from t where false'], ['B', "alter table t add column c text default 'x'"],
    ['A', 'select c from t where id = 1', 'SELECT 1 [["x"]]'],
    ['A', 'begin'], ['A', 'select 1 from t limit 1'], ['B', 'alter table t drop column c', 'waits'],
    ['A', 'commit', 'COMMIT, B: ALTER TABLE'], ['A', 'select c from t', '42703'],
    ['B', 'create table fresh (x int)'], ['A', 'insert into fresh values (1)', 'INSERT 0 1'], ['B', 'drop table fresh'],
    ['A', 'select * from fresh', '42P01'],
  ]],
  ['two wait for one row, and get it in their order', [
    ['A', 'begin'], ['A', 'update t set value = value + 1 where id = 1'],
    ['B', 'update t set value = value + 1 where id = 1 returning value', 'waits'],
    ['C', 'update t set value = value + 1 where id = 1 returning value', 'waits'],
    ['A', 'commit', 'COMMIT, B: UPDATE 1 [[12]], C: UPDATE 1 [[13]]'],
  ]],
  ['one waiter holds up the next', [
    ['A', 'begin'], ['B', 'begin'], ['A', 'update t set value = 1 where id = 1'], ['B', 'update t set value = 2 where id = 1', 'waits'],
    ['C', 'update t set value = 3 where id = 1', 'waits'], ['A', 'commit', 'COMMIT, B: UPDATE 1'], ['B', 'commit', 'COMMIT, C: UPDATE 1'],
    ['A', rows, 'SELECT 2 [[1,3],[2,20]]'],
  ]],
  ['advisory locks', [
    ['A', 'select pg_advisory_lock(1) is null'], ['B', 'select pg_try_advisory_lock(1)', 'SELECT 1 [[false]]'],
    ['B', 'select pg_advisory_lock(1)', 'waits'], ['A', 'select pg_advisory_unlock(1)', 'SELECT 1 [[true]], B: SELECT 1 [[""]]'],
    ['B', 'select pg_advisory_unlock(1)', 'SELECT 1 [[true]]'],
  ]],
  ['an error in one session does not concern the others', [
    ['A', 'begin'], ['A', 'insert into t values (3, 30)'], ['B', 'begin'], ['B', 'select 1 / 0', '22012'],
    ['A', 'select count(*) from t', 'SELECT 1 [[3]]'], ['B', 'rollback'], ['A', 'commit'], ['B', 'select count(*) from t', 'SELECT 1 [[3]]'],
  ]],
  ['what belongs to a session stays its own', [
    ['A', 'create temp table mine as select 1 as x'], ['A', "set work_mem = '1MB'"], ['A', 'prepare answer as select 42'],
    ['B', 'select * from mine', '42P01'], ['B', 'show work_mem', 'SHOW [["4MB"]]'], ['B', 'execute answer', '26000'],
    ['A', 'execute answer', 'SELECT 1 [[42]]'], ['A', 'discard all'],
  ]],
  ['a serializable read-only transaction waits for a safe snapshot', [
    ['A', 'begin isolation level serializable'], ['A', 'update t set value = 1 where id = 1'],
    ['B', 'begin isolation level serializable read only deferrable'], ['B', 'select sum(value) from t', 'waits'],
    ['A', 'commit', 'COMMIT, B: SELECT 1 [[30]]'], ['B', 'commit'],
  ]],
  ['a database is made and dropped while others are connected', [
    ['A', 'create database other', 'CREATE DATABASE'], ['A', 'drop database other', 'DROP DATABASE'],
  ]],
  ['an old snapshot holds up cleaning', [
    ['A', 'begin isolation level repeatable read'], ['A', 'select 1 from t limit 1'], ['B', 'delete from t'], ['B', 'vacuum t'],
    ['A', rows, 'SELECT 2 [[1,10],[2,20]]'], ['A', 'commit'], ['B', 'vacuum t'], ['A', rows, 'SELECT 0'],
  ]],
]; // prettier-ignore

test.each(cases)('%s', (_title, steps) => {
  schedule.run(steps);
  expect(schedule.waiting).toEqual([]);
});

test('what a session waits for', () => {
  schedule.run([
    ['A', 'begin'], ['A', 'update t set value = 1 where id = 1'],
    ['B', 'update t set value = 2 where id = 1', 'waits'], ['C', 'alter table t add column d int', 'waits'],
  ]); // prettier-ignore
  const number = (name: string): number => schedule.connection(name).number;
  expect(schedule.pending('B').blocked).toEqual({ kind: 'lock', blockedBy: [number('A')], waitsOn: 'transactionid:ShareLock' });
  expect(schedule.pending('C').blocked).toEqual({
    kind: 'lock',
    blockedBy: [number('A'), number('B')].sort(),
    waitsOn: 'relation:AccessExclusiveLock:t',
  });
  const activity = "select wait_event_type, wait_event from pg_stat_activity where wait_event_type = 'Lock' order by 2";
  schedule.run([['A', activity, 'SELECT 2 [["Lock","relation"],["Lock","transactionid"]]'], ['A', 'commit']]);
});

test('thirteen sessions', () => {
  schedule.run([['A', 'begin'], ['A', 'update t set value = 0 where id = 1']]);
  const names = Array.from({ length: 12 }, (_, i) => `S${i}`);
  for (const name of names) schedule.run([[name, 'update t set value = value + 1 where id = 1', 'waits']]);
  expect(schedule.step('A', 'commit')).toHaveLength(13);
  schedule.run([['A', 'select value from t where id = 1', 'SELECT 1 [[12]]']]);
});
