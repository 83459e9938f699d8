import type { CellNames } from '../../src/cells/cell-names';
import { readNotebook } from '../../src/notebook/notebook';
import { FakeKernel } from './fake-kernel';
import { openNote } from './open-note';

/** A note of TypeScript cells, whose text says what they define and need. */
const note = (...codes: string[]): string => codes.map((code) => `\`\`\`ts\n${code}\n\`\`\``).join('\n\n');

function namesIn(code: string): CellNames {
  const list = (key: string): string[] => (new RegExp(`${key}: ([^;\n]*)`).exec(code)?.[1] ?? '').split(' ').filter(Boolean);
  const uses = list('uses').map((use) => { const [from = '', ...names] = use.split('.'); return { note: from, names: names.length > 0 ? names : null }; });
  return { defines: list('defines'), needs: list('needs'), needsLater: list('later'), uses };
}

function setUp(text: string, vault: Readonly<Record<string, string>> = {}) {
  const opened = openNote({ 'Note.md': text, ...vault }, {
    kernel: () => {
      const kernel = new FakeKernel();
      kernel.names = namesIn;
      return kernel;
    },
  });
  const { session, kernels } = opened;
  /** The codes that ran, in order. */
  const ran = (): string[] => kernels.flatMap((kernel) => kernel.received.flatMap((message) => (message.type === 'run' ? [message.cell.code] : [])));
  const stale = (): boolean[] => session.cells.map((tracked) => tracked.get().stale);
  return { ...opened, ran, stale };
}

test('a definition below its first use runs first, and the output says so', async () => {
  const { session, cell, ran } = setUp(note('needs: User', 'x', 'defines: User'));
  const output = await session.run(cell(0));
  expect(output).toMatchObject({ status: 'ok', log: 'ran cell 2 first: it defines User\n' });
  expect(ran()).toEqual(['defines: User', 'needs: User']);
  expect(cell(2).get()).toMatchObject({ phase: 'done', output: { status: 'ok', log: '' } });
  await session.run(cell(0));
  expect(ran()).toEqual(['defines: User', 'needs: User', 'needs: User']);
});

test('run all runs each cell once, also one that ran early', async () => {
  const { session, ran } = setUp(note('needs: User', 'x', 'defines: User', 'y'));
  await session.runAll();
  expect(ran()).toEqual(['defines: User', 'needs: User', 'x', 'y']);
});

test('so does the command line, which tells of every cell', async () => {
  const { session, ran } = setUp(note('needs: a', 'needs: b; defines: a', 'defines: b'));
  const outputs = await session.runEach();
  expect(ran()).toEqual(['defines: b', 'needs: b; defines: a', 'needs: a']);
  expect(outputs.map(({ output }) => [output?.status, output?.log])).toEqual([['ok', 'ran cell 2 first: it defines b\nran cell 1 first: it defines a\n'], ['ok', ''], ['ok', '']]);
});

test('of the cells that are wanted only those, and what they need', async () => {
  const { session, ran } = setUp(note('needs: User', 'x', 'defines: User'));
  const outputs = await session.runEach((one) => one.index === 0);
  expect(outputs).toHaveLength(1);
  expect(ran()).toEqual(['defines: User', 'needs: User']);
});

test('where the definition fails, the cell that needs it is not run', async () => {
  const { session, cell, ran } = setUp(note('needs: User', 'fail; defines: User'));
  const output = await session.run(cell(0));
  expect(output).toMatchObject({ status: 'error', error: { type: 'PrerequisiteError', message: expect.stringContaining('cell 1 defines User, which this cell needs') as string } });
  expect(ran()).toEqual(['fail; defines: User']);
});

test('a circle is named', async () => {
  const { session, cell, ran } = setUp(note('needs: a', 'defines: a; needs: b', 'defines: b; needs: a'));
  expect((await session.run(cell(0)))?.error).toMatchObject({ type: 'CircularDefinitionError', message: 'cells need each other in a circle: cell 1 needs b of cell 2, cell 2 needs a of cell 1' });
  expect(ran()).toEqual([]);
});

test('a fresh kernel has nothing defined', async () => {
  const { session, cell, ran } = setUp(note('defines: a', 'needs: a'));
  await session.runAll();
  session.reset();
  await session.run(cell(1));
  expect(ran()).toEqual(['defines: a', 'needs: a', 'defines: a', 'needs: a']);
});

test('after an edit a cell and all that came from it are stale', async () => {
  const { session, world, stale } = setUp(note('defines: a', 'needs: a; defines: b', 'needs: b', 'other'));
  await session.runAll();
  expect(stale()).toEqual([false, false, false, false]);
  world.text = note('defines: a // edited', 'needs: a; defines: b', 'needs: b', 'other');
  session.update(readNotebook(world.text));
  expect(stale()).toEqual([true, true, true, false]);
  await session.runAll();
  expect(stale()).toEqual([false, false, false, false]);
});

test('a definition that is taken out makes stale what came from it', async () => {
  const { session, world, stale } = setUp(note('defines: a', 'needs: a', 'other'));
  await session.runAll();
  world.text = note('needs: a', 'other');
  session.update(readNotebook(world.text));
  expect(stale()).toEqual([true, false]);
});

describe('linked notes', () => {
  const library = note('defines: Base', 'defines: Author; needs: Base', 'defines: Unused');

  test('of an imported note only what is needed runs, in this kernel, as that note', async () => {
    const { session, cell, kernels } = setUp(note('uses: Library.Author'), { 'Library.md': library });
    const output = await session.run(cell(0));
    expect(output).toMatchObject({ status: 'ok', log: 'ran cell 0 of Library first: it defines Base\nran cell 1 of Library first: it defines Author\n' });
    const runs = kernels.flatMap((kernel) => kernel.received.flatMap((message) => (message.type === 'run' ? [message.cell.place] : [])));
    expect(runs.map((place) => [place?.note, place?.label])).toEqual([['Library.md', 'cell 0 of Library'], ['Library.md', 'cell 1 of Library'], ['Note.md', 'cell 0']]);
    expect(runs.at(-1)?.links).toEqual({ Library: 'Library.md' });
  });

  test('an import of everything runs everything', async () => {
    const { session, cell, ran } = setUp(note('uses: Library'), { 'Library.md': library });
    await session.run(cell(0));
    expect(ran()).toEqual(['defines: Base', 'defines: Author; needs: Base', 'defines: Unused', 'uses: Library']);
  });

  test('savepoint-uses puts the names of a note at hand, after the own ones', async () => {
    const { session, cell, ran, kernels } = setUp(`---\nsavepoint-uses: "[[Library]]"\n---\n${note('needs: Author own', 'defines: own')}`, { 'Library.md': library });
    await session.run(cell(0));
    expect(ran()).toEqual(['defines: Base', 'defines: Author; needs: Base', 'defines: own', 'needs: Author own']);
    const last = kernels[0]?.received.findLast((message) => message.type === 'run');
    expect(last?.type === 'run' && last.cell.place?.uses).toEqual(['Library.md']);
  });

  test('notes that use each other are an error that names them', async () => {
    const { session, cell } = setUp('---\nsavepoint-uses: "[[A]]"\n---\n```ts\nx\n```', { 'A.md': '---\nsavepoint-uses: "[[B]]"\n---\n', 'B.md': '---\nsavepoint-uses: ["[[A]]"]\n---\n' });
    expect((await session.run(cell(0)))?.error).toMatchObject({ type: 'CircularUsesError', message: 'notes use each other in a circle: A → B → A' });
  });

  test('a link that leads nowhere is left to the language', async () => {
    const { session, cell, ran } = setUp(note('uses: sqlalchemy.select'));
    expect((await session.run(cell(0)))?.status).toBe('ok');
    expect(ran()).toEqual(['uses: sqlalchemy.select']);
  });
});
