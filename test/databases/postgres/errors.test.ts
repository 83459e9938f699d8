import { DatabaseError } from '../../../src/databases/errors';
import { runSync } from '../../../src/databases/flow';
import { errorName } from '../../../src/databases/postgres/server-error';
import { open, type Fixture } from './open';

let db: Fixture;
beforeAll(async () => {
  db = await open();
  db.run('create table account (id int primary key, owner text not null, balance int constraint positive check (balance >= 0))');
  db.run("insert into account values (1, 'ann', 5)");
});
afterAll(() => {
  db.database.close();
});

const failures: readonly (readonly [sql: string, name: string, code: string, message: string])[] = [
  ["insert into account values (1, 'bob', 1)", 'IntegrityError', '23505', 'duplicate key value violates unique constraint "account_pkey"'],
  ["insert into account values (2, null, 1)", 'IntegrityError', '23502', 'null value in column "owner" of relation "account" violates not-null constraint'],
  ["select 1 / 0", 'DataError', '22012', 'division by zero'],
  ["select 'x'::int", 'DataError', '22P02', 'invalid input syntax for type integer: "x"'],
  ['selec 1', 'ProgrammingError', '42601', 'syntax error at or near "selec"'],
  ['select * from nothing', 'ProgrammingError', '42P01', 'relation "nothing" does not exist'],
  ['select 1; select 2', 'ProgrammingError', '42601', 'cannot insert multiple commands into a prepared statement'],
  ['create table account ()', 'ProgrammingError', '42P07', 'relation "account" already exists'],
  ['fetch from nothing', 'ProgrammingError', '34000', 'cursor "nothing" does not exist'],
  ['savepoint s', 'InternalError', '25P01', 'SAVEPOINT can only be used in transaction blocks'],
  ['create extension nothing', 'NotSupportedError', '0A000', 'extension "nothing" is not available'],
  ['drop table pg_class', 'ProgrammingError', '42501', 'permission denied: "pg_class" is a system catalog'],
];

test.each(failures)('%s', (sql, name, code, message) => {
  const error = db.failure(sql);
  expect(error).toBeInstanceOf(DatabaseError);
  expect(error).toMatchObject({ name, code, message, severity: 'ERROR' });
});

test('a failed statement is reported, and the connection goes on', () => {
  const before = db.executed.length;
  db.failure('select 1 / 0');
  expect(db.executed.slice(before)).toMatchObject([{ sql: 'select 1 / 0', rowCount: null }]);
  expect(db.run('select 1').rows).toEqual([[1]]);
});

test('details', () => {
  expect(db.failure("insert into account values (1, 'bob', 1)")).toMatchObject({
    detail: 'Key (id)=(1) already exists.',
    constraint: 'account_pkey',
    table: 'account',
    column: null,
    hint: null,
    offset: null,
  });
  expect(db.failure('insert into account values (2, null, 1)')).toMatchObject({ column: 'owner', table: 'account' });
  expect(db.failure("insert into account values (2, 'bob', -1)")).toMatchObject({ constraint: 'positive' });
  expect(db.failure("do $$ begin raise exception 'no' using errcode = 'XY123', detail = 'd', hint = 'h'; end $$")).toMatchObject({
    name: 'DatabaseError',
    code: 'XY123',
    message: 'no',
    detail: 'd',
    hint: 'h',
    context: 'PL/pgSQL function inline_code_block line 1 at RAISE',
  });
});

describe('where it is', () => {
  test.each([
    ['select nothing', 'nothing'],
    ["select 'é€', nothing", 'nothing'],
    ["select '𝄞𝄞', nothing", 'nothing'],
    ['select 1\nfrom nowhere', 'nowhere'],
    ['select (1', ''],
  ])('%p', (sql, word) => {
    const error = db.failure(sql);
    expect(error).toMatchObject({ offset: word === '' ? sql.length : sql.indexOf(word) });
  });

  test('not in the text of the statement', () => {
    const error = db.failure("do $$ begin perform nothing; end $$");
    expect(error).toMatchObject({ code: '42703', offset: null });
    expect(error).toHaveProperty('context', expect.stringContaining('inline_code_block line 1'));
  });
});

test('a deferred constraint fails at the end of the statement that stands alone', () => {
  db.run('create table child (id int references account deferrable initially deferred)');
  expect(db.failure('insert into child values (77)')).toMatchObject({ name: 'IntegrityError', code: '23503' });
});

test('a zero character', () => {
  expect(db.failure("select 'a\0b'")).toMatchObject({ name: 'DataError', code: '22021', offset: 9 });
  expect(db.failure('select $1::text', ['a\0b'])).toMatchObject({ name: 'DataError', code: '22021' });
});

describe('COPY FROM STDIN is refused, however it is written', () => {
  test.each(['copy account from stdin', '/* x */ Copy account\nFROM STDIN with (format csv)', 'copy account (id) from stdin binary'])(
    '%s',
    (sql) => {
      expect(db.failure(sql)).toMatchObject({ name: 'NotSupportedError', code: '0A000', message: expect.stringContaining('COPY FROM STDIN') as string });
      expect(db.run('select count(*) from account').rows).toEqual([[1]]);
    },
  );

  test('in a transaction, which fails like with any error', () => {
    db.run('begin');
    db.failure('copy account from stdin');
    expect(db.failure('select 1')).toMatchObject({ code: '25P02' });
    db.run('rollback');
  });

  test('many times', () => {
    expect(() => runSync(db.connection.executeMany('copy account from stdin', [[], []]))).toThrow(/COPY FROM STDIN/);
    expect(db.run('select 1').rows).toEqual([[1]]);
  });
});

describe('what is nested too deeply is an error of its statement', () => {
  beforeAll(() => {
    db.run('create function endless(n int) returns int language plpgsql as $$ begin return endless(n + 1); end $$');
    db.run('create function circle(n int) returns bigint language sql as $$ select count(*) from (select circle(n + 1)) c $$');
    db.run(`create function caught(n int) returns int language plpgsql as $$
      begin
        return caught(n + 1);
      exception when others then return n;
      end $$`);
  });
  afterEach(() => db.run('reset max_stack_depth'));

  const nested = ['select endless(1)', 'select circle(1)', `select 1${' + 1'.repeat(20000)}`];
  // At the last one the host's stack ends first.
  const limits = ['100kB', '150kB', '2MB'];
  test.each(limits.flatMap((limit) => nested.map((sql) => [limit, sql.slice(0, 20), sql] as const)))(
    'stack of %s: %s',
    (limit, _beginning, sql) => {
      db.run(`set max_stack_depth = '${limit}'`);
      db.run('begin');
      db.run("insert into account values (9, 'eve', 1)");
      db.run('savepoint s');
      expect(db.failure(sql)).toMatchObject({
        name: 'OperationalError',
        code: '54001',
        message: 'stack depth limit exceeded',
      });
      db.run('rollback to savepoint s');
      expect(db.run('select owner from account order by id').rows).toEqual([['ann'], ['eve']]);
      db.run('rollback');
      expect(db.run('select locktype from pg_locks').rows).toEqual([['relation'], ['virtualxid']]);
    },
  );

  test('handlers in functions see it where they can run', () => {
    expect(db.run("select caught(1)").rows).toHaveLength(1);
  });
});

test.each([
  ['00000', 'DatabaseError'],
  ['08006', 'OperationalError'],
  ['40001', 'OperationalError'],
  ['40P01', 'OperationalError'],
  ['57014', 'OperationalError'],
  ['25P02', 'InternalError'],
  ['P0001', 'ProgrammingError'],
  ['XX000', 'InternalError'],
  ['HV000', 'OperationalError'],
])('%s is a %s', (code, name) => {
  expect(errorName(code)).toBe(name);
});
