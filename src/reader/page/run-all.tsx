import { useEffect, useState } from 'preact/hooks';
import type { NotebookSession } from '../../kernel/host/notebook-session';
import type { TrackedCell } from '../../kernel/host/tracked-cell';
import type { ReaderWords } from './words';

interface RunAllProps {
  readonly session: NotebookSession;
  readonly cells: readonly TrackedCell[];
  readonly words: ReaderWords;
}

/** Runs every cell of the note, or stops what runs. */
export function RunAll({ session, cells, words }: RunAllProps) {
  const busy = useBusy(cells);
  if (!cells.some((cell) => cell.get().whyNot === null)) return null;
  const press = (event: MouseEvent): void => {
    // The second click of a double click must not stop what the first one began.
    if (event.detail > 1) return;
    if (busy) session.stop();
    else void session.runAll();
  };
  return (
    <button type="button" class={`reader-run-all ${busy ? 'reader-is-busy' : ''}`} onClick={press}>
      {busy ? words.stop : words.runAll}
    </button>
  );
}

function useBusy(cells: readonly TrackedCell[]): boolean {
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const look = (): void => { setBusy(cells.some((cell) => !['idle', 'done'].includes(cell.get().phase))); };
    look();
    const endings = cells.map((cell) => cell.subscribe(look));
    return () => { for (const end of endings) end(); };
  }, [cells]);
  return busy;
}
