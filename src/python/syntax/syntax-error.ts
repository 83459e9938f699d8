import type { Source } from './source';

export type SyntaxErrorType = 'SyntaxError' | 'IndentationError' | 'TabError';

/** A program that is not Python, worded and placed as CPython does. */
export class PythonSyntaxError extends Error {
  override readonly name = 'PythonSyntaxError';
  /** 1-based. */
  readonly line: number;
  /** 1-based, in code points: CPython's offset. */
  readonly column: number;
  /** Where the fault ends; column exclusive. Null: CPython marks one place only. */
  readonly end: { readonly line: number; readonly column: number } | null;

  constructor(
    readonly type: SyntaxErrorType,
    message: string,
    readonly source: Source,
    start: number,
    end: number | null = null,
    /** What to do about it, where that is plain. */
    readonly hint: string | null = null,
  ) {
    super(message);
    const from = source.position(start);
    this.line = from.line;
    this.column = from.column + 1;
    const to = end === null ? null : source.position(end);
    this.end = to === null ? null : { line: to.line, column: to.column + 1 };
  }
}
