import type { ComponentChildren } from 'preact';
import { useCell } from '../cell-context';

interface DisclosureProps {
  readonly title: string;
  readonly count?: number;
  readonly open?: boolean;
  readonly children: ComponentChildren;
}

/** A part of a report that unfolds. */
export function Disclosure({ title, count, open = false, children }: DisclosureProps) {
  const { words } = useCell();
  return (
    <details class="savepoint-disclosure" open={open}>
      <summary class="savepoint-disclosure-title">
        {title}
        {count !== undefined && <span class="savepoint-count">{words.number(count)}</span>}
      </summary>
      <div class="savepoint-disclosure-content">{children}</div>
    </details>
  );
}
