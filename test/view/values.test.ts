/**
 * @jest-environment jsdom
 */
import type { ValueTree } from '../../src/cells/output';
import { output, result } from './gallery/outputs';
import { mounted } from './mounted';

afterEach(() => { document.body.replaceChildren(); });

const done = { phase: 'done', engine: null } as const;
const leaf = (key: string, text: string): ValueTree => ({ key, text, children: [] });
const tree: ValueTree = { key: null, text: 'Object', children: [{ key: 'list', text: 'Array(2)', children: [leaf('0', '1'), { key: '1', text: 'Object', children: [leaf('deep', "'<b>'")] }] }, leaf('x', 'null')] };

test('a nested value opens part by part; its text is text', async () => {
  const cell = await mounted({ ...done, output: output({ value: "{ list: [ 1, [Object] ] }", trees: [{ of: 'value', tree }] }) });
  expect(cell.find('[role=tree]').getAttribute('aria-label')).toBe('Value');
  expect(cell.texts('.savepoint-plan-title')).toEqual(['Object', 'list: Array(2)', '0: 1', '1: Object', 'x: null']);
  await cell.click(cell.all('[role=treeitem]')[3] ?? cell.root);
  expect(cell.texts('.savepoint-plan-title')).toContain("deep: '<b>'");
  // The tree says all that the text would say.
  expect(cell.texts('.savepoint-text')).toEqual([]);
});

test('a tree that was displayed stands beside the value', async () => {
  const cell = await mounted({ ...done, output: output({ value: '5', trees: [{ of: 'display', tree }] }) });
  expect(cell.texts('.savepoint-plan-title')[0]).toBe('Object');
  expect(cell.texts('.savepoint-text')).toEqual(['5']);
});

test('a value that is a table is shown as one', async () => {
  const rows = { ...result(['n int4'], [[1], [2]]), command: 'VALUE' };
  const cell = await mounted({ ...done, output: output({ value: '[ { n: 1 }, { n: 2 } ]', results: [rows] }) });
  expect(cell.texts('tbody td:nth-child(1)')).toEqual(['1', '2']);
  expect(cell.texts('.savepoint-text')).toEqual([]);
});
