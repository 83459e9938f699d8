import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { CellReport } from '../cells/output';
import type { Cell, Notebook } from '../notebook/cell';
import { applyEdits, freezeEdits, unfreezeEdits, type TextEdit } from '../notebook/freeze';
import { readNotebook } from '../notebook/notebook';
import { isWorthFreezing, type NoteOf } from '../view';
import { outputToFreeze } from './frozen-outputs';
import type { RanNote } from './run-notes';
import type { TermNotes } from './term-notes';
import { UsageError } from './usage-error';
import { readNote, type NoteFile } from './vault';

/** How a note's outputs are frozen. */
export interface FreezeOptions {
  /** Runs the note in a fresh kernel. */
  readonly run: () => Promise<RanNote>;
  readonly terms: TermNotes;
  /** Whether also what tells nothing by itself is frozen, as where a person names the cell. */
  readonly everything: boolean;
}

/** What came of freezing a note. */
export interface FrozenNote {
  readonly ran: RanNote;
  /** How many outputs were written anew. */
  readonly written: number;
  /** Cells, by index, that give something else each time. Nothing is frozen of them. */
  readonly unsteady: readonly number[];
}

/**
 * Runs a note and writes its outputs below its cells. What failed or was skipped keeps what is frozen of it. Before
 * anything is written that is not in the note yet, the note runs once more, and what differs is not frozen: `check` would
 * never find it again.
 * @throws UsageError when the note has changed since it was run, or cannot be written
 */
export async function freezeNote(note: NoteFile, { run, terms, everything }: FreezeOptions): Promise<FrozenNote> {
  const ran = await run();
  const notebook = readNotebook(ran.text);
  const noteOf = terms.from(note);
  const given = (one: RanNote): readonly GivenOutput[] => outputsOf(one, notebook, note.path, noteOf);
  const outputs = new Map(given(ran).filter(({ cell, output }) => everything || cell.frozen !== null || isWorthFreezing(output)).map(({ cell, markdown }) => [cell.key, markdown]));
  const unsteady: number[] = [];
  if ((freezeEdits(ran.text, outputs) ?? []).length > 0) {
    const again = new Map(given(await run()).map(({ cell, markdown }) => [cell.key, markdown]));
    for (const { key, index } of notebook.cells) {
      if (!outputs.has(key) || outputs.get(key) === again.get(key)) continue;
      outputs.set(key, '');
      unsteady.push(index);
    }
  }
  const text = readNote(note);
  if (text !== ran.text) throw new UsageError(`${note.path}: the note changed while it ran; nothing was written`);
  return { ran, written: write(note, text, freezeEdits(text, outputs) ?? []), unsteady };
}

/** What a cell that ran well gave. */
interface GivenOutput {
  readonly cell: Cell;
  readonly output: CellReport;
  readonly markdown: string;
}

function outputsOf({ report }: RanNote, notebook: Notebook, path: string, noteOf: NoteOf): GivenOutput[] {
  return report.cells.flatMap((output) => {
    const cell = notebook.cells[output.index];
    return cell?.closed === true && output.status === 'ok' ? [{ cell, output, markdown: outputToFreeze(output, notebook, path, noteOf) }] : [];
  });
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
