import { isProperSubset, isSubset, type AttributeSet } from '../schema/attribute-set';

/** A part's attributes that are a key of another part. */
export interface ForeignKey {
  readonly attributes: AttributeSet;
  /** Number of the part that is referenced. */
  readonly part: number;
}

interface KeyedPart {
  readonly attributes: AttributeSet;
  readonly keys: readonly AttributeSet[];
}

/**
 * By part: its foreign keys. References never form a circle, so that tables can be made and filled one after another;
 * one that follows from two others is left out.
 */
export function foreignKeys(parts: readonly KeyedPart[]): ForeignKey[][] {
  const references: ForeignKey[][] = parts.map(() => []);
  const reaches = (from: number, to: number): boolean => from === to || (references[from] ?? []).some(({ part }) => reaches(part, to));
  const add = (from: number, to: number, attributes: AttributeSet): void => {
    if (from !== to && !reaches(to, from) && !(references[from] ?? []).some(({ part }) => part === to)) references[from]?.push({ attributes, part: to });
  };
  // First those that lead from larger to smaller keys: they say what belongs to what.
  for (const clear of [true, false]) {
    for (const [from, { attributes, keys }] of parts.entries()) {
      for (const [to, other] of parts.entries()) {
        const key = other.keys.find((candidate) => isSubset(candidate, attributes) && candidate !== 0n);
        if (key !== undefined && key !== other.attributes && clear !== keys.includes(key)) add(from, to, key);
      }
    }
  }
  return references.map((list) => list.filter(({ attributes, part }) => !list.some((via) => via.part !== part && isProperSubset(attributes, via.attributes) && (references[via.part] ?? []).some((next) => next.part === part))));
}

/** The parts in an order in which each comes after those that it references. */
export function creationOrder(references: readonly (readonly ForeignKey[])[]): number[] {
  const order: number[] = [];
  const place = (part: number): void => {
    if (order.includes(part)) return;
    for (const { part: other } of references[part] ?? []) place(other);
    order.push(part);
  };
  for (const part of references.keys()) place(part);
  return order;
}
