import { useEffect, useState } from 'preact/hooks';
import type { Heading } from '../markdown/headings';
import { routeTo } from './route';
import type { ReaderWords } from './words';

/** How far below the window's top a heading counts as passed, in pixels. */
const passedAt = 96;

interface ContentsProps {
  readonly path: string;
  readonly headings: readonly Heading[];
  readonly words: ReaderWords;
}

/** The headings of the note, the one being read marked. */
export function Contents({ path, headings, words }: ContentsProps) {
  const current = useCurrent(headings);
  // A list of one says nothing that its heading does not.
  if (headings.length < 2) return <nav class="reader-contents" hidden />;
  const top = Math.min(...headings.map(({ level }) => level));
  return (
    <nav class="reader-contents" aria-labelledby="reader-contents-title">
      <h2 id="reader-contents-title">{words.onThisPage}</h2>
      <ol>
        {headings.map(({ anchor, text, level }) => (
          <li key={anchor} class={`reader-level-${String(Math.min(level - top, 3))}`}>
            <a href={routeTo(path, anchor)} aria-current={anchor === current ? 'location' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function useCurrent(headings: readonly Heading[]): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  useEffect(() => {
    let frame = 0;
    const look = (): void => {
      frame = 0;
      const passed = headings.findLast(({ anchor }) => (document.getElementById(anchor)?.getBoundingClientRect().top ?? Infinity) <= passedAt);
      setCurrent(passed?.anchor ?? null);
    };
    const onScroll = (): void => { if (frame === 0) frame = requestAnimationFrame(look); };
    onScroll();
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      window.removeEventListener('scroll', onScroll);
      cancelAnimationFrame(frame);
    };
  }, [headings]);
  return current;
}
