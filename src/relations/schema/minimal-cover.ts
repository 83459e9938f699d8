import { emptySet, members, single } from './attribute-set';
import { closureUnder } from './closure';
import { functional, singleRights, type FunctionalDependency } from './dependency';

/** A minimal cover and how it was reached. */
export interface MinimalCover {
  readonly dependencies: readonly FunctionalDependency[];
  /** Left sides that were shortened: what stood there, and what remained. */
  readonly shortened: readonly { readonly from: FunctionalDependency; readonly to: FunctionalDependency }[];
  /** Dependencies that follow from the others. */
  readonly redundant: readonly FunctionalDependency[];
}

/** An equivalent set of dependencies with one attribute on each right, none extraneous on a left, none redundant. */
export function minimalCover(dependencies: readonly FunctionalDependency[], attributes: number): MinimalCover {
  const singles = distinct(singleRights(dependencies));
  const closure = closureUnder(singles, attributes);
  const shortened: { from: FunctionalDependency; to: FunctionalDependency }[] = [];
  const reduced = distinct(singles.map((dependency) => {
    let { left } = dependency;
    for (const attribute of members(left)) {
      const without = left & ~single(attribute);
      if ((closure(without) & dependency.right) !== emptySet) left = without;
    }
    if (left === dependency.left) return dependency;
    const to = functional(left, dependency.right);
    shortened.push({ from: dependency, to });
    return to;
  }));
  const dropped = new Set<number>();
  const closureOfOthers = closureUnder(reduced, attributes, dropped);
  // Later dependencies go first: what is written first tends to be what is meant.
  for (const [i, dependency] of [...reduced.entries()].reverse()) {
    dropped.add(i);
    if ((closureOfOthers(dependency.left) & dependency.right) === emptySet) dropped.delete(i);
  }
  return {
    dependencies: reduced.filter((_, i) => !dropped.has(i)),
    shortened,
    redundant: reduced.filter((_, i) => dropped.has(i)),
  };
}

function distinct(dependencies: readonly FunctionalDependency[]): FunctionalDependency[] {
  const seen = new Map<string, FunctionalDependency>();
  for (const dependency of dependencies) {
    const key = `${dependency.left.toString(36)}>${dependency.right.toString(36)}`;
    if (!seen.has(key)) seen.set(key, dependency);
  }
  return [...seen.values()];
}
