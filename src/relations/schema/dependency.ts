import { emptySet, isSubset, maximalSets, members, type AttributeSet } from './attribute-set';

/** X → Y: rows that agree on X agree on Y. An empty X makes Y constant. */
export interface FunctionalDependency {
  readonly kind: 'functional';
  readonly left: AttributeSet;
  readonly right: AttributeSet;
}

/** X ↠ Y: for each value of X, the values of Y and those of all other attributes combine freely. */
export interface MultivaluedDependency {
  readonly kind: 'multivalued';
  readonly left: AttributeSet;
  readonly right: AttributeSet;
}

/** ⋈(R1, …, Rk): the relation is the join of its projections on the parts. */
export interface JoinDependency {
  readonly kind: 'join';
  readonly parts: readonly AttributeSet[];
}

export type Dependency = FunctionalDependency | MultivaluedDependency | JoinDependency;

/** A relation schema: its attributes by number, and what is declared of them. */
export interface Schema {
  readonly name: string;
  readonly attributes: readonly string[];
  readonly dependencies: readonly Dependency[];
}

export function functional(left: AttributeSet, right: AttributeSet): FunctionalDependency {
  return { kind: 'functional', left, right };
}

export function multivalued(left: AttributeSet, right: AttributeSet): MultivaluedDependency {
  return { kind: 'multivalued', left, right };
}

/** A join dependency; parts within another part say nothing and are left out. */
export function join(parts: readonly AttributeSet[]): JoinDependency {
  return { kind: 'join', parts: maximalSets(parts) };
}

/** True for a dependency that every relation over `all` satisfies. */
export function isTrivial(dependency: Dependency, all: AttributeSet): boolean {
  switch (dependency.kind) {
    case 'functional':
      return isSubset(dependency.right, dependency.left);
    case 'multivalued':
      return isSubset(dependency.right, dependency.left) || (dependency.left | dependency.right) === all;
    case 'join':
      return dependency.parts.includes(all);
  }
}

/** A multivalued or join dependency as the parts whose join it says the relation to be. */
export function partsOf(dependency: MultivaluedDependency | JoinDependency, all: AttributeSet): readonly AttributeSet[] {
  if (dependency.kind === 'join') return dependency.parts;
  const { left, right } = dependency;
  return [left | right, left | (all & ~right)];
}

/** The functional dependencies of a list, each with one attribute on its right that is not on its left. */
export function singleRights(dependencies: readonly FunctionalDependency[]): FunctionalDependency[] {
  return dependencies.flatMap(({ left, right }) => members(right & ~left).map((attribute) => functional(left, 1n << BigInt(attribute))));
}

/** Functional dependencies with equal left sides made one. */
export function groupedByLeft(dependencies: readonly FunctionalDependency[]): FunctionalDependency[] {
  const rights = new Map<AttributeSet, AttributeSet>();
  for (const { left, right } of dependencies) rights.set(left, (rights.get(left) ?? emptySet) | right);
  return [...rights].map(([left, right]) => functional(left, right));
}
