import { pageInspection } from '../../../src/databases/postgres/page-inspection';
import type { PostgresDatabase } from '../../../src/databases/postgres/postgres-database';
import { openSessions, Schedule } from './sessions';

let database: PostgresDatabase;
let schedule: Schedule;
beforeAll(async () => {
  database = await openSessions();
  schedule = new Schedule(database);
  for (const sql of ['create schema savepoint', ...pageInspection('savepoint'), 'create table t (id int primary key, v text)']) schedule.run([['observer', sql]]);
});
afterAll(() => {
  database.close();
});

const allItems = "savepoint.heap_page_items(savepoint.get_raw_page('t', 'main', 0))";
const items = (columns: string): string => `select ${columns} from ${allItems} order by lp`;

test('every version of a row is seen, by every session', () => {
  schedule.run([
    ['A', "insert into t values (1, 'one')"],
    ['A', 'begin'],
    ['A', "update t set v = 'two'"],
    ['observer', items('lp, t_ctid, t_xmin::text::int8 <> 0, t_xmax = 0::text::xid'), 'SELECT 2 [[1,"(0,2)",true,false],[2,"(0,2)",true,true]]'],
    ['B', `select substr(convert_from(split[2], 'UTF8'), 2) from (select savepoint.tuple_data_split('t'::regclass, t_data, t_infomask, t_infomask2, t_bits) split from ${allItems}) one`, 'SELECT 2 [["one"],["two"]]'],
    ['A', 'rollback'],
  ]);
});

test('where it has to wait for a table, it waits like any statement', () => {
  schedule.run([
    ['A', 'begin'],
    ['A', 'lock table t'],
    ['observer', `select count(*) from ${allItems}`, 'waits'],
    ['A', 'commit', 'COMMIT, observer: SELECT 1 [[2]]'],
  ]);
  expect(database.refusedWaits).toEqual({ count: 0, functions: [] });
});

test('it takes no SIREAD lock, and is no extension', () => {
  schedule.run([
    ['A', 'begin isolation level serializable'],
    ['A', items('lp')],
    ['observer', "select count(*) from pg_locks where mode = 'SIReadLock' and relation = 't'::regclass", 'SELECT 1 [[0]]'],
    ['A', 'commit'],
    ['observer', "select count(*) from pg_extension where extname = 'pageinspect'", 'SELECT 1 [[0]]'],
  ]);
});
