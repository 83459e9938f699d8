import { has, members, single, type AttributeSet } from './attribute-set';
import type { Budget } from './budget';
import { basisUnder } from './dependency-basis';
import { functional, singleRights, type Dependency, type FunctionalDependency } from './dependency';
import { minimalHittingSets } from './hitting-sets';

/** Functional dependencies from which all implied ones follow, and whether they are known to be enough. */
export interface FunctionalCover {
  readonly dependencies: readonly FunctionalDependency[];
  readonly complete: boolean;
}

/**
 * Functional dependencies equivalent, as such, to all dependencies together: multivalued and join dependencies give new
 * functional ones where they meet a functional one (coalescence). Only attributes on the right of a declared
 * functional dependency can be determined.
 * @param budget a step is taken for each node of the search
 */
export function functionalCover(dependencies: readonly Dependency[], attributes: number, budget: Budget): FunctionalCover {
  const declared = dependencies.filter((dependency): dependency is FunctionalDependency => dependency.kind === 'functional');
  if (declared.length === dependencies.length || declared.length === 0) return { dependencies: declared, complete: true };
  const all = (1n << BigInt(attributes)) - 1n;
  const basis = basisUnder(dependencies, attributes);
  const found: FunctionalDependency[] = [...declared];
  const targets = new Set(singleRights(declared).map(({ right }) => right));
  for (const target of targets) {
    const determined = (set: AttributeSet): boolean => (basis(set).closure & target) !== 0n;
    const others = all & ~target;
    const lefts = minimalHittingSets(others, [], (candidate) => {
      if (determined(candidate)) return [];
      return [others & ~largestWithout(candidate, others, determined)];
    }, budget);
    for (const left of lefts) found.push(functional(left, target));
  }
  return { dependencies: found, complete: !budget.spent() };
}

/** Grows a set that lacks a property as far as it goes on lacking it. */
function largestWithout(set: AttributeSet, within: AttributeSet, property: (set: AttributeSet) => boolean): AttributeSet {
  let grown = set;
  for (const attribute of members(within)) {
    if (has(grown, attribute)) continue;
    const larger = grown | single(attribute);
    if (!property(larger)) grown = larger;
  }
  return grown;
}
