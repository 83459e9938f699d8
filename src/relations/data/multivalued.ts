import { allOf, emptySet, members, meets, single, type AttributeSet } from '../schema/attribute-set';
import type { Budget } from '../schema/budget';
import { Partitions } from './partition';
import type { CodedTable } from './table';

/** A set of columns and the blocks of the others that combine freely for each of its values, on the rows at hand. */
export interface FreeColumns {
  readonly left: AttributeSet;
  readonly blocks: readonly AttributeSet[];
}

/** The multivalued dependencies of some rows, and whether all left sides were looked at. */
export interface DiscoveredMultivalued {
  readonly found: readonly FreeColumns[];
  readonly complete: boolean;
}

/** With more the search is ended: nobody reads them. */
const mostFound = 1_000;

/**
 * Every set of columns that is not unique and whose dependency basis on the rows has more than one block, small sets
 * first. A column that the set determines is a block of its own.
 * @param isUnique tells whether a set of columns contains a key of the rows
 * @param budget a step is taken for each value that is looked at
 */
export function discoverMultivalued(table: CodedTable, isUnique: (set: AttributeSet) => boolean, budget: Budget): DiscoveredMultivalued {
  const width = table.columns.length;
  const partitions = new Partitions(table);
  const found: FreeColumns[] = [];
  let layer: { readonly left: AttributeSet; readonly next: number }[] = [{ left: emptySet, next: 0 }];
  for (let size = 0; size + 1 < width && layer.length > 0; size++) {
    const larger: typeof layer = [];
    for (const { left, next } of layer) {
      if (budget.spent() || found.length >= mostFound) return { found, complete: false };
      // What contains a key is of no interest, nor is anything larger.
      if (isUnique(left)) continue;
      const blocks = basisOnRows(left, table, partitions, budget);
      if (budget.spent()) return { found, complete: false };
      if (blocks.length > 1) found.push({ left, blocks });
      for (let column = next; column < width; column++) {
        larger.push({ left: left | single(column), next: column + 1 });
        budget.take(4);
      }
    }
    layer = larger;
  }
  return { found, complete: true };
}

/** The finest partition of the columns outside of `left` whose blocks combine freely within each group of rows. */
function basisOnRows(left: AttributeSet, table: CodedTable, partitions: Partitions, budget: Budget): AttributeSet[] {
  let blocks = members(allOf(table.columns.length) & ~left).map(single);
  const { rows, starts } = partitions.by(left);
  for (let group = 0; group + 1 < starts.length && blocks.length > 1; group++) {
    blocks = coarsenedToProduct(blocks, rows.subarray(starts[group], starts[group + 1]), table, budget);
    if (budget.spent()) return blocks;
  }
  return blocks;
}

/** Joins blocks until the group is the product of its projections on them: as few as will do. */
function coarsenedToProduct(blocks: readonly AttributeSet[], rows: Int32Array, table: CodedTable, budget: Budget): AttributeSet[] {
  const counts = blocks.map((block) => distinctCount(block, rows, table, budget));
  // Two blocks that are not free of each other can be free of each other in no larger group of columns either.
  let joined: AttributeSet[] = [];
  for (const [i, block] of blocks.entries()) {
    let together = block;
    for (let j = 0; j < i; j++) {
      const other = blocks[j] ?? emptySet;
      if (meets(together, other)) continue;
      if (counts[i] === 1 || counts[j] === 1) continue;
      if (distinctCount(block | other, rows, table, budget) !== (counts[i] ?? 0) * (counts[j] ?? 0)) together |= joined.find((known) => meets(known, other)) ?? other;
      if (budget.spent()) return [...blocks];
    }
    joined = [...joined.filter((known) => !meets(known, together)), together];
  }
  return splitOff(joined, rows, table, budget);
}

/** Blocks that are free of each other pair by pair need not be so all together: finds the smallest groups of them that are. */
function splitOff(blocks: readonly AttributeSet[], rows: Int32Array, table: CodedTable, budget: Budget): AttributeSet[] {
  const counts = new Map(blocks.map((block) => [block, distinctCount(block, rows, table, budget)]));
  const constant = blocks.filter((block) => counts.get(block) === 1);
  let rest = blocks.filter((block) => counts.get(block) !== 1);
  const done: AttributeSet[] = [];
  let total = rows.length;
  while (rest.length > 0) {
    const [first = emptySet, ...others] = rest;
    const found = smallestFree(first, others, total, rows, table, budget);
    done.push(found);
    rest = others.filter((block) => !meets(block, found));
    total /= distinctCount(found, rows, table, budget);
  }
  return [...constant, ...done].sort((a, b) => ((a & -a) < (b & -b) ? -1 : 1));
}

/** The smallest union of `first` with some others that is free of what remains. `rows` restricted to both has `total` distinct rows. */
function smallestFree(first: AttributeSet, others: readonly AttributeSet[], total: number, rows: Int32Array, table: CodedTable, budget: Budget): AttributeSet {
  for (let size = 0; size < others.length; size++) {
    for (const chosen of combinations(others, size)) {
      if (budget.spent()) break;
      const inside = chosen.reduce((set, block) => set | block, first);
      const outside = others.reduce((set, block) => set | block, emptySet) & ~inside;
      const count = distinctCount(inside, rows, table, budget);
      if (total % count === 0 && distinctCount(outside, rows, table, budget) === total / count) return inside;
    }
  }
  return others.reduce((set, block) => set | block, first);
}

function* combinations(sets: readonly AttributeSet[], size: number, from = 0): Generator<AttributeSet[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = from; i + size <= sets.length; i++) {
    for (const rest of combinations(sets, size - 1, i + 1)) yield [sets[i] ?? emptySet, ...rest];
  }
}

function distinctCount(set: AttributeSet, rows: Int32Array, table: CodedTable, budget: Budget): number {
  const columns = members(set).map((column) => table.codes[column] ?? new Int32Array(0));
  budget.take(rows.length * columns.length);
  const seen = new Set<number | string>();
  const [only] = columns;
  for (const row of rows) seen.add(columns.length === 1 && only ? (only[row] ?? 0) : columns.map((codes) => codes[row]).join());
  return seen.size;
}

