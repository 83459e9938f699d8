import { useEffect, useRef } from 'preact/hooks';
import { FileList } from './file-list';
import type { Reader } from './reader';
import { routeTo } from './route';
import { ThemeChoice } from './theme';
import type { NoteEntry } from './vault';

interface SidebarProps {
  readonly reader: Reader;
  readonly current: NoteEntry | null;
  /** On a narrow screen: whether the notes lie over the page. */
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
}

/** The vault's name, its notes and the choice of colours. On a narrow screen it is a drawer behind a button. */
export function Sidebar({ reader, current, open, onToggle }: SidebarProps) {
  const { vault, readerWords: words } = reader;
  const button = useRef<HTMLButtonElement>(null);
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    drawer.current?.querySelector('input')?.focus({ preventScroll: true });
    const close = (event: KeyboardEvent): void => { if (event.key === 'Escape') onToggle(false); };
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('keydown', close);
      // Who closes the drawer goes on where it was opened, unless a note has taken the focus.
      if (drawer.current?.contains(document.activeElement) !== false || document.activeElement === document.body) button.current?.focus();
    };
  }, [open]);
  return (
    <>
      <header class="reader-topbar">
        <button
          type="button"
          ref={button}
          class="reader-menu"
          aria-label={open ? words.closeNotes : words.openNotes}
          aria-expanded={open}
          aria-controls="reader-sidebar"
          onClick={() => { onToggle(!open); }}
        />
        <span class="reader-topbar-name">{vault.name}</span>
      </header>
      {open && <div class="reader-shade" onClick={() => { onToggle(false); }} />}
      <aside ref={drawer} id="reader-sidebar" class={`reader-sidebar ${open ? 'reader-is-open' : ''}`}>
        <a class="reader-vault" href={routeTo('')}>{vault.name}</a>
        <FileList reader={reader} current={current} />
        <ThemeChoice words={words} />
      </aside>
    </>
  );
}
