import fc from 'fast-check';
import { DatabaseError } from '../../../src/databases/errors';
import { sqlSoup } from '../sql-text/sql-soup';
import { bench, rows, run } from './open';

const STATEMENTS = [
  ...['BEGIN', 'BEGIN IMMEDIATE', 'BEGIN EXCLUSIVE', 'COMMIT', 'COMMIT', 'ROLLBACK', 'SAVEPOINT s', 'RELEASE s', 'ROLLBACK TO s'],
  ...['SELECT count(*), sum(length(b)) FROM t', 'SELECT * FROM t WHERE k > 50 ORDER BY b', 'VACUUM', 'PRAGMA wal_checkpoint(TRUNCATE)'],
  ...['PRAGMA journal_mode = wal', 'PRAGMA journal_mode = delete', 'PRAGMA journal_mode = truncate', 'PRAGMA journal_mode = memory'],
  ...['PRAGMA cache_size = 5', 'CREATE INDEX IF NOT EXISTS i ON t (b)', 'DROP INDEX IF EXISTS i', 'DELETE FROM t WHERE k % 7 = 3', 'DELETE FROM t'],
  'INSERT INTO t (b) WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 40) SELECT randomblob(700) FROM n',
  ...['UPDATE t SET b = randomblob(300) WHERE k % 3 = 1', 'UPDATE t SET k = k + 1', 'INSERT OR REPLACE INTO t VALUES (1, zeroblob(9000))'],
];

test('whatever sessions do to each other, the file stays whole', async () => {
  const step = fc.record({ session: fc.nat(2), sql: fc.constantFrom(...STATEMENTS) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 120 }), async (steps) => {
      const { database } = await bench();
      const sessions = [database.connect(), database.connect(), database.connect()] as const;
      run(sessions[0], 'CREATE TABLE t (k INTEGER PRIMARY KEY, b BLOB)');
      for (const { session, sql } of steps) {
        try {
          run(sessions[session] ?? sessions[0], sql);
        } catch (error) {
          // Refusals belong to the game; a damaged file does not. (IOERR_SHMLOCK: SQLite on Unix says so too when a
          // journal mode cannot be left because others read, and the same session then asks for a checkpoint.)
          expect(error).toBeInstanceOf(DatabaseError);
          expect((error as DatabaseError).code).toMatch(/^SQLITE_(BUSY|LOCKED|ERROR|CONSTRAINT|BUSY_SNAPSHOT|CONSTRAINT_PRIMARYKEY|IOERR_SHMLOCK)$/);
        }
      }
      for (const session of sessions) if (session.inTransaction) run(session, 'ROLLBACK');
      for (const session of sessions) expect(rows(session, 'PRAGMA integrity_check')).toEqual([['ok']]);
      database.close();
    }),
    { numRuns: 8000, verbose: 0 },
  );
});

test('whatever is taken for SQL is run or refused', async () => {
  const here = await bench();
  const connection = here.database.connect();
  run(connection, 'CREATE TABLE t (a)');
  // Soup with an endless recursion in it must not hold up the test.
  const asked = { times: 0 };
  here.interrupted = () => (asked.times += 1) > 100;
  fc.assert(
    fc.property(sqlSoup, (sql) => {
      asked.times = 0;
      try {
        run(connection, sql, [], { maxRows: 10 });
      } catch (error) {
        expect(error).toBeInstanceOf(DatabaseError);
        const { offset } = error as DatabaseError;
        if (offset !== null) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(sql.length);
        }
      }
    }),
    { numRuns: 2000 },
  );
  expect(rows(connection, 'SELECT count(*) FROM t')).toHaveLength(1);
});
