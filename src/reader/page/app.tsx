import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { findHeading, type Heading } from '../markdown/headings';
import { Contents } from './contents';
import { useVisit, type Visit } from './history';
import { NotePage } from './note-page';
import type { Reader } from './reader';
import { Sidebar } from './sidebar';
import type { NoteEntry } from './vault';

/** The note that stands on the page. */
interface Shown {
  readonly note: NoteEntry;
  readonly headings: readonly Heading[];
}

/** The whole page: the notes on the left, the note, its contents on the right. */
export function App({ reader }: { readonly reader: Reader }) {
  const { vault, readerWords: words } = reader;
  const visit = useVisit();
  const note = vault.noteAt(visit.route.path);
  const [shown, setShown] = useState<Shown | null>(null);
  const [listOpen, setListOpen] = useState(false);
  const onShown = useCallback((now: NoteEntry, headings: readonly Heading[]) => { setShown({ note: now, headings }); }, []);

  useEffect(() => {
    document.title = note === null ? vault.name : `${note.title} · ${vault.name}`;
  }, [note]);
  useEffect(() => { setListOpen(false); }, [visit]);
  useArrival(visit, shown?.note === note ? shown : null);

  const headings = shown !== null && shown.note === note ? shown.headings : [];
  return (
    <div class="reader">
      <a
        class="reader-skip"
        href="#reader-main"
        onClick={(event) => {
          // The address is the note's; skipping must not change it.
          event.preventDefault();
          document.querySelector<HTMLElement>('.reader-note h1')?.focus();
        }}
      >
        {words.skipToNote}
      </a>
      <Sidebar reader={reader} current={note} open={listOpen} onToggle={setListOpen} />
      <main id="reader-main" class="reader-main" inert={listOpen}>
        {note === null ? (
          <h1 class="reader-message">{vault.notes.length === 0 ? words.noNotes : words.noSuchNote(visit.route.path)}</h1>
        ) : (
          <NotePage key={note.path} reader={reader} note={note} onShown={onShown} />
        )}
      </main>
      <Contents path={note?.path ?? ''} headings={headings} words={words} />
    </div>
  );
}

/** Once per visit, when its note stands on the page: goes to the place that is meant, and tells screen readers of the new note. */
function useArrival(visit: Visit, shown: Shown | null): void {
  const arrived = useRef<Visit | null>(null);
  useLayoutEffect(() => {
    if (shown === null || arrived.current === visit) return;
    const first = arrived.current === null;
    const moved = arrived.current?.route.path !== visit.route.path;
    arrived.current = visit;
    // On the first page the browser itself begins at the top.
    if (!first && moved) document.querySelector<HTMLElement>('.reader-note h1')?.focus({ preventScroll: true });
    const { heading } = visit.route;
    const target = heading === null ? null : document.getElementById(heading.startsWith('^') ? heading : (findHeading(shown.headings, heading)?.anchor ?? ''));
    if (visit.scrolled !== null) window.scrollTo({ top: visit.scrolled });
    else if (target) target.scrollIntoView();
    else window.scrollTo({ top: 0 });
  }, [visit, shown]);
}
