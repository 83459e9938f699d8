import { runSync } from '../../../src/databases/flow';
import { openSessions } from './sessions';

test('a table that is updated over and over does not grow without end, and its log neither', async () => {
  const database = await openSessions();
  const connection = database.connect();
  const run = (sql: string): unknown => runSync(connection.execute(sql)).rows[0]?.[0];
  run('create table counter as select g as id, 0 as n from generate_series(1, 5000) g');
  run('vacuum counter');
  for (let i = 0; i < 200; i++) run('update counter set n = n + 1');
  // Without a vacuum there would be the rows of two hundred updates: 36 MB.
  expect(Number(run("select pg_relation_size('counter')"))).toBeLessThan(16 << 20);
  expect(run('select min(n) = 200 and count(*) = 5000 from counter')).toBe(true);
  expect(Number(run('select count(*) from pg_ls_waldir()'))).toBeLessThan(40);
  database.close();
}, 60_000);

test('a table that somebody has locked is left alone, and nobody waits', async () => {
  const database = await openSessions();
  const [one, other] = [database.connect(), database.connect()];
  const run = (sql: string): unknown => runSync(one.execute(sql)).rows[0]?.[0];
  run('create table counter as select g as id, 0 as n from generate_series(1, 5000) g');
  run('create table locked as select g as id, 0 as n from generate_series(1, 100000) g');
  run('update locked set n = 1');
  run('update locked set n = 2');
  expect(Number(run("select pg_relation_size('locked')"))).toBeGreaterThan(8 << 20);
  runSync(other.execute('begin'));
  runSync(other.execute('lock table locked in share mode'));
  for (let i = 0; i < 100; i++) run('update counter set n = n + 1');
  expect(run('select min(n) from counter')).toBe(100);
  expect(runSync(other.execute('select min(n) from locked')).rows).toEqual([[2]]);
  database.close();
}, 60_000);
