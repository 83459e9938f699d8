/** @jest-environment jsdom */
import type { Condition } from '../../src/cells/check/condition';
import { wordsFor } from '../../src/view';
import { output } from './gallery/outputs';
import { mounted } from './mounted';

const task = { title: 'Two names', hints: ['a join', 'on id'], solved: false };
const rows: Condition = { kind: 'rows', rows: [['1', 'Ines']], inOrder: false };

test('an exercise tells its title, how it stands, and gives hints away one by one', async () => {
  const cell = await mounted({ task });
  expect(cell.find('.savepoint-task').textContent).toBe('Exercise: Two namesnot tried yetHint 1 of 2');
  for (const hint of task.hints) {
    await cell.click(cell.find('.savepoint-next-hint'));
    expect(cell.texts('.savepoint-hints li').at(-1)).toBe(hint);
  }
  expect(cell.all('.savepoint-next-hint')).toEqual([]);
});

test('what is not there yet is told; what is solved stands in green, and was solved before after the next try', async () => {
  const cell = await mounted({ task, phase: 'done', output: output({ check: { isTask: true, unmet: [{ condition: rows, found: '2, Bo' }] } }) });
  expect(cell.find('.savepoint-task-state').textContent).toBe('not there yet');
  expect(cell.texts('.savepoint-unmet li')).toEqual(['Wanted: the rows 1, Ines. Found: 2, Bo.']);
  await cell.set({ output: output({ check: { isTask: true, unmet: [] } }) });
  expect(cell.find('.savepoint-task.savepoint-is-solved .savepoint-task-state').textContent).toBe('solved');
  expect(cell.all('.savepoint-next-hint, .savepoint-unmet')).toEqual([]);
  await cell.set({ output: null, task: { ...task, solved: true } });
  expect(cell.find('.savepoint-task-state').textContent).toBe('solved before');
});

test('whoever does not see it hears how the exercise stands when a run ends', async () => {
  const cell = await mounted({ task, phase: 'running' });
  await cell.set({ phase: 'done', output: output({ check: { isTask: true, unmet: [{ condition: rows, found: '2, Bo' }] } }) });
  expect(cell.find('.savepoint-cell > [role="status"]').textContent).toMatch(/\. Exercise: not there yet$/);
  await cell.set({ phase: 'running' });
  await cell.set({ phase: 'done', output: output({ check: { isTask: true, unmet: [] } }) });
  expect(cell.find('.savepoint-cell > [role="status"]').textContent).toMatch(/\. Exercise: solved$/);
});

test.each<[Condition, string, string]>([
  [rows, 'the rows 1, Ines', 'строки 1, Ines'],
  [{ ...rows, inOrder: true }, 'the rows 1, Ines, in this order', 'строки 1, Ines в этом порядке'],
  [{ kind: 'rows', rows: [], inOrder: false }, 'no rows', 'ни одной строки'],
  [{ kind: 'anomaly', anomaly: 'lost update' }, 'the anomaly lost update', 'аномалия lost update'],
  [{ kind: 'no anomaly' }, 'no anomaly', 'ни одной аномалии'],
  [{ kind: 'commits', least: 2 }, '2 sessions that commit', 'зафиксировались не менее чем 2 сеанса'],
  [{ kind: 'normal form', form: 'BCNF' }, 'the normal form BCNF, without losing rows', 'нормальная форма BCNF без потери строк'],
  [{ kind: 'preserving' }, 'all dependencies kept', 'все зависимости сохранены'],
  [{ kind: 'prints', text: 'a' }, 'printed: a', 'напечатано: a'],
  [{ kind: 'value', text: '1' }, 'the value 1', 'значение 1'],
  [{ kind: 'error', error: '23505' }, 'the error 23505', 'ошибка 23505'],
  [{ kind: 'statements', most: 1 }, 'no more than 1 statements', 'не более 1 запроса'],
])('%j in both languages', (condition, en, ru) => {
  expect(wordsFor('en').task.condition(condition)).toBe(en);
  expect(wordsFor('ru').task.condition(condition).replaceAll('\u00a0', ' ')).toBe(ru);
});
