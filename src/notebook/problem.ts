import type { CellProblem } from './cell';

/** A problem at a place of a cell; line and column count from 1. */
export function problemAt(
  type: CellProblem['type'],
  line: number,
  column: number,
  message: string,
  hint: string | null = null,
  replacement: CellProblem['replacement'] = null,
): CellProblem {
  return { type, line, column, message, hint, replacement };
}
