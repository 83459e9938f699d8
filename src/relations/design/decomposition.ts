import { emptySet, isSubset, maximalSets, members, type AttributeSet } from '../schema/attribute-set';
import { closureUnder } from '../schema/closure';
import { functional, groupedByLeft, type FunctionalDependency } from '../schema/dependency';
import { impliesJoin } from '../schema/implication';
import { union, type SchemaFacts } from './facts';
import { freeBlocks } from './free-blocks';
import { partFacts } from './part';
import type { Violation } from './violations';

/** A cut of a part in two, and the dependency that it follows. */
export interface Cut {
  readonly of: AttributeSet;
  readonly left: AttributeSet;
  readonly into: readonly [AttributeSet, AttributeSet];
}

/** Sets of attributes whose tables stand for the relation, and how they were found. */
export interface Decomposition {
  readonly parts: readonly AttributeSet[];
  readonly cuts: readonly Cut[];
  /** The key that was added as a table, where synthesis needed one. */
  readonly addedKey: AttributeSet | null;
  /** False where the cutting was ended: parts may not be in the form that was wanted. */
  readonly complete: boolean;
}

/** A decomposition into more parts is ended. */
const mostCuts = 50;

/**
 * Bernstein's synthesis: a lossless decomposition into 3NF that keeps every functional dependency. Dependencies of a
 * minimal cover whose left sides determine each other share a table; a key is added where no table holds one.
 * @see P. A. Bernstein, "Synthesizing third normal form relations from functional dependencies", 1976
 * @see J. Biskup, U. Dayal, P. A. Bernstein, "Synthesizing independent database schemas", 1979 (the added key)
 */
export function synthesize({ attributes, cover, closure, keys }: SchemaFacts): Decomposition {
  const byClosure = new Map<AttributeSet, FunctionalDependency[]>();
  for (const dependency of cover.dependencies) {
    const closed = closure(dependency.left);
    byClosure.set(closed, [...(byClosure.get(closed) ?? []), dependency]);
  }
  // Equivalent left sides determine each other; what they give is then not needed of the other dependencies.
  const equivalences = [...byClosure.values()].flatMap((group) => {
    const lefts = [...new Set(group.map(({ left }) => left))];
    return lefts.length < 2 ? [] : lefts.map((left, i) => functional(left, lefts[(i + 1) % lefts.length] ?? emptySet));
  });
  let needed = [...cover.dependencies];
  for (const dependency of cover.dependencies) {
    if (equivalences.length === 0) break;
    const others = needed.filter((other) => other !== dependency);
    if (isSubset(dependency.right, closureUnder([...others, ...equivalences], attributes)(dependency.left))) needed = others;
  }
  const tables = [...byClosure.values()].map((group) => union(group.flatMap((dependency) => (needed.includes(dependency) ? [dependency.left, dependency.right] : [dependency.left]))));
  const all = (1n << BigInt(attributes)) - 1n;
  const hasKey = tables.some((table) => closure(table) === all);
  const [key = all] = keys.sets;
  return { parts: maximalSets(hasKey ? tables : [...tables, key]), cuts: [], addedKey: hasKey || tables.length === 0 ? null : key, complete: true };
}

/** A lossless decomposition into BCNF: a part with a violation X → A is cut into X⁺ and X with the rest. */
export function decomposeToBcnf(facts: SchemaFacts): Decomposition {
  return cutWhile(facts, (part) => functionalCut(part, facts));
}

/** A lossless decomposition into 4NF: as into BCNF, then along multivalued dependencies, one block after the other. */
export function decomposeTo4nf(facts: SchemaFacts): Decomposition {
  return cutWhile(facts, (part) => functionalCut(part, facts) ?? multivaluedCut(part, facts));
}

/**
 * A decomposition along the first declared join dependency that the keys do not imply, its parts brought into 4NF;
 * null where there is none.
 */
export function decomposeTo5nf(facts: SchemaFacts, violations: readonly Violation[]): Decomposition | null {
  const broken = violations.find((violation) => violation.form === '5NF' && violation.dependency.kind === 'join');
  if (broken?.form !== '5NF' || broken.dependency.kind !== 'join') return null;
  const cuts: Cut[] = [];
  const parts = broken.dependency.parts.flatMap((part) => cut(part, (piece) => functionalCut(piece, facts) ?? multivaluedCut(piece, facts), cuts));
  return { parts: withoutSpare(maximalSets(parts), facts), cuts, addedKey: null, complete: cuts.length < mostCuts };
}

function cutWhile({ all }: SchemaFacts, next: (part: AttributeSet) => Cut | null): Decomposition {
  const cuts: Cut[] = [];
  const parts = maximalSets(cut(all, next, cuts));
  return { parts, cuts, addedKey: null, complete: cuts.length < mostCuts };
}

function cut(part: AttributeSet, next: (part: AttributeSet) => Cut | null, cuts: Cut[]): AttributeSet[] {
  const found = cuts.length < mostCuts ? next(part) : null;
  if (!found) return [part];
  cuts.push(found);
  return found.into.flatMap((half) => cut(half, next, cuts));
}

/** The cut along a functional violation of BCNF; a left side that gives most is taken first, so that facts stay together. */
function functionalCut(part: AttributeSet, facts: SchemaFacts): Cut | null {
  const { violations, closure } = partFacts(part, facts);
  const broken = groupedByLeft(violations.flatMap((violation) => (violation.form === 'BCNF' ? [violation.dependency] : [])));
  let best: Cut | null = null;
  let lost = Infinity;
  for (const { left } of broken) {
    const closed = closure(left) & part;
    const candidate: Cut = { of: part, left, into: [closed, left | (part & ~closed)] };
    const count = lostFunctionals(candidate.into, facts, part).length;
    if (count < lost) [best, lost] = [candidate, count];
    if (lost === 0) break;
  }
  return best;
}

function multivaluedCut(part: AttributeSet, facts: SchemaFacts): Cut | null {
  const free = freeBlocks(part, facts);
  const [block = emptySet] = free?.blocks ?? [];
  return free && { of: part, left: free.left, into: [free.left | block, part & ~block] };
}

/** Leaves out parts without which the join still is lossless and complete. */
function withoutSpare(parts: readonly AttributeSet[], { all, declared, attributes }: SchemaFacts): AttributeSet[] {
  let kept = [...parts];
  for (const part of parts) {
    const others = kept.filter((other) => other !== part);
    if (union(others) === all && impliesJoin(declared, others, attributes) === true) kept = others;
  }
  return kept;
}

/**
 * The functional dependencies of the cover that do not follow from what the parts' own dependencies imply. They could
 * be checked only by joining.
 * @see C. Beeri, P. Honeyman, "Preserving functional dependencies", 1981
 * @param within only dependencies over these attributes count
 */
export function lostFunctionals(parts: readonly AttributeSet[], { closure, cover }: SchemaFacts, within: AttributeSet, dependencies = cover.dependencies): FunctionalDependency[] {
  return dependencies.filter(({ left, right }) => {
    if (!isSubset(left | right, within)) return false;
    let reached = left;
    for (let before = ~reached; before !== reached; ) {
      before = reached;
      for (const part of parts) reached |= closure(reached & part) & part;
    }
    return !isSubset(right, reached);
  });
}

/** Attributes that no part holds. */
export function leftOut(parts: readonly AttributeSet[], all: AttributeSet): number[] {
  return members(all & ~union(parts));
}
