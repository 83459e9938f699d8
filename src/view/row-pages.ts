import type { Row } from './model';

/** Rows asked for at once while a person scrolls, and while all are gathered. */
const pageSize = 200;
const gatherSize = 5000;

/** Fetches rows `from` (inclusive) to `to` (exclusive). */
export type FetchPage = (from: number, to: number) => Promise<readonly Row[]>;

/**
 * The rows of one result: the first ones at once, the others fetched as they come into view.
 * One request is under way at a time, and when it ends the rows wanted *then* are asked for, so that a fling through
 * a hundred thousand rows does not fetch what it passed.
 */
export class RowPages {
  readonly #rows: (Row | undefined)[];
  readonly #fetch: FetchPage;
  readonly #listeners = new Set<() => void>();
  #missing: number;
  #wanted: { readonly from: number; readonly to: number } | null = null;
  #busy = false;
  #failed = false;
  #gathering: Promise<readonly Row[]> | null = null;

  /** @param count how many rows there are to have, `first` among them. */
  constructor(
    first: readonly Row[],
    readonly count: number,
    fetch: FetchPage,
  ) {
    this.#rows = first.slice(0, count);
    this.#rows.length = count;
    this.#missing = count - Math.min(first.length, count);
    this.#fetch = fetch;
  }

  /** A row, or undefined while it is not here. */
  row(index: number): Row | undefined {
    return this.#rows[index];
  }

  /** How many rows are here. */
  get have(): number {
    return this.count - this.#missing;
  }

  /** True after a fetch failed, until {@link retry}. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Calls `listener` when rows came or could not come, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Says which rows are in view; those that are missing are fetched. */
  want(from: number, to: number): void {
    this.#wanted = { from: Math.max(0, from), to: Math.min(this.count, to) };
    if (!this.#busy && !this.#failed) void this.#serve();
  }

  /** Tries again what failed. */
  retry(): void {
    this.#failed = false;
    this.#tell();
    void this.#serve();
  }

  /** Every row, those still missing fetched first. Rejects when a fetch does. */
  all(): Promise<readonly Row[]> {
    this.#gathering ??= this.#gather().finally(() => {
      this.#gathering = null;
    });
    return this.#gathering;
  }

  async #serve(): Promise<void> {
    this.#busy = true;
    try {
      for (let page = this.#nextPage(); page !== null; page = this.#nextPage()) await this.#load(page.from, page.to);
    } catch {
      this.#fail();
    } finally {
      this.#busy = false;
    }
  }

  async #gather(): Promise<readonly Row[]> {
    try {
      for (let from = 0; from < this.count; from += gatherSize) {
        const to = Math.min(from + gatherSize, this.count);
        const start = this.#firstMissing(from, to);
        if (start !== null) await this.#load(start, to);
      }
    } catch (cause) {
      this.#fail();
      throw cause;
    }
    return this.#rows.filter((row) => row !== undefined);
  }

  /** The page that holds the first missing row in view. */
  #nextPage(): { readonly from: number; readonly to: number } | null {
    if (this.#wanted === null) return null;
    const missing = this.#firstMissing(this.#wanted.from, this.#wanted.to);
    if (missing === null) return null;
    const from = missing - (missing % pageSize);
    return { from, to: Math.min(from + pageSize, this.count) };
  }

  #firstMissing(from: number, to: number): number | null {
    for (let index = from; index < to; index += 1) if (this.#rows[index] === undefined) return index;
    return null;
  }

  async #load(from: number, to: number): Promise<void> {
    const rows = await this.#fetch(from, to);
    // A short answer would be asked for again without end: the kernel that held these rows is gone.
    if (rows.length < to - from) throw new RangeError(`rows ${from} to ${to} are no longer held`);
    rows.slice(0, to - from).forEach((row, offset) => {
      if (this.#rows[from + offset] === undefined) this.#missing -= 1;
      this.#rows[from + offset] = row;
    });
    this.#tell();
  }

  #fail(): void {
    this.#failed = true;
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
