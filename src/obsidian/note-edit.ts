import { Notice, type TFile } from 'obsidian';
import type { TextFix } from '../cells/output';
import type { TrackedCell } from '../kernel/host/tracked-cell';
import type { Cell } from '../notebook/cell';
import { applyChange, engineChange, fixAsChange, type NoteChange } from '../notebook/edits';
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

/**
 * Changes the note where a cell stands now, in its open editor or else on disk. Refuses, and says so, when
 * the cell is no longer there as it was.
 */
async function changeCell(sessions: NoteSessions, file: TFile, cell: Cell, change: (now: Cell, firstLine: string) => NoteChange): Promise<boolean> {
  const changeOf = (text: string): NoteChange | null => {
    const now = readNotebook(text).cells.find(({ key }) => key === cell.key);
    return now ? change(now, text.split(/\r\n?|\n/)[now.line] ?? '') : null;
  };
  const editor = sessions.editorOf(file)?.editor;
  let done = false;
  if (editor) {
    const found = changeOf(editor.getValue());
    if (found) editor.replaceRange(found.text, { line: found.line, ch: found.from }, { line: found.line, ch: found.to });
    done = found !== null;
  } else {
    await sessions.app.vault.process(file, (text) => {
      const found = changeOf(text);
      done = found !== null;
      return found ? applyChange(text, found) : text;
    });
  }
  if (!done) new Notice(sessions.words.notices.noteChanged);
  else sessions.of(file).update(await sessions.read(file));
  return done;
}
