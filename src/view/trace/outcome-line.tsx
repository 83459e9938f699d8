import type { TraceStep } from '../../cells/output';
import { useCell } from '../cell-context';
import { shortOutcome } from './outcome-text';

interface OutcomeLineProps {
  readonly step: TraceStep;
  /** A word before it: `then`. */
  readonly prefix?: string;
}

/** The outcome of a step in one line; an error with its mark and its code. */
export function OutcomeLine({ step, prefix }: OutcomeLineProps) {
  const { words } = useCell();
  const { lead, value, failed } = shortOutcome(step, words.trace);
  const before = prefix === undefined ? '' : `${prefix} `;
  if (!failed) {
    return (
      <span class="savepoint-outcome-line">
        {before}
        <span class={step.outcome.kind === 'ok' ? 'savepoint-tag' : ''}>{lead}</span>
        {value !== '' && (
          <>
            {lead === '' ? '' : ' '}
            <strong>{value}</strong>
          </>
        )}
      </span>
    );
  }
  return (
    <span class="savepoint-outcome-line savepoint-is-failed">
      {before}
      <span class="savepoint-mark savepoint-mark-error" aria-hidden="true" />
      <span class="savepoint-unseen">{words.trace.steps.error} </span>
      <strong>{value}</strong> {lead}
    </span>
  );
}
