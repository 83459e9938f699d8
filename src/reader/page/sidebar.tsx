import { useEffect, useRef } from 'preact/hooks';
import { FileList } from './file-list';
import { routeTo } from './route';
import { ThemeChoice } from './theme';
import type { NoteEntry, Vault } from './vault';
import type { ReaderWords } from './words';

interface SidebarProps {
  readonly vault: Vault;
  readonly current: NoteEntry | null;
  readonly words: ReaderWords;
  /** On a narrow screen: whether the notes lie over the page. */
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
}

/** The vault's name, its notes and the choice of colours. On a narrow screen it is a drawer behind a button. */
export function Sidebar({ vault, current, words, open, onToggle }: SidebarProps) {
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (!open) {
      // Whoever closes the drawer goes on where it was opened.
      if (wasOpen.current && document.activeElement === document.body) button.current?.focus();
      wasOpen.current = false;
      return undefined;
    }
    wasOpen.current = true;
    document.querySelector<HTMLElement>('.reader-search')?.focus({ preventScroll: true });
    const close = (event: KeyboardEvent): void => { if (event.key === 'Escape') onToggle(false); };
    document.addEventListener('keydown', close);
    return () => { document.removeEventListener('keydown', close); };
  }, [open]);
  return (
    <>
      <div class="reader-topbar">
        <button
          type="button"
          ref={button}
          class="reader-menu"
          aria-label={open ? words.closeNotes : words.openNotes}
          aria-expanded={open}
          aria-controls="reader-sidebar"
          onClick={() => { onToggle(!open); }}
        />
        <span class="reader-topbar-title">{current?.title ?? vault.name}</span>
      </div>
      {open && <div class="reader-shade" onClick={() => { onToggle(false); }} />}
      <aside id="reader-sidebar" class={`reader-sidebar ${open ? 'reader-is-open' : ''}`}>
        <a class="reader-vault" href={routeTo('')}>{vault.name}</a>
        <FileList vault={vault} current={current} words={words} />
        <ThemeChoice words={words} />
      </aside>
    </>
  );
}
