import type { Matrix, MatrixAnomaly } from '../../cells/output';
import { engineLabel } from '../engines';
import type { Words } from '../words';

/** What an anomaly is called: by its name; by its schedule where there are several, or where it showed nothing. */
export function anomalyTitle({ name, schedule }: MatrixAnomaly, { trace, matrix }: Words): string {
  const known = name === null ? matrix.noAnomaly : (trace.anomalies[name] ?? name);
  return schedule === null ? known : `${known} (${schedule})`;
}

/** `Lost update at READ COMMITTED of PostgreSQL: possible`. */
export function squareTitle(matrix: Matrix, place: { readonly anomaly: number; readonly level: number }, words: Words): string {
  const anomaly = matrix.anomalies[place.anomaly];
  const level = matrix.levels[place.level];
  const outcome = matrix.squares[place.anomaly]?.[place.level]?.outcome ?? 'none';
  if (!anomaly || !level) return '';
  return words.matrix.square(anomalyTitle(anomaly, words), level.level, engineLabel(level.engine), words.matrix[outcome]);
}

/** `Lost update, PostgreSQL`: an anomaly at all levels of an engine. */
export function rowTitle(matrix: Matrix, place: { readonly anomaly: number; readonly level: number }, words: Words): string {
  const anomaly = matrix.anomalies[place.anomaly];
  return anomaly ? `${anomalyTitle(anomaly, words)}, ${engineLabel(matrix.levels[place.level]?.engine ?? '')}` : '';
}
