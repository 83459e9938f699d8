import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { foldersAbove, folderTree, type Folder } from './file-tree';
import { routeTo } from './route';
import type { NoteIndex } from './note-index';
import type { Reader } from './reader';
import { searchNotes, type FoundNote } from './search';
import type { NoteEntry } from './vault';
import type { ReaderWords } from './words';

/** A vault of no more notes than this is shown with every folder open. */
const fewNotes = 60;

interface FileListProps {
  readonly reader: Reader;
  readonly current: NoteEntry | null;
}

/** The notes by folders, or those that a search finds. */
export function FileList({ reader, current }: FileListProps) {
  const { vault, readerWords: words } = reader;
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const tree = useMemo(() => folderTree(vault.notes), [vault]);
  const [index, setIndex] = useState<NoteIndex | null>(null);
  const found = useMemo(() => searchNotes(vault.notes, query, index?.texts), [vault, query, index]);
  const [active, setActive] = useState(0);
  const searching = query.trim() !== '';

  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener('keydown', focus);
    return () => { document.removeEventListener('keydown', focus); };
  }, []);

  const open = (note: NoteEntry): void => {
    setQuery('');
    field.current?.blur();
    window.location.hash = routeTo(note.path);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    const note = found[active]?.note;
    if (event.key === 'Enter' && note) open(note);
    else if (event.key === 'ArrowDown' && found.length > 0) setActive((active + 1) % found.length);
    else if (event.key === 'ArrowUp' && found.length > 0) setActive((active + found.length - 1) % found.length);
    else if (event.key === 'Escape' && searching) setQuery('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <nav class="reader-files" aria-label={words.notes}>
      <input
        ref={field}
        class="reader-search"
        type="text"
        placeholder={words.search}
        aria-label={words.search}
        aria-keyshortcuts="/"
        role="combobox"
        aria-expanded={searching && found.length > 0}
        aria-controls={searching && found.length > 0 ? 'reader-found' : undefined}
        aria-autocomplete="list"
        aria-activedescendant={searching && found.length > 0 ? `reader-found-${String(active)}` : undefined}
        autocomplete="off"
        spellcheck={false}
        onFocus={() => { void reader.index().then(setIndex); }}
        value={query}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      {searching && <Found found={found} active={active} words={words} onOpen={open} />}
      <div class="reader-tree" hidden={searching}>
        <Tree folder={tree} current={current} allOpen={vault.notes.length <= fewNotes} />
      </div>
      <div class="reader-unseen" role="status">
        {searching ? (found.length === 0 ? words.nothingFound : words.found(found.length)) : ''}
      </div>
    </nav>
  );
}

interface FoundProps {
  readonly found: readonly FoundNote[];
  readonly active: number;
  readonly words: ReaderWords;
  readonly onOpen: (note: NoteEntry) => void;
}

/** What a search found. The field keeps the focus; arrow keys move through the list. */
function Found({ found, active, words, onOpen }: FoundProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => { list.current?.children[active]?.scrollIntoView({ block: 'nearest' }); }, [active]);
  if (found.length === 0) return <p class="reader-nothing">{words.nothingFound}</p>;
  return (
    <ul class="reader-found" id="reader-found" role="listbox" aria-label={words.search} ref={list}>
      {found.map(({ note, excerpt }, at) => (
        <li
          key={note.path}
          id={`reader-found-${String(at)}`}
          role="option"
          aria-selected={at === active}
          class="reader-row"
          onClick={() => { onOpen(note); }}
        >
          {note.title}
          {note.path.includes('/') && <small>{note.path.slice(0, note.path.lastIndexOf('/'))}</small>}
          {excerpt !== null && <small class="reader-excerpt">{excerpt}</small>}
        </li>
      ))}
    </ul>
  );
}

interface TreeProps {
  readonly folder: Folder;
  readonly current: NoteEntry | null;
  readonly allOpen: boolean;
}

/** A folder's notes and, below them, its folders. */
function Tree({ folder, current, allOpen }: TreeProps) {
  return (
    <ul>
      {folder.notes.map((note) => (
        <li key={note.path}>
          <a class="reader-row" href={routeTo(note.path)} aria-current={note.path === current?.path ? 'page' : undefined}>
            {note.title}
          </a>
        </li>
      ))}
      {folder.folders.map((below) => (
        <FolderItem key={below.path} folder={below} current={current} allOpen={allOpen} />
      ))}
    </ul>
  );
}

function FolderItem({ folder, current, allOpen }: TreeProps) {
  const holdsCurrent = current !== null && foldersAbove(current.path).includes(folder.path);
  const [open, setOpen] = useState(allOpen || holdsCurrent);
  // Who goes to a note by a link sees where it lies.
  useEffect(() => { if (holdsCurrent) setOpen(true); }, [holdsCurrent]);
  return (
    <li>
      <button type="button" class="reader-row reader-folder" aria-expanded={open} onClick={() => { setOpen(!open); }}>
        {folder.name}
      </button>
      {open && <Tree folder={folder} current={current} allOpen={allOpen} />}
    </li>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName));
}
