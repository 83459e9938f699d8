import type { TFile } from 'obsidian';
import type { NotebookSession } from '../kernel/host/notebook-session';
import type { TrackedCell } from '../kernel/host/tracked-cell';
import { mountCell, type CellActions } from '../view';
import { applyFix, switchEngine } from './note-edit';
import type { NoteSessions } from './note-sessions';
import { openOutputPane } from './open-output-pane';

/**
 * Mounts the bar and the output of a cell into an element of any view of the note.
 * @returns a function that takes them out again; the cell's output outlives it.
 */
export function showCell(container: HTMLElement, cell: TrackedCell, file: TFile, sessions: NoteSessions): () => void {
  return mountCell(container, cell, actionsOf(cell, file, sessions.of(file), sessions), sessions.words);
}

function actionsOf(cell: TrackedCell, file: TFile, session: NotebookSession, sessions: NoteSessions): CellActions {
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
    openInNewPane: () => void openOutputPane(sessions.app, file, cell),
    applyFix: (fix) => void applyFix(sessions, file, cell.cell, fix),
    switchEngine: (engine) => void switchEngine(sessions, file, cell, engine),
  };
}
