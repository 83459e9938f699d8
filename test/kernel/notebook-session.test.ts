import type { CellToRun } from '../../src/cells/runner';
import { readNotebook } from '../../src/notebook/notebook';
import { FakeKernel } from './fake-kernel';
import { openNote } from './open-note';

const note = (...codes: string[]): string => codes.map((code) => `\`\`\`sql\n${code}\n\`\`\``).join('\n\ntext\n\n');

const setUp = (text: string) => openNote(text, { kernel: () => new FakeKernel() });

test('starts nothing before the first run, then one kernel for all', async () => {
  const { session, kernels, cell } = setUp(note('a', 'b'));
  expect(kernels).toHaveLength(0);
  await session.run(cell(0));
  await session.run(cell(1));
  expect(kernels).toHaveLength(1);
  expect(cell(1).get()).toMatchObject({ phase: 'done', stale: false, engine: 'Fake 1', ordinal: 2, output: { status: 'ok', stdout: 'b' } });
});

/** The cells that a kernel was asked to run. */
function ranOn(kernel: FakeKernel | undefined): readonly CellToRun[] {
  return (kernel?.received ?? []).flatMap((message) => (message.type === 'run' ? [message.cell] : []));
}

test('a table of the note goes along with the cell that takes it', async () => {
  const table = '| a |\n|---|\n| 1 |';
  const { session, kernels } = setUp(`${table}\n\n^rows\n\n\`\`\`relation\ndata: ^rows\n\`\`\`\n\n\`\`\`relation\ndata: [[Elsewhere#^rows]]\n\`\`\`\n\n\`\`\`relation\na -> b\n\`\`\``);
  await session.runEach();
  expect(ranOn(kernels[0]).map((cell) => cell.table)).toEqual([
    { markdown: table, problem: null },
    { markdown: null, problem: 'there is no note Elsewhere' },
    undefined,
  ]);
});

test('SQL beside the cells runs in their turn, on the database of one, and leaves its output alone', async () => {
  const { session, kernels, cell } = setUp(note('a'));
  await session.run(cell(0));
  const before = cell(0).get().output;
  expect(await session.runSql(cell(0), 'create table t (n int)')).toMatchObject({ status: 'ok', stdout: 'create table t (n int)' });
  expect(ranOn(kernels[0]).at(-1)).toMatchObject({ kind: 'sql', code: 'create table t (n int)', engine: 'sqlite', expect: null });
  expect(cell(0).get().output).toBe(before);
});

test('run all goes top-down and stops at the first failure', async () => {
  const { session, cell } = setUp(note('a', 'fail', 'c'));
  await session.runAll();
  expect([0, 1, 2].map((i) => cell(i).get().phase)).toEqual(['done', 'done', 'idle']);
});

test('run above ends with the cell itself', async () => {
  const { session, cell } = setUp(note('a', 'b', 'c'));
  await session.runAbove(cell(1));
  expect([0, 1, 2].map((i) => cell(i).get().phase)).toEqual(['done', 'done', 'idle']);
});

test('what is run is the text of now', async () => {
  const { session, world, cell } = setUp(note('a'));
  const tracked = cell(0);
  world.text = note('edited');
  const output = await session.run(tracked);
  expect(output?.stdout).toBe('edited');
  expect(cell(0)).toBe(tracked);
});

test('an edited cell keeps its output, stale; its neighbours stay fresh', async () => {
  const { session, cell } = setUp(note('a', 'b', 'c'));
  await session.runAll();
  const [first, second, third] = session.cells;
  session.update(readNotebook(note('a', 'b2', 'c')));
  expect(session.cells).toEqual([first, second, third]);
  expect([0, 1, 2].map((i) => cell(i).get().stale)).toEqual([false, true, false]);
  expect(cell(1).get().output?.stdout).toBe('b');
});

test('cells are found again when they move, and new ones start empty', async () => {
  const { session, cell } = setUp(note('a', 'b'));
  await session.runAll();
  const [a, b] = session.cells;
  session.update(readNotebook(note('new', 'b', 'a')));
  expect(session.cells[1]).toBe(b);
  expect(session.cells[2]).toBe(a);
  expect(cell(0).get()).toMatchObject({ phase: 'idle', output: null });
});

test('a kernel that dies takes its cell with it, says so, and is replaced', async () => {
  const { session, kernels, world, cell } = setUp(note('a', 'die', 'c'));
  await session.run(cell(0));
  const output = await session.run(cell(1));
  expect(output).toMatchObject({ status: 'interrupted', error: { type: 'KernelDiedError', message: 'the kernel died: out of memory' } });
  expect(world.lost).toBe(1);
  expect(cell(0).get().stale).toBe(true);
  expect(await session.run(cell(2))).toMatchObject({ status: 'ok' });
  expect(kernels).toHaveLength(2);
});

test('stop drops what waits, and kills a kernel that does not answer', async () => {
  const { session, kernels, cell } = setUp(note('hang', 'b'));
  const all = session.runAll();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(cell(1).get().phase).toBe('queued');
  session.stop();
  await all;
  expect(kernels[0]).toMatchObject({ stopped: 1, killed: true });
  expect(cell(0).get().output).toMatchObject({ status: 'interrupted', error: { type: 'InterruptedError' } });
  expect(cell(1).get().phase).toBe('idle');
});

test('reset ends the kernel without calling it lost; outputs stay, stale', async () => {
  const { session, kernels, world, cell } = setUp(note('a'));
  await session.run(cell(0));
  session.reset();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(kernels[0]?.killed).toBe(true);
  expect(world.lost).toBe(0);
  expect(cell(0).get()).toMatchObject({ stale: true, phase: 'done' });
});

test('a mistake in a directive is an error of its cell, before any kernel', async () => {
  const { session, kernels, cell } = setUp(note('-- savepoint: engin=sqlite\nselect 1'));
  const output = await session.run(cell(0));
  expect(output?.error).toMatchObject({ type: 'DirectiveError', line: 1, column: 15, hint: 'did you mean engine?', fix: { line: 1, from: 15, to: 20, text: 'engine' } });
  expect(kernels).toHaveLength(0);
});

test('cells that cannot be run say why', async () => {
  const { session, cell } = setUp('```python\n# savepoint: engine=locking\n1\n```\n```sql\n-- savepoint: skip\n```\n```sql\n-- savepoint: engine=server:prod\nselect 1\n```\n```sql\n-- savepoint: crash fork\n```');
  expect(session.cells.map((tracked) => tracked.get().whyNot)).toEqual([
    'this version of Savepoint does not run Python cells on locking',
    'its directive says skip',
    'this version of Savepoint does not run SQL cells on server:prod',
    'crash and fork exclude each other: a copy is thrown away as it is',
  ]);
  expect(await session.run(cell(0))).toMatchObject({ status: 'skipped', reason: 'this version of Savepoint does not run Python cells on locking' });
});

test('the engine: directive, then property, then a schedule in the note, then the setting', () => {
  const engines = (text: string): unknown[] => setUp(text).session.cells.map((tracked) => tracked.get().engine);
  expect(engines('```sql\nselect 1\n```')).toEqual(['sqlite']);
  expect(engines('```sql\nselect 1\n```\n```sql\nbegin; -- T1\n```')[0]).toBe('postgres');
  expect(engines('---\nsavepoint-engine: sqlite\n---\n```sql\nselect 1\n```\n```sql\nbegin; -- T1\n```')[0]).toBe('sqlite');
  expect(engines('---\nsavepoint-engine: sqlite\n---\n```sql\n-- savepoint: engine=postgres\n```')).toEqual(['postgres']);
});

const lastRun = (kernel: FakeKernel | undefined): unknown => kernel?.received.flatMap((message) => (message.type === 'run' ? message.cell : [])).at(-1);

describe('a schedule elsewhere than it says', () => {
  const text = note('create table t (n int)', 'insert into t values (1); -- T1', 'select 1');

  test('runs at the given levels on the given engine, from what the cells above make there', async () => {
    const { session, kernels, cell } = setUp(text);
    await session.run(cell(1), { engine: 'locking', levels: ['SERIALIZABLE'] });
    expect(lastRun(kernels[0])).toMatchObject({ engine: 'locking', levels: ['SERIALIZABLE'], preparation: ['create table t (n int)'] });
    await session.run(cell(1), { engine: 'postgres', levels: ['READ COMMITTED', 'SERIALIZABLE'] });
    expect(lastRun(kernels[0])).toMatchObject({ engine: 'postgres', levels: ['READ COMMITTED', 'SERIALIZABLE'], preparation: null });
    await session.run(cell(1));
    expect(lastRun(kernels[0])).toMatchObject({ engine: 'postgres', levels: [], preparation: null });
  });
});
