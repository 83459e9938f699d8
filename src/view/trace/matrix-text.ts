import type { Matrix } from '../../cells/output';
import { engineLabel } from '../engines';
import type { Words } from '../words';
import { anomalyTitle } from './matrix-names';

/** One engine of a matrix: a row for each anomaly, a column for each level. */
export interface MatrixTable {
  readonly engine: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Why squares are empty. */
  readonly reasons: readonly string[];
}

/** A matrix in words, engine by engine. */
export function matrixTables({ anomalies, levels, squares }: Matrix, words: Words): readonly MatrixTable[] {
  return [...new Set(levels.map(({ engine }) => engine))].map((engine) => {
    const places = levels.flatMap((level, at) => (level.engine === engine ? [at] : []));
    const reasons = anomalies.flatMap((anomaly, row) => {
      const reason = places.map((at) => squares[row]?.[at]?.reason).find((one) => one != null);
      return reason == null ? [] : [`${anomalyTitle(anomaly, words)}: ${words.message(reason)}`];
    });
    return {
      engine: engineLabel(engine),
      head: [words.matrix.anomaly, ...places.map((at) => levels[at]?.level ?? '')],
      rows: anomalies.map((anomaly, row) => [
        `${anomalyTitle(anomaly, words)}${anomaly.code === null ? '' : `, ${anomaly.code}`}`,
        ...places.map((at) => words.matrix[squares[row]?.[at]?.outcome ?? 'none']),
      ]),
      reasons,
    };
  });
}

/** A matrix as plain text, a table for each engine. */
export function matrixText(matrix: Matrix, words: Words): string {
  const tables = matrixTables(matrix, words).map(({ engine, head, rows, reasons }) => {
    const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
    const line = (cells: readonly string[]): string => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd();
    return [engine, line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line), ...reasons].join('\n');
  });
  return [...tables, words.matrix.finished(matrix.traces.length)].join('\n\n');
}
