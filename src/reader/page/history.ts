import { useEffect, useState } from 'preact/hooks';
import { readRoute, type Route } from './route';

/** Where the person is, and how they came there. */
export interface Visit {
  readonly route: Route;
  /** How far the page was scrolled when it was left; null where it is visited anew. */
  readonly scrolled: number | null;
}

/** Follows the address: links, typing, back and forward. Every entry of the history remembers how far it was scrolled. */
export function useVisit(): Visit {
  const [visit, setVisit] = useState<Visit>(read);
  useEffect(() => {
    history.scrollRestoration = 'manual';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const remember = (): void => {
      clearTimeout(timer);
      timer = undefined;
      history.replaceState({ scrolled: window.scrollY }, '');
    };
    const onScroll = (): void => { timer ??= setTimeout(remember, 250); };
    const onVisit = (): void => {
      // What was scrolled before belongs to the entry that was left.
      clearTimeout(timer);
      timer = undefined;
      setVisit(read());
    };
    const onClick = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const hash = link?.getAttribute('href');
      if (hash?.startsWith('#') !== true || event.metaKey || event.ctrlKey || event.shiftKey) return;
      remember();
      // The same address again is no event for the browser, but one for the reader: go there.
      if (hash === window.location.hash) setVisit({ route: readRoute(hash), scrolled: null });
    };
    window.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('hashchange', onVisit);
    document.addEventListener('click', onClick);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('scroll', onScroll);
      window.removeEventListener('hashchange', onVisit);
      document.removeEventListener('click', onClick);
    };
  }, []);
  return visit;
}

function read(): Visit {
  const { scrolled } = (history.state ?? {}) as { scrolled?: unknown };
  return { route: readRoute(window.location.hash), scrolled: typeof scrolled === 'number' ? scrolled : null };
}
