import { INITIAL, UNBORN, type History, type HistoryEvent } from '../history/history';
import { predicateName, type Predicate } from '../rows/predicates';
import type { TraceValue } from '../trace';
import { sameImage, type Change, type Image, type Row } from '../rows/tables';

interface Version {
  readonly name: string;
  readonly transaction: string | null;
  /** null: the row was not there, or is not there any more. */
  readonly image: Image | null;
}

/** Writes down what transactions read and wrote, and gives each version of a row its name. */
export class VersionLog {
  readonly #events: HistoryEvent[] = [];
  /** All versions of each item in the order in which they were made; those of aborted transactions are taken out of `#live`. */
  readonly #all = new Map<string, Version[]>();
  readonly #live = new Map<string, Version[]>();
  readonly #unborn = new Set<string>();
  readonly #counts = new Map<string, number>();
  readonly #predicates = new Map<string, Predicate>();
  readonly #tableOf = new Map<string, string>();
  readonly #committed = new Set<string>();

  /** @param rows what there is before the first step */
  constructor(rows: Iterable<Row>) {
    for (const { item, image, table } of rows) this.#add(item, { name: INITIAL, transaction: null, image }, table.name);
  }

  /**
   * A row was changed: a new version.
   * @returns its name
   */
  write(transaction: string, { item, before, after, table }: Change, step: number, throughCursor = false): string {
    if (before === null && !this.#all.has(item)) this.#bear(item, table.name);
    const count = (this.#counts.get(transaction) ?? 0) + 1;
    this.#counts.set(transaction, count);
    const version = { name: `${transaction}.${count}`, transaction, image: after };
    this.#add(item, version, table.name);
    this.#events.push({ kind: 'write', transaction, item, version: version.name, step, throughCursor });
    return version.name;
  }

  /** A row was looked up: `version` of it, or the one that was current. */
  read(transaction: string, item: string, table: string, step: number, version = this.current(item), throughCursor = false): void {
    if (!this.#all.has(item)) this.#bear(item, table);
    this.#events.push({ kind: 'read', transaction, item, version, step, throughCursor });
  }

  /** Rows were looked for, and of each item of the table the given version was looked at. */
  predicateRead(transaction: string, predicate: Predicate, step: number, versionOf: (item: string) => string = (item) => this.current(item)): void {
    const name = predicateName(predicate);
    this.#predicates.set(name, predicate);
    const items = [...this.#all.keys()].filter((item) => this.#tableOf.get(item) === predicate.table.name);
    this.#events.push({ kind: 'predicate read', transaction, predicate: name, versions: new Map(items.map((item) => [item, versionOf(item)])), step });
  }

  end(transaction: string, kind: 'commit' | 'abort', step: number): void {
    this.#events.push({ kind, transaction, step });
    if (kind === 'commit') {
      this.#committed.add(transaction);
      return;
    }
    for (const [item, versions] of this.#live) this.#live.set(item, versions.filter((version) => version.transaction !== transaction));
  }

  /** Takes back the versions that a transaction made since it had made `count`: ROLLBACK TO. They count as never written. */
  takeBack(transaction: string, count: number): void {
    const gone = (name: string): boolean => name.startsWith(`${transaction}.`) && Number(name.slice(transaction.length + 1)) > count;
    for (const [item, versions] of this.#live) this.#live.set(item, versions.filter(({ name }) => !gone(name)));
    const kept = this.#events.filter((event) => event.kind !== 'write' || event.transaction !== transaction || !gone(event.version));
    this.#events.splice(0, this.#events.length, ...kept);
  }

  /** A point in time to which {@link forget} returns. */
  mark(): number {
    return this.#events.length;
  }

  /** Forgets reads that were noted since, for a statement that did not go through. */
  forget(mark: number): void {
    this.#events.length = mark;
  }

  /** How many versions a transaction has made. */
  count(transaction: string): number {
    return this.#counts.get(transaction) ?? 0;
  }

  /** The newest version of an item that was not rolled back. */
  current(item: string): string {
    return this.#live.get(item)?.at(-1)?.name ?? UNBORN;
  }

  /** The newest version of an item that `sees` lets be seen. */
  visible(item: string, sees: (transaction: string | null) => boolean): string {
    return this.#live.get(item)?.findLast((version) => sees(version.transaction))?.name ?? UNBORN;
  }

  /** `expected` if it has the image that a reader saw; else the newest version that has. */
  agreeing(item: string, image: Image | null, expected: string): string {
    const agrees = (version: Version): boolean => (version.image === null || image === null ? version.image === image : sameImage(version.image, image));
    const versions = this.#live.get(item) ?? [];
    if (versions.some((version) => version.name === expected && agrees(version))) return expected;
    return versions.findLast(agrees)?.name ?? expected;
  }

  image(item: string, version: string): Image | null {
    return this.#all.get(item)?.find(({ name }) => name === version)?.image ?? null;
  }

  /** All versions of an item that were not rolled back, the oldest first, with who made them. */
  living(item: string): readonly { readonly name: string; readonly transaction: string | null; readonly image: Image | null }[] {
    return this.#live.get(item) ?? [];
  }

  /** Every item that was read or written, in the order in which they were. */
  get touched(): ReadonlySet<string> {
    return new Set(this.#events.flatMap((event) => (event.kind === 'read' || event.kind === 'write' ? event.item : [])));
  }

  isCommitted(transaction: string | null): boolean {
    return transaction === null || this.#committed.has(transaction);
  }

  /** The name of an item's table. */
  tableOf(item: string): string {
    return this.#tableOf.get(item) ?? '';
  }

  /**
   * @param test whether an image satisfies a predicate
   * @param values the values of an image of a table's row, by column
   */
  history(test: (predicate: Predicate, image: Image | null) => boolean, values: (table: string, image: Image) => Readonly<Record<string, TraceValue>>): History {
    return {
      events: this.#events,
      unborn: this.#unborn,
      valuesOf: (item, version) => {
        const image = this.image(item, version);
        return image === null ? null : values(this.tableOf(item), image);
      },
      matches: (name, item, version) => {
        const predicate = this.#predicates.get(name);
        return predicate !== undefined && predicate.table.name === this.#tableOf.get(item) && test(predicate, this.image(item, version));
      },
    };
  }

  #bear(item: string, table: string): void {
    this.#unborn.add(item);
    this.#add(item, { name: UNBORN, transaction: null, image: null }, table);
  }

  #add(item: string, version: Version, table: string): void {
    this.#tableOf.set(item, table);
    for (const versions of [this.#all, this.#live]) {
      const list = versions.get(item) ?? [];
      versions.set(item, list);
      list.push(version);
    }
  }
}
