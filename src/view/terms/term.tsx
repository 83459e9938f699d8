import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import { useMemo } from 'preact/hooks';
import { useCell } from '../cell-context';

interface TermProps {
  /** The names by which a note may tell of it, the most fitting first. */
  readonly names: readonly string[];
  readonly children: ComponentChildren;
}

/** A term that links to the note that explains it, where there is one. */
export function Term({ names, children }: TermProps) {
  const { actions } = useCell();
  const key = names.join('\n');
  const note = useMemo(() => actions.noteOf?.(names) ?? null, [actions, key]);
  if (note === null) return <>{children}</>;
  const open = (event: TargetedMouseEvent<HTMLAnchorElement>): void => {
    if (!actions.openNote) return;
    event.preventDefault();
    actions.openNote(note, event);
  };
  return (
    <a
      class="savepoint-term internal-link"
      href={note.href}
      data-href={note.href}
      onClick={open}
      onAuxClick={(event) => { if (event.button === 1) open(event); }}
      onMouseOver={(event) => { actions.hoverNote?.(note, event, event.currentTarget); }}
    >
      {children}
    </a>
  );
}
