import type { CellModel, CellState } from './model';

/** A cell's state that its host changes and its views watch. */
export interface CellStore extends CellModel {
  /** Replaces some fields and tells the watchers. */
  set(change: Partial<CellState>): void;
}

/** The state of a cell that has never run. */
export const idleCell: CellState = {
  phase: 'idle',
  engine: null,
  opening: null,
  wait: null,
  progress: null,
  startedAt: null,
  output: null,
  stale: false,
  whyNot: null,
  task: null,
  ordinal: null,
  frozen: null,
};

/** Makes a store that begins with `initial` over {@link idleCell}. */
export function createCellStore(initial: Partial<CellState> = {}): CellStore {
  let state: CellState = { ...idleCell, ...initial };
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (change) => {
      state = { ...state, ...change };
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
