import type { NotebookSession } from '../../kernel/host/notebook-session';
import type { TrackedCell } from '../../kernel/host/tracked-cell';
import { mountCell, type CellActions, type Words } from '../../view';

/**
 * Mounts the bar and the output of a cell.
 * @returns takes them out again; the cell's output outlives it.
 */
export function showCell(container: HTMLElement, cell: TrackedCell, session: NotebookSession, words: Words): () => void {
  return mountCell(container, cell, actionsOf(cell, session), words);
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
