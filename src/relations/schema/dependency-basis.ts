import { emptySet, meets, single, members, type AttributeSet } from './attribute-set';
import { partsOf, singleRights, type Dependency, type FunctionalDependency } from './dependency';

/** What a set X determines and how the rest falls apart: X → `closure`, and X ↠ each union of blocks. */
export interface DependencyBasis {
  /** X and every attribute that it determines. */
  readonly closure: AttributeSet;
  /**
   * The finest partition of all attributes outside of X such that X ↠ B holds for each block B. An attribute that X
   * determines is a block of its own.
   */
  readonly blocks: readonly AttributeSet[];
}

/**
 * The dependency basis of a set under functional, multivalued and join dependencies together.
 *
 * It is the chase of two rows that agree on X. At every moment the chased rows are all mixtures of the two that
 * exchange whole blocks, so that the partition into blocks stands for up to 2^n rows: a join dependency splits a
 * block into the pieces that its parts connect; a functional dependency W → A whose left side misses A's block makes
 * the two rows equal in A (coalescence).
 * @see C. Beeri, "On the membership problem for functional and multivalued dependencies", 1980
 * @see D. Maier, A. O. Mendelzon, Y. Sagiv, "Testing implications of data dependencies", 1979
 */
export function basisUnder(dependencies: readonly Dependency[], attributes: number): (set: AttributeSet) => DependencyBasis {
  const all = (1n << BigInt(attributes)) - 1n;
  const functionals = singleRights(dependencies.filter((dependency): dependency is FunctionalDependency => dependency.kind === 'functional'));
  const joins = dependencies.flatMap((dependency) => (dependency.kind === 'functional' ? [] : [partsOf(dependency, all)]));
  return (set) => {
    let closure = set;
    let blocks: AttributeSet[] = set === all ? [] : [all & ~set];
    for (let changed = true; changed; ) {
      changed = false;
      for (const { left, right } of functionals) {
        const block = blocks.find((candidate) => meets(candidate, right));
        if (block === undefined || meets(block, left)) continue;
        closure |= right;
        blocks = blocks.map((b) => (b === block ? b & ~right : b)).filter((b) => b !== emptySet);
        changed = true;
      }
      for (const parts of joins) {
        const split = blocks.flatMap((block) => connectedWithin(block, parts));
        if (split.length > blocks.length) {
          blocks = split;
          changed = true;
        }
      }
    }
    return { closure, blocks: [...members(closure & ~set).map(single), ...blocks].sort((a, b) => (lowest(a) < lowest(b) ? -1 : 1)) };
  };
}

/** The pieces of a block that hang together by the parts: attributes of one part are connected. */
function connectedWithin(block: AttributeSet, parts: readonly AttributeSet[]): AttributeSet[] {
  let pieces: AttributeSet[] = [];
  for (const part of parts) {
    let piece = part & block;
    if (piece === emptySet) continue;
    const apart: AttributeSet[] = [];
    for (const other of pieces) {
      if (meets(other, piece)) piece |= other;
      else apart.push(other);
    }
    pieces = [...apart, piece];
  }
  return pieces;
}

function lowest(set: AttributeSet): AttributeSet {
  return set & -set;
}
