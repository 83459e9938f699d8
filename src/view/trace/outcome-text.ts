import type { CrashOutcome, TraceRows, TraceStep } from '../../cells/output';
import { oneLine, valueText } from '../value-text';
import type { TraceWords } from '../words/words';
import { codeOf, listed } from './verdict';

/** What a step gave, shortly: `reads` **100**, `UPDATE 1`, `40001` could not serialize access. */
export interface ShortOutcome {
  readonly lead: string;
  /** What is set bold after it, `''` where nothing is. */
  readonly value: string;
  readonly failed: boolean;
}

const rowsShown = 3;
const valueWidth = 48;

/** The outcome of a step, without its wait. */
export function shortOutcome({ outcome, sql }: TraceStep, words: TraceWords): ShortOutcome {
  const { steps } = words;
  switch (outcome.kind) {
    case 'rows': {
      const value = rowsText(outcome, words);
      const changes = outcome.tag !== undefined && !/^(SELECT|FETCH|VALUES|TABLE)\b/.test(outcome.tag);
      return { lead: changes ? `${outcome.tag ?? ''}, ${steps.returns}` : steps.reads, value, failed: false };
    }
    case 'ok': {
      const counted = outcome.changes !== undefined && /^(INSERT|UPDATE|DELETE|REPLACE)$/.test(outcome.tag);
      const tag = outcome.tag === '' ? (/^\w+/.exec(sql.trim())?.[0].toUpperCase() ?? '') : outcome.tag;
      return { lead: counted ? `${tag} ${outcome.changes ?? ''}` : tag, value: '', failed: false };
    }
    case 'error': {
      const code = codeOf(outcome);
      return { lead: outcome.message, value: code ?? steps.error, failed: true };
    }
    case 'crash':
      return { lead: crashText(outcome, words), value: '', failed: false };
    case 'never_resumed':
      return { lead: steps.stillWaiting, value: '', failed: false };
    case 'never_ran':
      return { lead: steps.neverRan, value: '', failed: false };
  }
}

/** What a power failure took: `power failed, lost with it: T1 and T2`. */
export function crashText({ lost }: CrashOutcome, words: TraceWords): string {
  const { steps } = words;
  return lost.length === 0 ? steps.crash : `${steps.crash}, ${steps.lost(listed(lost, words))}`;
}

/** The wait of a step in words: `waits for T1`, or null where it did not wait. */
export function waitText({ blocked, blockedBy }: TraceStep, words: TraceWords): string | null {
  if (!blocked) return null;
  return blockedBy.length === 0 ? words.steps.waits : words.steps.waitsFor(listed(blockedBy, words));
}

export interface WholeOutcomeOptions {
  /** Whether an error's code is enough, since its message is told elsewhere. */
  readonly briefError?: boolean;
}

/** Everything that became of a step, in one line of plain text. */
export function wholeOutcome(step: TraceStep, words: TraceWords, { briefError = false }: WholeOutcomeOptions = {}): string {
  const { steps, then } = words;
  const { lead, value, failed } = shortOutcome(step, words);
  const kind = value === steps.error ? steps.error : `${steps.error} ${value}`;
  const gave = failed ? (briefError ? kind : `${kind}: ${lead}`) : [lead, value].filter((part) => part !== '').join(' ');
  const wait = waitText(step, words);
  const parts: string[] = [];
  if (step.queued) parts.push(steps.queued);
  if (step.ranAfterStep !== null) parts.push(steps.ranAfter(step.ranAfterStep));
  if (wait !== null) {
    const until = step.resumedAfterStep !== null && step.resumedAfterStep > step.step ? ` ${steps.untilStep(step.resumedAfterStep)}` : '';
    parts.push(`${wait}${until}`);
    parts.push(step.outcome.kind === 'never_resumed' ? gave : `${then} ${gave}`);
  } else parts.push(gave);
  return parts.filter((part) => part !== '').join(', ');
}

/** Rows in one line: `100`, `(1, 100), (2, 80)`. */
export function rowsText({ rows }: TraceRows, words: TraceWords): string {
  if (rows.length === 0) return words.steps.nothing;
  const bare = rows.every((row) => row.length <= 1);
  const texts = rows.slice(0, rowsShown).map((row) => {
    const values = row.map((value) => oneLine(valueText(value), 24).text).join(', ');
    return bare || rows.length === 1 ? values : `(${values})`;
  });
  const more = rows.length > rowsShown ? ` … ${words.steps.more(rows.length - rowsShown)}` : '';
  return oneLine(texts.join(', '), valueWidth).text + more;
}
