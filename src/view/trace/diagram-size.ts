import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { SqlRoom } from './short-sql';

/** The size of the diagram, and how much SQL fits into a card. */
export interface DiagramSize {
  readonly width: number;
  readonly height: number;
  readonly room: SqlRoom;
}

/** Letters in a line of a card, where nothing can be measured. */
const usualLetters = 29;
const letterWidth = 7.3;
/** What a lane's rail, its gap, and a card's edges take. */
const aroundText = 56;
const aroundTextCrowded = 40;

/** Three lines are taken by a statement that fits into them; one that has to be cut makes do with two, if they are not very short. */
function roomOf(line: number): SqlRoom {
  return { whole: 3 * line - 4, cut: (line < 18 ? 3 : 2) * line - 2 };
}

/** Measures the diagram after every layout. */
export function useDiagramSize(grid: RefObject<HTMLDivElement | null>, lanes: number, beside: boolean): DiagramSize {
  const [size, setSize] = useState<DiagramSize>({ width: 0, height: 0, room: roomOf(usualLetters) });
  useLayoutEffect(() => {
    const element = grid.current;
    const view = element?.ownerDocument.defaultView;
    if (!element || !view) return undefined;
    const measure = (): void => {
      const width = element.offsetWidth;
      const height = element.offsetHeight;
      const card = element.querySelector<HTMLElement>('.savepoint-card-head')?.clientWidth ?? 0;
      const around = lanes > 3 ? aroundTextCrowded : aroundText;
      const text = card > 0 ? card - 20 : width / (lanes + (beside ? 0.7 : 0)) - around;
      const line = width > 0 ? Math.max(9, Math.floor(text / letterWidth)) : usualLetters;
      const room = roomOf(line);
      setSize((last) => (last.width === width && last.height === height && last.room.whole === room.whole ? last : { width, height, room }));
    };
    measure();
    // Absent where nothing is laid out.
    if (!('ResizeObserver' in view)) return undefined;
    const observer = new view.ResizeObserver(measure);
    observer.observe(element);
    return () => { observer.disconnect(); };
  }, [lanes, beside]);
  return size;
}
