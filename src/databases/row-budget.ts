import type { Value } from './result';

/** Counts rows against what a caller is willing to hold. The first row always fits: a result shows something. */
export class RowBudget {
  #rows = 0;
  #bytes = 0;

  /**
   * @param maxRows rows at most
   * @param maxBytes bytes at most, as the values take in memory, nearly
   */
  constructor(private readonly maxRows: number = Infinity, private readonly maxBytes: number = Infinity) {}

  /** True while another row may be taken. */
  get open(): boolean {
    return this.#rows < this.maxRows && (this.#rows === 0 || this.#bytes < this.maxBytes);
  }

  /** Counts a row that was taken. */
  take(row: readonly Value[]): void {
    this.#rows++;
    if (this.maxBytes === Infinity) return;
    for (const value of row) this.#bytes += sizeOf(value);
  }
}

function sizeOf(value: Value): number {
  if (typeof value === 'string') return 16 + 2 * value.length;
  return value !== null && typeof value === 'object' ? 64 + value.byteLength : 16;
}
