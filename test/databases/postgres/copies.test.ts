import type { Connection } from '../../../src/databases/database';
import { runSync } from '../../../src/databases/flow';
import type { Value } from '../../../src/databases/result';
import { openSessions } from './sessions';

const run = (connection: Connection, sql: string): readonly (readonly Value[])[] => runSync(connection.execute(sql)).rows;

test('a fork is independent, and has what was committed', async () => {
  const database = await openSessions();
  const [a, b] = [database.connect(), database.connect()];
  run(a, 'create table t as select generate_series(1, 1000) as x');
  run(a, 'begin');
  run(a, 'insert into t values (-1)');
  const fork = await database.fork();
  expect(fork.sessions).toBe('many');
  run(a, 'commit');
  run(b, 'delete from t where x < 500');
  const copy = fork.connect();
  expect(run(copy, 'select count(*), min(x) from t')).toEqual([[1000, 1]]);
  run(copy, 'drop table t');
  expect(run(b, 'select count(*) from t')).toEqual([[501]]);

  const again = await fork.fork();
  expect(run(again.connect(), "select to_regclass('t')")).toEqual([[null]]);
  for (const one of [database, fork, again]) one.close();
});

test('after a crash: what was committed is there, what was not is gone', async () => {
  const database = await openSessions();
  const [a, b] = [database.connect(), database.connect()];
  run(a, 'create table t as select generate_series(1, 1000) as x');
  run(a, 'begin');
  run(a, 'insert into t select generate_series(1001, 2000)');
  run(a, 'update t set x = -x where x <= 10');
  run(b, 'insert into t values (5000)');
  const { database: recovered, log } = await database.crash();
  expect(() => run(a, 'select 1')).toThrow(/closed/);
  const after = recovered.connect();
  expect(run(after, 'select count(*), min(x), max(x) from t')).toEqual([[1001, 1, 5000]]);
  const text = log.join('\n');
  expect(text).toMatch(/not properly shut down; automatic recovery in progress/);
  expect(text).toMatch(/redo starts at/);
  expect(text).toMatch(/redo done at/);
  recovered.close();
});

test('the log does not grow without end', async () => {
  const database = await openSessions();
  const a = database.connect();
  run(a, 'create table t as select generate_series(1, 20000) as x');
  for (let i = 0; i < 8; i++) run(a, 'update t set x = x + 1');
  const [[segments] = []] = run(a, 'select count(*) from pg_ls_waldir()');
  expect(Number(segments)).toBeLessThan(18);
  database.close();
});
