import type { SqliteConnection } from '../../../src/databases/sqlite/sqlite-connection';
import { codeName } from '../../../src/databases/sqlite/result-codes';
import { bench, refusal, rows, run, type Bench } from './open';

const MEGABYTE = 2 ** 20;

let here: Bench;
let connection: SqliteConnection;
beforeAll(async () => {
  here = await bench();
  connection = here.database.connect();
  run(connection, 'CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, age INTEGER CHECK (age > 0), CONSTRAINT adult CHECK (age > 17))');
  run(connection, 'CREATE TABLE book (a, b, author REFERENCES author, PRIMARY KEY (a, b))');
  run(connection, "INSERT INTO author VALUES (1, 'Woolf', 40)");
});

describe('a refusal', () => {
  test.each<[sql: string, name: string, code: string, message: string, at: string | null]>([
    ['SELEC 1', 'OperationalError', 'SQLITE_ERROR', 'near "SELEC": syntax error', 'SELEC'],
    ['SELECT 1 FROM WHERE', 'OperationalError', 'SQLITE_ERROR', 'near "WHERE": syntax error', 'WHERE'],
    ["SELECT 'é😀', missing FROM author", 'OperationalError', 'SQLITE_ERROR', 'no such column: missing', 'missing'],
    ['SELECT * FROM nowhere', 'OperationalError', 'SQLITE_ERROR', 'no such table: nowhere', null],
    ["SELECT 'open", 'OperationalError', 'SQLITE_ERROR', 'unrecognized token: "\'open"', "'open"],
    ['SELECT (1', 'OperationalError', 'SQLITE_ERROR', 'incomplete input', null],
    ["INSERT INTO author VALUES (2, 'Woolf', 20)", 'IntegrityError', 'SQLITE_CONSTRAINT_UNIQUE', 'UNIQUE constraint failed: author.name', null],
    ["INSERT INTO author VALUES (1, 'x', 20)", 'IntegrityError', 'SQLITE_CONSTRAINT_PRIMARYKEY', 'UNIQUE constraint failed: author.id', null],
    ['INSERT INTO author VALUES (2, NULL, 20)', 'IntegrityError', 'SQLITE_CONSTRAINT_NOTNULL', 'NOT NULL constraint failed: author.name', null],
    ["INSERT INTO author VALUES (2, 'x', 5)", 'IntegrityError', 'SQLITE_CONSTRAINT_CHECK', 'CHECK constraint failed: adult', null],
    ['INSERT INTO book VALUES (1, 1, 9)', 'IntegrityError', 'SQLITE_CONSTRAINT_FOREIGNKEY', 'FOREIGN KEY constraint failed', null],
    ["INSERT INTO author (id, name) VALUES ('x', 'x')", 'IntegrityError', 'SQLITE_MISMATCH', 'datatype mismatch', null],
    ['ROLLBACK', 'OperationalError', 'SQLITE_ERROR', 'cannot rollback - no transaction is active', null],
    ["SELECT json('{')", 'OperationalError', 'SQLITE_ERROR', 'malformed JSON', null],
    ['SELECT zeroblob(2000000000)', 'DataError', 'SQLITE_TOOBIG', 'string or blob too big', null],
  ])('of %s', (sql, name, code, message, at) => {
    const error = refusal(connection, sql);
    expect(error).toMatchObject({ name, code, message, severity: 'ERROR' });
    if (at !== null) expect(error.offset).toBe(sql.indexOf(at));
  });

  test('has no place left over from an earlier one', () => {
    refusal(connection, 'SELECT missing');
    expect(refusal(connection, "INSERT INTO author VALUES (2, 'Woolf', 20)").offset).toBeNull();
    refusal(connection, 'SELECT missing');
    expect(refusal(connection, 'ROLLBACK').offset).toBeNull();
  });

  test('names the constraint, table and column as far as SQLite does', () => {
    expect(refusal(connection, "INSERT INTO author VALUES (2, 'Woolf', 20)")).toMatchObject({ table: 'author', column: 'name', constraint: null });
    run(connection, 'INSERT INTO book VALUES (1, 2, NULL)');
    expect(refusal(connection, 'INSERT INTO book VALUES (1, 2, NULL)')).toMatchObject({ table: 'book', column: null });
    expect(refusal(connection, "INSERT INTO author VALUES (2, 'x', 5)")).toMatchObject({ constraint: 'adult', table: null });
    run(connection, 'CREATE UNIQUE INDEX lowered ON author (lower(name))');
    expect(refusal(connection, "INSERT INTO author VALUES (2, 'WOOLF', 20)").constraint).toBe('lowered');
  });

  test('leaves the connection as it was', () => {
    run(connection, 'BEGIN');
    refusal(connection, 'SELECT missing');
    expect(connection.inTransaction).toBe(true);
    run(connection, 'ROLLBACK');
    expect(rows(connection, 'SELECT count(*) FROM author')).toEqual([[1]]);
  });
});

describe('foreign keys', () => {
  test('hold on every connection, and a note can turn them off', () => {
    const other = here.database.connect();
    expect(rows(other, 'PRAGMA foreign_keys')).toEqual([[1]]);
    run(other, 'PRAGMA foreign_keys = off');
    expect(run(other, 'INSERT INTO book VALUES (7, 7, 99)').rowCount).toBe(1);
    expect(rows(connection, 'PRAGMA foreign_keys')).toEqual([[1]]);
    other.close();
  });
});

describe('limits', () => {
  test('of files: SQLITE_FULL, and the database goes on', async () => {
    const small = (await bench({ heap: 64 * MEGABYTE, files: 4 * MEGABYTE })).database.connect();
    run(small, 'CREATE TABLE t (b)');
    expect(refusal(small, 'INSERT INTO t WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT zeroblob(10000) FROM n')).toMatchObject({
      name: 'OperationalError',
      code: 'SQLITE_FULL',
      message: 'database or disk is full',
    });
    run(small, 'INSERT INTO t VALUES (1)');
    expect(rows(small, 'SELECT count(*) FROM t')).toEqual([[1]]);
    expect(rows(small, 'PRAGMA integrity_check')).toEqual([['ok']]);
  });

  test('of memory: SQLITE_NOMEM, and the database goes on', async () => {
    const small = (await bench({ heap: 32 * MEGABYTE, files: 64 * MEGABYTE })).database.connect();
    expect(refusal(small, 'SELECT length(zeroblob(40000000) || 1)')).toMatchObject({ name: 'OperationalError', code: 'SQLITE_NOMEM', message: 'out of memory' });
    expect(refusal(small, 'SELECT ?', [new Uint8Array(40_000_000)])).toMatchObject({ code: 'SQLITE_NOMEM' });
    expect(rows(small, 'SELECT 1')).toEqual([[1]]);
  });

  test('of expressions: an error, and the database goes on', () => {
    for (const depth of [2_000, 100_000]) {
      expect(refusal(connection, `SELECT ${'1+'.repeat(depth)}1`).message).toBe('Expression tree is too large (maximum depth 1000)');
      expect(refusal(connection, `SELECT ${'(SELECT '.repeat(depth)}1${')'.repeat(depth)}`)).toMatchObject({ name: 'OperationalError' });
      expect(rows(connection, `SELECT ${'('.repeat(900)}1${')'.repeat(900)}`)).toEqual([[1]]);
    }
  });
});

describe('closing', () => {
  test('a connection rolls back what it had open', async () => {
    const fresh = await bench();
    const first = fresh.database.connect();
    const second = fresh.database.connect();
    run(first, 'CREATE TABLE t (a)');
    run(first, 'BEGIN');
    run(first, 'INSERT INTO t VALUES (1)');
    first.close();
    first.close();
    expect(run(second, 'SELECT count(*) FROM t').rows).toEqual([[0]]);
    expect(first.inTransaction).toBe(false);
    expect(refusal(first, 'SELECT 1')).toMatchObject({ name: 'ProgrammingError', message: 'Cannot operate on a closed database.' });
  });

  test('a database closes its connections', async () => {
    const fresh = await bench();
    const only = fresh.database.connect();
    fresh.database.close();
    fresh.database.close();
    expect(() => run(only, 'SELECT 1')).toThrow('Cannot operate on a closed database.');
    expect(() => fresh.database.connect()).toThrow('Cannot operate on a closed database.');
  });
});

test('result codes have the names of sqlite3.h', () => {
  const names: readonly [number, string][] = [
    [1, 'SQLITE_ERROR'],
    [5, 'SQLITE_BUSY'],
    [26, 'SQLITE_NOTADB'],
    [257, 'SQLITE_ERROR_MISSING_COLLSEQ'],
    [261, 'SQLITE_BUSY_RECOVERY'],
    [516, 'SQLITE_ABORT_ROLLBACK'],
    [517, 'SQLITE_BUSY_SNAPSHOT'],
    [1555, 'SQLITE_CONSTRAINT_PRIMARYKEY'],
    [2067, 'SQLITE_CONSTRAINT_UNIQUE'],
    [3091, 'SQLITE_CONSTRAINT_DATATYPE'],
    [6154, 'SQLITE_IOERR_MMAP'],
    [8714, 'SQLITE_IOERR_IN_PAGE'],
    [250, 'SQLITE_250'],
  ];
  for (const [code, name] of names) expect(codeName(code)).toBe(name);
});
