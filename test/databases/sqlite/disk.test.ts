import { InterruptedError } from '../../../src/databases/errors';
import { runSync } from '../../../src/databases/flow';
import type { SqliteDatabase } from '../../../src/databases/sqlite/sqlite-database';
import { openSqlite } from '../../../src/databases/sqlite/sqlite-database';
import { nodeParts } from '../node-parts';
import { bench, refusal, rows, run } from './open';

const count = (database: SqliteDatabase): unknown => rows(database.connect(), 'SELECT count(*), total(n) FROM t')[0];

test('of what a copy runs nobody is told, but it can be stopped', async () => {
  const here = await bench();
  run(here.database.connect(), 'CREATE TABLE t (n INTEGER)');
  const connection = (await here.database.fork()).connect();
  run(connection, 'INSERT INTO t VALUES (1)');
  expect(here.executed.map(({ sql }) => sql)).toEqual(['CREATE TABLE t (n INTEGER)']);
  here.interrupted = () => true;
  const endless = 'WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';
  expect(() => run(connection, endless)).toThrow(InterruptedError);
});

describe.each(['delete', 'wal'])('journal mode %s', (mode) => {
  /** A large update under way, of which a part has reached the disk already. */
  async function halfway(): Promise<SqliteDatabase> {
    const { database } = await bench();
    const connection = database.connect();
    run(connection, 'PRAGMA page_size = 1024');
    run(connection, `PRAGMA journal_mode = ${mode}`);
    run(connection, 'PRAGMA cache_size = 5');
    run(connection, 'CREATE TABLE t (n INTEGER, filler TEXT)');
    run(connection, "WITH RECURSIVE c(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM c WHERE i < 500) INSERT INTO t SELECT 1, printf('%200d', i) FROM c");
    run(connection, 'BEGIN');
    run(connection, 'UPDATE t SET n = 2');
    return database;
  }

  test('a fork has the committed state, and a life of its own', async () => {
    const database = await halfway();
    const fork = await database.fork();
    expect(count(fork)).toEqual([500, 500]);
    run(fork.connect(), 'DELETE FROM t');
    expect(count(fork)).toEqual([0, 0]);
    // In rollback mode the writer keeps readers out once its changes are in the file.
    if (mode === 'wal') expect(count(database)).toEqual([500, 500]);
  });

  test('after a crash SQLite recovers', async () => {
    const database = await halfway();
    const { database: recovered, log } = await database.crash();
    expect(log).toHaveLength(3);
    expect(log[0]).toMatch(/^power failed; the disk held .*main\.db-(journal|wal) \([1-9]\d* bytes\)/);
    expect(log[1]).toMatch(
      mode === 'wal'
        ? /^main\.db-wal holds \d+ pages, of which \d+ belong to committed transactions and count$/
        : /^main\.db-journal belonged to a transaction that had not committed: [1-9]\d* pages put back as they were$/,
    );
    expect(log[2]).toBe('integrity check: ok');
    expect(() => database.connect()).toThrow('closed');
    expect(count(recovered)).toEqual([500, 500]);
    expect(rows(recovered.connect(), 'PRAGMA integrity_check')).toEqual([['ok']]);
  });
});

test('without its journal a crashed database is not what it was', async () => {
  const { database } = await bench();
  const connection = database.connect();
  run(connection, 'PRAGMA page_size = 1024');
  run(connection, 'PRAGMA cache_size = 5');
  run(connection, 'CREATE TABLE t (n INTEGER, filler TEXT)');
  run(connection, "WITH RECURSIVE c(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM c WHERE i < 500) INSERT INTO t SELECT 1, printf('%200d', i) FROM c");
  run(connection, 'BEGIN');
  run(connection, 'UPDATE t SET n = 2');
  const files = database.files();
  expect([...files.keys()].sort()).toEqual(['/main.db', '/main.db-journal']);
  files.delete('/main.db-journal');
  const torn = await openSqlite(nodeParts(), { onExecuted: () => undefined, interrupted: () => false }, undefined, files);
  expect(count(torn)).not.toEqual([500, 500]);
});

test('a shared cache: locks on tables, and a real dirty read', async () => {
  const { database } = await bench();
  run(database.connect(), 'CREATE TABLE t (n INTEGER)');
  const [writer, reader] = [database.connect({ sharedCache: true }), database.connect({ sharedCache: true })];
  run(writer, 'BEGIN');
  run(writer, 'INSERT INTO t VALUES (1)');
  expect(refusal(reader, 'SELECT * FROM t')).toMatchObject({ code: 'SQLITE_LOCKED_SHAREDCACHE', message: 'database table is locked: t' });
  run(reader, 'PRAGMA read_uncommitted = 1');
  expect(rows(reader, 'SELECT * FROM t')).toEqual([[1]]);
  // One with a cache of its own sees what is committed.
  expect(rows(database.connect(), 'SELECT * FROM t')).toEqual([]);
  run(writer, 'ROLLBACK');
  expect(rows(reader, 'SELECT * FROM t')).toEqual([]);
});

test('URIs are no file names elsewhere', async () => {
  const { database } = await bench();
  run(database.connect({ sharedCache: true }), 'SELECT 1');
  const connection = database.connect();
  run(connection, "ATTACH 'file:x?mode=memory' AS x");
  expect(runSync(connection.execute('PRAGMA database_list')).rows.map((row) => row[2])).toEqual(['/main.db', '/file:x?mode=memory']);
});
