/**
 * A set of attributes: bit i is set when attribute i of the schema is a member. A bigint is an immutable value of any
 * width, so that a set is a key of a Map and a relation may have a thousand attributes.
 */
export type AttributeSet = bigint;

export const emptySet: AttributeSet = 0n;

/** The set of one attribute. */
export function single(attribute: number): AttributeSet {
  return 1n << BigInt(attribute);
}

/** The set of the given attributes. */
export function setOf(attributes: Iterable<number>): AttributeSet {
  let set = emptySet;
  for (const attribute of attributes) set |= single(attribute);
  return set;
}

/** The set of attributes 0 to `count` - 1. */
export function allOf(count: number): AttributeSet {
  return (1n << BigInt(count)) - 1n;
}

const wordBits = 30;
const wordShift = BigInt(wordBits);

/** The members in ascending order. */
export function members(set: AttributeSet): number[] {
  const found: number[] = [];
  for (let rest = set, base = 0; rest !== emptySet; rest >>= wordShift, base += wordBits) {
    for (let word = Number(BigInt.asUintN(wordBits, rest)); word !== 0; word &= word - 1) found.push(base + 31 - Math.clz32(word & -word));
  }
  return found;
}

export function has(set: AttributeSet, attribute: number): boolean {
  return ((set >> BigInt(attribute)) & 1n) === 1n;
}

export function isSubset(inner: AttributeSet, outer: AttributeSet): boolean {
  return (inner & ~outer) === emptySet;
}

/** True for a subset that is not the whole. */
export function isProperSubset(inner: AttributeSet, outer: AttributeSet): boolean {
  return inner !== outer && isSubset(inner, outer);
}

export function meets(a: AttributeSet, b: AttributeSet): boolean {
  return (a & b) !== emptySet;
}

export function sizeOf(set: AttributeSet): number {
  return members(set).length;
}

/** Those sets of which no other in the list is a proper subset, each once. */
export function minimalSets(sets: readonly AttributeSet[]): AttributeSet[] {
  const bySize = [...new Set(sets)].sort(bySizeThenOrder);
  const kept: AttributeSet[] = [];
  for (const set of bySize) if (!kept.some((smaller) => isSubset(smaller, set))) kept.push(set);
  return kept;
}

/** Those sets that are no proper subset of another in the list, each once, in the list's order. */
export function maximalSets(sets: readonly AttributeSet[]): AttributeSet[] {
  return [...new Set(sets)].filter((set, _, all) => !all.some((other) => isProperSubset(set, other)));
}

/** Orders sets by size, then by their members. */
export function bySizeThenOrder(a: AttributeSet, b: AttributeSet): number {
  const left = members(a);
  const right = members(b);
  if (left.length !== right.length) return left.length - right.length;
  for (const [i, attribute] of left.entries()) {
    const other = right[i] ?? 0;
    if (attribute !== other) return attribute - other;
  }
  return 0;
}
