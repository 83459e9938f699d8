import type { Recovery } from '../cells/output';
import { useCell } from './cell-context';
import { RecoveryLog } from './recovery-log';

/** After a cell's results: power failed, and how the database came back. */
export function RecoveryView({ recovery }: { readonly recovery: Recovery }) {
  const { words } = useCell();
  const { lostTransaction, log } = recovery;
  return (
    <section class="savepoint-recovery" aria-label={words.recovery.crash}>
      <p class="savepoint-crash-line">
        <span class="savepoint-mark savepoint-mark-crash" aria-hidden="true" />
        <strong>{words.recovery.crash}</strong> {lostTransaction ? words.recovery.lostTransaction : words.recovery.nothingOpen}
      </p>
      <RecoveryLog log={log} />
    </section>
  );
}
