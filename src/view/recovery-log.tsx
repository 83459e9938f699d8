import { useCell } from './cell-context';

/** What an engine wrote when it came back after a crash. */
export function RecoveryLog({ log }: { readonly log: readonly string[] }) {
  const { words } = useCell();
  if (log.length === 0) return null;
  return (
    <ol class="savepoint-recovery-log" aria-label={words.recovery.log}>
      {log.map((line, at) => (
        <li key={at}>{line}</li>
      ))}
    </ol>
  );
}
