import { AnswerReader } from '../../../src/databases/postgres/answer';
import { InterruptedError } from '../../../src/databases/errors';
import { RowBudget } from '../../../src/databases/row-budget';
import { open } from './open';

const megabyte = 1 << 20;

describe('what is too much is passed over while it arrives', () => {
  test.each([
    ['many rows', "select * from generate_series(1, 300000)", { maxRows: 1000 }, 1000],
    ['large rows', "select repeat('x', 1000000) from generate_series(1, 300)", { maxRows: 100_000, maxBytes: 16 * megabyte }, 9],
    ['large rows without a limit of rows', "select repeat('x', 1000000) from generate_series(1, 300)", { maxBytes: 16 * megabyte }, 9],
    ['a copy', "copy (select repeat('x', 1000000) from generate_series(1, 300)) to stdout", { maxBytes: 16 * megabyte }, 9],
    ['a row that alone is too large', "select repeat('x', 30000000)", { maxBytes: megabyte }, 1],
    ['what is returned by a change', 'insert into t select generate_series(1, 300000) returning x', { maxRows: 10 }, 10],
  ] as const)('%s', async (_title, sql, limits, rows) => {
    const { database, run } = await open();
    run('create table t (x int)');
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    const result = run(sql, [], limits);
    expect(process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed - before).toBeLessThan(150 * megabyte);
    expect(result.rows).toHaveLength(rows);
    expect(result.truncated).toBe(!sql.startsWith("select repeat('x', 30"));
    expect(run('select 1').rows).toEqual([[1]]);
    if (sql.startsWith('insert')) expect([result.tag, run('select count(*) from t').rows]).toEqual(['INSERT 0 300000', [[300000]]]);
    database.close();
  });
});

test('a result that nobody can hold is an error, and the session goes on', async () => {
  const { database, failure, run } = await open();
  expect(failure("select repeat('x', 10000000) from generate_series(1, 100)")).toMatchObject({ code: '53200', message: 'the result is larger than 512 MB' });
  expect(run('select 1').rows).toEqual([[1]]);
  database.close();
});

test('rows without end: cut where a function returns them one by one, refused where they would fill the memory first', async () => {
  const { database, failure, run } = await open();
  const limits = { maxRows: 100, maxBytes: megabyte };
  expect(run('select generate_series(1, 100000000)', [], limits).rows).toHaveLength(100);
  expect(run('show temp_file_limit').rows).toEqual([['256MB']]);
  run("set temp_file_limit = '16MB'");
  expect(failure('select * from generate_series(1, 100000000)')).toMatchObject({ code: '53400', message: 'temporary file size exceeds "temp_file_limit" (16384kB)' });
  expect(run('select 1').rows).toEqual([[1]]);
  database.close();
});

test('and they can be stopped', async () => {
  let stopAt = Infinity;
  const db = await open({ interrupted: () => performance.now() > stopAt });
  for (const sql of ['select * from generate_series(1, 100000000)', "select count(*) from generate_series(1, 3000000000) g", "select repeat('x', 100000) from generate_series(1, 100000)", 'select count(*) from generate_series(1, 10000) a, generate_series(1, 1000000) b where a + b < 0']) {
    stopAt = performance.now() + 100;
    expect(db.failure(sql)).toBeInstanceOf(InterruptedError);
    stopAt = Infinity;
  }
  expect(db.run('select 1').rows).toEqual([[1]]);
  db.database.close();
});

test('an answer is the same however it is torn', () => {
  const encoder = new TextEncoder();
  const message = (type: string, body: number[]): number[] => [type.charCodeAt(0), 0, 0, (body.length + 4) >> 8, (body.length + 4) & 255, ...body];
  const text = (value: string): number[] => [...encoder.encode(value)];
  const field = [...text('name'), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 0, 0, 0, 0, 0, 0, 0, 0];
  const row = (value: string): number[] => message('D', [0, 1, 0, 0, value.length >> 8, value.length & 255, ...text(value)]);
  const bytes = Uint8Array.from([
    ...message('1', []),
    ...message('T', [0, 1, ...field]),
    ...row('a'),
    ...row('b'.repeat(300)),
    ...row(''),
    ...row('c'),
    ...message('C', [...text('SELECT 4'), 0]),
    ...message('Z', ['T'.charCodeAt(0)]),
  ]);
  const read = (size: number, maxRows: number): unknown => {
    const reader = new AnswerReader(new RowBudget(maxRows));
    for (let at = 0; at < bytes.length; at += size) reader.read(bytes.slice(at, at + size));
    return reader.answer;
  };
  for (const maxRows of [0, 1, 2, 10]) {
    const whole = read(bytes.length, maxRows);
    expect(whole).toMatchObject({ tags: ['SELECT 4'], transaction: 'T', truncated: maxRows < 4 });
    for (let size = 1; size < 60; size++) expect(read(size, maxRows)).toEqual(whole);
  }
});
