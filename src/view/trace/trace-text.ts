import type { Trace } from '../../cells/output';
import { engineLabel } from '../engines';
import type { Words } from '../words';
import { wholeOutcome } from './outcome-text';
import { anomalyName, explanationOf, failuresOf, judgementOf, serialSentence } from './verdict';

/** The verdict on a trace as plain sentences, the most important first. */
export function verdictSentences(trace: Trace, words: Words): readonly string[] {
  const { trace: terms, language } = words;
  const { verdict } = terms;
  const failures = failuresOf(trace).map(
    ({ step, error, code, stopped }) =>
      `${stopped ? verdict.stopped(step.session) : verdict.failed(step.session)}: ${error.message}${code === null ? '' : ` (${code})`}.`,
  );
  const judgement = judgementOf(trace);
  if (judgement === 'anomaly') {
    return [...trace.anomalies.map((anomaly) => `${anomalyName(anomaly, terms)}. ${explanationOf(anomaly, trace, terms, language)}`), ...failures];
  }
  if (judgement === 'unknown') return [verdict.notJudged, ...trace.remarks, ...failures];
  return [[verdict.noAnomaly, serialSentence(trace, terms) ?? ''].join(' ').trim(), ...failures];
}

/** A trace as plain text: what happened, then every step with its outcome. */
export function traceText(trace: Trace, words: Words): string {
  const head = `${engineLabel(trace.engine)}, ${trace.level}`;
  const steps = trace.steps.map((step) => {
    const sql = step.sql.trim().replace(/\s+/g, ' ');
    return `${words.number(step.step)}. ${step.session}: ${sql}\n   ${wholeOutcome(step, words.trace)}`;
  });
  return [head, ...verdictSentences(trace, words), '', ...steps].join('\n');
}
