import { pythonRepr } from '../values/python-repr';
import { isKnown, NO_VALUE } from './passive';

/** What happened to an attribute since it was last in step with the database. */
export class History {
  static readonly empty = new History([], [], []);

  constructor(
    readonly added: readonly unknown[],
    readonly unchanged: readonly unknown[],
    readonly deleted: readonly unknown[],
  ) {}

  get hasChanges(): boolean {
    return this.added.length > 0 || this.deleted.length > 0;
  }

  get isEmpty(): boolean {
    return !this.hasChanges && this.unchanged.length === 0;
  }

  /** All values, old and new. */
  get sum(): readonly unknown[] {
    return [...this.added, ...this.unchanged, ...this.deleted];
  }

  get nonDeleted(): readonly unknown[] {
    return [...this.added, ...this.unchanged];
  }

  get nonAdded(): readonly unknown[] {
    return [...this.unchanged, ...this.deleted];
  }

  /** `History(added=[350], unchanged=(), deleted=[None])`. */
  repr(): string {
    const part = (values: readonly unknown[]): string => (values.length === 0 ? '()' : pythonRepr([...values]));
    return `History(added=${part(this.added)}, unchanged=${part(this.unchanged)}, deleted=${part(this.deleted)})`;
  }

  toString(): string {
    return this.repr();
  }
}

/**
 * The history of an attribute with one value.
 * @param original the value before the first change; undefined when it was not changed
 * @param current {@link NO_VALUE} when there is none
 */
export function valueHistory(original: unknown, current: unknown, isEqual: (left: unknown, right: unknown) => boolean): History {
  if (original === undefined) return isKnown(current) ? new History([], [current], []) : History.empty;
  if (isKnown(current) && isKnown(original) && isEqual(current, original)) return new History([], [current], []);
  if (!isKnown(original)) return new History([current === NO_VALUE ? null : current], [], []);
  return new History(isKnown(current) ? [current] : [], [], [original]);
}

/** The history of a collection. @param original its members before the first change; undefined when it was not changed */
export function collectionHistory(original: readonly unknown[] | typeof NO_VALUE | undefined, current: readonly unknown[]): History {
  if (original === undefined) return new History([], [...current], []);
  if (original === NO_VALUE) return new History([...current], [], []);
  const [before, now] = [new Set(original), new Set(current)];
  return new History(
    current.filter((one) => !before.has(one)),
    current.filter((one) => before.has(one)),
    original.filter((one) => !now.has(one)),
  );
}
