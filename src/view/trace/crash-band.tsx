import type { CrashOutcome } from '../../cells/output';
import { useCell } from '../cell-context';
import { RecoveryLog } from '../recovery-log';
import { OutcomeLine } from './outcome-line';
import type { TimelineRow } from './timeline';
import { listed } from './verdict';

interface CrashBandProps {
  readonly outcome: CrashOutcome;
  /** Steps that waited, and were cut off. */
  readonly cut: readonly TimelineRow[];
}

/** A power failure: a band across all lanes, with what it took and how the database came back. */
export function CrashBand({ outcome, cut }: CrashBandProps) {
  const { words } = useCell();
  const { lost, log } = outcome;
  return (
    <div class="savepoint-crash-band">
      <p class="savepoint-crash-line">
        <span class="savepoint-mark savepoint-mark-crash" aria-hidden="true" />
        <strong>{words.recovery.crash}</strong> {lost.length > 0 && words.recovery.lost(listed(lost, words.trace))}
      </p>
      {cut.map((row) => (
        <p key={row.step.step} class="savepoint-crash-cut">
          {row.step.session}: <OutcomeLine step={row.step} />
        </p>
      ))}
      <RecoveryLog log={log} />
    </div>
  );
}
