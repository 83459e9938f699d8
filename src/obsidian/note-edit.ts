import { Notice, type TFile } from 'obsidian';
import type { TextFix } from '../cells/output';
import type { TrackedCell } from '../kernel/host/tracked-cell';
import type { Cell } from '../notebook/cell';
import { engineChange, fixAsChange, type NoteChange } from '../notebook/edits';
import { applyEdits, type TextEdit } from '../notebook/freeze';
import { readNotebook } from '../notebook/notebook';
import type { NoteSessions } from './note-sessions';

/** Applies a suggested replacement to a cell's text in the note, as one edit that can be undone. */
export async function applyFix(sessions: NoteSessions, file: TFile, cell: Cell, fix: TextFix): Promise<void> {
  await changeCell(sessions, file, cell, (now) => fixAsChange(now, fix));
}

/** Writes the engine into a cell's directive, then runs the cell there. */
export async function switchEngine(sessions: NoteSessions, file: TFile, tracked: TrackedCell, engine: string): Promise<void> {
  const changed = await changeCell(sessions, file, tracked.cell, (now, line) => engineChange(now, engine, line));
  if (changed) await sessions.of(file).run(tracked);
}

/** Changes the note where a cell stands now; refuses when the cell is no longer there as it was. */
function changeCell(sessions: NoteSessions, file: TFile, cell: Cell, change: (now: Cell, firstLine: string) => NoteChange): Promise<boolean> {
  return editNote(sessions, file, (text) => {
    const now = readNotebook(text).cells.find(({ key }) => key === cell.key);
    if (!now) return null;
    const { line, from, to, text: replacement } = change(now, text.split(/\r\n?|\n/)[now.line] ?? '');
    return [{ from: { line, ch: from }, to: { line, ch: to }, text: replacement }];
  });
}

/**
 * Changes a note in its open editor, as one edit that can be undone, or else on disk.
 * @param editsOf what to change in the note as it stands now; null where it has changed meanwhile: then nothing is
 *   written, and the person is told
 * @returns whether it was done
 */
export async function editNote(sessions: NoteSessions, file: TFile, editsOf: (text: string) => readonly TextEdit[] | null): Promise<boolean> {
  const editor = sessions.editorOf(file)?.editor;
  let done = false;
  if (editor) {
    const edits = editsOf(editor.getValue());
    if (edits && edits.length > 0) editor.transaction({ changes: edits.map(({ from, to, text }) => ({ from, to, text })) });
    done = edits !== null;
  } else {
    await sessions.app.vault.process(file, (text) => {
      const edits = editsOf(text);
      done = edits !== null;
      return edits ? applyEdits(text, edits) : text;
    });
  }
  if (!done) new Notice(sessions.words.notices.noteChanged);
  else sessions.of(file).update(await sessions.read(file));
  return done;
}
