import { emptySet, isProperSubset, meets, members, minimalSets, single, type AttributeSet } from '../schema/attribute-set';
import { chaseJoin } from '../schema/chase';
import { functional, isTrivial, type Dependency, type FunctionalDependency, type JoinDependency } from '../schema/dependency';
import { shrunk } from '../schema/hitting-sets';
import { union, type SchemaFacts } from './facts';
import { highestForm, type NormalForm } from './normal-form';

/** A dependency that breaks a form, and what makes it do so. */
export type Violation =
  /** 2NF: an attribute outside of every key depends on a proper part of `key`. */
  | { readonly form: '2NF'; readonly dependency: FunctionalDependency; readonly key: AttributeSet }
  /** 3NF: the left side is no superkey, the right side in no key. BCNF: the left side is no superkey. */
  | { readonly form: '3NF' | 'BCNF'; readonly dependency: FunctionalDependency }
  /** 4NF: the left side is no superkey, and the rest falls into blocks that are independent of each other. */
  | { readonly form: '4NF'; readonly left: AttributeSet; readonly blocks: readonly AttributeSet[] }
  /** 5NF: a declared dependency that does not follow from the keys alone. */
  | { readonly form: '5NF'; readonly dependency: Dependency };

/** Where a schema stands on the ladder. */
export interface Judgement {
  readonly normalForm: NormalForm;
  readonly violations: readonly Violation[];
  /** What could not be worked out within the limits; empty when the judgement is exact. */
  readonly doubts: readonly ('keys' | 'derived' | 'violations' | 'joins')[];
}

/**
 * Tests every normal form over every candidate key. Judged are the declared dependencies and all that follows from
 * them; the violations are the minimal X → A that break a form.
 * @see E. F. Codd, "Recent investigations into relational data base systems", 1974 (BCNF)
 * @see R. Fagin, "Multivalued dependencies and a new normal form for relational databases", 1977 (4NF)
 * @see R. Fagin, "Normal forms and relational database operators", 1979 (5NF)
 */
export function judge(facts: SchemaFacts): Judgement {
  const { all, keys, minimal } = facts;
  // Where not all were listed, those that decide about 2NF are looked for on their own.
  const listed = minimal.complete ? minimal.dependencies : [...minimal.dependencies, ...partialDependencies(facts, minimal.dependencies)];
  const functionalViolations = violationsOfFunctionals(listed, all, facts.prime, keys.sets, facts.closure);
  const fourth = fourthFormViolations(facts);
  const fifth = fifthFormViolations(facts);
  const violations = [...functionalViolations, ...fourth, ...fifth.violations];
  const doubts: Judgement['doubts'][number][] = [];
  if (!keys.complete) doubts.push('keys');
  if (!facts.functionalsComplete) doubts.push('derived');
  if (!minimal.complete) doubts.push('violations');
  if (fifth.undecided) doubts.push('joins');
  return { normalForm: highestForm(new Set(violations.map(({ form }) => form))), violations, doubts };
}

/** For each key, attributes outside of every key that a proper part of it determines, but for those that are known. */
function partialDependencies({ prime, closure, keys }: SchemaFacts, known: readonly FunctionalDependency[]): FunctionalDependency[] {
  const found = new Map<string, FunctionalDependency>();
  const keyOf = ({ left, right }: FunctionalDependency): string => `${left.toString(36)}>${right.toString(36)}`;
  const seen = new Set(known.map(keyOf));
  for (const key of keys.sets) {
    for (const attribute of members(key)) {
      const part = key & ~single(attribute);
      for (const determined of members(closure(part) & ~part & ~prime)) {
        const right = single(determined);
        const dependency = functional(shrunk(part, emptySet, (left) => meets(closure(left), right)), right);
        if (!seen.has(keyOf(dependency))) found.set(keyOf(dependency), dependency);
      }
    }
  }
  return [...found.values()];
}

/** Those minimal functional dependencies that break 2NF, 3NF or BCNF, form by form. */
export function violationsOfFunctionals(
  minimal: readonly FunctionalDependency[], all: AttributeSet, prime: AttributeSet, keys: readonly AttributeSet[], closure: (set: AttributeSet) => AttributeSet,
): Violation[] {
  const notFromKeys = minimal.filter(({ left }) => (all & ~closure(left)) !== emptySet);
  const ofNonPrime = notFromKeys.filter(({ right }) => !meets(right, prime));
  const partial = ofNonPrime.flatMap((dependency): Violation[] => {
    const key = keys.find((candidate) => isProperSubset(dependency.left, candidate));
    return key === undefined ? [] : [{ form: '2NF', dependency, key }];
  });
  return [
    ...partial,
    ...ofNonPrime.map((dependency): Violation => ({ form: '3NF', dependency })),
    ...notFromKeys.map((dependency): Violation => ({ form: 'BCNF', dependency })),
  ];
}

/**
 * The minimal left sides that break 4NF. A non-trivial X ↠ Y follows from more than the keys only where a declared
 * dependency's left side, or what two halves of a join dependency share, is no superkey; those are the sets to look at.
 */
function fourthFormViolations({ all, closure, basis, declared }: SchemaFacts): Violation[] {
  const breaks = (left: AttributeSet): boolean => (all & ~closure(left)) !== emptySet && basis(left).blocks.length > 1;
  const lefts = declared.flatMap((dependency) => (dependency.kind === 'join' ? separators(dependency, all) : isTrivial(dependency, all) ? [] : [dependency.left]));
  const minimal = minimalSets([...new Set(lefts)].filter(breaks).map((left) => shrunk(left, emptySet, breaks)));
  return minimal.map((left) => ({ form: '4NF', left, blocks: basis(left).blocks }));
}

/** With more parts the ways to halve a join dependency are too many; those that set one part against the rest remain. */
const mostHalvedParts = 12;

/** What the halves of a join dependency share, for every way to halve it that says something. */
function separators({ parts }: JoinDependency, all: AttributeSet): AttributeSet[] {
  const [first = emptySet, ...others] = parts;
  const found: AttributeSet[] = [];
  const consider = (one: AttributeSet, other: AttributeSet): void => {
    if (one !== all && other !== all) found.push(one & other);
  };
  if (others.length >= mostHalvedParts) {
    for (const part of parts) consider(part, union(parts.filter((other) => other !== part)));
    return found;
  }
  for (let choice = 0; choice < 2 ** others.length - 1; choice++) {
    const with1 = others.filter((_, i) => (choice >> i) % 2 === 1);
    const with2 = others.filter((_, i) => (choice >> i) % 2 === 0);
    consider(first | union(with1), union(with2));
  }
  return found;
}

/** The declared dependencies that do not follow from the candidate keys. */
function fifthFormViolations({ all, attributes, declared, closure, keys }: SchemaFacts): { violations: Violation[]; undecided: boolean } {
  const keyDependencies = keys.sets.map((key) => functional(key, all));
  const violations: Violation[] = [];
  let undecided = false;
  for (const dependency of declared) {
    if (isTrivial(dependency, all)) continue;
    if (dependency.kind === 'join') {
      const { reached } = chaseJoin(dependency.parts, keyDependencies, attributes);
      undecided ||= reached === null;
      if (reached === false) violations.push({ form: '5NF', dependency });
    } else if ((all & ~closure(dependency.left)) !== emptySet) violations.push({ form: '5NF', dependency });
  }
  return { violations, undecided };
}
