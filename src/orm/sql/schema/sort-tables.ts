import { CircularDependencyError } from '../../errors';
import type { ForeignKeyConstraint } from './constraints';
import type { Table } from './table';

/** Tables in the order in which they can be created, and foreign keys that must be added afterwards. */
export interface SortedTables {
  readonly tables: Table[];
  /** Foreign keys in a circle of tables. */
  readonly deferred: ForeignKeyConstraint[];
}

/**
 * Items in layers: each after all that it depends on, otherwise in the order given.
 * @param dependencies pairs of what must come first and what comes after it
 * @throws CircularDependencyError
 */
export function topologicalSort<T>(dependencies: readonly (readonly [before: T, after: T])[], items: readonly T[]): T[] {
  const before = new Map<T, Set<T>>();
  for (const [first, then] of dependencies) before.set(then, (before.get(then) ?? new Set()).add(first));
  const waiting = new Set(items);
  const sorted: T[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter((item) => ![...(before.get(item) ?? [])].some((one) => waiting.has(one)));
    if (ready.length === 0) throw new CircularDependencyError('Circular dependency detected.', [...waiting], dependencies);
    for (const item of ready) {
      waiting.delete(item);
      sorted.push(item);
    }
  }
  return sorted;
}

/** Sorts tables by the foreign keys between them. A circle is broken by leaving out the keys in it. */
export function sortTables(tables: readonly Table[], extra: readonly (readonly [Table, Table])[] = []): SortedTables {
  const present = new Set(tables);
  const links = tables.flatMap((table) =>
    table.foreignKeyConstraints
      .filter((constraint) => !constraint.useAlter)
      .flatMap((constraint) => {
        const referred = referredTable(constraint, present);
        return referred && referred !== table ? [{ constraint, pair: [referred, table] as const }] : [];
      }),
  );
  const useAlter = tables.flatMap((table) => table.foreignKeyConstraints.filter((constraint) => constraint.useAlter));
  try {
    return { tables: topologicalSort([...links.map(({ pair }) => pair), ...extra], tables), deferred: useAlter };
  } catch (error) {
    if (!(error instanceof CircularDependencyError)) throw error;
    const cycle = new Set(tablesInCycles(links.map(({ pair }) => pair), tables));
    const broken = links.filter(({ pair: [before, after] }) => cycle.has(before) && cycle.has(after));
    const kept = links.filter((link) => !broken.includes(link)).map(({ pair }) => pair);
    return { tables: topologicalSort([...kept, ...extra], tables), deferred: [...useAlter, ...broken.map(({ constraint }) => constraint)] };
  }
}

function referredTable(constraint: ForeignKeyConstraint, present: ReadonlySet<Table>): Table | null {
  const table = constraint.elements[0]?.column.ownTable ?? null;
  return table && present.has(table) ? table : null;
}

/** The tables from which a way of foreign keys leads back to themselves. */
function tablesInCycles(links: readonly (readonly [Table, Table])[], tables: readonly Table[]): Table[] {
  return tables.filter((table) => {
    const reached = new Set<Table>();
    const open = [table];
    for (let one = open.pop(); one; one = open.pop()) {
      for (const [before, after] of links) {
        if (before !== one || reached.has(after)) continue;
        reached.add(after);
        open.push(after);
      }
    }
    return reached.has(table);
  });
}
