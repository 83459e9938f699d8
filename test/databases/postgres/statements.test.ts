import { runSync } from '../../../src/databases/flow';
import { open, type Fixture } from './open';

let db: Fixture;
beforeAll(async () => {
  db = await open();
});
afterAll(() => {
  db.database.close();
});

/** A statement and the tag, command and count that it gives; they run in order. */
const statements: readonly (readonly [sql: string, tag: string, command: string, rowCount: number | null])[] = [
  ['create table t (id int primary key, name text)', 'CREATE TABLE', 'CREATE TABLE', null],
  ["insert into t values (1, 'a'), (2, 'b')", 'INSERT 0 2', 'INSERT', 2],
  ["insert into t values (3, 'c') returning id", 'INSERT 0 1', 'INSERT', 1],
  ["update t set name = 'x' where id > 5", 'UPDATE 0', 'UPDATE', 0],
  ["update t set name = 'x' where id > 1", 'UPDATE 2', 'UPDATE', 2],
  ['delete from t where id = 3', 'DELETE 1', 'DELETE', 1],
  [
    "merge into t using (values (1), (9)) s(id) on t.id = s.id when matched then update set name = 'm' when not matched then insert values (s.id, 'new')",
    'MERGE 2',
    'MERGE',
    2,
  ],
  ['select * from t', 'SELECT 3', 'SELECT', 3],
  ['select from t', 'SELECT 3', 'SELECT', 3],
  ['values (1), (2)', 'SELECT 2', 'SELECT', 2],
  ['table t', 'SELECT 3', 'SELECT', 3],
  ['create table u as select * from t', 'SELECT 3', 'SELECT', 3],
  ['create view v as select * from t', 'CREATE VIEW', 'CREATE VIEW', null],
  ['show server_encoding', 'SHOW', 'SHOW', 1],
  ["set statement_timeout = '1min'", 'SET', 'SET', null],
  ['explain (costs off) select * from t', 'EXPLAIN', 'EXPLAIN', 1],
  ['begin', 'BEGIN', 'BEGIN', null],
  ['declare c cursor for select * from t', 'DECLARE CURSOR', 'DECLARE CURSOR', null],
  ['fetch 2 from c', 'FETCH 2', 'FETCH', 2],
  ['move 1 from c', 'MOVE 1', 'MOVE', 1],
  ['commit', 'COMMIT', 'COMMIT', null],
  ['prepare p as select count(*) from t where id < $1', 'PREPARE', 'PREPARE', null],
  ['execute p(100)', 'SELECT 1', 'SELECT', 1],
  ['copy t to stdout', 'COPY 3', 'COPY', 3],
  ['vacuum', 'VACUUM', 'VACUUM', null],
  ['vacuum full t', 'VACUUM', 'VACUUM', null],
  ['analyze t', 'ANALYZE', 'ANALYZE', null],
  ['reindex table t', 'REINDEX', 'REINDEX', null],
  ['create index concurrently on t (name)', 'CREATE INDEX', 'CREATE INDEX', null],
  ['create database other', 'CREATE DATABASE', 'CREATE DATABASE', null],
  ['drop database other', 'DROP DATABASE', 'DROP DATABASE', null],
  ['create role someone', 'CREATE ROLE', 'CREATE ROLE', null],
  ['checkpoint', 'CHECKPOINT', 'CHECKPOINT', null],
  ['do $$ begin end $$', 'DO', 'DO', null],
  ['listen channel', 'LISTEN', 'LISTEN', null],
  ['discard all', 'DISCARD ALL', 'DISCARD ALL', null],
  ['drop table t cascade', 'DROP TABLE', 'DROP TABLE', null],
  ['', '', '', null],
  ['-- nothing', '', '', null],
];

test.each(statements)('%s', (sql, tag, command, rowCount) => {
  expect(db.run(sql)).toMatchObject({ tag, command, rowCount, truncated: false });
});

test('columns and rows', () => {
  expect(db.run("select 1 as a, 'x' as a, null as \"B c\"")).toEqual({
    command: 'SELECT',
    tag: 'SELECT 1',
    columns: [
      { name: 'a', type: 'int4' },
      { name: 'a', type: 'text' },
      { name: 'B c', type: 'text' },
    ],
    rows: [[1, 'x', null]],
    rowCount: 1,
    truncated: false,
    notices: [],
  });
});

test('a statement with columns and no rows still has its columns', () => {
  expect(db.run('select 1 as a where false')).toMatchObject({ columns: [{ name: 'a' }], rows: [], rowCount: 0 });
});

test('copy to stdout gives the lines', () => {
  expect(db.run("copy (values (1, 'a'), (2, null)) to stdout")).toMatchObject({
    columns: [{ name: 'copy', type: 'text' }],
    rows: [['1\ta'], ['2\t\\N']],
  });
});

test('notices', () => {
  const { notices } = db.run("do $$ begin raise notice 'n %', 1 using hint = 'h'; raise warning 'w'; end $$");
  expect(notices).toEqual([
    { severity: 'NOTICE', code: '00000', message: 'n 1', detail: null, hint: 'h' },
    { severity: 'WARNING', code: '01000', message: 'w', detail: null, hint: null },
  ]);
  expect(db.run('drop table if exists absent').notices).toMatchObject([
    { severity: 'NOTICE', message: 'table "absent" does not exist, skipping' },
  ]);
});

test('settings last', () => {
  db.run("set application_name = 'note'");
  expect(db.run('show application_name').rows).toEqual([['note']]);
});

describe('settings that a reader meets are those of a server', () => {
  test.each([
    ['search_path', '"$user", public'],
    ['TimeZone', 'UTC'],
    ['server_encoding', 'UTF8'],
    ['DateStyle', 'ISO, MDY'],
    ['transaction_isolation', 'read committed'],
    ['allow_system_table_mods', 'off'],
    ['default_text_search_config', 'pg_catalog.english'],
    ['max_connections', '100'],
  ])('%s', (name, value) => {
    expect(db.run(`show ${name}`).rows).toEqual([[value]]);
  });
});

describe('functions', () => {
  test('plpgsql', () => {
    db.run(`create function factorial(n int) returns numeric language plpgsql as $$
      begin
        if n <= 1 then return 1; end if;
        return n * factorial(n - 1);
      end $$`);
    expect(db.run('select factorial(30), factorial(100) > 0').rows).toEqual([
      ['265252859812191058636308480000000', true],
    ]);
  });

  test('trigger', () => {
    db.run('create table logged (x int)');
    db.run(
      "create function log() returns trigger language plpgsql as $$ begin raise notice '% %', tg_op, new.x; return new; end $$",
    );
    db.run('create trigger log before insert on logged for each row execute function log()');
    expect(db.run('insert into logged values (4)').notices).toMatchObject([{ message: 'INSERT 4' }]);
  });
});

describe('maxRows', () => {
  test('fewer rows than asked for', () => {
    expect(db.run('select generate_series(1, 3)', [], { maxRows: 4 })).toMatchObject({ truncated: false, rowCount: 3 });
  });

  test('exactly as many', () => {
    const result = db.run('select generate_series(1, 3)', [], { maxRows: 3 });
    expect(result).toMatchObject({ truncated: false, rowCount: 3, tag: 'SELECT 3' });
  });

  test('more', () => {
    expect(db.run('select generate_series(1, 1000000000)', [], { maxRows: 2 })).toEqual({
      command: 'SELECT',
      tag: 'SELECT 2',
      columns: [{ name: 'generate_series', type: 'int4' }],
      rows: [[1], [2]],
      rowCount: 2,
      truncated: true,
      notices: [],
    });
  });

  test('none', () => {
    expect(db.run('select 1', [], { maxRows: 0 })).toMatchObject({ rows: [], truncated: true });
  });

  test('what changes rows changes all of them, and says how many', () => {
    db.run('create table many (x int)');
    const result = db.run('/* all */ insert into many select generate_series(1, 100) returning x', [], { maxRows: 5 });
    expect(result).toMatchObject({ tag: 'INSERT 0 100', command: 'INSERT', truncated: true, rowCount: 5 });
    expect(result.rows).toHaveLength(5);
    expect(db.run('select count(*) from many').rows).toEqual([[100]]);
  });

  test('in a transaction nothing is left behind', () => {
    db.run('begin');
    db.run('select * from many', [], { maxRows: 1 });
    db.run('drop table many');
    db.run('commit');
    expect(db.connection.inTransaction).toBe(false);
  });
});

describe('executeMany', () => {
  const many = (sql: string, parameters: readonly (readonly (number | string)[])[]) =>
    runSync(db.connection.executeMany(sql, parameters));

  beforeAll(() => db.run('create table item (id int primary key, name text)'));

  test('one statement, several rows', () => {
    const before = db.executed.length;
    const rows = Array.from({ length: 1000 }, (_, i) => [i, `item ${i}`]);
    expect(many('insert into item values ($1, $2)', rows)).toMatchObject({
      command: 'INSERT',
      tag: 'INSERT 0 1000',
      rowCount: 1000,
    });
    expect(db.executed.slice(before)).toMatchObject([
      { sql: 'insert into item values ($1, $2)', parameters: rows, rowCount: 1000, connection: 1, engine: 'postgres' },
    ]);
    expect(db.run('select count(*), max(name) from item').rows).toEqual([[1000, 'item 999']]);
  });

  test('rows that come back', () => {
    expect(many('update item set name = $2 where id = $1 returning id, name', [[1, 'a'], [2, 'b']])).toMatchObject({
      tag: 'UPDATE 2',
      rows: [
        [1, 'a'],
        [2, 'b'],
      ],
    });
  });

  test('all or none', () => {
    expect(() => many('insert into item values ($1, $2)', [[5000, 'new'], [1, 'double']])).toThrow(/duplicate key/);
    expect(db.run('select * from item where id = 5000').rows).toEqual([]);
  });

  test('no rows', () => {
    expect(many('insert into item values ($1, $2)', [])).toMatchObject({ rowCount: null, rows: [] });
  });
});

test('large values and many rows', () => {
  const text = 'é'.repeat(1 << 20);
  expect(db.run('select $1::text, length($1)', [text]).rows).toEqual([[text, 1 << 20]]);
  const { rows } = db.run("select g, 'row ' || g from generate_series(1, 100000) g");
  expect(rows).toHaveLength(100000);
  expect(rows[99999]).toEqual([100000, 'row 100000']);
});
