import { emptySet, isSubset, members, single, type AttributeSet } from '../schema/attribute-set';
import type { SchemaFacts } from './facts';

/** A set within a part that is no superkey of it, and the blocks of the part that are independent of each other given it. */
export interface FreeBlocks {
  readonly left: AttributeSet;
  readonly blocks: readonly AttributeSet[];
}

/** How many left sides are tried. */
const mostTried = 5_000;

/**
 * A smallest left side of a multivalued dependency that breaks 4NF within a part: of the dependency basis, what lies
 * in the part. Null where there is none, which in a very wide part means none among the first few thousand.
 */
export function freeBlocks(part: AttributeSet, { declared, closure, basis }: SchemaFacts): FreeBlocks | null {
  // Without multivalued and join dependencies the functional tests have said all.
  if (declared.every(({ kind }) => kind === 'functional')) return null;
  let tried = 0;
  for (const left of subsetsBySize(part)) {
    if (++tried > mostTried) return null;
    if (isSubset(part, closure(left))) continue;
    const blocks = basis(left).blocks.map((block) => block & part).filter((block) => block !== emptySet);
    if (blocks.length > 1) return { left, blocks };
  }
  return null;
}

/** The proper subsets of a set, small ones first. */
function* subsetsBySize(set: AttributeSet): Generator<AttributeSet> {
  const attributes = members(set);
  let layer: { readonly set: AttributeSet; readonly next: number }[] = [{ set: emptySet, next: 0 }];
  for (let size = 0; size + 1 < attributes.length && layer.length > 0; size++) {
    for (const { set: subset } of layer) yield subset;
    const larger: typeof layer = [];
    for (const { set: subset, next } of layer) {
      for (let i = next; i < attributes.length && larger.length <= mostTried; i++) larger.push({ set: subset | single(attributes[i] ?? 0), next: i + 1 });
    }
    layer = larger;
  }
}
