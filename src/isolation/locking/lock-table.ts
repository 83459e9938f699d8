import type { Predicate } from '../rows/predicates';
import type { Image } from '../rows/tables';

export type LockMode = 'shared' | 'exclusive';

export interface ItemLock {
  readonly owner: string;
  readonly item: string;
  readonly mode: LockMode;
  /** The cursor whose current row it is; null for a lock to the end of the transaction. */
  readonly cursor: string | null;
}

interface RangeLock {
  readonly owner: string;
  readonly predicate: Predicate;
}

/** Who holds which locks. It grants and tells of conflicts; who waits is not its business. */
export class LockTable {
  #items: ItemLock[] = [];
  #ranges: RangeLock[] = [];
  /** Grows with each release, so that who waits knows when to try again. */
  releases = 0;

  /** What a session holds: rows, then ranges. */
  heldBy(owner: string): { readonly rows: readonly ItemLock[]; readonly ranges: readonly Predicate[] } {
    return {
      rows: this.#items.filter((lock) => lock.owner === owner),
      ranges: this.#ranges.flatMap((lock) => (lock.owner === owner ? lock.predicate : [])),
    };
  }

  /** Those who hold a lock on the item that does not go with this one. */
  conflicts(owner: string, item: string, mode: LockMode): string[] {
    const held = this.#items.filter((lock) => lock.item === item && lock.owner !== owner && (mode === 'exclusive' || lock.mode === 'exclusive'));
    return distinct(held);
  }

  /** Those whose ranges a change of a row, from one image to another, would touch. */
  rangeConflicts(owner: string, table: string, images: readonly (Image | null)[], matches: (predicate: Predicate, image: Image | null) => boolean): string[] {
    return distinct(this.#ranges.filter((lock) => lock.owner !== owner && lock.predicate.table.name === table && images.some((image) => matches(lock.predicate, image))));
  }

  /** The items that others hold exclusively. */
  exclusiveOfOthers(owner: string): string[] {
    return this.#items.flatMap((lock) => (lock.owner !== owner && lock.mode === 'exclusive' ? lock.item : []));
  }

  grant(owner: string, item: string, mode: LockMode, cursor: string | null = null): void {
    const known = this.#items.some((lock) => lock.owner === owner && lock.item === item && lock.mode === mode && lock.cursor === cursor);
    if (!known) this.#items.push({ owner, item, mode, cursor });
  }

  grantRange(owner: string, predicate: Predicate): void {
    const same = (lock: RangeLock): boolean => lock.owner === owner && lock.predicate.table.name === predicate.table.name && lock.predicate.where === predicate.where;
    if (!this.#ranges.some(same)) this.#ranges.push({ owner, predicate });
  }

  releaseCursor(owner: string, cursor: string): void {
    this.#items = this.#items.filter((lock) => lock.owner !== owner || lock.cursor !== cursor);
    this.releases += 1;
  }

  releaseAll(owner: string): void {
    this.#items = this.#items.filter((lock) => lock.owner !== owner);
    this.#ranges = this.#ranges.filter((lock) => lock.owner !== owner);
    this.releases += 1;
  }
}

function distinct(locks: readonly { readonly owner: string }[]): string[] {
  return [...new Set(locks.map(({ owner }) => owner))];
}
