import type { TargetedKeyboardEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Matrix } from '../../cells/output';
import { useCell } from '../cell-context';
import { engineLabel } from '../engines';
import { Term } from '../terms/term';
import { anomalyTerms } from '../terms/terms';
import { anomalyTitle, squareTitle } from './matrix-names';

/** A square, by its anomaly and its level. */
export interface Place {
  readonly anomaly: number;
  readonly level: number;
}

interface MatrixGridProps {
  readonly matrix: Matrix;
  readonly opened: Place | null;
  /** The id of what an opened square shows. */
  readonly controls: string;
  readonly onOpen: (place: Place) => void;
}

/** Anomalies downwards, levels across. One square takes part in the tab order; arrow keys move, Enter opens. */
export function MatrixGrid({ matrix, opened, controls, onOpen }: MatrixGridProps) {
  const { words } = useCell();
  const { anomalies, levels } = matrix;
  const grid = useRef<HTMLTableElement>(null);
  const [stop, setStop] = useState<Place>({ anomaly: 0, level: 0 });
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTableElement>): void => {
    const to = moved(event.key, event.ctrlKey, stop, anomalies.length - 1, levels.length - 1);
    if (to === null) return;
    event.preventDefault();
    setStop(to);
    grid.current?.querySelector<HTMLElement>(`[data-square="${to.anomaly} ${to.level}"]`)?.focus();
  };
  return (
    <div class="savepoint-matrix-scroller">
      <table class="savepoint-matrix-grid" role="grid" aria-label={words.matrix.label} ref={grid} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2} class="savepoint-matrix-corner">
              {words.matrix.anomaly}
            </th>
            {enginesOf(matrix).map(({ engine, count }) => (
              <th key={engine} scope="colgroup" colSpan={count} class="savepoint-matrix-engine">
                {engineLabel(engine)}
              </th>
            ))}
          </tr>
          <tr>
            {levels.map(({ level }, at) => (
              <th key={at} scope="col" class={`savepoint-matrix-level ${apart(matrix, at)}`}>
                <span class="savepoint-matrix-upright"><Term names={[level]}>{level}</Term></span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {anomalies.map((anomaly, row) => (
            <tr key={row} class="savepoint-matrix-tr">
              <th scope="row" class="savepoint-matrix-row">
                <span class="savepoint-matrix-name">{anomaly.name === null ? anomalyTitle(anomaly, words) : <Term names={anomalyTerms(anomaly.name)}>{anomalyTitle(anomaly, words)}</Term>}</span>
                {anomaly.code !== null && <span class="savepoint-matrix-code">{anomaly.code}</span>}
              </th>
              {levels.map((_, level) => {
                const outcome = matrix.squares[row]?.[level]?.outcome ?? 'none';
                const isOpened = opened?.anomaly === row && opened.level === level;
                return (
                  <td key={level} class={`savepoint-matrix-cell savepoint-square-${outcome} ${apart(matrix, level)}`} role="gridcell">
                    <button
                      type="button"
                      class="savepoint-button savepoint-square"
                      data-square={`${row} ${level}`}
                      title={squareTitle(matrix, { anomaly: row, level }, words)}
                      aria-expanded={isOpened}
                      aria-controls={isOpened ? controls : undefined}
                      tabIndex={stop.anomaly === row && stop.level === level ? 0 : -1}
                      onFocus={() => { setStop({ anomaly: row, level }); }}
                      onClick={() => { onOpen({ anomaly: row, level }); }}
                    >
                      <span class={`savepoint-mark savepoint-mark-${outcome}`} aria-hidden="true" />
                      <span class="savepoint-unseen">{words.matrix[outcome]}</span>
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The engines in order, with how many levels each has. */
function enginesOf({ levels }: Matrix): readonly { readonly engine: string; readonly count: number }[] {
  return [...new Set(levels.map(({ engine }) => engine))].map((engine) => ({ engine, count: levels.filter((one) => one.engine === engine).length }));
}

/** Where another engine begins, a line parts it from the one before. */
function apart({ levels }: Matrix, at: number): string {
  return at > 0 && levels[at - 1]?.engine !== levels[at]?.engine ? 'savepoint-is-apart' : '';
}

/** Where a key leads in the grid, as the grid pattern of ARIA has it; null where it leads nowhere. */
function moved(key: string, far: boolean, { anomaly, level }: Place, lastAnomaly: number, lastLevel: number): Place | null {
  if (key === 'ArrowRight') return { anomaly, level: Math.min(level + 1, lastLevel) };
  if (key === 'ArrowLeft') return { anomaly, level: Math.max(level - 1, 0) };
  if (key === 'ArrowDown') return { anomaly: Math.min(anomaly + 1, lastAnomaly), level };
  if (key === 'ArrowUp') return { anomaly: Math.max(anomaly - 1, 0), level };
  if (key === 'Home') return { anomaly: far ? 0 : anomaly, level: 0 };
  return key === 'End' ? { anomaly: far ? lastAnomaly : anomaly, level: lastLevel } : null;
}
