import { EngineCrashError, InterruptedError } from '../../../src/databases/errors';
import { runSync } from '../../../src/databases/flow';
import { open } from './open';

test('it says what it is', async () => {
  const { database } = await open();
  expect(database.engine).toBe('postgres');
  expect(database.version).toMatch(/^PostgreSQL 18\.\d+$/);
  database.close();
});

test('two databases share nothing', async () => {
  const [a, b] = await Promise.all([open(), open()]);
  a.run('create table t as select 1 as x');
  a.run('delete from pg_description');
  expect(b.failure('select * from t')).toMatchObject({ code: '42P01' });
  b.run('create table t as select 2 as x');
  expect([a.run('select x from t').rows, b.run('select x from t').rows]).toEqual([[[1]], [[2]]]);
  a.database.close();
  expect(b.run('select x from t').rows).toEqual([[2]]);
  b.database.close();
});

test('every new database is the same', async () => {
  const identify = async () => {
    const { database, run } = await open();
    const { rows } = run('select system_identifier, pg_current_wal_lsn() from pg_control_system()');
    database.close();
    return rows;
  };
  expect(await identify()).toEqual(await identify());
});

test('connections come and go, and each finds the session new', async () => {
  const { database, connection, run } = await open();
  const second = database.connect();
  expect([connection.number, second.number]).toEqual([1, 2]);
  run("set application_name = 'first'");
  run('create temp table mine ()');
  run('create table ours (x int)');
  run('begin');
  run('insert into ours values (1)');
  connection.close();
  connection.close();
  expect(() => runSync(connection.execute('select 1'))).toThrow(/connection is closed/);

  const third = database.connect();
  expect(third.number).toBe(1);
  expect(third.inTransaction).toBe(false);
  const rows = (sql: string) => runSync(third.execute(sql)).rows;
  expect(rows('show application_name')).toEqual([['']]);
  expect(rows("select to_regclass('mine')")).toEqual([[null]]);
  expect(rows('select * from ours')).toEqual([]);
  database.close();
});

test('a closed database', async () => {
  const { database, connection, failure } = await open();
  database.close();
  expect(failure('select 1')).toMatchObject({ name: 'OperationalError', code: '08003' });
  connection.close();
  database.close();
  expect(() => runSync(database.connect().execute('select 1'))).toThrow(EngineCrashError);
});

test('a statement that ends the server ends the database', async () => {
  const { run, failure, executed, database, connection } = await open();
  // A number where upper() expects the address of a text.
  run("create function boom(int) returns text language internal as 'upper'");
  const crash = failure('select boom(-1)');
  expect(crash).toBeInstanceOf(EngineCrashError);
  expect(crash.message).toMatch(/^PostgreSQL stopped: memory access out of bounds/);
  expect(executed.at(-1)).toMatchObject({ sql: 'select boom(-1)', rowCount: null });
  expect(failure('select 1')).toBe(crash);
  connection.close();
  expect(() => runSync(database.connect().execute('select 1'))).toThrow(crash);
  database.close();
});

describe('interruption', () => {
  test('sleeping', async () => {
    let stopAt = Infinity;
    const db = await open({ interrupted: () => performance.now() > stopAt });
    stopAt = performance.now() + 50;
    expect(db.failure('select pg_sleep(3000)')).toBeInstanceOf(InterruptedError);
    stopAt = Infinity;
    expect(db.run('select 1').rows).toEqual([[1]]);
    db.database.close();
  });

  test('producing rows without end', async () => {
    let stopAt = Infinity;
    const db = await open({ interrupted: () => performance.now() > stopAt });
    db.run('create table t (x int)');
    stopAt = performance.now() + 100;
    expect(db.failure('insert into t select generate_series(1, 1000000000)')).toBeInstanceOf(InterruptedError);
    stopAt = Infinity;
    expect(db.run('select * from t').rows).toEqual([]);
    db.database.close();
  });

  test('in a transaction, which fails', async () => {
    let stop = false;
    const db = await open({ interrupted: () => stop });
    db.run('begin');
    stop = true;
    expect(db.failure('select pg_sleep(20)')).toBeInstanceOf(InterruptedError);
    stop = false;
    expect(db.failure('select 1')).toMatchObject({ code: '25P02' });
    db.run('rollback');
    db.database.close();
  });

  test("PostgreSQL's own timeout", async () => {
    const db = await open();
    db.run("set statement_timeout = '50ms'");
    expect(db.failure('select pg_sleep(20)')).toMatchObject({
      name: 'OperationalError',
      code: '57014',
      message: 'canceling statement due to statement timeout',
    });
    expect(db.run('select 1').rows).toEqual([[1]]);
    db.database.close();
  });
});
