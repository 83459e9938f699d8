import { allOf, emptySet, members, type AttributeSet } from '../schema/attribute-set';
import { partsOf, type Dependency } from '../schema/dependency';
import { rejoin } from './rejoin';
import type { CodedTable, Value } from './table';

/** Why a dependency does not hold: rows that contradict it, or a row that would have to be there. */
export interface Counterexample {
  /** Two rows that agree on the left side; none for a join dependency. */
  readonly rows: readonly (readonly Value[])[];
  /** A row that the dependency demands; null for a functional dependency. */
  readonly missing: readonly Value[] | null;
}

/** Checks a dependency on a table's rows; null when it holds. NULL equals NULL. */
export function counterexample(dependency: Dependency, table: CodedTable): Counterexample | null {
  if (dependency.kind === 'functional') return contradiction(dependency.left, dependency.right, table);
  const parts = partsOf(dependency, allOf(table.columns.length));
  const [missing] = rejoin(table, parts, 1).spurious;
  if (!missing) return null;
  return { missing, rows: dependency.kind === 'multivalued' ? witnesses(dependency.left | dependency.right, missing, table, parts) : [] };
}

/** Two rows that agree on the left but not on the right. */
function contradiction(left: AttributeSet, right: AttributeSet, table: CodedTable): Counterexample | null {
  const leftColumns = codesOf(left, table);
  const rightColumns = codesOf(right, table);
  const first = new Map<string, number>();
  for (const row of table.rows.keys()) {
    const key = leftColumns.map((codes) => codes[row]).join();
    const known = first.get(key);
    if (known === undefined) first.set(key, row);
    else if (rightColumns.some((codes) => codes[known] !== codes[row])) return { rows: [table.rows[known] ?? [], table.rows[row] ?? []], missing: null };
  }
  return null;
}

/** The two rows whose mixture is missing. */
function witnesses(one: AttributeSet, missing: readonly Value[], table: CodedTable, parts: readonly AttributeSet[]): (readonly Value[])[] {
  const other = parts.find((part) => part !== one) ?? emptySet;
  return [one, other].flatMap((part) => {
    const columns = members(part);
    const row = table.rows.find((candidate) => columns.every((column) => candidate[column] === missing[column]));
    return row ? [row] : [];
  });
}

function codesOf(set: AttributeSet, table: CodedTable): Int32Array[] {
  return members(set).map((column) => table.codes[column] ?? new Int32Array(0));
}
