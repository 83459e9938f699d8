import { emptySet, has, meets, members, single, sizeOf, type AttributeSet } from './attribute-set';
import type { Budget } from './budget';

/** What is asked of a candidate: sets that any solution has to meet and that this one misses; none when it is a solution. */
export type FindMissed = (candidate: AttributeSet) => readonly AttributeSet[];

/** A solution costs more than a node: nobody reads a hundred thousand of them. */
const solutionSteps = 8;

/**
 * All minimal subsets of `universe` that meet every set of a family which is known only by asking: whoever calls
 * shows, for a candidate that fails, sets that it misses. Keys and dependencies are found in this way from a closure
 * as well as from rows, where looking at all sets beforehand would be too much.
 *
 * The search tree is MMCS's: a node branches over one missed set, and is given up where a member of the candidate has
 * no set left that it alone meets. That sets become known during the search loses no solution: before a branch is
 * given up, the branches before it have brought to light what speaks against it.
 * @see K. Murakami, T. Uno, "Efficient algorithms for dualizing large-scale hypergraphs", 2014
 * @see J. Birnick et al., "Hitting set enumeration with partial information for unique column combination discovery", 2020
 * @param known sets that are known to belong to the family
 * @param budget a step and more are taken for each node, by the size of the family; when it is spent, the solutions found so far are returned
 */
export function minimalHittingSets(universe: AttributeSet, known: readonly AttributeSet[], findMissed: FindMissed, budget: Budget): AttributeSet[] {
  const family = [...new Set(known.map((set) => set & universe))];
  const solutions: AttributeSet[] = [];
  if (family.includes(emptySet)) return solutions;
  const search = { impossible: false };
  const width = Math.ceil(sizeOf(universe) / 60);

  const visit = (chosen: AttributeSet, candidates: AttributeSet, missed: readonly AttributeSet[]): void => {
    if (budget.spent() || search.impossible) return;
    budget.take(1 + (family.length * width) / 100);
    let open = missed;
    if (open.length === 0) {
      const shown = findMissed(chosen).map((set) => set & universe);
      if (shown.length === 0) {
        solutions.push(chosen);
        budget.take(solutionSteps);
        return;
      }
      if (shown.includes(emptySet)) {
        search.impossible = true;
        return;
      }
      for (const set of new Set(shown)) if (!family.includes(set)) family.push(set);
      open = [...new Set(shown)];
    }
    const branching = smallest(open, candidates);
    if (branching === emptySet) return;
    let allowed = candidates & ~branching;
    for (const attribute of members(branching)) {
      const extended = chosen | single(attribute);
      if (!eachHasItsOwn(extended, chosen, family)) continue;
      // Sets may have come to light in the branches before.
      visit(extended, allowed, family.filter((set) => !meets(set, extended)));
      allowed |= single(attribute);
    }
  };
  visit(emptySet, universe, family);
  // Where the family holds the empty set, nothing meets it, whatever was found before that came to light.
  return search.impossible ? [] : solutions;
}

/** The missed set with the fewest candidates, cut to them. */
function smallest(missed: readonly AttributeSet[], candidates: AttributeSet): AttributeSet {
  let best = emptySet;
  let size = Infinity;
  for (const set of missed) {
    const cut = set & candidates;
    const count = sizeOf(cut);
    if (count < size) [best, size] = [cut, count];
    if (count <= 1) break;
  }
  return best;
}

/** Whether each member of `before` still is the only one to meet some set, now that more was chosen. */
function eachHasItsOwn(chosen: AttributeSet, before: AttributeSet, family: readonly AttributeSet[]): boolean {
  let needed = before;
  if (needed === emptySet) return true;
  for (const set of family) {
    const met = set & chosen;
    if ((met & (met - 1n)) === emptySet) needed &= ~met;
    if (needed === emptySet) return true;
  }
  return false;
}

/** Greedily drops members while the property holds: a minimal set that has it. */
export function shrunk(set: AttributeSet, keep: AttributeSet, holds: (set: AttributeSet) => boolean): AttributeSet {
  let rest = set;
  for (const attribute of members(set).reverse()) {
    if (has(keep, attribute)) continue;
    const without = rest & ~single(attribute);
    if (holds(without)) rest = without;
  }
  return rest;
}

/** True when one of the sets lies within `set`. */
export function containsAny(set: AttributeSet, sets: readonly AttributeSet[]): boolean {
  const outside = ~set;
  return sets.some((inner) => (inner & outside) === emptySet);
}
