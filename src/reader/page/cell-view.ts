import { verbsOf } from '../../kernel/host/cell-verbs';
import type { NotebookSession } from '../../kernel/host/notebook-session';
import type { TrackedCell } from '../../kernel/host/tracked-cell';
import { mountCell, type Words } from '../../view';

/**
 * Mounts the bar and the output of a cell.
 * @returns takes them out again; the cell's output outlives it.
 */
export function showCell(container: HTMLElement, cell: TrackedCell, session: NotebookSession, words: Words): () => void {
  const copy = (text: string): Promise<void> => navigator.clipboard.writeText(text);
  return mountCell(container, cell, { ...verbsOf(session, cell), copy }, words);
}
