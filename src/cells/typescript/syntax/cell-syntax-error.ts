/** A cell is written wrongly, or in a way that cannot be run here. Found before anything of it runs. */
export class CellSyntaxError extends Error {
  override readonly name = 'SyntaxError';

  /** @param offset of the mistake in the cell's code, in UTF-16 units */
  constructor(message: string, readonly offset: number, readonly hint: string | null = null) {
    super(message);
  }
}
