import { useEffect, useRef, useState } from 'preact/hooks';
import { useCell } from './cell-context';

/** Shorter runs show no clock, since it would only flicker. */
const shownAfter = 1000;
const beat = 200;

/** The time since a run began, counting. */
export function Elapsed({ since }: { readonly since: number }) {
  const { words } = useCell();
  const place = useRef<HTMLSpanElement>(null);
  const [passed, setPassed] = useState(Date.now() - since);
  useEffect(() => {
    const view = place.current?.ownerDocument.defaultView;
    if (!view) return undefined;
    const timer = view.setInterval(() => { setPassed(Date.now() - since); }, beat);
    return () => { view.clearInterval(timer); };
  }, [since]);
  return (
    <span class="savepoint-elapsed" ref={place} aria-hidden="true">
      {passed >= shownAfter ? `, ${words.duration(passed)}` : ''}
    </span>
  );
}
