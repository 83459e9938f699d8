import { h, render } from 'preact';
import { CellContextProvider } from '../../../src/view/cell-context';
import type { CellActions } from '../../../src/view/model';
import { MatrixView, type MatrixRow, type MatrixSquare } from '../../../src/view/trace';
import type { Words } from '../../../src/view/words';

/** What a matrix shows. */
export interface MatrixSample {
  readonly rows: readonly MatrixRow[];
  readonly columns: readonly string[];
  readonly square: (row: number, column: number) => MatrixSquare;
}

const columns = ['Dirty write', 'Dirty read', 'Lost update', 'Non-repeatable read', 'Write skew', 'Phantom'];
const outcomes: readonly (readonly [string, string, string])[] = [
  ['PostgreSQL', 'READ COMMITTED', 'wxpppp'],
  ['PostgreSQL', 'REPEATABLE READ', 'wxexpx'],
  ['PostgreSQL', 'SERIALIZABLE', 'wxexex'],
  ['Locking', 'READ COMMITTED', 'wwpppp'],
  ['Locking', 'REPEATABLE READ', 'wwewe-'],
];
const squares: Readonly<Record<string, MatrixSquare>> = { w: 'waits', x: 'prevented', p: 'permitted', e: 'error', '-': 'none' };

/** The matrix after so many schedules have run. */
export function matrixSample(done: number): MatrixSample {
  return {
    rows: outcomes.map(([engine, level]) => ({ engine, level })),
    columns,
    square: (row, column) => {
      const is = squares[outcomes[row]?.[2].charAt(column) ?? '-'] ?? 'none';
      return is !== 'none' && row * columns.length + column >= done ? 'running' : is;
    },
  };
}

const actions: CellActions = {
  run: () => undefined,
  runAbove: () => undefined,
  runAll: () => undefined,
  stop: () => undefined,
  reset: () => undefined,
  fetchRows: () => Promise.resolve([]),
  copy: () => Promise.resolve(),
};

/** Draws a matrix within a cell of its own. */
export function mountMatrix(into: HTMLElement, sample: MatrixSample, words: Words, open: (row: number, column: number) => void): void {
  const view = h('div', { class: 'savepoint-cell' }, h('div', { class: 'savepoint-output' }, h(MatrixView, { ...sample, open })));
  render(h(CellContextProvider.Provider, { value: { words, actions, id: 'savepoint-matrix' } }, view), into);
}
