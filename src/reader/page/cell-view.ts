import type { NotebookSession } from '../../kernel/host/notebook-session';
import type { TrackedCell, CellState as TrackedState } from '../../kernel/host/tracked-cell';
import { mountCell, type CellActions, type CellModel, type CellState, type Words } from '../../view';

/**
 * Mounts the bar and the output of a cell.
 * @returns takes them out again; the cell's output outlives it.
 */
export function showCell(container: HTMLElement, cell: TrackedCell, session: NotebookSession, words: Words): () => void {
  return mountCell(container, modelOf(cell, words), actionsOf(cell, session), words);
}

function actionsOf(cell: TrackedCell, session: NotebookSession): CellActions {
  return {
    run: () => void session.run(cell),
    runAbove: () => void session.runAbove(cell),
    runAll: () => void session.runAll(),
    stop: () => { session.stop(); },
    reset: () => { session.reset(); },
    fetchRows: async (result, from, to) => {
      const rows = await session.rows(cell, result, from, to);
      if (!rows) throw new Error('the kernel no longer holds these rows');
      return rows;
    },
    copy: (text) => navigator.clipboard.writeText(text),
  };
}

/** A cell as its view wants it: in words. */
function modelOf(cell: TrackedCell, words: Words): CellModel {
  let seen: TrackedState | null = null;
  let shown: CellState | null = null;
  return {
    get: () => {
      const state = cell.get();
      if (shown === null || state !== seen) shown = inWords(state, words);
      seen = state;
      return shown;
    },
    subscribe: cell.subscribe,
  };
}

function inWords({ opening, engine, ...state }: TrackedState, words: Words): CellState {
  return {
    ...state,
    engine: engine === null ? null : engineName(engine),
    note: opening === null ? null : words.progress.starting(engineName(opening)),
    runnable: state.whyNot === null,
  };
}

/** Before its first run an engine is known by its option; afterwards it names itself. */
function engineName(engine: string): string {
  return engine === 'sqlite' ? 'SQLite' : engine === 'postgres' ? 'PostgreSQL' : engine;
}
