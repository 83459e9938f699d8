import type { Flow } from '../databases/flow';
import type { ScheduleEngine } from './run/engine';
import { runSchedule } from './run/run-schedule';
import type { Schedule } from './schedule/schedule';
import type { AnomalyCode, Trace } from './trace';

/** A schedule that provokes an anomaly. */
export interface Provocation {
  /** The code by which the anomaly is known when it happens. */
  readonly code: AnomalyCode;
  readonly schedule: Schedule;
}

/** An engine at a level, opened anew for each schedule. */
export interface Column {
  readonly engine: string;
  readonly level: string;
  open(): Flow<ScheduleEngine>;
}

/**
 * What became of an anomaly: it happened; it was prevented, because someone had to wait or because
 * a statement failed; or the engine did otherwise, as one with snapshots does that reads old versions.
 */
export type Square = 'permitted' | 'prevented by waiting' | 'prevented by error' | 'prevented';

export interface MatrixCell {
  readonly code: AnomalyCode;
  readonly engine: string;
  readonly level: string;
  readonly square: Square;
  readonly trace: Trace;
}

/** Runs every schedule on every engine at every level. The matrix is computed, never a fixed picture. */
export function* isolationMatrix(provocations: readonly Provocation[], columns: readonly Column[]): Flow<MatrixCell[]> {
  const cells: MatrixCell[] = [];
  for (const { code, schedule } of provocations) {
    for (const column of columns) {
      const { engine: name, level } = column;
      const engine = yield* column.open();
      try {
        const trace = yield* runSchedule(schedule, engine);
        cells.push({ code, engine: name, level, square: squareOf(code, trace), trace });
      } finally {
        engine.close();
      }
    }
  }
  return cells;
}

/** A deadlock's victim both waits and fails; that it fails is what prevents. */
export function squareOf(code: AnomalyCode, { anomalies, steps }: Trace): Square {
  if (anomalies.some(({ codes }) => codes.includes(code))) return 'permitted';
  if (steps.some(({ outcome }) => outcome.kind === 'error')) return 'prevented by error';
  return steps.some(({ blocked }) => blocked) ? 'prevented by waiting' : 'prevented';
}
