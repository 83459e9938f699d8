import type { Change, Row } from '../../rows/tables';
import type { Entry } from './journal';
import type { ObservedTable } from './observed-table';
import type { RowReport } from './row-reports';

/** Which item each row is, in all its versions. */
export class Items {
  /** What there was before the first step. */
  readonly initial: readonly Row[];
  /** By report: the changes that it tells of. A row whose key changes is another item. */
  readonly changes = new Map<RowReport, readonly Change[]>();
  /** Every image that a row of a table ever had, with its item. */
  readonly images = new Map<ObservedTable, Map<string, Set<string>>>();
  /** For tables without a key: the newest image of each item. */
  readonly #newest = new Map<string, string | null>();
  #unnamed = 0;

  constructor(tables: readonly ObservedTable[], entries: readonly Entry[]) {
    this.initial = tables.flatMap((table) => table.rows.map((image) => ({ table, item: this.#born(table, image), key: [], image: [image] })));
    for (const entry of entries) {
      for (const report of entry.kind === 'statement' ? entry.reports : []) this.changes.set(report, this.#changesOf(report));
    }
  }

  /** Every item that a table ever had. */
  of(table: ObservedTable): string[] {
    return [...(this.images.get(table)?.keys() ?? [])];
  }

  /** The item with these values of its key; null where the key is not among them, or there is none. */
  byKey(table: ObservedTable, values: ReadonlyMap<string, string>): string | null {
    if (table.key.length === 0 || !table.key.every((column) => values.has(column))) return null;
    return `${table.name}:${table.key.map((column) => values.get(column) ?? '').join(',')}`;
  }

  #changesOf({ table, before, after }: RowReport): Change[] {
    const old = before === null ? null : this.#known(table, before);
    const now = after === null ? null : table.key.length === 0 && old !== null ? old : this.#born(table, after);
    if (old !== null) this.#newest.set(old, after);
    if (now !== null && after !== null) this.#note(table, now, after);
    const change = (item: string, was: string | null, is: string | null): Change => ({ table, item, key: [], before: was === null ? null : [was], after: is === null ? null : [is] });
    if (old === now && old !== null) return [change(old, before, after)];
    return [...(old === null ? [] : [change(old, before, null)]), ...(now === null ? [] : [change(now, null, after)])];
  }

  #known(table: ObservedTable, image: string): string {
    const named = this.byImage(table, image);
    if (named !== null) return named;
    const alike = this.of(table).filter((item) => this.#newest.get(item) === image);
    return alike.at(-1) ?? this.of(table).findLast((item) => this.images.get(table)?.get(item)?.has(image)) ?? this.#born(table, image);
  }

  #born(table: ObservedTable, image: string): string {
    const item = this.byImage(table, image) ?? `${table.name}:#${++this.#unnamed}`;
    this.#note(table, item, image);
    return item;
  }

  #note(table: ObservedTable, item: string, image: string): void {
    const items = this.images.get(table) ?? new Map<string, Set<string>>();
    this.images.set(table, items);
    items.set(item, (items.get(item) ?? new Set()).add(image));
    this.#newest.set(item, image);
  }

  /** The item that a row is by its key; null where its table has none. */
  byImage(table: ObservedTable, image: string): string | null {
    if (table.key.length === 0) return null;
    const values = new Map(Object.entries(JSON.parse(image) as Record<string, unknown>).map(([column, value]) => [column, keyText(value)]));
    return this.byKey(table, values);
  }
}

/** A value of a key as the server spells it. */
export function keyText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? one.toString() : one));
}
