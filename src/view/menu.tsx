import { Fragment, type TargetedKeyboardEvent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { roomBelow } from './room';

/** An entry of a menu. */
export interface MenuItem {
  readonly label: string;
  readonly action: () => void;
  readonly disabled?: boolean;
  /** Given where the entry is one of a choice. */
  readonly checked?: boolean;
  /** A line stands before it. */
  readonly apart?: boolean;
}

interface MenuProps {
  /** The button's name. */
  readonly label: string;
  readonly items: readonly MenuItem[];
}

/** A button that opens a menu below it, or above where there is no room. */
export function Menu({ label, items }: MenuProps) {
  const [openAt, setOpenAt] = useState<'first' | 'last' | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (focus: boolean): void => {
    setOpenAt(null);
    if (focus) button.current?.focus();
  };

  const open = openAt !== null;
  useEffect(() => {
    const page = place.current?.ownerDocument;
    if (!open || !page) return undefined;
    const leave = (event: Event): void => {
      if (!event.composedPath().some((target) => target === place.current)) close(false);
    };
    page.addEventListener('pointerdown', leave, true);
    page.addEventListener('focusin', leave, true);
    return () => {
      page.removeEventListener('pointerdown', leave, true);
      page.removeEventListener('focusin', leave, true);
    };
  }, [open]);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLButtonElement>): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setOpenAt(event.key === 'ArrowDown' ? 'first' : 'last');
  };
  return (
    <div class={`savepoint-menu-place ${open ? 'savepoint-is-open' : ''}`} ref={place}>
      <button
        type="button"
        class="savepoint-button savepoint-more"
        ref={button}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => { setOpenAt(open ? null : 'first'); }}
        onKeyDown={onKeyDown}
      >
        <span aria-hidden="true">···</span>
      </button>
      {open && <MenuList label={label} items={items} startAt={openAt} onClose={close} />}
    </div>
  );
}

interface MenuListProps extends MenuProps {
  readonly startAt: 'first' | 'last';
  readonly onClose: (focus: boolean) => void;
}

function MenuList({ label, items, startAt, onClose }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(startAt === 'first' ? 0 : items.length - 1);
  const [above, setAbove] = useState(false);

  useLayoutEffect(() => {
    if (list.current !== null) setAbove(!roomBelow(list.current));
  }, []);
  useLayoutEffect(() => {
    list.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]')[active]?.focus();
  }, [active]);

  const choose = (item: MenuItem): void => {
    if (item.disabled === true) return;
    onClose(true);
    item.action();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const next = moved(event.key, active, items);
    if (next !== null) setActive(next);
    else if (event.key === 'Escape') onClose(true);
    else if (event.key === 'Tab') onClose(true);
    else return;
    // Tab goes on from the button; the other keys have done their work, here and for the editor around the cell.
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      class={`savepoint-menu ${above ? 'savepoint-is-above' : ''}`}
      role="menu"
      aria-label={label}
      ref={list}
      onKeyDown={onKeyDown}
    >
      {items.map((item, at) => (
        <Fragment key={item.label}>
          {item.apart === true && <div class="savepoint-menu-line" role="separator" />}
          <button
            type="button"
            class="savepoint-button savepoint-menu-item"
            role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
            aria-checked={item.checked}
            aria-disabled={item.disabled === true}
            tabIndex={at === active ? 0 : -1}
            onClick={() => { choose(item); }}
            onPointerMove={() => { setActive(at); }}
          >
            {item.label}
          </button>
        </Fragment>
      ))}
    </div>
  );
}

/** Where a key leads, null where it leads nowhere. A letter finds the next entry that begins with it. */
function moved(key: string, active: number, items: readonly MenuItem[]): number | null {
  const count = items.length;
  if (key === 'ArrowDown') return (active + 1) % count;
  if (key === 'ArrowUp') return (active + count - 1) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key.length !== 1 || key === ' ') return null;
  for (let step = 1; step <= count; step += 1) {
    const at = (active + step) % count;
    if (items[at]?.label.toLocaleLowerCase().startsWith(key.toLocaleLowerCase()) === true) return at;
  }
  return null;
}
