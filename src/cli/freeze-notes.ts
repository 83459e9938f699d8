import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { applyEdits, freezeEdits, unfreezeEdits, type TextEdit } from '../notebook/freeze';
import { readNotebook } from '../notebook/notebook';
import { outputToFreeze } from './frozen-outputs';
import type { RanNote } from './run-notes';
import type { TermNotes } from './term-notes';
import { UsageError } from './usage-error';
import { readNote, type NoteFile } from './vault';

/**
 * Writes the outputs of a note's run below its cells. What failed or was skipped keeps what is frozen of it.
 * @returns how many outputs are written anew
 * @throws UsageError when the note has changed since it was run, or cannot be written
 */
export function freezeNote(note: NoteFile, ran: RanNote, terms: TermNotes): number {
  const text = readNote(note);
  if (text !== ran.text) throw new UsageError(`${note.path}: the note changed while it ran; nothing was written`);
  const notebook = readNotebook(text);
  const noteOf = terms.from(note);
  const outputs = new Map(ran.report.cells.flatMap((output) => {
    const cell = notebook.cells[output.index];
    return cell?.closed === true && output.status === 'ok' ? [[cell.key, outputToFreeze(output, notebook, note.path, noteOf)] as const] : [];
  }));
  return write(note, text, freezeEdits(text, outputs) ?? []);
}

/**
 * Takes every frozen output out of a note.
 * @returns how many there were
 * @throws UsageError when it cannot be read or written
 */
export function unfreezeNote(note: NoteFile): number {
  const text = readNote(note);
  return write(note, text, unfreezeEdits(text, null));
}

const byteOrderMark = '\uFEFF';

/** The whole new text takes the place of the old one at once: nobody ever reads half of it. */
function write(note: NoteFile, text: string, edits: readonly TextEdit[]): number {
  if (edits.length === 0) return 0;
  const beside = `${note.file}.savepoint-${String(process.pid)}`;
  try {
    const file = realpathSync(note.file);
    const mark = readFileSync(file).subarray(0, 3).equals(Buffer.from(byteOrderMark)) ? byteOrderMark : '';
    writeFileSync(beside, mark + applyEdits(text, edits), { mode: statSync(file).mode });
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new UsageError(`${note.path}: cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
  return edits.length;
}
