import { allOf, emptySet, members, type AttributeSet } from '../schema/attribute-set';
import { Budget } from '../schema/budget';
import { candidateKeys, minimalDeterminants, type FoundSets } from '../schema/candidate-keys';
import { closureUnder, type Closure } from '../schema/closure';
import { functional, type Dependency, type FunctionalDependency } from '../schema/dependency';
import { basisUnder, type DependencyBasis } from '../schema/dependency-basis';
import { functionalCover } from '../schema/implied-functional';
import { minimalCover, type MinimalCover } from '../schema/minimal-cover';

/** How far searches go that may be exponential. */
export interface SearchLimits {
  /** Comparisons while looking for all candidate keys. */
  readonly keySteps: number;
  /** Comparisons while looking for all minimal functional dependencies. */
  readonly dependencySteps: number;
  /** Nodes while deriving functional dependencies from multivalued and join dependencies. */
  readonly coverSteps: number;
  /** Steps while projecting dependencies on a part. */
  readonly projectionSteps: number;
}

export const usualLimits: SearchLimits = { keySteps: 500_000, dependencySteps: 80_000, coverSteps: 20_000, projectionSteps: 20_000 };

/** What follows from a set of declared dependencies: the ground of every judgement about it. */
export interface SchemaFacts {
  readonly attributes: number;
  readonly all: AttributeSet;
  readonly declared: readonly Dependency[];
  /** Functional dependencies equivalent to all that are implied. */
  readonly functionals: readonly FunctionalDependency[];
  /** False where not every functional dependency that multivalued ones imply was found. */
  readonly functionalsComplete: boolean;
  readonly closure: Closure;
  readonly basis: (set: AttributeSet) => DependencyBasis;
  readonly keys: FoundSets;
  /** Attributes of some key that was found. */
  readonly prime: AttributeSet;
  readonly cover: MinimalCover;
  /** All minimal X → A that are implied. */
  readonly minimal: FoundDependencies;
}

/** Works out what follows from dependencies over attributes 0 to `attributes` - 1. */
export function factsOf(declared: readonly Dependency[], attributes: number, limits: SearchLimits = usualLimits): SchemaFacts {
  const all = allOf(attributes);
  const { dependencies: functionals, complete } = functionalCover(declared, attributes, new Budget(limits.coverSteps));
  const closure = closureUnder(functionals, attributes);
  const keys = candidateKeys(all, functionals, closure, new Budget(limits.keySteps));
  const cover = minimalCover(functionals, attributes);
  return {
    attributes, all, declared, functionals, functionalsComplete: complete, closure, keys, cover,
    basis: basisUnder(declared, attributes),
    prime: union(keys.sets),
    minimal: minimalFunctionals(all, functionals, closure, cover.dependencies, limits.dependencySteps),
  };
}

/** Minimal functional dependencies, and whether they are all there are. */
export interface FoundDependencies {
  readonly dependencies: readonly FunctionalDependency[];
  readonly complete: boolean;
}

/**
 * All non-trivial X → A within `all` with no attribute of X to spare, for each A that is derived. Where they are too
 * many, those of the cover stand for the attributes that were not reached.
 */
export function minimalFunctionals(all: AttributeSet, functionals: readonly FunctionalDependency[], closure: Closure, cover: readonly FunctionalDependency[], steps: number): FoundDependencies {
  const budget = new Budget(steps);
  let derived = emptySet;
  for (const { left, right } of functionals) derived |= right & ~left;
  const found: FunctionalDependency[] = [];
  let complete = true;
  for (const attribute of members(derived & all)) {
    const target = 1n << BigInt(attribute);
    const lefts = minimalDeterminants(target, all, functionals, closure, budget);
    complete &&= lefts.complete;
    const known = new Set(lefts.sets.filter((left) => left !== target));
    if (!lefts.complete) for (const { left, right } of cover) if (right === target) known.add(left);
    for (const left of known) found.push(functional(left, target));
  }
  return { dependencies: found, complete };
}

export function union(sets: readonly AttributeSet[]): AttributeSet {
  let all = emptySet;
  for (const set of sets) all |= set;
  return all;
}
