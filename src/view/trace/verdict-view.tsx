import type { Trace } from '../../cells/output';
import { useCell } from '../cell-context';
import { Term } from '../terms/term';
import { anomalyTerms } from '../terms/terms';
import type { TraceWords } from '../words/words';
import { anomalyName, explanationOf, failuresOf, judgementOf, serialSentence, stuckSentences, summaryOf } from './verdict';

interface VerdictViewProps {
  readonly trace: Trace;
  readonly shown: boolean;
  /** Which of the trace's anomalies is told and drawn. */
  readonly anomaly: number;
  readonly onAnomaly: (anomaly: number) => void;
}

/** The sentence that says what happened, and below it who was stopped or still waits. */
export function VerdictView({ trace, shown, anomaly, onAnomaly }: VerdictViewProps) {
  const { words } = useCell();
  const { verdict } = words.trace;
  const others = otherAnomalies(trace, anomaly, words.trace);
  const stuck = stuckSentences(trace, words.trace);
  return (
    <div class={`savepoint-trace-verdict ${shown ? '' : 'savepoint-is-elsewhere'}`} aria-hidden={!shown}>
      <Sentence trace={trace} anomaly={anomaly} shown={shown} />
      {others.length > 0 && (
        <p class="savepoint-also">
          <span>{verdict.also}: </span>
          {others.map(({ at, label }) => (
            <button
              type="button"
              key={at}
              class="savepoint-button savepoint-link"
              tabIndex={shown ? 0 : -1}
              onClick={() => { onAnomaly(at); }}
            >
              {label}
            </button>
          ))}
        </p>
      )}
      {failuresOf(trace).map(({ step, error, code, stopped }) => (
        <p key={step.step} class="savepoint-stopped">
          <span class="savepoint-mark savepoint-mark-error" aria-hidden="true" />
          {stopped ? verdict.stopped(step.session) : verdict.failed(step.session)}: {error.message}
          {code !== null && <> ({code})</>}.
        </p>
      ))}
      {stuck.map((sentence) => (
        <p key={sentence} class="savepoint-stopped">
          <span class="savepoint-mark savepoint-mark-waits" aria-hidden="true" />
          {sentence}
        </p>
      ))}
    </div>
  );
}

function Sentence({ trace, anomaly, shown }: Pick<VerdictViewProps, 'trace' | 'anomaly' | 'shown'>) {
  const { words } = useCell();
  const { verdict } = words.trace;
  const found = trace.anomalies[anomaly];
  if (found !== undefined) {
    const summary = summaryOf(found, trace, words.trace);
    const codes = found.codes.map((code) => (
      <code key={code} class="savepoint-code">
        {code}
      </code>
    ));
    const explanation = explanationOf(found, trace, words);
    return (
      <>
        <p class="savepoint-trace-sentence">
          <strong class="savepoint-anomaly">{shown ? <Term names={anomalyTerms(found.name)}>{anomalyName(found, words.trace)}</Term> : anomalyName(found, words.trace)}.</strong> {summary ?? explanation} {codes}
        </p>
        {summary !== null && <p class="savepoint-trace-why">{explanation}</p>}
      </>
    );
  }
  const unknown = judgementOf(trace) === 'unknown';
  return (
    <p class="savepoint-trace-sentence">
      <strong class={unknown ? '' : 'savepoint-clean'}>{unknown ? verdict.notJudged : verdict.noAnomaly}</strong>{' '}
      {unknown ? trace.remarks.map(words.message).join(' ') : serialSentence(trace, words.trace)}
    </p>
  );
}

/** The other anomalies, each named once; with its sessions where a name is there more than once. */
function otherAnomalies(trace: Trace, told: number, words: TraceWords): readonly { readonly at: number; readonly label: string }[] {
  const names = trace.anomalies.map((one) => anomalyName(one, words));
  const labels = trace.anomalies.map(({ sessions }, at) => {
    const name = names[at] ?? '';
    return names.filter((other) => other === name).length > 1 ? `${name} (${sessions.join(', ')})` : name;
  });
  return labels.flatMap((label, at) => (label !== labels[told] && labels.indexOf(label) === at ? [{ at, label }] : []));
}
