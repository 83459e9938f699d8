import type { CellError, TextFix } from './output';

/** An error that has no place in the cell. */
export function plainError(type: string, message: string, hint: string | null = null): CellError {
  return { type, message, hint, code: null, line: null, column: null, detail: null, excerpt: null, fix: null };
}

/** An error at a place of the cell; line and column count from 1. */
export function errorAt(code: string, line: number, column: number, type: string, message: string, hint: string | null = null, fix: TextFix | null = null): CellError {
  return { ...plainError(type, message, hint), line, column, fix, excerpt: code.split('\n')[line - 1] ?? null };
}

/** Line and column, from 1, of an offset in UTF-16 units. Columns count characters, as a reader does. */
export function placeOf(code: string, offset: number): { line: number; column: number } {
  const before = code.slice(0, Math.max(0, Math.min(offset, code.length)));
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: [...before.slice(lineStart)].length + 1 };
}
