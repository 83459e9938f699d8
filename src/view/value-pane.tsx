import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { CellValue } from '../cells/output';
import { useCell } from './cell-context';
import { useFlash } from './flash';
import { laidOut, valueText } from './value-text';

/** Letters shown of a value; all of it can be copied. */
const shown = 100_000;

interface ValuePaneProps {
  readonly value: CellValue;
  readonly type: string;
  readonly title: string;
  /** Closes the pane; the caller puts the focus back. */
  readonly onClose: () => void;
}

/** A value in full, below the table in whose row it did not fit. It takes the focus, since rows may lie between it and the row. */
export function ValuePane({ value, type, title, onClose }: ValuePaneProps) {
  const { words, actions } = useCell();
  const pane = useRef<HTMLElement>(null);
  const [flash, showFlash] = useFlash(pane);
  const whole = useRef<HTMLPreElement>(null);
  useEffect(() => { whole.current?.focus({ preventScroll: true }); }, [value]);
  const text = laidOut(valueText(value), type);
  const copy = async (): Promise<void> => {
    try {
      await actions.copy(valueText(value));
      showFlash(words.bar.copied);
    } catch {
      showFlash(words.bar.copyFailed);
    }
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <section class="savepoint-pane" aria-label={title} ref={pane} onKeyDown={onKeyDown}>
      <div class="savepoint-pane-head">
        <span class="savepoint-heading">{title}</span>
        <span class="savepoint-freshness" role="status">
          {flash}
        </span>
        <button type="button" class="savepoint-button savepoint-link" onClick={() => void copy()}>
          {words.table.copy}
        </button>
        <button type="button" class="savepoint-button savepoint-link" onClick={onClose}>
          {words.table.close}
        </button>
      </div>
      <pre class="savepoint-text" tabIndex={0} ref={whole}>
        {text.length > shown ? `${text.slice(0, shown)}…` : text}
      </pre>
    </section>
  );
}
