import { emptySet, meets, type AttributeSet } from './attribute-set';
import type { Budget } from './budget';
import type { Closure } from './closure';
import { isTrivial, type FunctionalDependency } from './dependency';
import { containsAny, shrunk } from './hitting-sets';

/** Minimal sets that were looked for, and whether they are all there are. */
export interface FoundSets {
  readonly sets: readonly AttributeSet[];
  readonly complete: boolean;
}

/**
 * All minimal subsets of `all` that determine `target`, each found from another in polynomial time.
 * @see C. L. Lucchesi, S. L. Osborn, "Candidate keys for relations", 1978; the argument holds for any target
 * @param budget a step is taken for each comparison with a set found before
 */
export function minimalDeterminants(target: AttributeSet, all: AttributeSet, dependencies: readonly FunctionalDependency[], closure: Closure, budget: Budget): FoundSets {
  const useful = dependencies.filter((dependency) => !isTrivial(dependency, all));
  let derived = emptySet;
  for (const { left, right } of useful) derived |= right & ~left;
  // What nothing determines is part of every set that determines it.
  const core = target & ~derived;
  const determines = (set: AttributeSet): boolean => (target & ~closure(set)) === emptySet;
  const found = [shrunk(target, core, determines)];
  for (const known of found) {
    for (const { left, right } of useful) {
      if (!meets(known, right)) continue;
      if (budget.spent()) return { sets: found, complete: false };
      const candidate = left | (known & ~right);
      budget.take(found.length);
      if (!containsAny(candidate, found)) found.push(shrunk(candidate, core & candidate, determines));
    }
  }
  return { sets: found, complete: true };
}

/** All candidate keys of the relation over `all`. */
export function candidateKeys(all: AttributeSet, dependencies: readonly FunctionalDependency[], closure: Closure, budget: Budget): FoundSets {
  return minimalDeterminants(all, all, dependencies, closure, budget);
}
