import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Matrix, Trace } from '../../cells/output';
import { CellContextProvider, useCell } from '../cell-context';
import type { CellActions } from '../model';
import { MatrixGrid, type Place } from './matrix-grid';
import { MatrixLegend } from './matrix-legend';
import { rowTitle, squareTitle } from './matrix-names';
import { TraceView } from './trace-view';

/** Anomalies against the levels of every engine; a square opens the trace that it was computed from. */
export function MatrixView({ matrix }: { readonly matrix: Matrix }) {
  const { words, id } = useCell();
  const [opened, setOpened] = useState<Place | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const close = (): void => {
    setOpened(null);
    grid.current?.querySelector<HTMLElement>('[data-square][aria-expanded="true"]')?.focus();
  };
  return (
    <div class="savepoint-matrix" ref={grid}>
      <MatrixGrid matrix={matrix} opened={opened} controls={`${id}-square`} onOpen={(place) => { setOpened(place); }} />
      <div class="savepoint-foot savepoint-matrix-foot">
        <MatrixLegend matrix={matrix} />
        <span class="savepoint-matrix-runs">{words.matrix.finished(matrix.traces.length)}</span>
      </div>
      {opened !== null && (
        <Opened key={`${opened.anomaly} ${opened.level}`} id={`${id}-square`} matrix={matrix} place={opened} onClose={close} />
      )}
    </div>
  );
}

interface OpenedProps {
  readonly id: string;
  readonly matrix: Matrix;
  readonly place: Place;
  readonly onClose: () => void;
}

/** What an opened square holds: its trace, beside those of the engine's other levels; or why there is none. */
function Opened({ id, matrix, place, onClose }: OpenedProps) {
  const cell = useCell();
  const { words } = cell;
  const heading = useRef<HTMLParagraphElement>(null);
  const square = matrix.squares[place.anomaly]?.[place.level];
  const trace = square?.trace == null ? undefined : matrix.traces[square.trace];
  const context = useMemo(() => {
    // It has run at every level already.
    const actions: CellActions = { ...cell.actions };
    delete actions.runAt;
    return { ...cell, actions, asked: { current: trace ? { engine: trace.engine, level: trace.level } : null } };
  }, [cell, trace]);
  useEffect(() => { heading.current?.focus(); }, []);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <section id={id} class="savepoint-matrix-opened" aria-labelledby={`${id}-heading`} onKeyDown={onKeyDown}>
      <div class="savepoint-matrix-head">
        <p class="savepoint-matrix-heading" id={`${id}-heading`} tabIndex={-1} ref={heading}>
          {trace ? rowTitle(matrix, place, words) : squareTitle(matrix, place, words)}
        </p>
        <button type="button" class="savepoint-button savepoint-link savepoint-matrix-close" onClick={onClose}>
          {words.table.close}
        </button>
      </div>
      {trace ? (
        <CellContextProvider.Provider value={context}>
          <TraceView traces={tracesBeside(matrix, place)} />
        </CellContextProvider.Provider>
      ) : (
        <p class="savepoint-matrix-reason">{square?.reason == null ? words.matrix.none : words.message(square.reason)}</p>
      )}
    </section>
  );
}

/** The traces of an anomaly at all levels of the engine that a square belongs to. */
function tracesBeside({ levels, squares, traces }: Matrix, place: Place): readonly Trace[] {
  return levels.flatMap(({ engine }, at) => {
    const trace = squares[place.anomaly]?.[at]?.trace;
    return engine === levels[place.level]?.engine && trace != null ? (traces[trace] ?? []) : [];
  });
}
