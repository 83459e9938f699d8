/** A relation cell that is written wrongly, and where. Lines and columns count from 1, columns in characters. */
export class RelationNotationError extends Error {
  override readonly name = 'RelationNotationError';

  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
    readonly hint: string | null = null,
    /** What to write instead of the `length` characters at the place; null where no replacement is known. */
    readonly replacement: { readonly length: number; readonly text: string } | null = null,
  ) {
    super(message);
  }
}
