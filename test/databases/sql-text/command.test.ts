import fc from 'fast-check';
import { firstKeyword } from '../../../src/databases/sql-text/command';
import { dialects, sqlSoup } from './sql-soup';

const COMMANDS: readonly (readonly [string, string])[] = [
  ['select 1', 'SELECT'],
  ['/* a */ -- b\n Insert into t values (1)', 'INSERT'],
  ['((SELECT 1) UNION SELECT 2)', 'SELECT'],
  ['VALUES (1)', 'VALUES'],
  ['WITH a AS (SELECT 1) SELECT * FROM a', 'SELECT'],
  ['WITH RECURSIVE a(x) AS (INSERT INTO t SELECT 1 RETURNING *), b AS (SELECT 2) UPDATE t SET a = 1', 'UPDATE'],
  ['with a as materialized (select 1) delete from t where x in (select 1)', 'DELETE'],
  ['WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a', 'INSERT'],
  ['WITH a AS (', 'WITH'],
  ['CREATE TABLE t (a int)', 'CREATE TABLE'],
  ['create temp table if not exists t (a)', 'CREATE TABLE'],
  ['CREATE UNIQUE INDEX i ON t (a)', 'CREATE INDEX'],
  ['CREATE OR REPLACE VIEW v AS SELECT 1', 'CREATE VIEW'],
  ['CREATE MATERIALIZED VIEW v AS SELECT 1', 'CREATE MATERIALIZED VIEW'],
  ['CREATE VIRTUAL TABLE t USING fts5(a)', 'CREATE TABLE'],
  ['CREATE FOREIGN TABLE t (a int)', 'CREATE FOREIGN TABLE'],
  ['CREATE FOREIGN DATA WRAPPER w', 'CREATE FOREIGN DATA WRAPPER'],
  ['CREATE TEXT SEARCH CONFIGURATION c (COPY = simple)', 'CREATE TEXT SEARCH CONFIGURATION'],
  ['CREATE USER joe', 'CREATE USER'],
  ['CREATE USER MAPPING FOR joe SERVER s', 'CREATE USER MAPPING'],
  ['CREATE CONSTRAINT TRIGGER c AFTER INSERT ON t', 'CREATE TRIGGER'],
  ['DROP TABLE t', 'DROP TABLE'],
  ['ALTER TABLE t ADD b int', 'ALTER TABLE'],
  ['ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO x', 'ALTER DEFAULT PRIVILEGES'],
  ['START TRANSACTION ISOLATION LEVEL SERIALIZABLE', 'START TRANSACTION'],
  ['BEGIN IMMEDIATE', 'BEGIN'],
  ['ROLLBACK TO SAVEPOINT a', 'ROLLBACK'],
  ['EXPLAIN QUERY PLAN SELECT 1', 'EXPLAIN'],
  ['\u00a0select 1', 'SELECT'],
  ['create', 'CREATE'],
  ['1 + 1', ''],
  ['"select" 1', ''],
  ['', ''],
];

describe.each(dialects)('the command of a statement of %s', (dialect) => {
  test.each(COMMANDS)('%j is %s', (sql, command) => {
    expect(firstKeyword(sql, dialect)).toBe(command);
  });

  test('is found in anything', () => {
    fc.assert(fc.property(sqlSoup, (sql) => typeof firstKeyword(sql, dialect) === 'string'));
  });
});
