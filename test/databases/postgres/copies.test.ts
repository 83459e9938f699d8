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

test('a copy that was given back is as new when it is lent again', async () => {
  const database = await openSessions();
  const a = database.connect();
  run(a, 'create table t as select generate_series(1, 1000) as x');
  run(a, 'create sequence s');
  const seen: unknown[] = [];
  for (let round = 0; round < 3; round++) {
    const copy = await database.fork();
    const [b, c] = [copy.connect(), copy.connect()];
    seen.push([run(b, "select count(*), nextval('s'), pg_current_xact_id()::text::int8, pg_backend_pid(), to_regclass('mine') from t"), run(c, 'show work_mem')]);
    run(c, "set work_mem = '1MB'");
    run(b, 'create table mine as select * from t');
    run(b, 'create temp table own (x int)');
    run(b, 'drop table t');
    run(b, 'vacuum full pg_class');
    run(b, 'checkpoint');
    run(b, 'begin');
    run(b, 'select pg_advisory_lock(1)');
    const waiting = c.start('select pg_advisory_lock(1)');
    expect(waiting.state).toBe('blocked');
    copy.close();
    expect(waiting.state).toBe('done');
    expect(() => run(b, 'select 1')).toThrow(/is closed/);
    expect(() => copy.connect()).toThrow(/is closed/);
  }
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[2]).toEqual(seen[0]);
  database.close();
});

test('a change of the original is in the next copy, and two copies at once are two', async () => {
  const database = await openSessions();
  const a = database.connect();
  run(a, 'create table t (x int)');
  const count = async (): Promise<unknown> => {
    const copy = await database.fork();
    const rows = run(copy.connect(), 'select count(*) from t');
    copy.close();
    return rows[0]?.[0];
  };
  expect(await count()).toBe(0);
  run(a, 'insert into t values (1)');
  expect(await count()).toBe(1);
  run(a, 'begin');
  run(a, 'insert into t values (2)');
  expect(await count()).toBe(1);
  run(a, 'commit');
  expect(await count()).toBe(2);

  const [one, other] = await Promise.all([database.fork(), database.fork()]);
  run(one.connect(), 'delete from t');
  expect(run(other.connect(), 'select count(*) from t')).toEqual([[2]]);
  one.close();
  other.close();
  expect(await count()).toBe(2);
  database.close();
});

test('a copy that has loaded a library is not lent again, nor one that has crashed', async () => {
  const database = await openSessions();
  for (const ending of ["load 'cyrillic_and_mic'", "create function boom(int) returns text language internal as 'upper'; select boom(-1)"]) {
    const copy = await database.fork();
    const connection = copy.connect();
    for (const sql of ending.split('; ')) {
      if (sql.includes('-1')) expect(() => run(connection, sql)).toThrow(/stopped/);
      else run(connection, sql);
    }
    copy.close();
    const next = await database.fork();
    expect(run(next.connect(), "select proname from pg_proc where proname = 'boom'")).toEqual([]);
    next.close();
  }
  database.close();
});
