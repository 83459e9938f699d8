import type { CellOutput } from '../../../src/cells/output';
import { ConfinedNotes } from './confined-notes';

const notes = new ConfinedNotes();
beforeAll(() => notes.start());
afterAll(() => { notes.stop(); });

const place = (note: string, name: string | null = null) => ({ place: { note, label: 'the test', name, uses: [], links: {} } });
const statements = (output: CellOutput): unknown => output.statements.map(({ sql, parameters, engine }) => [sql, parameters, engine]);

describe('on SQLite', () => {
  const run = (code: string): Promise<CellOutput> => notes.run(code, place('sqlite'));
  beforeAll(async () => { await run('await sql("create table t (id integer primary key, name text, big integer, raw blob, amount numeric); insert into t values (1, \'a\', 9007199254740993, x\'0102\', 1.5), (2, null, 3, null, null)")'); });

  test('rows are objects, by column, and know their columns', async () => {
    const output = await run('const rows = await sql("select * from t order by id");\nconsole.log(rows, rows.columns, rows.rowCount, rows.command)');
    expect(output.stdout).toBe("[\n  {\n    id: 1,\n    name: 'a',\n    big: 9007199254740993n,\n    raw: Uint8Array(2) [ 1, 2 ],\n    amount: 1.5\n  },\n  { id: 2, name: null, big: 3, raw: null, amount: null }\n] [ 'id', 'name', 'big', 'raw', 'amount' ] 2 SELECT\n");
    expect(statements(output)).toEqual([['select * from t order by id', [], 'sqlite']]);
    expect(output.engine).toMatch(/^SQLite /);
  });

  test.each<readonly [string, string, string, string, readonly unknown[]]>([
    ['a list', 'await sql("select name from t where id = ?", [1])', "[ { name: 'a' } ]", 'select name from t where id = ?', [1]],
    ['names', 'await sql("select :x as x, :y as y, :x as z", { x: "q", y: 2 })', "[ { x: 'q', y: 2, z: 'q' } ]", 'select :x as x, :y as y, :x as z', ['q', 2]],
    ['a template', 'const id = 1; const name = "a";\nawait sql`select count(*) as n from t where id = ${id} and name = ${name}`', '[ { n: 1 } ]', 'select count(*) as n from t where id = ? and name = ?', [1, 'a']],
    ['texts that look like SQL stay values', 'await sql`select ${"\'; drop table t; --"} as x`', `[ { x: "'; drop table t; --" } ]`, 'select ? as x', ["'; drop table t; --"]],
    ['null, undefined, dates, bytes, bigints', 'await sql("select ? is null as a, ? is null as b, ? as c, length(?) as d, ? as e", [null, undefined, new Date(0), new Uint8Array(3), 2n ** 53n])', "[\n  {\n    a: 1,\n    b: 1,\n    c: '1970-01-01T00:00:00.000Z',\n    d: 3,\n    e: 9007199254740992n\n  }\n]", 'select ? is null as a, ? is null as b, ? as c, length(?) as d, ? as e', [null, null, '1970-01-01T00:00:00.000Z', { $bytes: '000000' }, '9007199254740992']],
    ['no rows', 'const none = await sql("select 1 as one where 0"); [none.length, none.columns]', "[ 0, [ 'one' ] ]", 'select 1 as one where 0', []],
  ])('parameters: %s', async (_name, code, value, text, parameters) => {
    const output = await run(code);
    expect(output.error).toBeNull();
    expect(output.value).toBe(value);
    expect(statements(output)).toEqual([[text, parameters, 'sqlite']]);
  });

  test('several statements, begun together and not waited for, run one after the other', async () => {
    const output = await run('sql("insert into t (id) values (10)");\nconst [a, b] = await Promise.all([sql("select count(*) as n from t"), sql("select 1 as one; select 2 as two")]);\nsql("delete from t where id = 10");\n[a[0], b[0]]');
    expect(output.value).toBe('[ { n: 3 }, { two: 2 } ]');
    expect((statements(output) as unknown[][]).map(([text]) => text)).toEqual(['insert into t (id) values (10)', 'select count(*) as n from t', 'select 1 as one', 'select 2 as two', 'delete from t where id = 10']);
  });

  test('a transaction is the session\'s, from cell to cell', async () => {
    await run('await sql`begin`; await sql`insert into t (id) values (11)`');
    expect((await notes.run('rollback', { kind: 'sql', language: 'sql', ...place('sqlite') })).error).toBeNull();
    expect((await run('(await sql`select count(*) as n from t`)[0].n')).value).toBe('2');
  });

  test.each<readonly [string, string, string, RegExp]>([
    ['a missing name', 'await sql("select :a", {})', 'ProgrammingError', /no value for the parameter :a/],
    ['several statements with parameters', 'await sql("select ?; select ?", [1])', 'ProgrammingError', /several/],
    ['no statement', 'await sql("-- nothing")', 'ProgrammingError', /no statement/],
    ['no text', 'await sql(5 as any)', 'TypeError', /sql takes a statement/],
    ['a function as a parameter', 'await sql`select ${() => 1}`', 'TypeError', /parameter 1 is a function/],
    ['a constraint', 'await sql`insert into t (id) values (1)`', 'IntegrityError', /UNIQUE/],
  ])('%s is an error at its place', async (_name, code, type, message) => {
    const { error } = await run(`\n  ${code}`);
    expect(error).toMatchObject({ type, message: expect.stringMatching(message) as string, line: 2 });
    expect(error?.column).toBeGreaterThan(2);
  });

  test('a program can take a database error, with its code', async () => {
    expect((await run('try { await sql`select * from nowhere` } catch (e: any) { console.log(e.name, e.code, e instanceof Error) }')).stdout).toBe('OperationalError SQLITE_ERROR true\n');
  });

  test('an endless statement ends with the time of its cell, and the kernel goes on', async () => {
    const output = await notes.run('await sql("with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c")', { ...place('sqlite'), timeoutMs: 300 });
    expect(output).toMatchObject({ status: 'interrupted', error: { type: 'TimeoutError' } });
    expect((await run('(await sql`select 5 as five`)[0].five')).value).toBe('5');
  });
});

test('on PostgreSQL', async () => {
  const run = (code: string): Promise<CellOutput> => notes.run(code, { engine: 'postgres', ...place('postgres') });
  await run('await sql("create table p (id int primary key, doc jsonb, at timestamptz)")');
  const output = await run('await sql`insert into p values (${1}, ${JSON.stringify({ a: 1 })}, ${new Date(0)})`;\nawait sql("select id, doc->>\'a\' as a, at is not null as at from p where id = $1", [1])');
  expect(output.error).toBeNull();
  expect(output.value).toBe("[ { id: 1, a: '1', at: true } ]");
  expect(output.statements.map(({ sql }) => sql)[0]).toBe('insert into p values ($1, $2, $3)');
  expect((await run('\nawait sql("select :a", { a: 1 })')).error).toMatchObject({ type: 'ProgrammingError', line: 2 });
  expect((await run('await sql`select * from nope`')).error).toMatchObject({ code: '42P01', line: 1 });
});

test('rows of a named SQL cell', async () => {
  const named = place('rows', 'people');
  await notes.run("create table if not exists person (id integer, name text); delete from person; insert into person values (1, 'Ines'), (2, 'Marko'); select * from person order by id", { kind: 'sql', language: 'sql', ...named });
  expect((await notes.run('people.map((p) => p.name).join()', place('rows'))).value).toBe("'Ines,Marko'");
  await notes.run('const seen = () => people.length', place('rows'));
  await notes.run('select * from person where id = 1', { kind: 'sql', language: 'sql', ...named });
  expect((await notes.run('[seen(), people]', place('rows'))).value).toBe("[ 1, [ { id: 1, name: 'Ines' } ] ]");
  expect((await notes.run('people = []', place('rows'))).error).toMatchObject({ type: 'TypeError', message: 'Assignment to constant variable.' });
  expect((await notes.run('people', place('another note'))).error?.type).toBe('ReferenceError');
});

test('what is shown: tables as results, nested values as trees', async () => {
  const output = await notes.run('display([{ a: 1, b: { c: [1] } }, { a: 2n, d: new Date(0) }]); display(new Map([["k", [1, 2]]])); display(5); [{ x: 1 }]', place('shown'));
  expect(output.results.map(({ command, columns, rows, rowCount }) => ({ command, columns, rows, rowCount }))).toEqual([
    { command: 'DISPLAY', columns: ['a', 'b', 'd'], rows: [[1, '{ c: [ 1 ] }', null], [2, null, '1970-01-01T00:00:00.000Z']], rowCount: 2 },
    { command: 'VALUE', columns: ['x'], rows: [[1]], rowCount: 1 },
  ]);
  expect(output.trees).toEqual([{ of: 'display', tree: { key: null, text: 'Map(1)', children: [{ key: "'k'", text: 'Array(2)', children: [{ key: '0', text: '1', children: [] }, { key: '1', text: '2', children: [] }] }] } }]);
  expect(output).toMatchObject({ stdout: '5\n', value: '[ { x: 1 } ]' });
  const large = await notes.run('Array.from({ length: 3000 }, (_, i) => ({ i }))', place('shown'));
  expect(large.results[0]).toMatchObject({ rowCount: 3_000, held: 3_000, truncated: true });
  expect(large.results[0]?.rows).toHaveLength(1_000);
  expect((await notes.run('({ a: { b: { c: { d: 1 } } } })', place('shown'))).trees?.map(({ of }) => of)).toEqual(['value']);
});

test('a cell that prints without end is cut, not lost', async () => {
  const output = await notes.run('for (let i = 0; i < 200; i++) console.log("x".repeat(10_000))', place('loud'));
  expect(output.status).toBe('ok');
  expect(output.stdout.length).toBeLessThan(1_100_000);
  expect(output.stdout).toMatch(/the rest is left out\n$/);
});

test.each<readonly [string, string]>([
  ['a loop', 'while (true) {}'],
  ['a loop of awaits', 'for (;;) await null'],
  ['a wait', 'await new Promise(() => {})'],
  ['an interval', 'setInterval(() => 0, 5)'],
  ['recursion without end in arrows', 'const f = (n: number): number => f(n - 1) + f(n - 2); for (;;) try { f(9) } catch {}'],
  ['a generator', 'function* g() { for (;;) yield 1 }\nfor (const x of g());'],
  ['a function of an earlier cell', 'forever()'],
])('time ends %s, and the variables stay', async (name, code) => {
  await notes.run('var kept = 3; function forever() { for (;;); }', place(`time ${name}`));
  const output = await notes.run(code, { ...place(`time ${name}`), timeoutMs: 200 });
  expect(output).toMatchObject({ status: 'interrupted', error: { type: 'TimeoutError' } });
  expect((await notes.run('kept', place(`time ${name}`))).value).toBe('3');
});
