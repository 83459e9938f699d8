import type { Dependency } from '../history/dependencies';
import type { Cycle, Hop } from './cycles';

/** Why a cycle cannot be: each transaction has to come before the next, and so before itself. */
export function explainCycle(cycle: Cycle): string {
  const clauses = cycle.map((hop) => `${hop.from} < ${hop.to}, because ${reasonOf(hop)}`);
  const last = clauses.pop() ?? '';
  return `${clauses.join('; ')}; but ${last}`;
}

/** Why one transaction has to come before another, in a clause. */
export function reasonOf({ from, to, kind, dependencies }: Hop): string {
  const items = listed(dependencies.map(({ item }: Dependency) => item));
  switch (kind) {
    case 'ww':
      return `${to} overwrote ${from}'s version of ${items}`;
    case 'wr':
      return `${to} read ${from}'s version of ${items}`;
    case 'rw':
      return `${from} had read the version of ${items} before ${to}'s`;
    case 'predicate wr':
      return `${to} looked at ${items} after ${from} had changed what matches`;
    case 'predicate rw':
      return `${to} changed what matches ${items} after ${from} had looked`;
  }
}

export function listed(names: readonly string[]): string {
  const unique = [...new Set(names)];
  return unique.length < 2 ? unique.join('') : `${unique.slice(0, -1).join(', ')} and ${unique.at(-1) ?? ''}`;
}
