import { byName } from './history';

/**
 * An order of the transactions that agrees with all dependencies; null when they form a cycle.
 * Of several, the one that comes first by name, or is closest to the order given.
 */
export function serialOrder(
  transactions: Iterable<string>,
  dependencies: readonly { readonly from: string; readonly to: string }[],
  preferred: readonly string[] = [],
): string[] | null {
  const left = [...transactions].sort((a, b) => preferred.indexOf(a) - preferred.indexOf(b) || byName(a, b));
  const order: string[] = [];
  while (left.length > 0) {
    const free = left.findIndex((to) => !dependencies.some((edge) => edge.to === to && left.includes(edge.from)));
    if (free < 0) return null;
    order.push(...left.splice(free, 1));
  }
  return order;
}
