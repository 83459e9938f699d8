import { emptySet, isSubset, members, single, type AttributeSet } from './attribute-set';
import type { Budget } from './budget';
import { functional, singleRights, type FunctionalDependency } from './dependency';
import type { FunctionalCover } from './implied-functional';

/**
 * The functional dependencies that hold in the projection on `part`: a cover of them, by resolving one attribute
 * outside of the part after the other (X → B and BY → C give XY → C).
 * @see G. Gottlob, "Computing covers for embedded functional dependencies", 1987
 * @param budget a step is taken for each resolvent; the number of dependencies may grow exponentially
 */
export function projectFunctional(dependencies: readonly FunctionalDependency[], part: AttributeSet, budget: Budget): FunctionalCover {
  let current = withoutSubsumed(singleRights(dependencies));
  let mentioned = emptySet;
  for (const { left, right } of current) mentioned |= left | right;
  for (const attribute of members(mentioned & ~part)) {
    const gone = single(attribute);
    const givers = current.filter(({ right }) => right === gone);
    const takers = current.filter(({ left, right }) => right !== gone && (left & gone) !== emptySet);
    const next = current.filter(({ left, right }) => right !== gone && (left & gone) === emptySet);
    for (const taker of takers) {
      for (const giver of givers) {
        if (budget.spent()) return { dependencies: next, complete: false };
        budget.take();
        const left = giver.left | (taker.left & ~gone);
        if ((left & taker.right) === emptySet) next.push(functional(left, taker.right));
      }
    }
    current = givers.length > 0 && takers.length > 0 ? withoutSubsumed(next) : next;
    budget.take(givers.length * takers.length);
  }
  return { dependencies: current, complete: true };
}

/** Without those that say less than another: same right side, larger left side. */
function withoutSubsumed(dependencies: readonly FunctionalDependency[]): FunctionalDependency[] {
  const byRight = new Map<AttributeSet, AttributeSet[]>();
  for (const { left, right } of dependencies) {
    const lefts = byRight.get(right) ?? [];
    if (lefts.some((smaller) => isSubset(smaller, left))) continue;
    byRight.set(right, [...lefts.filter((larger) => !isSubset(left, larger)), left]);
  }
  return [...byRight].flatMap(([right, lefts]) => lefts.map((left) => functional(left, right)));
}
