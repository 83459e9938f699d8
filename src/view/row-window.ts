import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

/** Height of a row in pixels, and rows drawn beyond the edges. */
export const rowHeight = 30;
const overscan = 12;

/** The rows to draw, and the heights that stand for the others. */
export interface RowWindow {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
}

/** Follows a scroller through `count` rows of equal height; all of them are in the window where it is not `enabled`. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, count: number, enabled: boolean): RowWindow {
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0);
  const held = useRef<Virtualizer<HTMLElement, HTMLElement> | null>(null);
  const options = {
    count: enabled ? count : 0,
    enabled,
    overscan,
    estimateSize: () => rowHeight,
    getScrollElement: () => scroller.current,
    // Rows are drawn before the scroller is measured, so that nothing jumps.
    initialRect: { width: 0, height: rowHeight * overscan },
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => { redraw(undefined); },
  };
  const virtualizer = (held.current ??= new Virtualizer<HTMLElement, HTMLElement>(options));
  virtualizer.setOptions({ ...virtualizer.options, ...options });

  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => {
    // A note that moves to a window of its own takes its cells along, but not the clocks and observers of the old one.
    const view = scroller.current?.ownerDocument.defaultView;
    if (virtualizer.targetWindow !== null && virtualizer.targetWindow !== view) virtualizer._didMount()();
    virtualizer._willUpdate();
  });

  if (!enabled) return { from: 0, to: count, before: 0, after: 0 };
  const items = virtualizer.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  if (first === undefined || last === undefined) return { from: 0, to: 0, before: 0, after: count * rowHeight };
  return { from: first.index, to: last.index + 1, before: first.start, after: (count - last.index - 1) * rowHeight };
}
