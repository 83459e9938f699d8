import { useRef } from 'preact/hooks';
import { useCell } from './cell-context';
import { useFlash } from './flash';

interface CopyButtonProps {
  readonly label: string;
  /** What is copied. */
  readonly text: string;
}

/** A button that copies a text, and says so for a moment. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const { words, actions } = useCell();
  const place = useRef<HTMLSpanElement>(null);
  const [flash, showFlash] = useFlash(place);
  const copy = (): void => {
    actions.copy(text).then(() => { showFlash(words.bar.copied); }, () => { showFlash(words.bar.copyFailed); });
  };
  return (
    <span class="savepoint-copying" ref={place}>
      <span class="savepoint-freshness" role="status">
        {flash}
      </span>
      <button type="button" class="savepoint-button savepoint-apply" onClick={copy}>
        {label}
      </button>
    </span>
  );
}
