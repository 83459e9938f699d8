import type { Trace, TraceAnomaly, TraceRows, TraceStep } from '../../cells/output';
import { engineLabel } from '../engines';
import { valueText } from '../value-text';
import type { Words } from '../words';
import { momentLines } from './moment-text';
import { momentsOf } from './moments';
import { wholeOutcome } from './outcome-text';
import { anomalyName, explanationOf, failuresOf, judgementOf, serialSentence, stuckSentences, summaryOf } from './verdict';

export interface TraceTextOptions {
  /** Whether row versions, locks and snapshots are told after each step that changes them. */
  readonly moments?: boolean;
}

/** A trace as plain text, for screen readers, for the command line and for frozen notes: what happened, then every step with its outcome, and what is left. */
export function traceText(trace: Trace, words: Words, { moments = false }: TraceTextOptions = {}): string {
  const head = [engineLabel(trace.engine), trace.level, ...(trace.permutation === null ? [] : [trace.permutation.join(' ')])].join(', ');
  return [head, ...verdictSentences(trace, words), '', stepsText(trace, words, { moments })].join('\n').trimEnd();
}

/** The steps of a trace with their outcomes, and what is left when all is over. */
export function stepsText(trace: Trace, words: Words, { moments = false }: TraceTextOptions = {}): string {
  const standing = moments ? momentsOf(trace) : null;
  const steps = trace.steps.flatMap((step) => {
    const moment = step.after === undefined ? undefined : standing?.[step.step];
    const stands = moment === undefined ? [] : momentLines(moment, trace.sessions, words.trace);
    return [`${words.number(step.step)}. ${step.session}: ${oneLine(step.sql)}`, ...[...stepLines(step, words), ...stands].map((line) => `   ${line}`)];
  });
  return [...steps, '', ...endLines(trace, words)].join('\n').trimEnd();
}

/** The verdict on a trace as plain sentences, the most important first. */
export function verdictSentences(trace: Trace, words: Words): readonly string[] {
  const { trace: terms } = words;
  const { verdict } = terms;
  const failures = failuresOf(trace).map(
    ({ step, error, code, stopped }) =>
      `${stopped ? verdict.stopped(step.session) : verdict.failed(step.session)}: ${error.message}${code === null ? '' : ` (${code})`}.`,
  );
  const rest = [...failures, ...stuckSentences(trace, terms)];
  const judgement = judgementOf(trace);
  if (judgement === 'anomaly') {
    return [...trace.anomalies.map((anomaly) => anomalySentence(anomaly, trace, words)), ...rest];
  }
  if (judgement === 'unknown') return [verdict.notJudged, ...rest];
  return [[verdict.noAnomaly, serialSentence(trace, terms) ?? ''].join(' ').trim(), ...rest];
}

function anomalySentence(anomaly: TraceAnomaly, trace: Trace, words: Words): string {
  const { trace: terms } = words;
  const summary = summaryOf(anomaly, trace, terms);
  return [`${anomalyName(anomaly, terms)} (${anomaly.codes.join(', ')}).`, ...(summary === null ? [] : [summary]), explanationOf(anomaly, trace, words)].join(' ');
}

/** What became of a step, and what is to be said of it. */
function stepLines(step: TraceStep, { trace: terms }: Words): string[] {
  const { claims, notices, waitsOn, outcome } = step;
  return [
    wholeOutcome(step, terms),
    ...(waitsOn === null ? [] : [`${terms.steps.lock}: ${waitsOn}`]),
    ...(outcome.kind === 'crash' ? outcome.log : []),
    ...notices,
    ...(claims?.blocks === false ? [`! ${terms.steps.didNotBlock}`] : []),
    ...(claims?.unblocks === false ? [`! ${terms.steps.didNotUnblock}`] : []),
  ];
}

/** What is left when all is over: open transactions, the tables, remarks. */
function endLines(trace: Trace, words: Words): string[] {
  return [
    ...leftOpen(trace, words),
    ...Object.entries(trace.finalState).map(([query, rows]) => `${query}: ${finalRows(rows, words)}`),
    ...remarkLines(trace, words),
  ];
}

/** Which transactions were left open; no line where none was. */
export function leftOpen({ end }: Trace, { trace: { details } }: Words): string[] {
  return end.openTransactions.length === 0 ? [] : [`${details.leftOpen}: ${end.openTransactions.join(', ')}`];
}

/** What is to be said of a trace as a whole, a line each. */
export function remarkLines({ remarks }: Trace, { message, trace: { details } }: Words): string[] {
  return remarks.map((remark) => `${details.remarks}: ${message(remark)}`);
}

/** The rows that are left in a table: `(1, 70), (2, 100)`. */
export function finalRows({ rows }: TraceRows, { trace: { steps } }: Words): string {
  return rows.length === 0 ? steps.nothing : rows.map((row) => `(${row.map((value) => valueText(value)).join(', ')})`).join(', ');
}

function oneLine(sql: string): string {
  return sql.trim().replace(/\s+/g, ' ');
}
