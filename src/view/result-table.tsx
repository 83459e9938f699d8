import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { ResultSet } from '../cells/output';
import { useCell } from './cell-context';
import { columnsOf, trackWidth } from './columns';
import { RowPages } from './row-pages';
import { rowHeight, useRowWindow } from './row-window';
import { useSorting } from './sorting';
import { TableBody, type CellPlace } from './table-body';
import { TableFoot } from './table-foot';
import { TableHead } from './table-head';
import { ValuePane } from './value-pane';

/** Longer results draw only the rows in view. */
const drawnWhole = 200;

interface ResultTableProps {
  readonly result: ResultSet;
  /** The result's index in the output, by which its rows are fetched. */
  readonly index: number;
  readonly label: string;
}

/** The rows of one statement. */
export function ResultTable({ result, index, label }: ResultTableProps) {
  const { words, actions } = useCell();
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => columnsOf(result), [result]);
  const pages = useMemo(
    () =>
      new RowPages(result.rows, Math.max(result.held, result.rows.length), (from, to) =>
        actions.fetchRows(index, from, to),
      ),
    [result],
  );
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0);
  useEffect(() => pages.subscribe(() => { redraw(undefined); }), [pages]);

  const long = pages.count > drawnWhole;
  const inView = useRowWindow(scroller, pages.count, long);
  const sorting = useSorting(pages, columns, words.language);
  const [open, setOpen] = useState<CellPlace | null>(null);
  useEffect(() => {
    // A sorted table has all its rows.
    if (sorting.sort === null) pages.want(inView.from, inView.to);
  });

  const sort = (column: number): void => {
    if (scroller.current !== null) scroller.current.scrollTop = 0;
    sorting.toggle(column);
  };
  const width = columns.reduce((sum, column) => sum + trackWidth(column), 0);
  return (
    <div class="savepoint-result">
      {/* A short table scrolls with the focus on its header; a long one is scrolled for its own sake. */}
      <div class="savepoint-scroller" ref={scroller} {...(long && { tabIndex: 0, role: 'group', 'aria-label': label })}>
        <table
          class={`savepoint-table ${long ? 'savepoint-is-long' : pages.count === 0 ? 'savepoint-is-empty' : ''}`}
          aria-label={label}
          aria-rowcount={long ? pages.count + 1 : undefined}
          aria-busy={sorting.waiting}
          style={{
            '--savepoint-row-height': `${rowHeight}px`,
            '--savepoint-letters': `${width}ch`,
            '--savepoint-columns': columns.length,
          }}
        >
          <TableHead columns={columns} sort={sorting.sort} long={long} onSort={sort} />
          <TableBody
            columns={columns}
            inView={inView}
            rowAt={sorting.rowAt}
            row={(at) => pages.row(at)}
            long={long}
            open={open}
            onOpen={(place) => { setOpen(samePlace(place, open) ? null : place); }}
          />
        </table>
      </div>
      {open !== null && (
        <ValuePane
          value={pages.row(open.row)?.[open.column] ?? null}
          type={columns[open.column]?.type ?? ''}
          title={words.table.valueOf(columns[open.column]?.name ?? '', open.row + 1)}
          onClose={() => {
            setOpen(null);
            scroller.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
          }}
        />
      )}
      <TableFoot result={result} pages={pages} sorting={sorting.waiting} />
    </div>
  );
}

function samePlace(a: CellPlace, b: CellPlace | null): boolean {
  return b !== null && a.row === b.row && a.column === b.column;
}
