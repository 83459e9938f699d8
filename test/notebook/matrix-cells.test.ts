import { matrixToRun, standardMatrixNote } from '../../src/notebook/matrix-cells';
import { readNotebook } from '../../src/notebook/notebook';
import { engineOf, notRunnable } from '../../src/notebook/plan-run';
import type { MatrixToRun } from '../../src/cells/cell-kind';

const note = (...codes: string[]): string => codes.map((code) => `\`\`\`sql\n${code}\n\`\`\``).join('\n\n');
const step = 'insert into t values (1); -- T1';

/** What the cell draws that has the option. */
function drawn(text: string): MatrixToRun | null {
  const notebook = readNotebook(text);
  const cell = notebook.cells.find(({ options }) => options.matrix);
  if (!cell) throw new Error('no cell draws a matrix');
  expect(notRunnable(cell, engineOf(cell, notebook, 'sqlite'))).toBeNull();
  return matrixToRun(cell, notebook, 'sqlite');
}

test('a note without schedules draws the standard set, on every engine or the one it names', () => {
  expect(drawn(note('-- savepoint: matrix'))).toEqual({ engines: ['postgres', 'sqlite', 'locking'], schedules: [] });
  expect(drawn(standardMatrixNote())).toEqual({ engines: ['postgres', 'sqlite', 'locking'], schedules: [] });
  expect(drawn(standardMatrixNote('locking'))).toMatchObject({ engines: ['locking'] });
});

test('a schedule that draws itself is no part of what another cell draws', () => {
  expect(drawn(note('-- savepoint: matrix', `-- savepoint: matrix\n${step}`))?.schedules).toEqual([]);
});

test('a schedule draws itself, from what the SQL cells above it make', () => {
  const text = note('create table t (n int);', '-- savepoint: expect=error\nselect nope', '-- savepoint: skip\nselect 1', `-- savepoint: matrix\n${step}`, 'drop table t;');
  expect(drawn(text)?.schedules).toEqual([{ title: null, language: 'sql', code: `-- savepoint: matrix\n${step}`, preparation: ['create table t (n int);'] }]);
});

test('a cell without statements draws all schedules of its note, by name or line, each from its own state', () => {
  const text = note('create table t (n int);', `-- savepoint: name=one\n${step}`, 'create table u (n int);', step, '-- savepoint: matrix\n-- of both');
  expect(drawn(text)?.schedules.map(({ title, preparation }) => [title, preparation])).toEqual([
    ['one', ['create table t (n int);']],
    ['line 14', ['create table t (n int);', 'create table u (n int);']],
  ]);
});

test('only cells of the same storage and database prepare a schedule', () => {
  const text = note('-- savepoint: engine=sqlite\ncreate table a (n int);', '-- savepoint: db=other engine=sqlite\ncreate table b (n int);', 'create table c (n int);', `-- savepoint: matrix engine=locking\n${step}`);
  expect(drawn(text)).toMatchObject({ engines: ['locking'], schedules: [{ preparation: ['-- savepoint: engine=sqlite\ncreate table a (n int);'] }] });
});

test('a cell without the option draws none', () => {
  const notebook = readNotebook(note(step));
  expect(notebook.cells.map((cell) => matrixToRun(cell, notebook, 'sqlite'))).toEqual([null]);
});

test.each([
  [note('-- savepoint: matrix\nselect 1;'), 'holds no statements'],
  [note(`-- savepoint: matrix level=all\n${step}`), 'leave out the option level'],
  [note(`-- savepoint: matrix crash\n${step}`), 'leave out crash and fork'],
  [note(`-- savepoint: crash\n${step}`), 'where a step says so: crash; -- T1'],
  [note(`-- savepoint: fork\n${step}`), 'a schedule always runs on a copy'],
  [note('-- savepoint: crash fork\nselect 1;'), 'exclude each other'],
  ['```ts\n// savepoint: matrix\n1\n```', 'the option matrix is for schedules'],
])('%j is refused', (text, reason) => {
  const notebook = readNotebook(text);
  const [cell] = notebook.cells;
  expect(cell && notRunnable(cell, engineOf(cell, notebook, 'sqlite'))).toContain(reason);
});
