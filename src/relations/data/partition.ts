import { emptySet, members, single, type AttributeSet } from '../schema/attribute-set';
import type { CodedTable } from './table';

/**
 * The groups of two or more rows that agree on a set of columns; rows that stand alone are left out, since they break
 * no dependency.
 * @see Y. Huhtala et al., "TANE: an efficient algorithm for discovering functional and approximate dependencies", 1999
 */
export interface Partition {
  /** Row numbers, group after group. */
  readonly rows: Int32Array;
  /** Where each group begins in `rows`, and where the last one ends. */
  readonly starts: Int32Array;
}

/** Numbers that all kept partitions may hold together: some 100 MB. */
const mostKept = 24_000_000;

/** The partitions of a table by sets of columns, each refined from one that is known. */
export class Partitions {
  readonly #known = new Map<AttributeSet, Partition>();
  readonly #whole: Partition;
  readonly #counts: Int32Array;
  #kept = 0;

  constructor(private readonly table: CodedTable) {
    const count = table.rows.length;
    this.#whole = count < 2
      ? { rows: new Int32Array(0), starts: new Int32Array(1) }
      : { rows: Int32Array.from({ length: count }, (_, row) => row), starts: Int32Array.of(0, count) };
    this.#counts = new Int32Array(Math.max(1, ...table.counts));
  }

  /** The groups of rows that agree on a set of columns. */
  by(set: AttributeSet): Partition {
    if (set === emptySet) return this.#whole;
    const known = this.#known.get(set);
    if (known) return known;
    const columns = members(set);
    let last = columns.at(-1) ?? 0;
    // From whichever neighbour is known, the one that leaves least to refine.
    let base: Partition | undefined;
    for (const column of columns) {
      const neighbour = this.#known.get(set & ~single(column));
      if (neighbour && (!base || neighbour.rows.length < base.rows.length)) [base, last] = [neighbour, column];
    }
    const made = this.#refine(base ?? this.by(set & ~single(last)), last);
    this.#keep(set, made);
    return made;
  }

  #refine({ rows, starts }: Partition, column: number): Partition {
    const codes = this.table.codes[column] ?? new Int32Array(0);
    const counts = this.#counts;
    const refined = new Int32Array(rows.length);
    const newStarts: number[] = [];
    let end = 0;
    for (let group = 0; group + 1 < starts.length; group++) {
      const from = starts[group] ?? 0;
      const to = starts[group + 1] ?? 0;
      for (let i = from; i < to; i++) {
        const code = codes[rows[i] ?? 0] ?? 0;
        counts[code] = (counts[code] ?? 0) + 1;
      }
      // Each value's count becomes, below zero, the place of its next row; single rows get none.
      for (let i = from; i < to; i++) {
        const row = rows[i] ?? 0;
        const code = codes[row] ?? 0;
        const count = counts[code] ?? 0;
        if (count === 1) counts[code] = 0;
        if (count < 2 && count >= 0) continue;
        let place = -count - 1;
        if (count > 0) {
          newStarts.push(end);
          place = end;
          end += count;
        }
        refined[place] = row;
        counts[code] = -(place + 1) - 1;
      }
      for (let i = from; i < to; i++) counts[codes[rows[i] ?? 0] ?? 0] = 0;
    }
    newStarts.push(end);
    return { rows: refined.slice(0, end), starts: Int32Array.from(newStarts) };
  }

  #keep(set: AttributeSet, partition: Partition): void {
    this.#known.set(set, partition);
    this.#kept += partition.rows.length + partition.starts.length;
    for (const [oldest, { rows, starts }] of this.#known) {
      if (this.#kept <= mostKept || oldest === set) break;
      this.#known.delete(oldest);
      this.#kept -= rows.length + starts.length;
    }
  }
}
