import { runSync } from '../../../src/databases/flow';
import type { SqliteConnection } from '../../../src/databases/sqlite/sqlite-connection';
import { bench, refusal, rows, run, type Bench } from './open';

let here: Bench;
let connection: SqliteConnection;
beforeEach(async () => {
  here = await bench();
  connection = here.database.connect();
  run(connection, 'CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)');
});

describe('a result', () => {
  test.each<[string, string, number | null]>([
    ["INSERT INTO t (name) VALUES ('a'), ('b')", 'INSERT 0 2', 2],
    ["REPLACE INTO t VALUES (1, 'a')", 'INSERT 0 1', 1],
    ["WITH n(x) AS (VALUES ('p'), ('q'), ('r')) INSERT INTO t (name) SELECT x FROM n", 'INSERT 0 3', 3],
    ["INSERT INTO t (name) VALUES ('a') RETURNING id", 'INSERT 0 1', 1],
    ["UPDATE t SET name = 'z'", 'UPDATE 0', 0],
    ['DELETE FROM t', 'DELETE 0', 0],
    ['SELECT 1 UNION SELECT 2', 'SELECT 2', 2],
    ['VALUES (1), (2), (3)', 'SELECT 3', 3],
    ['CREATE TABLE u (a)', 'CREATE TABLE', null],
    ['CREATE TABLE u AS SELECT 1', 'CREATE TABLE', null],
    ['CREATE INDEX i ON t (name)', 'CREATE INDEX', null],
    ['DROP TABLE t', 'DROP TABLE', null],
    ['BEGIN', 'BEGIN', null],
    ['SAVEPOINT a', 'SAVEPOINT', null],
    ['PRAGMA foreign_keys', 'PRAGMA', 1],
    ['PRAGMA user_version = 3', 'PRAGMA', null],
    ['EXPLAIN QUERY PLAN SELECT * FROM t', 'EXPLAIN', 1],
    ['VACUUM', 'VACUUM', null],
  ])('of %s has the tag %s', (sql, tag, rowCount) => {
    const result = run(connection, sql);
    expect(result).toMatchObject({ tag, rowCount, truncated: false, notices: [] });
    expect(tag.startsWith(result.command)).toBe(true);
  });

  test('counts what changed, not what the statement before it changed', () => {
    run(connection, "INSERT INTO t (name) VALUES ('a'), ('b'), ('c')");
    expect(run(connection, 'CREATE TABLE u (a)').rowCount).toBeNull();
    expect(run(connection, 'UPDATE t SET name = id').tag).toBe('UPDATE 3');
    expect(run(connection, 'DELETE FROM t WHERE id > 1').tag).toBe('DELETE 2');
    expect(run(connection, 'DELETE FROM t').rowCount).toBe(1);
  });

  test('of a blank text is empty', () => {
    for (const sql of ['', ' ; ', '-- nothing\n/* at all */']) {
      expect(run(connection, sql)).toEqual({ command: '', tag: '', columns: [], rows: [], rowCount: null, truncated: false, notices: [] });
    }
  });
});

describe('maxRows', () => {
  test('stops there and says whether there was more', () => {
    const sql = 'VALUES (1), (2), (3)';
    expect(run(connection, sql, [], { maxRows: 2 })).toMatchObject({ rows: [[1], [2]], rowCount: 2, tag: 'SELECT 2', truncated: true });
    expect(run(connection, sql, [], { maxRows: 3 })).toMatchObject({ rowCount: 3, truncated: false });
    expect(run(connection, sql, [], { maxRows: 0 })).toMatchObject({ rows: [], truncated: true });
  });

  test('ends a query that never would', () => {
    const endless = 'WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT i FROM n';
    expect(run(connection, endless, [], { maxRows: 5 }).rows).toHaveLength(5);
    run(connection, 'DROP TABLE t');
  });

  test('does not undo or shorten a change', () => {
    const sql = "INSERT INTO t (name) VALUES ('a'), ('b'), ('c') RETURNING id";
    expect(run(connection, sql, [], { maxRows: 1 })).toMatchObject({ rows: [[1]], tag: 'INSERT 0 3', truncated: true });
    expect(connection.inTransaction).toBe(false);
    expect(rows(here.database.connect(), 'SELECT count(*) FROM t')).toEqual([[3]]);
  });

  test('a change that fails only when it commits fails, also when cut short', () => {
    run(connection, 'CREATE TABLE child (id INTEGER, parent REFERENCES t DEFERRABLE INITIALLY DEFERRED)');
    expect(() => run(connection, 'INSERT INTO child VALUES (1, 9), (2, 9) RETURNING id', [], { maxRows: 1 })).toThrow('FOREIGN KEY constraint failed');
    expect(rows(connection, 'SELECT count(*) FROM child')).toEqual([[0]]);
  });
});

describe('executeMany', () => {
  test('runs once per list and sums up, as one execution', () => {
    here.executed.length = 0;
    const lists = [[1, 'a'], [2, 'b'], [3, null]];
    const result = runSync(connection.executeMany('INSERT INTO t VALUES (?, ?)', lists));
    expect(result).toMatchObject({ tag: 'INSERT 0 3', rowCount: 3, rows: [] });
    expect(here.executed).toMatchObject([{ sql: 'INSERT INTO t VALUES (?, ?)', parameters: lists, rowCount: 3, connection: 1, engine: 'sqlite' }]);
    expect(runSync(connection.executeMany('UPDATE t SET name = ?2 WHERE id >= ?1', [[1, 'x'], [3, 'y']])).tag).toBe('UPDATE 4');
    expect(rows(connection, 'SELECT name FROM t')).toEqual([['x'], ['x'], ['y']]);
  });

  test('collects what RETURNING returns', () => {
    expect(runSync(connection.executeMany('INSERT INTO t (name) VALUES (?) RETURNING id, name', [['a'], ['b']]))).toMatchObject({
      columns: [{ name: 'id' }, { name: 'name' }],
      rows: [[1, 'a'], [2, 'b']],
    });
  });

  test('of no lists does nothing', () => {
    expect(runSync(connection.executeMany('INSERT INTO t (name) VALUES (?)', []))).toMatchObject({ tag: 'INSERT 0 0', rowCount: 0 });
  });

  test('refuses what changes nothing', () => {
    expect(() => runSync(connection.executeMany('SELECT ?', [[1]]))).toThrow('executemany() can only execute DML statements.');
  });

  test('fails at the list that is wrong; what ran before it in a transaction can be rolled back', () => {
    run(connection, 'BEGIN');
    expect(() => runSync(connection.executeMany('INSERT INTO t VALUES (?, ?)', [[1, 'a'], [1, 'b']]))).toThrow('UNIQUE constraint failed: t.id');
    expect(rows(connection, 'SELECT count(*) FROM t')).toEqual([[1]]);
    run(connection, 'ROLLBACK');
    expect(rows(connection, 'SELECT count(*) FROM t')).toEqual([[0]]);
  });
});

describe('what is reported', () => {
  test('every execution with its text, parameters and rows, and nothing of the driver', async () => {
    const fresh = await bench();
    const first = fresh.database.connect();
    const second = fresh.database.connect();
    run(first, 'CREATE TABLE t (a)');
    run(second, 'INSERT INTO t VALUES (?)', [1]);
    refusal(second, 'SELECT missing');
    run(first, 'SELECT * FROM t');
    expect(fresh.executed.map(({ sql, parameters, connection: number, rowCount }) => [sql, parameters, number, rowCount])).toEqual([
      ['CREATE TABLE t (a)', [], 1, null],
      ['INSERT INTO t VALUES (?)', [1], 2, 1],
      ['SELECT missing', [], 2, null],
      ['SELECT * FROM t', [], 1, 1],
    ]);
    for (const { durationMs } of fresh.executed) expect(durationMs).toBeGreaterThanOrEqual(0);
  });
});

describe('texts', () => {
  test('of other scripts, in names and values', () => {
    run(connection, 'CREATE TABLE "größe 😀" ("naïve" TEXT)');
    run(connection, `INSERT INTO "größe 😀" VALUES ('日本'), (?)`, ['🇫🇷']);
    expect(run(connection, 'SELECT * FROM "größe 😀"')).toMatchObject({ columns: [{ name: 'naïve' }], rows: [['日本'], ['🇫🇷']] });
  });

  test('with no-break spaces run, and literals keep theirs', () => {
    expect(rows(connection, "SELECT\u00a01\u00a0AS\u00a0one,\u3000'a\u00a0b' -- \u00a0\n")).toEqual([[1, 'a\u00a0b']]);
    expect(refusal(connection, 'SELECT\u00a0é1').offset).toBe(7);
  });

  test('of one statement may end in a semicolon and comments, and start with empty ones', () => {
    expect(rows(connection, 'SELECT 1; -- done\n /* really */ ;')).toEqual([[1]]);
    expect(rows(connection, ';; /* é */ ; SELECT 1')).toEqual([[1]]);
    expect(refusal(connection, ';; /* é */ ; SELECT no').offset).toBe(20);
    expect(rows(connection, `${';'.repeat(100_000)}SELECT 1`)).toEqual([[1]]);
  });

  test('of two statements are refused, and neither runs', () => {
    expect(refusal(connection, "INSERT INTO t (name) VALUES ('é'); SELECT 2")).toMatchObject({
      name: 'ProgrammingError',
      message: 'You can only execute one statement at a time.',
    });
    expect(rows(connection, 'SELECT count(*) FROM t')).toEqual([[0]]);
  });

  test('with a null character are refused', () => {
    expect(refusal(connection, 'SELECT 1\0')).toMatchObject({ name: 'ProgrammingError', message: 'the query contains a null character' });
  });
});

describe('built in', () => {
  test('dates in local time, mathematics, JSON, full text, recursion', () => {
    const noon = 1_700_000_000;
    const local = new Date(noon * 1000);
    const hour = String(local.getHours()).padStart(2, '0');
    expect(rows(connection, "SELECT strftime('%H', ?, 'unixepoch', 'localtime'), sqrt(16), json_extract('{\"a\": [1]}', '$.a[0]')", [noon])).toEqual([[hour, 4, 1]]);
    expect(rows(connection, "SELECT date('now')")[0]?.[0]).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(rows(connection, 'SELECT random() <> random()')).toEqual([[1]]);
  });

  test('a trigger is one statement', () => {
    run(connection, 'CREATE TABLE log (what)');
    run(connection, "CREATE TRIGGER x AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.name); INSERT INTO log VALUES ('again'); END;");
    expect(run(connection, "INSERT INTO t (name) VALUES ('n')").rowCount).toBe(1);
    expect(rows(connection, 'SELECT what FROM log')).toEqual([['n'], ['again']]);
  });
});
