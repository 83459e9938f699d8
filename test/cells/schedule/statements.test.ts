import { enginesOf } from '../../../src/cells/cell-kind';
import { KernelInside } from '../kernel-inside';

const code = `create table t (id int primary key, v int);
insert into t values (1, 10), (2, 20);
begin; update t set v = 11 where id = 1; -- T1
select v from t where id = 2; -- T2
insert into t values (1, 0); -- T2, BLOCKS
commit; -- T1`;

test.each(enginesOf.schedule)('%s: the report has every statement of the schedule in the order in which it ended, and none that observed it', async (engine) => {
  const { statements, trace } = await new KernelInside().run(code, { kind: 'schedule', engine });
  const told = statements.map(({ connection, sql, rowCount }) => [connection, sql, rowCount]);
  const setup = [[1, 'create table t (id int primary key, v int)', null], [1, 'insert into t values (1, 10), (2, 20)', null]];
  const before = [[2, 'begin', null], [2, 'update t set v = 11 where id = 1', 1], [3, 'select v from t where id = 2', 1]];
  expect(told.slice(0, 5)).toEqual([...setup, ...before]);
  const blocked = trace?.[0]?.steps[2]?.blocked === true;
  const last = [[2, 'commit', null], [3, 'insert into t values (1, 0)', null]];
  expect(told.slice(5)).toEqual(blocked ? last : [...last].reverse());
  expect(statements.every(({ engine: on, durationMs, parameters }) => on === engine && durationMs >= 0 && parameters.length === 0)).toBe(true);
});

test('at several levels, one after the other; a statement that never ended is among them', async () => {
  const stuck = 'create table t (id int primary key);\nbegin; lock table t; -- T1\nselect * from t; -- T2';
  const { statements } = await new KernelInside().run(stuck, { kind: 'schedule', engine: 'postgres', levels: ['read committed', 'serializable'] });
  const once = ['create table t (id int primary key)', 'begin', 'lock table t', 'select * from t'];
  expect(statements.map(({ sql }) => sql)).toEqual([...once, ...once]);
});

test('what a schedule makes is gone with its copy: later cells do not find it', async () => {
  const inside = new KernelInside();
  await inside.run(code, { kind: 'schedule', engine: 'sqlite' });
  expect((await inside.run('select * from t', { engine: 'sqlite' })).error).toMatchObject({ message: 'no such table: t' });
});
