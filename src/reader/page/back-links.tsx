import { useEffect, useState } from 'preact/hooks';
import type { Reader } from './reader';
import { routeTo } from './route';
import type { NoteEntry } from './vault';

interface BackLinksProps {
  readonly reader: Reader;
  readonly note: NoteEntry;
}

/** The notes that link to this one. */
export function BackLinks({ reader, note }: BackLinksProps) {
  const [notes, setNotes] = useState<readonly NoteEntry[]>([]);
  useEffect(() => {
    let shown = true;
    void reader.index().then((index) => { if (shown && index) setNotes(index.linkingTo(note.path)); });
    return () => { shown = false; };
  }, [note]);
  if (notes.length === 0) return null;
  return (
    <nav class="reader-back-links" aria-labelledby="reader-back-links-title">
      <h2 id="reader-back-links-title">{reader.readerWords.linkedFrom}</h2>
      <ul>
        {notes.map(({ path, title }) => (
          <li key={path}>
            <a href={routeTo(path)}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
