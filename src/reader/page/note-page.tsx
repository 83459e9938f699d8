import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { readBody, readNotebook } from '../../notebook/notebook';
import type { TrackedCell } from '../../kernel/host/tracked-cell';
import { headingsOf, type Heading } from '../markdown/headings';
import { parseMarkdown } from '../markdown/parser';
import { BackLinks } from './back-links';
import { Lifetime } from './lifetime';
import { noteToDom } from './note/note-dom';
import { showProgress } from './progress-badges';
import type { Reader } from './reader';
import { RunAll } from './run-all';
import type { NoteEntry } from './vault';

interface NotePageProps {
  readonly reader: Reader;
  readonly note: NoteEntry;
  /** Told each time the note's text stands on the page. */
  readonly onShown: (note: NoteEntry, headings: readonly Heading[]) => void;
}

/** A note: its title, the button that runs its cells, its text. */
export function NotePage({ reader, note, onShown }: NotePageProps) {
  const text = useText(reader, note);
  const body = useRef<HTMLDivElement>(null);
  const [cells, setCells] = useState<readonly TrackedCell[]>([]);
  const session = reader.sessions.of(note.path);
  const tokens = useMemo(() => (typeof text === 'string' ? parseMarkdown(readBody(text)) : []), [text]);
  // A note that begins with its own name as a heading needs no other title.
  const [first] = headingsOf(tokens);
  const titled = first?.level === 1 && first.at === 0;

  useLayoutEffect(() => {
    if (typeof text !== 'string' || !body.current) return undefined;
    const lifetime = new Lifetime();
    const notebook = readNotebook(text);
    session.update(notebook);
    setCells(session.cells);
    const place = { reader, path: note.path, within: [note.path], lifetime };
    body.current.replaceChildren(noteToDom(tokens, session, place, true));
    // Its title is where the focus goes when the note comes.
    if (titled) body.current.querySelector('h1')?.setAttribute('tabindex', '-1');
    if (notebook.defaults.showsProgress) showProgress(body.current, reader, lifetime);
    onShown(note, headingsOf(tokens));
    return () => { lifetime.end(); };
  }, [tokens]);

  return (
    <article class="reader-note" aria-busy={text === null}>
      <header class="reader-title">
        {!titled && <h1 tabIndex={-1}>{note.title}</h1>}
        <RunAll session={session} cells={cells} words={reader.readerWords} />
      </header>
      {text === false && <p class="reader-message" role="alert">{reader.readerWords.serverGone}</p>}
      <div class="reader-prose" ref={body} />
      <BackLinks reader={reader} note={note} />
    </article>
  );
}

/** The note's text, renewed when it is found changed; null until it is read, false where it cannot be. */
function useText(reader: Reader, { path }: NoteEntry): string | null | false {
  const [text, setText] = useState<string | null | false>(null);
  useEffect(() => {
    let shown = true;
    const read = (): void => {
      reader.texts.read(path).then((now) => { if (shown) setText(now); }, () => { if (shown) setText((before) => before === null ? false : before); });
    };
    read();
    const unwatch = reader.texts.watch((changed, now) => { if (changed === path) setText(now); });
    // Who comes back from an editor sees what was written there.
    window.addEventListener('focus', read);
    return () => {
      shown = false;
      unwatch();
      window.removeEventListener('focus', read);
    };
  }, [path]);
  return text;
}
