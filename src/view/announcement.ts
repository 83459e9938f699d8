import { useRef } from 'preact/hooks';
import type { CellOutput } from '../cells/output';
import type { CellState } from './model';
import type { Words } from './words';

/** What a screen reader hears when a run ends. Silent until a run has been seen to begin. */
export function useAnnouncement(state: CellState, words: Words): string {
  const phase = useRef(state.phase);
  const text = useRef('');
  if (phase.current !== state.phase) {
    const began = phase.current !== 'idle' && phase.current !== 'done';
    text.current = state.phase === 'done' && began && state.output !== null ? endOf(state.output, words) : '';
    phase.current = state.phase;
  }
  return text.current;
}

/** How the run ended and, for an exercise, how it stands. */
function endOf(output: CellOutput, words: Words): string {
  const { check } = output;
  const ended = runEnd(output, words);
  return check?.isTask === true ? `${ended}. ${words.task.label}: ${check.unmet.length === 0 ? words.task.solved : words.task.notYet}` : ended;
}

function runEnd(output: CellOutput, words: Words): string {
  const { bar, error } = words;
  if (output.status === 'interrupted') return error.interrupted;
  if (output.status === 'skipped') return [error.skipped, words.message(output.reason ?? '')].join(' ').trim();
  if (output.status === 'error') {
    return output.error === null ? bar.failed : `${bar.failed}: ${output.error.type}. ${words.message(output.error.message)}`;
  }
  const rows = output.results.filter((result) => result.columns.length > 0);
  const last = rows.at(-1);
  const finished = bar.finished(words.duration(output.durationMs));
  return last === undefined ? finished : `${finished}, ${words.table.rows(last.rowCount ?? last.held)}`;
}
