import type { ColumnElement } from './elements';

/** Columns in order, by key. Each is a property too: `table.c.id`, unless a method here has that name. */
export class ColumnCollection<C extends ColumnElement = ColumnElement> implements Iterable<C> {
  readonly #entries: [key: string, column: C][] = [];
  readonly #byKey = new Map<string, C>();

  constructor(entries: Iterable<readonly [key: string, column: C]> = []) {
    for (const [key, column] of entries) this.add(key, column);
  }

  get size(): number {
    return this.#entries.length;
  }

  /** The column with this key; undefined when there is none. */
  get(key: string): C | undefined {
    return this.#byKey.get(key);
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  /** True when the column itself is among them. */
  includes(column: ColumnElement): boolean {
    return this.#entries.some(([, own]) => own.identity === column.identity);
  }

  keys(): string[] {
    return this.#entries.map(([key]) => key);
  }

  values(): C[] {
    return this.#entries.map(([, column]) => column);
  }

  items(): [key: string, column: C][] {
    return [...this.#entries];
  }

  [Symbol.iterator](): Iterator<C> {
    return this.values()[Symbol.iterator]();
  }

  /** The column here that presents the same column of a table as `target`; null when there is none. */
  corresponding(target: ColumnElement): C | null {
    if (this.includes(target)) return target as C;
    let best: C | null = null;
    let closeness = 0;
    for (const [, column] of this.#entries) {
      let shared = 0;
      for (const one of target.proxySet) if (column.proxySet.has(one)) shared += 1;
      if (shared > closeness) [best, closeness] = [column, shared];
    }
    return best;
  }

  /** Adds a column, or puts it in the place of the one with its key. For those who build a table. */
  add(key: string, column: C): void {
    const place = this.#entries.findIndex(([own]) => own === key);
    if (place >= 0 && this.#byKey.get(key)?.name === column.name) this.#entries[place] = [key, column];
    else this.#entries.push([key, column]);
    // The first of two with one key keeps it, as long as they have different names.
    if (place < 0 || this.#entries[place]?.[1] === column) this.#byKey.set(key, column);
    if (!(key in ColumnCollection.prototype)) {
      Object.defineProperty(this, key, { get: () => this.#byKey.get(key), enumerable: true, configurable: true });
    }
  }
}
