import { has, members, type AttributeSet } from './attribute-set';
import { partsOf, singleRights, type Dependency, type FunctionalDependency } from './dependency';

/** What a chase came to. */
export interface ChaseResult {
  /** Whether the wanted row came about; null where the chase grew beyond its limit. */
  readonly reached: boolean | null;
  /** Rows of the tableau at the end; symbol i < attributes stands for the distinguished symbol of column i. */
  readonly rows: readonly (readonly number[])[];
}

/** With more rows a chase is given up. */
const mostRows = 4_000;

/**
 * Chases the tableau of a join dependency: does ⋈(parts) follow from the dependencies? The tableau has one row for each
 * part, with distinguished symbols in the part's columns and symbols of its own elsewhere. Functional dependencies
 * make symbols equal, multivalued and join dependencies add rows, until nothing changes or the row of distinguished
 * symbols is there.
 * @see A. V. Aho, C. Beeri, J. D. Ullman, "The theory of joins in relational databases", 1979
 * @see D. Maier, A. O. Mendelzon, Y. Sagiv, "Testing implications of data dependencies", 1979
 */
export function chaseJoin(parts: readonly AttributeSet[], dependencies: readonly Dependency[], attributes: number): ChaseResult {
  const all = (1n << BigInt(attributes)) - 1n;
  const functionals = singleRights(dependencies.filter((dependency): dependency is FunctionalDependency => dependency.kind === 'functional'))
    .map(({ left, right }) => ({ left: members(left), right: members(right)[0] ?? 0 }));
  const joins = dependencies.flatMap((dependency) => (dependency.kind === 'functional' ? [] : [partsOf(dependency, all).map(members)]));

  let rows = parts.map((part, row) => Array.from({ length: attributes }, (_, column) => (has(part, column) ? column : attributes * (row + 1) + column)));
  const wanted = (row: readonly number[]): boolean => row.every((symbol, column) => symbol === column);
  for (;;) {
    rows = distinctRows(equate(rows, functionals));
    if (rows.some(wanted)) return { reached: true, rows };
    const before = rows.length;
    for (const join of joins) {
      const joined = joinOfProjections(rows, join, attributes);
      if (joined === null) return { reached: null, rows };
      rows = distinctRows([...rows, ...joined]);
      if (rows.length > mostRows) return { reached: null, rows };
    }
    if (rows.some(wanted)) return { reached: true, rows };
    if (rows.length === before) return { reached: false, rows };
  }
}

/** Makes symbols equal until every functional dependency holds. The smaller symbol stays, so that distinguished ones do. */
function equate(rows: number[][], functionals: readonly { readonly left: readonly number[]; readonly right: number }[]): number[][] {
  for (let changed = true; changed; ) {
    changed = false;
    for (const { left, right } of functionals) {
      const first = new Map<string, number>();
      const renamed = new Map<number, number>();
      const root = (symbol: number): number => {
        let at = symbol;
        for (let next = renamed.get(at); next !== undefined; next = renamed.get(at)) at = next;
        return at;
      };
      for (const row of rows) {
        const key = left.map((column) => row[column]).join();
        const symbol = root(row[right] ?? 0);
        const known = first.get(key);
        const other = known === undefined ? symbol : root(known);
        if (symbol !== other) renamed.set(Math.max(symbol, other), Math.min(symbol, other));
        first.set(key, Math.min(symbol, other));
      }
      if (renamed.size === 0) continue;
      changed = true;
      for (const row of rows) row[right] = root(row[right] ?? 0);
    }
  }
  return rows;
}

/** The join of the rows' projections; null where it would be too large. */
function joinOfProjections(rows: readonly (readonly number[])[], parts: readonly (readonly number[])[], attributes: number): number[][] | null {
  let partial: number[][] = [new Array<number>(attributes).fill(-1)];
  const bound = new Set<number>();
  for (const part of parts) {
    const shared = part.filter((column) => bound.has(column));
    const projected = new Map<string, Map<string, readonly number[]>>();
    for (const row of rows) {
      const key = shared.map((column) => row[column]).join();
      const group = projected.get(key) ?? new Map<string, readonly number[]>();
      group.set(part.map((column) => row[column]).join(), row);
      projected.set(key, group);
    }
    const next: number[][] = [];
    for (const started of partial) {
      for (const row of projected.get(shared.map((column) => started[column]).join())?.values() ?? []) {
        const extended = [...started];
        for (const column of part) extended[column] = row[column] ?? -1;
        next.push(extended);
        if (next.length > mostRows) return null;
      }
    }
    for (const column of part) bound.add(column);
    partial = next;
  }
  return partial;
}

function distinctRows(rows: readonly number[][]): number[][] {
  const seen = new Map<string, number[]>();
  for (const row of rows) seen.set(row.join(), row);
  return [...seen.values()];
}
