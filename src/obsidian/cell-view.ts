import { Keymap, type HoverParent, type TFile } from 'obsidian';
import { verbsOf } from '../kernel/host/cell-verbs';
import type { TrackedCell } from '../kernel/host/tracked-cell';
import { mountCell, type CellActions } from '../view';
import { freezeCell, unfreezeCell } from './freeze';
import { applyFix, switchEngine } from './note-edit';
import type { NoteSessions } from './note-sessions';
import { openOutputPane } from './open-output-pane';

/**
 * Mounts the bar and the output of a cell into an element of any view of the note.
 * @returns a function that takes them out again; the cell's output outlives it.
 */
export function showCell(container: HTMLElement, cell: TrackedCell, file: TFile, sessions: NoteSessions): () => void {
  shown.set(container, cell);
  return mountCell(container, cell, actionsOf(cell, file, sessions), sessions.words);
}

/** Which cell stands in an element. */
const shown = new WeakMap<Element, TrackedCell>();

/** Puts the focus on the bar of a cell that stands in sight within an element; false where it does not. */
export function focusBar(cell: TrackedCell, within: HTMLElement): boolean {
  const place = [...within.querySelectorAll('.savepoint-host')].find((one) => shown.get(one) === cell && one.getClientRects().length > 0);
  const run = place?.querySelector<HTMLElement>('.savepoint-run');
  run?.focus();
  return run != null;
}

function actionsOf(cell: TrackedCell, file: TFile, sessions: NoteSessions): CellActions {
  return {
    ...verbsOf(sessions.of(file), cell),
    copy: (text) => navigator.clipboard.writeText(text),
    openInNewPane: () => void openOutputPane(sessions.app, file, cell),
    applyFix: (fix) => void applyFix(sessions, file, cell.cell, fix),
    freeze: () => void freezeCell(sessions, file, cell),
    unfreeze: () => void unfreezeCell(sessions, file, cell),
    ...termLinksOf(file, sessions),
    switchEngine: (engine) => void switchEngine(sessions, file, cell, engine),
  };
}

/** The name under which the core's page preview knows links of outputs. */
export const hoverSource = 'savepoint';

/** Links of an output: they lead where the same link in the note would lead, and are previewed as that would be. */
function termLinksOf(file: TFile, sessions: NoteSessions): Pick<CellActions, 'noteOf' | 'openNote' | 'hoverNote'> {
  const { app, terms } = sessions;
  const hoverParent: HoverParent = { hoverPopover: null };
  return {
    noteOf: terms.from(file.path),
    openNote: ({ link }, event) => { void app.workspace.openLinkText(link, file.path, Keymap.isModEvent(event)); },
    hoverNote: ({ link }, event, targetEl) => {
      app.workspace.trigger('hover-link', { event, source: hoverSource, hoverParent, targetEl, linktext: link, sourcePath: file.path });
    },
  };
}
