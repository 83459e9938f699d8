import { allOf, isSubset, minimalSets, sizeOf, type AttributeSet } from '../schema/attribute-set';
import { Budget } from '../schema/budget';
import { closureUnder } from '../schema/closure';
import { multivalued } from '../schema/dependency';
import { basisUnder } from '../schema/dependency-basis';
import { minimalCover } from '../schema/minimal-cover';
import { union, type SchemaFacts } from '../design/facts';
import { highestForm } from '../design/normal-form';
import { violationsOfFunctionals, type Judgement, type Violation } from '../design/violations';
import { discover, type Discovered } from './discover';
import { discoverMultivalued, type DiscoveredMultivalued } from './multivalued';
import type { CodedTable } from './table';

/** What was found in rows. */
export interface FoundInRows {
  readonly discovered: Discovered;
  readonly multivalued: DiscoveredMultivalued;
}

/** What follows when exactly that is taken for declared. */
export interface RowFacts {
  readonly facts: SchemaFacts;
  readonly judgement: Judgement;
  /** Functional dependencies that decompositions take into account, where not all of them. */
  readonly used: number;
}

/** Values that the search for multivalued dependencies looks at: about a second. */
const multivaluedSteps = 2_000_000;
/** With more functional dependencies those with the smallest left sides stand for all: a design follows from few. */
const mostUsed = (attributes: number): number => Math.min(1_000, Math.ceil(50_000 / attributes));

/** Discovers what holds in the distinct rows of a table. */
export function findInRows(table: CodedTable): FoundInRows {
  const discovered = discover(table);
  const isUnique = (set: AttributeSet): boolean => discovered.unique.sets.some((key) => isSubset(key, set));
  return { discovered, multivalued: discoverMultivalued(table, isUnique, new Budget(multivaluedSteps)) };
}

/** Judges a table of so many columns by what was found in its rows. */
export function factsOfRows({ discovered, multivalued: free }: FoundInRows, attributes: number): RowFacts {
  const all = allOf(attributes);
  const keys = discovered.unique;
  const isUnique = (set: AttributeSet): boolean => keys.sets.some((key) => isSubset(key, set));
  const functionals = discovered.functionals.length <= mostUsed(attributes) ? discovered.functionals : smallest(discovered.functionals, mostUsed(attributes));
  const closure = closureUnder(functionals, attributes);
  const lefts = minimalSets(free.found.map(({ left }) => left));
  const blocksOf = new Map(free.found.map(({ left, blocks }) => [left, blocks]));
  const declared = [...functionals, ...lefts.flatMap((left) => (blocksOf.get(left) ?? []).map((block) => multivalued(left, block)))];
  const prime = union(keys.sets);
  const violations: Violation[] = [
    ...violationsOfFunctionals(discovered.functionals, all, prime, keys.sets, (set) => (isUnique(set) ? all : closure(set))),
    ...lefts.map((left): Violation => ({ form: '4NF', left, blocks: blocksOf.get(left) ?? [] })),
  ];
  const doubts: Judgement['doubts'][number][] = [];
  if (!keys.complete) doubts.push('keys');
  if (!discovered.complete) doubts.push('violations');
  if (!free.complete) doubts.push('derived');
  return {
    used: functionals.length,
    judgement: { normalForm: highestForm(new Set(violations.map(({ form }) => form))), violations, doubts },
    facts: {
      attributes, all, declared, functionals, functionalsComplete: discovered.complete, closure, keys, prime,
      basis: basisUnder(declared, attributes),
      cover: minimalCover(functionals, attributes),
      minimal: { dependencies: discovered.functionals, complete: discovered.complete },
    },
  };
}

function smallest(dependencies: Discovered['functionals'], most: number): Discovered['functionals'] {
  return [...dependencies].map((dependency) => ({ dependency, size: sizeOf(dependency.left) })).sort((a, b) => a.size - b.size).slice(0, most).map(({ dependency }) => dependency);
}
