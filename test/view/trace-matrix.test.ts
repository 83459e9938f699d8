/**
 * @jest-environment jsdom
 */
import { act } from 'preact/test-utils';
import { wordsFor } from '../../src/view/words';
import { matrixSample, mountMatrix } from './gallery/matrix';

afterEach(() => { document.body.replaceChildren(); });

async function matrix(done: number, language = 'en'): Promise<{ readonly root: HTMLElement; readonly open: jest.Mock }> {
  const root = document.createElement('div');
  document.body.append(root);
  const open = jest.fn();
  await act(() => { mountMatrix(root, matrixSample(done), wordsFor(language), open); });
  return { root, open };
}

const square = (root: HTMLElement, row: number, column: number): HTMLElement => {
  const element = root.querySelector<HTMLElement>(`[data-square="${row} ${column}"]`);
  if (element === null) throw new Error('no square');
  return element;
};

test('names every square in words and by its mark', async () => {
  const { root } = await matrix(30);
  const row = [...root.querySelectorAll('tbody tr:nth-child(2) td')];
  expect(row.map(({ textContent }) => textContent)).toEqual(['waits', 'prevented', 'error', 'prevented', 'permitted', 'prevented']);
  expect(row.map((cell) => cell.querySelector('.savepoint-mark')?.className.split('-').at(-1))).toEqual(['waits', 'prevented', 'error', 'prevented', 'permitted', 'prevented']);
  expect(root.querySelector('[role="status"]')?.textContent.replaceAll('\u00a0', ' ')).toBe('29 schedules run');
});

test('tells how far it has come', async () => {
  const { root, open } = await matrix(11);
  expect(root.querySelector('[role="grid"]')?.getAttribute('aria-busy')).toBe('true');
  expect(root.querySelector('[role="status"]')?.textContent.replaceAll('\u00a0', ' ')).toBe('11 of 29 schedules run');
  square(root, 3, 0).click();
  expect(open).not.toHaveBeenCalled();
});

test('is one tab stop, moved through with arrow keys; a square opens its trace', async () => {
  const { root, open } = await matrix(30);
  expect(root.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  const press = (key: string, ctrlKey = false): Promise<void> =>
    act(() => { document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true })); });
  await act(() => { square(root, 0, 0).focus(); });
  await press('ArrowRight');
  await press('ArrowDown');
  expect(document.activeElement).toBe(square(root, 1, 1));
  await press('End', true);
  expect(document.activeElement).toBe(square(root, 4, 5));
  await press('ArrowDown');
  await press('Home');
  expect(document.activeElement).toBe(square(root, 4, 0));
  square(root, 4, 0).click();
  expect(open).toHaveBeenCalledWith(4, 0);
});

test('speaks Russian', async () => {
  const { root } = await matrix(30, 'ru');
  expect(square(root, 0, 2).textContent).toBe('возможна');
});
