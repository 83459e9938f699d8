import type { EmbeddedEngine } from '../../src/databases/database';
import { KernelInside } from './kernel-inside';

let inside: KernelInside;
beforeEach(() => { inside = new KernelInside(); });

describe.each<EmbeddedEngine>(['sqlite', 'postgres'])('on %s', (engine) => {
  const rows = async (sql: string): Promise<unknown> => (await inside.run(sql, { engine })).results.at(-1)?.rows;

  test('after a crash the committed rows are there, those of the open transaction are not', async () => {
    await inside.run('create table account (id int primary key, balance int); insert into account values (1, 100);', { engine });
    const output = await inside.run('insert into account values (2, 50); begin; update account set balance = 0;', { engine, crash: true });
    expect(output).toMatchObject({ status: 'ok', error: null, recovery: { lostTransaction: true } });
    expect(output.results.map(({ tag }) => tag)).toEqual(['INSERT 0 1', 'BEGIN', 'UPDATE 2']);
    expect(output.recovery?.log.join('\n')).toMatch(engine === 'postgres' ? /redo starts at [^]*redo done at/ : /main\.db-journal belonged to a transaction that had not committed/);
    expect(await rows('select * from account order by id')).toEqual([[1, 100], [2, 50]]);
  });

  test('a cell that fails crashes all the same', async () => {
    const output = await inside.run('create table t (n int); begin; insert into t values (1); select nope;', { engine, crash: true, expect: 'error' });
    expect(output).toMatchObject({ status: 'ok', error: { line: 1 }, recovery: { lostTransaction: true } });
    expect(await rows('select count(*) from t')).toEqual([[0]]);
  });

  test('a cell that loses nothing says so', async () => {
    expect(await inside.run('create table t (n int);', { engine, crash: true })).toMatchObject({ recovery: { lostTransaction: false } });
    expect(await rows('select count(*) from t')).toEqual([[0]]);
  });

  test('a cell on a copy leaves the database as it is', async () => {
    await inside.run('create table t (n int); insert into t values (1);', { engine });
    const output = await inside.run('insert into t values (2); select n from t order by n; drop table t;', { engine, fork: true });
    expect(output.results[1]?.rows).toEqual([[1], [2]]);
    expect(output.statements.map(({ sql }) => sql)).toEqual(['insert into t values (2)', 'select n from t order by n', 'drop table t']);
    expect(output.recovery).toBeNull();
    expect(await rows('select n from t')).toEqual([[1]]);
  });

  test('a copy has what is committed', async () => {
    await inside.run('create table t (n int); begin; insert into t values (1);', { engine });
    expect((await inside.run('select count(*) from t', { engine, fork: true })).results[0]?.rows).toEqual([[0]]);
    expect(await rows('select count(*) from t')).toEqual([[1]]);
  });
});

test('a named database crashes by itself', async () => {
  await inside.run('create table t (n int); begin; insert into t values (1);');
  await inside.run('create table t (n int);', { db: 'other', crash: true });
  expect((await inside.run('select count(*) from t')).results[0]?.rows).toEqual([[1]]);
});
