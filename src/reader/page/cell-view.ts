import { verbsOf } from '../../kernel/host/cell-verbs';
import type { NotebookSession } from '../../kernel/host/notebook-session';
import type { TrackedCell } from '../../kernel/host/tracked-cell';
import { frozenText } from '../../notebook/freeze';
import { frozenMarkdown, mountCell, wordsForNote } from '../../view';
import type { Reader } from './reader';

/**
 * Mounts the bar and the output of a cell of the note at a path.
 * @returns takes them out again; the cell's output outlives it.
 */
export function showCell(container: HTMLElement, tracked: TrackedCell, session: NotebookSession, path: string, { vault, words }: Reader): () => void {
  const copy = (text: string): Promise<void> => navigator.clipboard.writeText(text);
  const noteOf = vault.notesFrom(path);
  const copyFrozen = (): Promise<void> => {
    const { output } = tracked.get();
    if (!output) return Promise.reject(new Error('there is no output'));
    const code = session.cells.map(({ cell }) => cell.code).join('\n');
    return copy(frozenText(tracked.cell, frozenMarkdown(output, { words: wordsForNote(path, words), noteOf, code, now: Date.now() })));
  };
  return mountCell(container, tracked, { ...verbsOf(session, tracked), copy, copyFrozen, noteOf }, words);
}
