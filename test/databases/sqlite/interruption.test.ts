import { EngineCrashError, InterruptedError } from '../../../src/databases/errors';
import { runSync } from '../../../src/databases/flow';
import { bench, rows, run } from './open';

const ENDLESS = 'WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n)';

/** True once `ms` have gone by. */
const after = (ms: number): (() => boolean) => {
  const end = performance.now() + ms;
  return () => performance.now() > end;
};

test('a query without end stops, and its connection goes on', async () => {
  const here = await bench();
  const connection = here.database.connect();
  here.interrupted = after(100);
  expect(() => run(connection, `${ENDLESS} SELECT count(*) FROM n`)).toThrow(InterruptedError);
  expect(here.executed.at(-1)).toMatchObject({ rowCount: null });
  here.interrupted = () => false;
  expect(rows(connection, 'SELECT 1')).toEqual([[1]]);
});

test('so does one whose rows are fetched', async () => {
  const here = await bench();
  const connection = here.database.connect();
  here.interrupted = after(50);
  expect(() => run(connection, `${ENDLESS} SELECT i FROM n`)).toThrow(InterruptedError);
});

test('an interrupted write is undone with its transaction', async () => {
  const here = await bench();
  const connection = here.database.connect();
  run(connection, 'CREATE TABLE t (i)');
  run(connection, 'BEGIN');
  run(connection, 'INSERT INTO t VALUES (1)');
  here.interrupted = after(50);
  expect(() => run(connection, `INSERT INTO t ${ENDLESS} SELECT i FROM n`)).toThrow(InterruptedError);
  here.interrupted = () => false;
  expect(connection.inTransaction).toBe(false);
  expect(rows(connection, 'SELECT count(*) FROM t')).toEqual([[0]]);
});

test('an interrupted query leaves its transaction open', async () => {
  const here = await bench();
  const connection = here.database.connect();
  run(connection, 'CREATE TABLE t (i)');
  run(connection, 'BEGIN');
  run(connection, 'INSERT INTO t VALUES (1)');
  here.interrupted = after(20);
  expect(() => run(connection, `${ENDLESS} SELECT count(*) FROM n`)).toThrow(InterruptedError);
  here.interrupted = () => false;
  expect(connection.inTransaction).toBe(true);
  run(connection, 'COMMIT');
  expect(rows(connection, 'SELECT i FROM t')).toEqual([[1]]);
});

test('an executeMany stops between its lists', async () => {
  const here = await bench();
  const connection = here.database.connect();
  run(connection, 'CREATE TABLE t (i)');
  run(connection, 'BEGIN');
  here.interrupted = () => true;
  const lists = Array.from({ length: 50_000 }, (_, index) => [index]);
  expect(() => runSync(connection.executeMany('INSERT INTO t VALUES (?)', lists))).toThrow(InterruptedError);
});

test('an error of the question itself comes through', async () => {
  const here = await bench();
  const connection = here.database.connect();
  here.interrupted = () => {
    throw new RangeError('no answer');
  };
  expect(() => run(connection, `${ENDLESS} SELECT count(*) FROM n`)).toThrow(new RangeError('no answer'));
  here.interrupted = () => false;
  expect(rows(connection, 'SELECT 1')).toEqual([[1]]);
});

test('a crash of the engine ends the database, and no other', async () => {
  const here = await bench();
  const other = (await bench()).database.connect();
  const connection = here.database.connect();
  // An exception of JavaScript that passes through SQLite's frames leaves them in an unknown state.
  const now = jest.spyOn(Date, 'now').mockImplementation(() => {
    throw new RangeError('Maximum call stack size exceeded');
  });
  try {
    expect(() => run(connection, "SELECT date('now')")).toThrow(EngineCrashError);
  } finally {
    now.mockRestore();
  }
  expect(() => run(connection, 'SELECT 1')).toThrow(EngineCrashError);
  expect(() => here.database.connect()).toThrow(EngineCrashError);
  expect(connection.inTransaction).toBe(false);
  here.database.close();
  expect(rows(other, 'SELECT 1')).toEqual([[1]]);
});
