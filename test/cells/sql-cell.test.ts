import type { CellOutput } from '../../src/cells/output';
import type { CellToRun } from '../../src/cells/runner';
import type { EmbeddedEngine } from '../../src/databases/database';
import { KernelInside } from './kernel-inside';

let notebook: KernelInside;
beforeEach(() => { notebook = new KernelInside(); });
const last = (output: CellOutput): CellOutput['results'][number] | undefined => output.results.at(-1);

describe.each<EmbeddedEngine>(['sqlite', 'postgres'])('on %s', (engine) => {
  const run = (code: string, options: Partial<CellToRun> = {}): Promise<CellOutput> => notebook.run(code, { engine, ...options });

  test('several statements, comments, and state from cell to cell', async () => {
    const first = await run("-- people\ncreate table p (n text); /* two */\ninsert into p values ('a;b'), ('c');\n");
    expect(first).toMatchObject({ status: 'ok', error: null });
    expect(first.results.map((result) => result.tag)).toEqual(['CREATE TABLE', 'INSERT 0 2']);
    expect(last(await run('select n from p order by n'))).toMatchObject({ columns: ['n'], rows: [['a;b'], ['c']], rowCount: 2, truncated: false, held: 2 });
  });

  test('a transaction may span cells', async () => {
    await run('create table p (n text); begin; insert into p values (1)');
    await run('rollback');
    expect(last(await run('select * from p'))?.rows).toEqual([]);
  });

  test('what ran before a failure stays, with its results; the error stands at its place', async () => {
    const output = await run("create table p (n int);\ninsert into p values (1);\nselect 1 as one,\n  'é' as accent, nope from p;\nselect 2");
    expect(output.status).toBe('error');
    expect(output.results.map((result) => result.tag)).toEqual(['CREATE TABLE', 'INSERT 0 1']);
    expect(output.error).toMatchObject({ line: 4, excerpt: "  'é' as accent, nope from p;" });
    expect(output.error?.column).toBe(18);
    expect(output.statements).toHaveLength(3);
  });

  test('no-break spaces between words are blanks', async () => {
    expect(last(await run("select\u00A01\u00A0as one, 'a\u00A0b' as kept"))?.rows).toEqual([[1, 'a\u00A0b']]);
  });

  test('an empty cell, and one of comments only, give nothing', async () => {
    for (const code of ['', '  \n', '-- nothing\n/* here */;;']) expect(await run(code)).toMatchObject({ status: 'ok', results: [], statements: [] });
  });

  test('rows beyond the first are held, and beyond those not fetched', async () => {
    const numbers = 'with recursive n (x) as (select 1 union all select x + 1 from n where x < 9000) select x from n';
    expect(last(await run(numbers))).toMatchObject({ held: 5_000, truncated: true });
    expect(last(await run(numbers))?.rows).toHaveLength(1_000);
  });

  test('rows too large to hold or to send are cut, and said to be', async () => {
    const wide = engine === 'sqlite'
      ? 'with recursive n (x) as (select 1 union all select x + 1 from n where x < 200) select hex(zeroblob(500000)) as w from n'
      : "select repeat('x', 1000000) as w from generate_series(1, 200)";
    const result = last(await run(wide));
    expect(result).toMatchObject({ truncated: true });
    expect(result?.held).toBeGreaterThan(20);
    expect(result?.held).toBeLessThan(100);
    expect(result?.rows.length).toBeLessThan(5);
  });

  test('db= is a database of its own', async () => {
    await run('create table p (n int)');
    expect((await run('select * from p', { db: 'other' })).status).toBe('error');
    expect((await run('select * from p')).status).toBe('ok');
  });

  test('expect= turns the error that comes into what should be', async () => {
    await run('create table p (n int primary key); insert into p values (1)');
    expect(await run('insert into p values (1)', { expect: engine === 'sqlite' ? 'SQLITE_CONSTRAINT_PRIMARYKEY' : '23505' })).toMatchObject({ status: 'ok', error: { type: 'IntegrityError' } });
  });

  test('EXPLAIN is a tree too', async () => {
    await run('create table p (n int)');
    const plan = last(await run(engine === 'sqlite' ? 'explain query plan select * from p order by n' : 'explain select * from p order by n'))?.plan;
    expect(plan?.children.length).toBeGreaterThan(0);
  });
});

describe('PostgreSQL shows every type right', () => {
  test.each<[sql: string, type: string, value: unknown]>([
    ['null::int', 'int4', null],
    ['true', 'bool', true],
    ['1::smallint', 'int2', 1],
    ['9007199254740993::bigint', 'int8', '9007199254740993'],
    ['1.10::numeric(5,2)', 'numeric', '1.10'],
    ["'NaN'::numeric", 'numeric', 'NaN'],
    ['0.1::float8', 'float8', 0.1],
    ["'Infinity'::float8", 'float8', 'Infinity'],
    ["'\\xdeadbeef'::bytea", 'bytea', { $bytes: 'deadbeef' }],
    ["timestamptz '2024-03-01 10:00:00+02'", 'timestamptz', '2024-03-01T08:00:00+00:00'],
    ["timestamp '2024-03-01 10:00:00.25'", 'timestamp', '2024-03-01T10:00:00.25'],
    ["date '2024-03-01'", 'date', '2024-03-01'],
    ["time '10:00'", 'time', '10:00:00'],
    ["interval '1 day 2 hours'", 'interval', '1 day 02:00:00'],
    ['array[1,null,3]', 'int4[]', '{1,NULL,3}'],
    ["array['a','b c']", 'text[]', '{a,"b c"}'],
    [`'{"a": [1, null]}'::json`, 'json', '{"a": [1, null]}'],
    [`'{"a":1}'::jsonb`, 'jsonb', '{"a": 1}'],
    ["int4range(1, 5)", 'int4range', '[1,5)'],
    ["'550e8400-e29b-41d4-a716-446655440000'::uuid", 'uuid', '550e8400-e29b-41d4-a716-446655440000'],
    ["'low'::level", 'level', 'low'],
    ["inet '10.0.0.1'", 'inet', '10.0.0.1'],
    ["row(1, 'a')", 'record', '(1,a)'],
  ])('%s is %s', async (sql, type, value) => {
    await notebook.run("do $$ begin create type level as enum ('low', 'high'); exception when duplicate_object then null; end $$", { engine: 'postgres' });
    const result = last(await notebook.run(`select ${sql} as v`, { engine: 'postgres' }));
    expect([result?.types, result?.rows]).toEqual([[type], [[value]]]);
  });
});

test('SQLite shows every type right', async () => {
  const result = last(await notebook.run("select null as a, 1 as b, 9007199254740993 as c, -9223372036854775808 as d, 1.5 as e, 'x' as f, x'00ff' as g, 1e400 as h"));
  expect(result?.rows).toEqual([[null, 1, '9007199254740993', '-9223372036854775808', 1.5, 'x', { $bytes: '00ff' }, 'Infinity']]);
});

test('notices stand in the log, those before an error too; detail and hint are kept', async () => {
  const output = await notebook.run("do $$ begin raise notice 'one'; raise warning 'two' using hint = 'look'; end $$; do $$ begin raise notice 'three'; raise exception 'no' using detail = 'why', errcode = 'P0042'; end $$", { engine: 'postgres' });
  expect(output.log).toBe('NOTICE:  one\nWARNING:  two\nHINT:  look\nNOTICE:  three\n');
  expect(output.error).toMatchObject({ type: 'ProgrammingError', code: 'P0042', message: 'no' });
  expect(output.error?.detail).toContain('why');
});

test('dollar quoting and nested comments are PostgreSQL\'s own', async () => {
  const output = await notebook.run('create function f() returns int language plpgsql as $body$ begin return 1; /* ; */ end; $body$; select f() /* a /* b; */ c */ as f;', { engine: 'postgres' });
  expect(last(output)?.rows).toEqual([[1]]);
});

test('an interrupted statement ends the cell, not the database', async () => {
  await notebook.run('create table kept (a)');
  let asked = 0;
  notebook.interrupted = () => ++asked > 3;
  const output = await notebook.run('with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c; select 2');
  expect(output).toMatchObject({ status: 'interrupted', results: [] });
  notebook.interrupted = () => false;
  expect((await notebook.run('select * from kept')).status).toBe('ok');
});

test.each<[EmbeddedEngine, string, string, number]>([
  ['sqlite', 'select 1;\nselect ?, :name', '?', 8],
  ['sqlite', 'select 1;\nselect :name', ':name', 8],
  ['postgres', 'select 1;\nselect 1 + $1', '$1', 12],
])('a parameter that nobody gives is told at its place: %s %j', async (engine, code, parameter, column) => {
  expect((await notebook.run(code, { engine })).error).toMatchObject({
    type: 'ProgrammingError', message: `there is no parameter ${parameter}`, line: 2, column, hint: 'a cell is given no parameters; write the value itself',
  });
});

test('PREPARE has parameters of its own', async () => {
  expect(last(await notebook.run('prepare twice as select $1::int * 2 as v; execute twice(21)', { engine: 'postgres' }))?.rows).toEqual([[42]]);
});

test('COPY FROM STDIN is refused with a word, and harms nothing', async () => {
  const output = await notebook.run('create table p (n int); copy p from stdin', { engine: 'postgres' });
  expect(output.error).toMatchObject({ type: 'NotSupportedError', code: '0A000' });
  expect((await notebook.run('select * from p', { engine: 'postgres' })).status).toBe('ok');
});
