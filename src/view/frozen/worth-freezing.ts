import type { CellOutput } from '../../cells/output';
import { lastingLog } from './lasting-log';

/**
 * Whether an output tells a reader something that its cell does not: rows, printed text, a verdict, an error. That tables
 * were made and rows written, the cell says itself. What an exercise gives before it is solved is nothing to keep.
 */
export function isWorthFreezing({ status, stdout, log, value, results, trees = [], diagram, trace, matrix, recovery, relation, error, check }: CellOutput): boolean {
  if (status !== 'ok' || check?.isTask === true) return false;
  return [stdout, lastingLog(log)].some((text) => text !== '') || results.some(({ columns }) => columns.length > 0) || trees.length > 0
    || [value, diagram ?? null, trace, matrix, recovery, relation, error].some((part) => part !== null);
}
