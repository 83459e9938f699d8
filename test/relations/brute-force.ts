import type { Table } from '../../src/relations/data/table';
import { allOf, isSubset, single, type AttributeSet } from '../../src/relations/schema/attribute-set';

/** Every subset of the first `count` attributes. */
export function subsets(count: number): AttributeSet[] {
  return Array.from({ length: 2 ** count }, (_, set) => BigInt(set));
}

/** The minimal sets with a property that supersets share. */
export function minimalWith(count: number, has: (set: AttributeSet) => boolean): AttributeSet[] {
  const all = subsets(count).filter(has);
  return all.filter((set) => !all.some((other) => other !== set && isSubset(other, set)));
}

/** Whether rows that agree on `left` agree on `right`, pair by pair. */
export function holdsFunctionally({ rows }: Table, left: AttributeSet, right: AttributeSet): boolean {
  const agree = (a: Table['rows'][number], b: Table['rows'][number], set: AttributeSet): boolean => a.every((value, column) => !isSubset(single(column), set) || value === b[column]);
  return rows.every((a) => rows.every((b) => !agree(a, b, left) || agree(a, b, right)));
}

/** Whether the distinct rows are the join of their projections: each combination of parts is looked at. */
export function holdsAsJoin({ columns, rows }: Table, parts: readonly AttributeSet[]): boolean {
  const keys = new Set(rows.map((row) => JSON.stringify(row)));
  const inPart = (column: number, part: AttributeSet): boolean => isSubset(single(column), part);
  const extend = (partial: readonly (string | null | undefined)[], remaining: readonly AttributeSet[]): boolean => {
    const [part, ...others] = remaining;
    if (part === undefined) return keys.has(JSON.stringify(partial));
    return rows.every((row) => {
      const fits = columns.every((_, column) => !inPart(column, part) || partial[column] === undefined || partial[column] === row[column]);
      return !fits || extend(columns.map((_, column) => (inPart(column, part) ? row[column] : partial[column])), others);
    });
  };
  return extend(columns.map(() => undefined), parts);
}

/** The parts of a multivalued dependency. */
export function halves(left: AttributeSet, right: AttributeSet, count: number): [AttributeSet, AttributeSet] {
  return [left | right, allOf(count) & ~(right & ~left)];
}
