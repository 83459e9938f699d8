import type { Predicate } from '../../rows/predicates';
import type { Conjunct } from './condition';
import type { ObservedTable } from './observed-table';
import type { Scan } from './scans';

/** All that is known of what a scan looks for. */
export function predicateOf({ table, conjuncts }: Scan): Predicate {
  return { table, alias: table.relation, where: joined(conjuncts) };
}

/** The key that a scan names; null when it looks for rows in another way. */
export function pointOf({ table, conjuncts }: Scan): Predicate | null {
  if (table.key.length === 0 || !table.key.every((column) => conjuncts.some(({ pins, columns }) => pins && columns[0] === column))) return null;
  return { table, alias: table.relation, where: joined(conjuncts.filter((one) => isOnKey(one, table))) };
}

/** Whether a conjunct is about the key alone. */
export function isOnKey({ columns }: Conjunct, { key }: ObservedTable): boolean {
  return columns.length > 0 && columns.every((column) => key.includes(column));
}

function joined(conjuncts: readonly Conjunct[]): string | null {
  if (conjuncts.length === 0) return null;
  return conjuncts.length === 1 ? (conjuncts[0]?.text ?? null) : conjuncts.map(({ text }) => (/\bOR\b/.test(text) ? `(${text})` : text)).join(' AND ');
}
