import type { TargetedKeyboardEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useCell } from '../cell-context';

/** What a level does with an anomaly; `none` where no schedule was run for it. */
export type MatrixSquare = 'permitted' | 'waits' | 'error' | 'prevented' | 'running' | 'none';

/** A level of an engine. */
export interface MatrixRow {
  readonly engine: string;
  readonly level: string;
}

interface MatrixViewProps {
  readonly rows: readonly MatrixRow[];
  /** Names of the anomalies. */
  readonly columns: readonly string[];
  readonly square: (row: number, column: number) => MatrixSquare;
  /** Opens the trace that a square was computed from. */
  readonly open: (row: number, column: number) => void;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

/** Levels against anomalies. One square takes part in the tab order; arrow keys move, Enter opens. */
export function MatrixView({ rows, columns, square, open }: MatrixViewProps) {
  const { words } = useCell();
  const grid = useRef<HTMLTableElement>(null);
  const [stop, setStop] = useState<Place>({ row: 0, column: 0 });
  const squares = rows.map((_, row) => columns.map((__, column) => square(row, column)));
  const all = squares.flat().filter((one) => one !== 'none');
  const done = all.filter((one) => one !== 'running').length;
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTableElement>): void => {
    const to = moved(event.key, event.ctrlKey, stop, rows.length - 1, columns.length - 1);
    if (to === null) return;
    event.preventDefault();
    setStop(to);
    grid.current?.querySelector<HTMLElement>(`[data-square="${to.row} ${to.column}"]`)?.focus();
  };
  return (
    <div class="savepoint-matrix">
      <div class="savepoint-matrix-scroller">
        <table class="savepoint-matrix-grid" role="grid" aria-label={words.matrix.label} aria-busy={done < all.length} ref={grid} onKeyDown={onKeyDown}>
          <thead>
            <tr>
              <th scope="col" class="savepoint-matrix-corner">
                {words.matrix.level}
              </th>
              {columns.map((column) => (
                <th key={column} scope="col" class="savepoint-matrix-column">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ engine, level }, row) => (
              <tr key={row} class={`savepoint-matrix-tr ${row > 0 && rows[row - 1]?.engine !== engine ? 'savepoint-is-apart' : ''}`}>
                <th scope="row" class="savepoint-matrix-row">
                  <span class={rows[row - 1]?.engine === engine ? 'savepoint-unseen' : 'savepoint-matrix-engine'}>{engine} </span>
                  <span class="savepoint-matrix-level">{level}</span>
                </th>
                {columns.map((column, at) => (
                  <Square
                    key={column}
                    place={{ row, column: at }}
                    is={squares[row]?.[at] ?? 'none'}
                    tabStop={stop.row === row && stop.column === at}
                    onFocus={() => { setStop({ row, column: at }); }}
                    onOpen={() => { open(row, at); }}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="savepoint-foot savepoint-matrix-foot" role="status">
        {done < all.length ? words.matrix.progress(done, all.length) : words.matrix.finished(all.length)}
        {done < all.length && (
          <progress class="savepoint-matrix-progress" max={all.length} value={done} aria-label={words.matrix.progress(done, all.length)} />
        )}
      </div>
    </div>
  );
}

interface SquareProps {
  readonly place: Place;
  readonly is: MatrixSquare;
  readonly tabStop: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
}

/** A square with its mark and its word; one that was not run opens nothing. */
function Square({ place, is, tabStop, onFocus, onOpen }: SquareProps) {
  const { matrix } = useCell().words;
  const ready = is !== 'none' && is !== 'running';
  return (
    <td class={`savepoint-matrix-cell savepoint-square-${is}`} role="gridcell">
      <button
        type="button"
        class="savepoint-button savepoint-square"
        data-square={`${place.row} ${place.column}`}
        aria-disabled={!ready}
        tabIndex={tabStop ? 0 : -1}
        onFocus={onFocus}
        onClick={() => { if (ready) onOpen(); }}
      >
        <span class={`savepoint-mark savepoint-mark-${is}`} aria-hidden="true" />
        {matrix[is]}
      </button>
    </td>
  );
}

/** Where a key leads in the grid, as the grid pattern of ARIA has it; null where it leads nowhere. */
function moved(key: string, far: boolean, { row, column }: Place, lastRow: number, lastColumn: number): Place | null {
  if (key === 'ArrowRight') return { row, column: Math.min(column + 1, lastColumn) };
  if (key === 'ArrowLeft') return { row, column: Math.max(column - 1, 0) };
  if (key === 'ArrowDown') return { row: Math.min(row + 1, lastRow), column };
  if (key === 'ArrowUp') return { row: Math.max(row - 1, 0), column };
  if (key === 'Home') return { row: far ? 0 : row, column: 0 };
  return key === 'End' ? { row: far ? lastRow : row, column: lastColumn } : null;
}
