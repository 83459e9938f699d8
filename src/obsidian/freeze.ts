import { Notice, type TFile } from 'obsidian';
import type { TrackedCell } from '../kernel/host/tracked-cell';
import { freezeEdits, unfreezeEdits } from '../notebook/freeze';
import { isSameOutput } from '../notebook/frozen-state';
import { catalogues, frozenMarkdown, isFreezable, isWorthFreezing, wordsForNote } from '../view';
import { editNote } from './note-edit';
import type { NoteSessions } from './note-sessions';

/** Writes a cell's output into the note below it. */
export async function freezeCell(sessions: NoteSessions, file: TFile, tracked: TrackedCell): Promise<void> {
  const { output, stale } = tracked.get();
  const markdown = output && !stale && isFreezable(output) ? markdownOf(sessions, file, tracked) : '';
  if (markdown === '') new Notice(sessions.words.notices.nothingToFreeze);
  else await editNote(sessions, file, (text) => freezeEdits(text, new Map([[tracked.cell.key, markdown]])));
}

/** Takes a cell's frozen output out of the note. */
export async function unfreezeCell(sessions: NoteSessions, file: TFile, tracked: TrackedCell): Promise<void> {
  await editNote(sessions, file, (text) => unfreezeEdits(text, new Set([tracked.cell.key])));
}

/** Writes the outputs of all cells that ran well, have not changed since and tell something, as one edit; the others are left as they are. */
export async function freezeAll(sessions: NoteSessions, file: TFile): Promise<void> {
  const { notices } = sessions.words;
  const { cells } = sessions.of(file);
  const fresh = cells.flatMap((tracked) => {
    const { output, stale } = tracked.get();
    return output?.status === 'ok' && !stale ? [{ tracked, output }] : [];
  });
  const ready = fresh.filter(({ tracked, output }) => tracked.cell.frozen !== null || isWorthFreezing(output));
  if (ready.length === 0) {
    new Notice(notices.nothingToFreeze);
    return;
  }
  const outputs = new Map(ready.map(({ tracked }) => [tracked.cell.key, markdownOf(sessions, file, tracked)]));
  const done = await editNote(sessions, file, (text) => freezeEdits(text, outputs));
  if (done) new Notice(notices.frozen([...outputs.values()].filter((markdown) => markdown !== '').length, cells.length - fresh.length));
}

/** Takes every frozen output out of the note. */
export async function unfreezeAll(sessions: NoteSessions, file: TFile): Promise<void> {
  let removed = 0;
  const done = await editNote(sessions, file, (text) => {
    const edits = unfreezeEdits(text, null);
    removed = edits.length;
    return edits;
  });
  if (done) new Notice(sessions.words.notices.unfrozen(removed));
}

/** Whether a cell gives something else than what the note keeps of it, in whatever language that is written. */
export function differsFromFrozen(sessions: NoteSessions, file: TFile, tracked: TrackedCell): boolean {
  const { frozen } = tracked.cell;
  const { output } = tracked.get();
  if (frozen === null || output === null || output.status === 'skipped') return false;
  return !Object.values(catalogues).some((words) => isSameOutput(frozen.text, markdownOf(sessions, file, tracked, words)));
}

/** The output of a cell as the note keeps it. */
function markdownOf(sessions: NoteSessions, file: TFile, tracked: TrackedCell, words = wordsForNote(file.path, sessions.words)): string {
  const { output } = tracked.get();
  if (!output) return '';
  return frozenMarkdown(output, {
    words,
    noteOf: sessions.terms.from(file.path),
    code: sessions.of(file).cells.map(({ cell }) => cell.code).join('\n'),
    now: Date.now(),
  });
}
