import { useRef, useState } from 'preact/hooks';
import type { Column } from './columns';
import { nextSort, sortedOrder, type Sort } from './row-order';
import type { RowPages } from './row-pages';

/** How a table is sorted. */
export interface Sorting {
  readonly sort: Sort | null;
  /** Which row stands at a place. */
  readonly rowAt: (place: number) => number;
  /** True while rows are fetched to be sorted. */
  readonly waiting: boolean;
  readonly toggle: (column: number) => void;
}

/** Sorts the rows that the kernel holds, after fetching those that are missing. */
export function useSorting(pages: RowPages, columns: readonly Column[], language: string): Sorting {
  const [sort, setSort] = useState<Sort | null>(null);
  const [order, setOrder] = useState<readonly number[] | null>(null);
  const [waiting, setWaiting] = useState(false);
  const asked = useRef(0);

  const apply = async (next: Sort): Promise<void> => {
    const turn = (asked.current += 1);
    setWaiting(true);
    try {
      const rows = await pages.all();
      if (turn === asked.current) setOrder(sortedOrder(rows, next, columns[next.column]?.numeric === true, language));
    } catch {
      if (turn === asked.current) setSort(null);
    } finally {
      if (turn === asked.current) setWaiting(false);
    }
  };
  const toggle = (column: number): void => {
    const next = nextSort(sort, column);
    setSort(next);
    if (next !== null) {
      void apply(next);
      return;
    }
    asked.current += 1;
    setOrder(null);
    setWaiting(false);
  };
  return { sort, rowAt: (place) => order?.[place] ?? place, waiting, toggle };
}
