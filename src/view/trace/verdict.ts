import type { ErrorOutcome, Trace, TraceAnomaly, TraceStep } from '../../cells/output';
import type { TraceWords, Words } from '../words/words';
import { cycleOf } from './edges';

/** What a trace comes to. */
export type Judgement = 'anomaly' | 'clean' | 'unknown';

/** Whether a trace shows an anomaly; unknown where none were looked for. */
export function judgementOf(trace: Trace): Judgement {
  if (trace.anomalies.length > 0) return 'anomaly';
  return trace.serialOrder === null && trace.remarks.length > 0 ? 'unknown' : 'clean';
}

/** A step that ended in an error which matters: not one that only follows from an earlier one. */
export interface Failure {
  readonly step: TraceStep;
  readonly error: ErrorOutcome;
  readonly code: string | null;
  /** True where the database stopped the transaction for the sake of others. */
  readonly stopped: boolean;
}

/** The first error of each session. */
export function failuresOf({ steps }: Trace): readonly Failure[] {
  const failures = new Map<string, Failure>();
  for (const step of steps) {
    const { outcome } = step;
    // 25P02: a statement in a transaction that has failed already.
    if (outcome.kind !== 'error' || outcome.sqlstate === '25P02' || failures.has(step.session)) continue;
    failures.set(step.session, { step, error: outcome, code: codeOf(outcome), stopped: stops(outcome) });
  }
  return [...failures.values()];
}

/** SQLSTATE, or SQLite's name of the error. */
export function codeOf(error: ErrorOutcome): string | null {
  return error.sqlstate ?? error.sqlite_code ?? null;
}

/** Class 40 is transaction rollback, 55P03 a lock that was not to be waited for; SQLite is busy or locked. */
function stops({ sqlstate = '', sqlite_code = '' }: ErrorOutcome): boolean {
  return sqlstate.startsWith('40') || sqlstate === '55P03' || /^SQLITE_(BUSY|LOCKED)/.test(sqlite_code);
}

/** Who is still waiting when all is over. */
export function stuckSentences({ end, steps }: Trace, words: TraceWords): readonly string[] {
  return end.stillBlocked.flatMap((session) => {
    const step = steps.findLast((one) => one.session === session && one.outcome.kind === 'never_resumed');
    return step === undefined ? [] : [words.verdict.stillWaits(session, listed(step.blockedBy, words))];
  });
}

/** What follows `No anomaly.`: the serial order with the same effect. */
export function serialSentence({ serialOrder, committed }: Trace, words: TraceWords): string | null {
  const { verdict } = words;
  if (committed.length === 0 && (serialOrder ?? []).length === 0) return verdict.nothingCommitted;
  if (serialOrder === null || serialOrder.length === 0) return null;
  const [only] = serialOrder;
  if (only !== undefined && serialOrder.length === 1) return verdict.onlyCommitted(only);
  return verdict.equivalentTo(serialOrder.join(`, ${words.then} `));
}

/** An anomaly's name as people read it. */
export function anomalyName({ name }: TraceAnomaly, words: TraceWords): string {
  return (Object.hasOwn(words.anomalies, name) ? words.anomalies[name] : undefined) ?? name.charAt(0).toUpperCase() + name.slice(1);
}

/** What happened, in one plain sentence; null where the name has none, or the trace does not tell who did what. */
export function summaryOf(anomaly: TraceAnomaly, trace: Trace, words: TraceWords): string | null {
  const summary = Object.hasOwn(words.summaries, anomaly.name) ? words.summaries[anomaly.name] : undefined;
  const cycle = cycleOf(anomaly, trace);
  const [first] = cycle;
  if (summary === undefined || first === undefined) return null;
  const at = Math.max(0, cycle.findIndex(({ kind }) => kind === 'rw' || kind === 'predicate rw'));
  const anti = cycle[at] ?? first;
  const into = cycle[(at + cycle.length - 1) % cycle.length] ?? first;
  return summary({ reader: anti.from, writer: anti.to, item: anti.item, seen: into.from, sessions: listed(anomaly.sessions, words) });
}

/**
 * Why it is an anomaly. The trace says so in English; in other languages a cycle is told from its dependencies, and
 * what is no cycle in the words of the trace.
 */
export function explanationOf(anomaly: TraceAnomaly, trace: Trace, { language, message, trace: words }: Words): string {
  const cycle = language === 'en' ? [] : cycleOf(anomaly, trace);
  const { before, because, but } = words.verdict;
  const clauses = cycle.map(({ from, to, kind, item }) => `${before(from, to)}, ${because} ${words.reasons[kind](from, to, item)}`);
  const last = clauses.pop();
  if (last === undefined || clauses.length === 0) return endedAsSentence(message(anomaly.explanation));
  return `${clauses.join('; ')}; ${but} ${last}.`;
}

/** Several names: `T1, T2 and T3`. */
export function listed(names: readonly string[], words: TraceWords): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${words.and} ${names.at(-1) ?? ''}`;
}

function endedAsSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
