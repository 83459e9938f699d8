import type { SqliteConnection } from '../../../src/databases/sqlite/sqlite-connection';
import { bench, refusal, rows, run, type Bench } from './open';

let here: Bench;
let first: SqliteConnection;
let second: SqliteConnection;
beforeEach(async () => {
  here = await bench();
  first = here.database.connect();
  second = here.database.connect();
  run(first, 'CREATE TABLE account (id INTEGER PRIMARY KEY, balance INTEGER)');
  run(first, 'INSERT INTO account VALUES (1, 100), (2, 100)');
});

const balance = (connection: SqliteConnection): unknown => rows(connection, 'SELECT balance FROM account WHERE id = 1')[0]?.[0];

test('connections have numbers, and a transaction each', () => {
  expect([first.number, second.number]).toEqual([1, 2]);
  run(first, 'BEGIN');
  expect([first.inTransaction, second.inTransaction]).toEqual([true, false]);
  run(first, 'COMMIT');
  expect(first.inTransaction).toBe(false);
  run(first, 'SAVEPOINT a');
  expect(first.inTransaction).toBe(true);
  run(first, 'RELEASE a');
  expect(first.inTransaction).toBe(false);
});

test('what is not committed is not seen', () => {
  run(first, 'BEGIN');
  run(first, 'UPDATE account SET balance = 0 WHERE id = 1');
  expect([balance(first), balance(second)]).toEqual([0, 100]);
  run(first, 'COMMIT');
  expect(balance(second)).toBe(0);
});

test('a second writer is refused: BUSY', () => {
  run(first, 'BEGIN IMMEDIATE');
  const busy = { name: 'OperationalError', code: 'SQLITE_BUSY', message: 'database is locked', offset: null };
  expect(refusal(second, 'BEGIN IMMEDIATE')).toMatchObject(busy);
  expect(refusal(second, 'UPDATE account SET balance = 1')).toMatchObject(busy);
  run(first, 'ROLLBACK');
  expect(run(second, 'UPDATE account SET balance = 1').rowCount).toBe(2);
});

test('a reader holds up a COMMIT, which can be tried again', () => {
  run(second, 'BEGIN');
  expect(balance(second)).toBe(100);
  run(first, 'BEGIN');
  run(first, 'UPDATE account SET balance = 5');
  expect(refusal(first, 'COMMIT')).toMatchObject({ code: 'SQLITE_BUSY' });
  expect(first.inTransaction).toBe(true);
  run(second, 'COMMIT');
  run(first, 'COMMIT');
  expect(balance(second)).toBe(5);
});

test('a result that was cut short holds no lock', () => {
  run(second, 'SELECT * FROM account', [], { maxRows: 1 });
  expect(run(first, 'UPDATE account SET balance = 7').rowCount).toBe(2);
});

test('a write-ahead log: stable snapshots, writers beside readers, BUSY_SNAPSHOT', () => {
  expect(rows(first, 'PRAGMA journal_mode = wal')).toEqual([['wal']]);
  run(second, 'BEGIN');
  expect(balance(second)).toBe(100);
  run(first, 'UPDATE account SET balance = 9 WHERE id = 1');
  expect([balance(first), balance(second)]).toEqual([9, 100]);
  expect(refusal(second, 'UPDATE account SET balance = 1')).toMatchObject({ name: 'OperationalError', code: 'SQLITE_BUSY_SNAPSHOT' });
  run(second, 'ROLLBACK');
  expect(balance(second)).toBe(9);
  expect(rows(first, 'PRAGMA wal_checkpoint(TRUNCATE)')).toEqual([[0, 0, 0]]);
  second.close();
  expect(rows(first, 'PRAGMA journal_mode = delete')).toEqual([['delete']]);
  expect(balance(first)).toBe(9);
});

test('a statement known to a connection sees what another changed in the schema', () => {
  expect(run(second, 'SELECT * FROM account').columns).toHaveLength(2);
  run(first, 'ALTER TABLE account ADD COLUMN owner TEXT');
  expect(run(second, 'SELECT * FROM account').columns).toHaveLength(3);
  run(first, 'DROP TABLE account');
  expect(refusal(second, 'SELECT * FROM account').message).toBe('no such table: account');
});

test('databases know nothing of each other', async () => {
  const other = (await bench()).database.connect();
  expect(refusal(other, 'SELECT * FROM account').message).toBe('no such table: account');
});

test('fifty connections', () => {
  const many = Array.from({ length: 50 }, () => here.database.connect());
  expect(many.map(balance)).toEqual(many.map(() => 100));
  expect(many.at(-1)?.number).toBe(52);
});

test('attached databases are shared by all connections', () => {
  run(first, "ATTACH 'archive.db' AS archive");
  run(second, "ATTACH '/archive.db' AS archive");
  run(first, 'CREATE TABLE archive.old AS SELECT * FROM account');
  expect(rows(second, 'SELECT count(*) FROM archive.old')).toEqual([[2]]);
});

test('large sorts go through temporary files', () => {
  const sql = 'WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 60000) SELECT i, randomblob(100) AS b FROM n ORDER BY b';
  expect(run(first, sql).rowCount).toBe(60_000);
});
