import { has, members, type AttributeSet } from '../schema/attribute-set';
import type { CodedTable, Value } from './table';

/** What joining a table's projections gives. */
export interface Rejoined {
  /** Distinct rows of each projection. */
  readonly partRows: readonly number[];
  /** Rows of the join; null where there are more than were counted. */
  readonly joinedRows: number | null;
  /** Rows of the join that the table does not hold, the first ones found. */
  readonly spurious: readonly (readonly Value[])[];
}

/** Rows of a join, partial ones too, that are formed at most. */
const mostJoined = 400_000;

/** Splits the distinct rows into projections and joins those again, NULL equal to NULL. The parts must cover the columns. */
export function rejoin(table: CodedTable, parts: readonly AttributeSet[], keep = 20): Rejoined {
  const projections = parts.map((part) => projection(table, part));
  const partRows = projections.map((rows) => rows.length);
  const exists = new Set(table.rows.map((_, row) => table.codes.map((codes) => codes[row]).join()));
  let partial: Int32Array[] = [new Int32Array(table.columns.length).fill(-1)];
  let bound = 0n;
  for (const [i, part] of parts.entries()) {
    const shared = members(part & bound);
    const columns = members(part).filter((column) => !has(bound, column));
    const byKey = new Map<string, number[]>();
    for (const row of projections[i] ?? []) {
      const key = shared.map((column) => table.codes[column]?.[row]).join();
      const group = byKey.get(key);
      if (group) group.push(row);
      else byKey.set(key, [row]);
    }
    const next: Int32Array[] = [];
    for (const started of partial) {
      for (const row of byKey.get(shared.map((column) => started[column]).join()) ?? []) {
        if (next.length >= mostJoined) return { partRows, joinedRows: null, spurious: [] };
        const extended = started.slice();
        for (const column of columns) extended[column] = table.codes[column]?.[row] ?? -1;
        next.push(extended);
      }
    }
    bound |= part;
    partial = next;
  }
  const spurious = partial.filter((row) => !exists.has(row.join()));
  return { partRows, joinedRows: partial.length, spurious: spurious.slice(0, keep).map((row) => decoded(row, table)) };
}

/** One row number for each distinct projection of the rows on a part. */
export function projection(table: CodedTable, part: AttributeSet): number[] {
  const columns = members(part).map((column) => table.codes[column] ?? new Int32Array(0));
  const seen = new Map<string, number>();
  for (const row of table.rows.keys()) {
    const key = columns.map((codes) => codes[row]).join();
    if (!seen.has(key)) seen.set(key, row);
  }
  return [...seen.values()];
}

function decoded(row: Int32Array, { codes, rows }: CodedTable): Value[] {
  return [...row].map((code, column) => rows[(codes[column] ?? new Int32Array(0)).indexOf(code)]?.[column] ?? null);
}
