import { enginesOf } from '../../../src/cells/cell-kind';
import { labs } from '../../../src/cells/schedule/labs';
import { scheduleLevels } from '../../../src/view/trace/schedule-levels';
import { KernelInside } from '../kernel-inside';

test('the levels that a view offers are those of the engines', () => {
  expect(scheduleLevels).toEqual(Object.fromEntries(Object.entries(labs).map(([engine, { levels }]) => [engine, [...levels]])));
  expect(Object.keys(scheduleLevels)).toEqual(enginesOf.schedule);
});

const code = `begin; -- T1
insert into t values (1); -- T1
commit; -- T1`;
const setup = 'create table t (n int);';

test.each(enginesOf.schedule)('%s: level=all runs every level, a list its members, in any spelling', async (engine) => {
  const inside = new KernelInside();
  await inside.run(setup, { engine: engine === 'locking' ? 'sqlite' : engine });
  const levelsRun = async (levels: readonly string[]): Promise<unknown> => (await inside.run(code, { kind: 'schedule', engine, levels })).trace?.map(({ level }) => level);
  expect(await levelsRun(['all'])).toEqual(labs[engine].levels);
  const [first = '', , third = ''] = labs[engine].levels;
  expect(await levelsRun([third.toLowerCase(), ` ${first.toUpperCase()} `])).toEqual([third, first]);
  expect(await levelsRun([])).toEqual([labs[engine].usual]);
});

test('a level that the engine does not have is told with those that it has', async () => {
  const output = await new KernelInside().run(code, { kind: 'schedule', engine: 'sqlite', levels: ['serializable'] });
  expect(output.error).toMatchObject({ type: 'DirectiveError', line: 1, message: 'there is no level "serializable" on this engine', hint: 'its levels are rollback, wal, shared, shared-ru, and all' });
});

test.each(enginesOf.schedule)('%s: a schedule may start from what the cells above prepare, wherever they ran', async (engine) => {
  const output = await new KernelInside().run(code, { kind: 'schedule', engine, preparation: [setup] });
  expect(output.trace?.[0]).toMatchObject({ committed: ['T1'], finalState: { 'select * from t': { rows: [[1]] } } });
});

test('what does not run on an engine is told', async () => {
  const output = await new KernelInside().run(code, { kind: 'schedule', engine: 'locking', preparation: ['select now()::date'] });
  expect(output.error).toMatchObject({ type: 'ScheduleSetupError', message: expect.stringMatching(/^what the cells above prepare cannot be prepared on this engine: /) as unknown });
});

test('on SQLite a session waits that finds the database locked, as an application would that has set a timeout', async () => {
  const output = await new KernelInside().run(`begin; insert into t values (1); -- T1
insert into t values (2); -- T2, BLOCKS
commit; -- T1. This unblocks T2`, { kind: 'schedule', engine: 'sqlite', preparation: [setup] });
  expect(output.trace?.[0]?.steps[1]).toMatchObject({ blocked: true, blockedBy: ['T1'], resumedAfterStep: 3, claims: { blocks: true }, outcome: { kind: 'ok' } });
});

test('a specification is printed as isolationtester prints it, where the cell asks for that', async () => {
  const spec = 'setup { create table t (n int); }\nteardown { drop table t; }\nsession s\nstep a { INSERT INTO t VALUES (1); }\nstep b { SELECT * FROM t; }\n';
  const output = await new KernelInside().run(spec, { kind: 'schedule', language: 'isolationtester', engine: 'sqlite', printed: true });
  expect(output.stdout).toBe('Parsed test spec with 1 sessions\n\nstarting permutation: a b\nstep a: INSERT INTO t VALUES (1);\nstep b: SELECT * FROM t;\nn\n-\n1\n(1 row)\n\n');
  expect(output.trace).toHaveLength(1);
  expect(await new KernelInside().run(spec, { kind: 'schedule', language: 'isolationtester', engine: 'sqlite' })).toMatchObject({ stdout: '' });
});
