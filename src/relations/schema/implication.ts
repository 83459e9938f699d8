import { emptySet, isSubset, meets, type AttributeSet } from './attribute-set';
import { chaseJoin } from './chase';
import { basisUnder } from './dependency-basis';
import type { Dependency } from './dependency';

/** Whether a dependency follows from others; null where the chase of a join dependency grew beyond its limit. */
export function implies(dependencies: readonly Dependency[], dependency: Dependency, attributes: number): boolean | null {
  if (dependency.kind === 'join') return impliesJoin(dependencies, dependency.parts, attributes);
  const { closure, blocks } = basisUnder(dependencies, attributes)(dependency.left);
  if (dependency.kind === 'functional') return isSubset(dependency.right, closure);
  const right = dependency.right & ~dependency.left;
  return blocks.every((block) => !meets(block, right) || isSubset(block, right));
}

/** Whether a relation with these dependencies is always the join of its projections on the parts. */
export function impliesJoin(dependencies: readonly Dependency[], parts: readonly AttributeSet[], attributes: number): boolean | null {
  let covered = emptySet;
  for (const part of parts) covered |= part;
  if (covered !== (1n << BigInt(attributes)) - 1n) return false;
  if (parts.length === 2) {
    // Two parts join without loss exactly when what they share multidetermines one of them: no chase can grow here.
    const [one = emptySet, other = emptySet] = parts;
    const { blocks } = basisUnder(dependencies, attributes)(one & other);
    return blocks.every((block) => isSubset(block, one) || isSubset(block, other));
  }
  return chaseJoin(parts, dependencies, attributes).reached;
}
