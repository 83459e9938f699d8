import { emptySet, isSubset, single, type AttributeSet } from '../schema/attribute-set';
import type { Budget } from '../schema/budget';
import { Partitions } from './partition';
import type { CodedTable } from './table';

/** Groups of a partition that give a difference each when a candidate fails. */
const shownGroups = 6;
/** Rows of each column's groups that are compared with their neighbour beforehand. */
const sampledRows = 2_000;
/** Rows of a partition that cost as much as a node of the search. */
const rowsPerStep = 500;

/**
 * The sets of columns in which two rows of a table differ, as far as they have come to light. X → A holds exactly when
 * X meets every such set that A belongs to; X is unique when it meets them all.
 */
export class Differences {
  readonly #found = new Set<AttributeSet>();
  readonly #partitions: Partitions;

  constructor(private readonly table: CodedTable) {
    this.#partitions = new Partitions(table);
    this.#sample();
  }

  /** Of the sets found so far those that pass a test, without the ones that contain another. */
  minimal(wanted: (set: AttributeSet) => boolean, without: AttributeSet): AttributeSet[] {
    const sets = [...new Set([...this.#found].filter(wanted).map((set) => set & ~without))];
    const sized = sets.map((set) => ({ set, size: bitCount(set) })).sort((a, b) => a.size - b.size);
    const kept: AttributeSet[] = [];
    for (const { set } of sized) if (!kept.some((smaller) => isSubset(smaller, set))) kept.push(set);
    return kept;
  }

  /** Differences of rows that agree on `left` but not on `column`; none when left → column holds. Its partition costs steps by its rows. */
  against(left: AttributeSet, column: number, budget: Budget): AttributeSet[] {
    const codes = this.table.codes[column] ?? new Int32Array(0);
    const { rows, starts } = this.#partitions.by(left);
    budget.take(rows.length / rowsPerStep);
    const shown: AttributeSet[] = [];
    for (let group = 0; group + 1 < starts.length && shown.length < shownGroups; group++) {
      const from = starts[group] ?? 0;
      const to = starts[group + 1] ?? 0;
      const first = rows[from] ?? 0;
      for (let i = from + 1; i < to; i++) {
        const row = rows[i] ?? 0;
        if (codes[row] === codes[first]) continue;
        shown.push(this.#difference(first, row));
        break;
      }
    }
    return shown;
  }

  /** Differences of rows that agree on `set`; none when it is unique. */
  ofTwins(set: AttributeSet, budget: Budget): AttributeSet[] {
    const { rows, starts } = this.#partitions.by(set);
    budget.take(rows.length / rowsPerStep);
    const shown: AttributeSet[] = [];
    for (let group = 0; group + 1 < starts.length && shown.length < shownGroups; group++) {
      const at = starts[group] ?? 0;
      shown.push(this.#difference(rows[at] ?? 0, rows[at + 1] ?? 0));
    }
    return shown;
  }

  #difference(one: number, other: number): AttributeSet {
    let set = emptySet;
    let word = 0;
    // Small numbers are many times faster than large ones.
    for (const [column, codes] of this.table.codes.entries()) {
      if (codes[one] === codes[other]) continue;
      if (column < 30) word |= 1 << column;
      else set |= single(column);
    }
    set |= BigInt(word);
    this.#found.add(set);
    return set;
  }

  /** Neighbours within each column's groups are alike, so that their differences are small and tell much. */
  #sample(): void {
    for (const column of this.table.columns.keys()) {
      const { rows, starts } = this.#partitions.by(single(column));
      const step = Math.max(1, Math.floor(rows.length / sampledRows));
      let group = 0;
      for (let i = 0; i + 1 < rows.length; i += step) {
        while (i >= (starts[group + 1] ?? 0)) group++;
        if (i + 1 < (starts[group + 1] ?? 0)) this.#difference(rows[i] ?? 0, rows[i + 1] ?? 0);
      }
    }
  }
}

function bitCount(set: AttributeSet): number {
  let count = 0;
  for (let rest = set; rest !== emptySet; rest &= rest - 1n) count++;
  return count;
}
