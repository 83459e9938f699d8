import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface ScrollAreaProps {
  readonly class: string;
  /** What it holds, for whoever comes to it by key. */
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A box that may be too narrow for what it holds. It is a stop of the Tab key, from where arrow keys scroll it, while it is. */
export function ScrollArea({ class: name, label, children }: ScrollAreaProps) {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = box.current;
    const view = element?.ownerDocument.defaultView;
    // Absent where nothing is laid out.
    if (!element || !view || !('ResizeObserver' in view)) return undefined;
    const observer = new view.ResizeObserver(() => { setScrolls(element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight); });
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => { observer.disconnect(); };
  }, []);
  return (
    <div class={name} ref={box} {...(scrolls && { tabIndex: 0, role: 'group', 'aria-label': label })}>
      {children}
    </div>
  );
}
