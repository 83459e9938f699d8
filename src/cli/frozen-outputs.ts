import type { CellOutput } from '../cells/output';
import type { Cell, Notebook } from '../notebook/cell';
import { frozenState, isSameOutput, withoutLinks, type FrozenState } from '../notebook/frozen-state';
import { catalogues, frozenMarkdown, noNotes, wordsFor, wordsForNote, type NoteOf } from '../view';
import { lineDiff } from './line-diff';

const english = wordsFor('en');

/** How what is frozen below a cell compares with what the cell gave. */
export interface FrozenComparison {
  /** Null where nothing is frozen, or nothing was run that could be compared. */
  readonly state: FrozenState | null;
  /** The lines that differ; null where none do. A stale output may be the same still. */
  readonly difference: readonly string[] | null;
}

/** Compares an output with the frozen one, which may have been written in any language. */
export function compareFrozen(cell: Cell, output: CellOutput, notebook: Notebook): FrozenComparison {
  if (cell.frozen === null || output.status === 'skipped') return { state: null, difference: null };
  const { text } = cell.frozen;
  const outputs = [...Object.values(catalogues)].map((words) => frozenMarkdown(output, { ...runOf(notebook), words, noteOf: noNotes }));
  const state = frozenState(cell, outputs);
  if (outputs.some((one) => isSameOutput(text, one))) return { state, difference: null };
  const differences = outputs.map((one) => lineDiff(withoutLinks(text), one));
  // The language in which it was frozen is the one in which the least is other.
  return { state, difference: differences.sort((a, b) => a.length - b.length)[0] ?? null };
}

/** An output as it is frozen in a note. */
export function outputToFreeze(output: CellOutput, notebook: Notebook, path: string, noteOf: NoteOf): string {
  return frozenMarkdown(output, { ...runOf(notebook), words: wordsForNote(path, english), noteOf });
}

function runOf({ cells }: Notebook): { code: string; now: number } {
  return { code: cells.map(({ code }) => code).join('\n'), now: Date.now() };
}
