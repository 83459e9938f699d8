import { h, render } from 'preact';
import type { Matrix, MatrixAnomaly, MatrixSquare, SquareOutcome, Trace } from '../../../src/cells/output';
import { CellContextProvider } from '../../../src/view/cell-context';
import type { CellActions } from '../../../src/view/model';
import { MatrixView } from '../../../src/view/trace';
import type { Words } from '../../../src/view/words';

const anomalies: readonly MatrixAnomaly[] = [
  { code: 'P0', name: 'dirty write', schedule: null },
  { code: 'P4C', name: 'cursor lost update', schedule: null },
  { code: 'P4', name: 'lost update', schedule: null },
  { code: 'A5B', name: 'write skew', schedule: null },
];
/** By level: a letter for each anomaly. */
const outcomes: readonly (readonly [engine: string, level: string, letters: string])[] = [
  ['postgres', 'READ COMMITTED', 'wppp'],
  ['postgres', 'REPEATABLE READ', 'weep'],
  ['postgres', 'SERIALIZABLE', 'weee'],
  ['sqlite', 'wal', 'e-ee'],
  ['locking', 'READ COMMITTED', 'wppp'],
  ['locking', 'SERIALIZABLE', 'wxee'],
];
const letters: Readonly<Record<string, SquareOutcome>> = { w: 'waits', x: 'prevented', p: 'permitted', e: 'error', '-': 'none' };

const traces = outcomes.map(([engine, level]): Trace => ({
  engine, level, permutation: null, sessions: ['T1'], end: { stillBlocked: [], openTransactions: [] }, finalState: {}, committed: ['T1'], aborted: [],
  anomalies: [], dependencies: [], serialOrder: ['T1'], remarks: [],
  steps: [{
    step: 1, session: 'T1', sql: `select '${level} of ${engine}'`, comment: '', line: 1, outcome: { kind: 'rows', columns: ['text'], rows: [['x']] }, blocked: false,
    blockedBy: [], waitsOn: null, resumedAfterStep: null, queued: false, ranAfterStep: null, notices: [], reads: [], writes: [], claims: null,
  }],
}));

/** Four anomalies at six levels of three engines. */
export const matrixSample: Matrix = {
  anomalies,
  levels: outcomes.map(([engine, level]) => ({ engine, level })),
  squares: anomalies.map((_, row) =>
    outcomes.map(([, , states], column): MatrixSquare => {
      const outcome = letters[states.charAt(row)] ?? 'none';
      return outcome === 'none' ? { outcome, trace: null, reason: 'this engine has no means to try it' } : { outcome, trace: column, reason: null };
    }),
  ),
  traces,
};

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
export function mountMatrix(into: HTMLElement, matrix: Matrix, words: Words): void {
  const view = h('div', { class: 'savepoint-cell' }, h('div', { class: 'savepoint-output' }, h(MatrixView, { matrix })));
  render(h(CellContextProvider.Provider, { value: { words, actions, id: 'savepoint-matrix', asked: { current: null } } }, view), into);
}
