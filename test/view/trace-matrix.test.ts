/**
 * @jest-environment jsdom
 */
import { act } from 'preact/test-utils';
import { matrixText } from '../../src/view';
import { wordsFor } from '../../src/view/words';
import { matrixSample, mountMatrix } from './gallery/matrix';

afterEach(() => { document.body.replaceChildren(); });

async function matrix(language = 'en'): Promise<HTMLElement> {
  const root = document.createElement('div');
  document.body.append(root);
  await act(() => { mountMatrix(root, matrixSample, wordsFor(language)); });
  return root;
}

const square = (root: HTMLElement, row: number, column: number): HTMLElement => {
  const element = root.querySelector<HTMLElement>(`[data-square="${row} ${column}"]`);
  if (element === null) throw new Error('no square');
  return element;
};

test('names every square in words and by its mark', async () => {
  const root = await matrix();
  const row = [...root.querySelectorAll('tbody tr:nth-child(2) td')];
  expect(row.map(({ textContent }) => textContent)).toEqual(['happens', 'someone fails', 'someone fails', 'not run', 'happens', 'does not happen']);
  expect(row.map((cell) => cell.querySelector('.savepoint-mark')?.className.split('-').at(-1))).toEqual(['permitted', 'error', 'error', 'none', 'permitted', 'prevented']);
  expect(square(root, 2, 0).title).toBe('Lost update at READ COMMITTED, PostgreSQL: happens');
  expect(root.querySelector('.savepoint-matrix-runs')?.textContent.replaceAll('\u00a0', ' ')).toBe('6 schedules run');
});

test('levels stand under their engines; the legend has the marks that there are', async () => {
  const root = await matrix();
  expect([...root.querySelectorAll<HTMLTableCellElement>('.savepoint-matrix-engine')].map((head) => [head.textContent, head.colSpan])).toEqual([['PostgreSQL', 3], ['SQLite', 1], ['Locks', 2]]);
  expect([...root.querySelectorAll('.savepoint-matrix-meaning')].map(({ textContent }) => textContent)).toEqual(['happens', 'someone waits', 'someone fails', 'does not happen', 'not run']);
});

test('is one tab stop, moved through with arrow keys', async () => {
  const root = await matrix();
  expect(root.querySelectorAll('.savepoint-square[tabindex="0"]')).toHaveLength(1);
  const press = (key: string, ctrlKey = false): Promise<void> =>
    act(() => { document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true })); });
  await act(() => { square(root, 0, 0).focus(); });
  await press('ArrowRight');
  await press('ArrowDown');
  expect(document.activeElement).toBe(square(root, 1, 1));
  await press('End', true);
  expect(document.activeElement).toBe(square(root, 3, 5));
  await press('ArrowDown');
  await press('Home');
  expect(document.activeElement).toBe(square(root, 3, 0));
});

test('a square opens its trace, and the focus goes there; an empty one says why it is empty', async () => {
  const root = await matrix();
  await act(() => { square(root, 2, 4).click(); });
  const opened = root.querySelector('.savepoint-matrix-opened');
  expect(square(root, 2, 4).getAttribute('aria-expanded')).toBe('true');
  expect(square(root, 2, 4).getAttribute('aria-controls')).toBe(opened?.id);
  expect(document.activeElement?.textContent).toBe('Lost update, Locks');
  expect(opened?.textContent).toContain('READ COMMITTED of locking');
  // The engine's other levels are one click away, and nothing is run for them.
  expect([...(opened?.querySelectorAll('[role="radio"]') ?? [])].map((radio) => [radio.textContent, radio.getAttribute('aria-checked')])).toEqual([
    ['✓READ COMMITTED, no anomaly', 'true'],
    ['✓SERIALIZABLE, no anomaly', 'false'],
  ]);
  expect(opened?.querySelector('.savepoint-engine-choice')).toBeNull();
  await act(() => { square(root, 1, 3).click(); });
  expect(root.querySelector('.savepoint-matrix-opened')?.textContent).toContain('this engine has no means to try it');
  await act(() => { root.querySelector<HTMLElement>('.savepoint-matrix-close')?.click(); });
  expect(root.querySelector('.savepoint-matrix-opened')).toBeNull();
});

test('speaks Russian', async () => {
  expect(square(await matrix('ru'), 1, 0).textContent).toBe('происходит');
});

test('as text: a table for each engine', () => {
  const text = matrixText(matrixSample, wordsFor('en')).replaceAll('\u00a0', ' ');
  expect(text.split('\n\n')).toHaveLength(4);
  expect(text.split('\n').slice(0, 4)).toEqual([
    'PostgreSQL',
    'Anomaly                            READ COMMITTED  REPEATABLE READ  SERIALIZABLE',
    '---------------------------------  --------------  ---------------  -------------',
    'Dirty write, P0                    someone waits   someone waits    someone waits',
  ]);
  expect(text).toContain('Lost update through a cursor: this engine has no means to try it');
  expect(text).toMatch(/6 schedules run$/);
});
