import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const shownFor = 2000;

/** A word that shows for two seconds: `copied`. The clock is that of the window in which `element` stands. */
export function useFlash(element: RefObject<HTMLElement | null>): readonly [string | null, (word: string) => void] {
  const [word, setWord] = useState<string | null>(null);
  const cancel = useRef<() => void>(() => undefined);
  useEffect(() => () => { cancel.current(); }, []);
  const show = (next: string): void => {
    cancel.current();
    setWord(next);
    const view = element.current?.ownerDocument.defaultView;
    if (!view) return;
    const timer = view.setTimeout(() => { setWord(null); }, shownFor);
    cancel.current = () => { view.clearTimeout(timer); };
  };
  return [word, show];
}
