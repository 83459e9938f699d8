import type { TFile } from 'obsidian';
import { verbsOf } from '../kernel/host/cell-verbs';
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
  return mountCell(container, cell, actionsOf(cell, file, sessions), sessions.words);
}

function actionsOf(cell: TrackedCell, file: TFile, sessions: NoteSessions): CellActions {
  return {
    ...verbsOf(sessions.of(file), cell),
    copy: (text) => navigator.clipboard.writeText(text),
    openInNewPane: () => void openOutputPane(sessions.app, file, cell),
    applyFix: (fix) => void applyFix(sessions, file, cell.cell, fix),
    switchEngine: (engine) => void switchEngine(sessions, file, cell, engine),
  };
}
