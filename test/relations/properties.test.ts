import fc from 'fast-check';
import { codedTable, type Table } from '../../src/relations/data/table';
import { discover } from '../../src/relations/data/discover';
import { factsOfRows, findInRows } from '../../src/relations/data/facts-of-rows';
import { counterexample } from '../../src/relations/data/holds';
import { discoverMultivalued } from '../../src/relations/data/multivalued';
import { rejoin } from '../../src/relations/data/rejoin';
import { decomposeTo4nf, decomposeToBcnf, lostFunctionals, synthesize } from '../../src/relations/design/decomposition';
import { factsOf } from '../../src/relations/design/facts';
import { partOf } from '../../src/relations/design/part';
import { judge } from '../../src/relations/design/violations';
import { allOf, isSubset, members, minimalSets, single, type AttributeSet } from '../../src/relations/schema/attribute-set';
import { Budget } from '../../src/relations/schema/budget';
import { closureUnder } from '../../src/relations/schema/closure';
import { functional, join, multivalued, partsOf, type Dependency, type FunctionalDependency } from '../../src/relations/schema/dependency';
import { basisUnder } from '../../src/relations/schema/dependency-basis';
import { chaseJoin } from '../../src/relations/schema/chase';
import { minimalHittingSets } from '../../src/relations/schema/hitting-sets';
import { implies, impliesJoin } from '../../src/relations/schema/implication';
import { projectFunctional } from '../../src/relations/schema/projection';
import { halves, holdsAsJoin, holdsFunctionally, minimalWith, subsets } from './brute-force';

const width = 5;
const all = allOf(width);
const someSet = fc.integer({ min: 0, max: Number(all) }).map(BigInt);
const nonEmpty = fc.integer({ min: 1, max: Number(all) }).map(BigInt);
const functionalDependency = fc.tuple(someSet, nonEmpty).map(([left, right]) => functional(left, right));
const functionals = fc.array(functionalDependency, { maxLength: 6 });
const joinDependency = fc.array(nonEmpty, { minLength: 1, maxLength: 3 }).map((parts) => join([...parts, all & ~parts.reduce((a, b) => a | b) || (parts[0] ?? all)]));
const dependency: fc.Arbitrary<Dependency> = fc.oneof(functionalDependency, fc.tuple(someSet, nonEmpty).map(([left, right]) => multivalued(left, right)), joinDependency);
const mixed = fc.array(dependency, { maxLength: 4 });
const table: fc.Arbitrary<Table> = fc.array(fc.array(fc.constantFrom('a', 'b', null), { minLength: width, maxLength: width }), { maxLength: 14 })
  .map((rows) => ({ columns: ['a', 'b', 'c', 'd', 'e'], rows }));

const sortedSets = (sets: readonly AttributeSet[]): AttributeSet[] => [...sets].sort((a, b) => (a < b ? -1 : 1));
const pairs = (dependencies: readonly FunctionalDependency[]): string[] => dependencies.map(({ left, right }) => `${left}>${right}`).sort();

/** The closure by its definition: apply what can be applied until nothing changes. */
function naiveClosure(dependencies: readonly FunctionalDependency[], set: AttributeSet): AttributeSet {
  let closure = set;
  for (let before = ~closure; before !== closure; ) {
    before = closure;
    for (const { left, right } of dependencies) if (isSubset(left, closure)) closure |= right;
  }
  return closure;
}

describe('closures, keys, covers', () => {
  test('the closure is the smallest closed set', () => {
    fc.assert(fc.property(functionals, someSet, (dependencies, set) => {
      expect(closureUnder(dependencies, width)(set)).toBe(naiveClosure(dependencies, set));
    }));
  });

  test('the basis of functional dependencies closes like them', () => {
    fc.assert(fc.property(functionals, someSet, (dependencies, set) => {
      expect(basisUnder(dependencies, width)(set).closure).toBe(naiveClosure(dependencies, set));
    }));
  });

  test('keys are all minimal sets that determine everything', () => {
    fc.assert(fc.property(mixed, (dependencies) => {
      const basis = basisUnder(dependencies, width);
      const facts = factsOf(dependencies, width);
      expect(sortedSets(facts.keys.sets)).toEqual(minimalWith(width, (set) => basis(set).closure === all));
      for (const set of subsets(width)) expect(facts.closure(set)).toBe(basis(set).closure);
    }));
  });

  test('minimal functional dependencies are all there are', () => {
    fc.assert(fc.property(mixed, (dependencies) => {
      const { minimal, closure } = factsOf(dependencies, width);
      const expected = Array.from({ length: width }, (_, attribute) => single(attribute)).flatMap((right) => (
        minimalWith(width, (left) => (closure(left) & right) !== 0n).filter((left) => left !== right).map((left) => functional(left, right))
      ));
      expect(pairs(minimal.dependencies)).toEqual(pairs(expected));
    }));
  });

  test('a projection keeps exactly the dependencies within the part', () => {
    fc.assert(fc.property(functionals, nonEmpty, (dependencies, part) => {
      const projected = projectFunctional(dependencies, part, new Budget(100_000));
      expect(projected.complete).toBe(true);
      for (const set of subsets(width)) {
        if (isSubset(set, part)) expect(naiveClosure(projected.dependencies, set)).toBe(naiveClosure(dependencies, set) & part);
      }
    }));
  });

  test('hitting sets of a family that is shown piece by piece are those of the whole family', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 127 }).map(BigInt), { maxLength: 12 }), fc.integer({ min: 1, max: 3 }), (family, shown) => {
      const found = minimalHittingSets(127n, [], (candidate) => family.filter((set) => (set & candidate) === 0n).slice(0, shown), new Budget(1_000_000));
      expect(sortedSets(found)).toEqual(minimalWith(7, (set) => family.every((one) => (one & set) !== 0n)));
    }), { numRuns: 400 });
  });
});

describe('the chase', () => {
  test('agrees with the basis where both decide', () => {
    fc.assert(fc.property(mixed, someSet, someSet, (dependencies, left, right) => {
      const wanted = multivalued(left, right);
      const { reached } = chaseJoin(partsOf(wanted, all), dependencies, width);
      if (reached !== null) expect(implies(dependencies, wanted, width)).toBe(reached);
    }));
  });

  test('agrees with the data: what is implied holds wherever the premises do', () => {
    let checked = 0;
    fc.assert(fc.property(table, mixed, dependency, ({ columns, rows }, dependencies, wanted) => {
      const coded = codedTable({ columns, rows });
      const premises = dependencies.filter((one) => counterexample(one, coded) === null);
      if (implies(premises, wanted, width) !== true) return;
      checked++;
      expect(counterexample(wanted, coded)).toBeNull();
    }), { numRuns: 600 });
    expect(checked).toBeGreaterThan(50);
  });

  test('a lossless decomposition joins to the same rows', () => {
    fc.assert(fc.property(table, mixed, fc.array(nonEmpty, { minLength: 1, maxLength: 3 }), ({ columns, rows }, dependencies, some) => {
      const coded = codedTable({ columns, rows });
      const premises = dependencies.filter((one) => counterexample(one, coded) === null);
      const parts = [...some, (all & ~some.reduce((a, b) => a | b)) | (some[0] ?? all)];
      if (impliesJoin(premises, parts, width) === true) expect(rejoin(coded, parts).spurious).toEqual([]);
    }), { numRuns: 300 });
  });
});

describe('decompositions', () => {
  test('a synthesis is lossless, keeps every dependency, and is in 3NF', () => {
    fc.assert(fc.property(functionals, (dependencies) => {
      const facts = factsOf(dependencies, width);
      const { parts } = synthesize(facts);
      const { normalForm } = judge(facts);
      expect(impliesJoin(dependencies, parts, width)).toBe(true);
      expect(lostFunctionals(parts, facts, all, dependencies)).toEqual([]);
      for (const part of parts) expect(['3NF', 'BCNF', '4NF', '5NF']).toContain(partOf(part, facts, normalForm).normalForm);
    }), { numRuns: 300 });
  });

  test('a BCNF decomposition is lossless and in BCNF', () => {
    fc.assert(fc.property(mixed, (dependencies) => {
      const facts = factsOf(dependencies, width);
      const { parts } = decomposeToBcnf(facts);
      expect(impliesJoin(dependencies, parts, width)).toBe(true);
      for (const part of parts) {
        for (const left of subsets(width)) {
          if (!isSubset(left, part)) continue;
          const closed = facts.closure(left) & part;
          expect(closed === left || closed === part).toBe(true);
        }
      }
    }), { numRuns: 200 });
  });

  test('a 4NF decomposition is lossless and in 4NF', () => {
    fc.assert(fc.property(mixed, (dependencies) => {
      const facts = factsOf(dependencies, width);
      const { parts } = decomposeTo4nf(facts);
      expect(impliesJoin(dependencies, parts, width)).toBe(true);
      for (const part of parts) {
        for (const left of subsets(width)) {
          if (!isSubset(left, part) || isSubset(part, facts.closure(left))) continue;
          expect(facts.basis(left).blocks.filter((block) => (block & part) !== 0n).length).toBeLessThanOrEqual(1);
        }
      }
    }), { numRuns: 200 });
  });

  test('4NF is broken exactly where some set that is no superkey has independent blocks', () => {
    fc.assert(fc.property(mixed, (dependencies) => {
      const facts = factsOf(dependencies, width);
      const broken = subsets(width).filter((left) => facts.closure(left) !== all && facts.basis(left).blocks.length > 1);
      const found = judge(facts).violations.flatMap((violation) => (violation.form === '4NF' ? [violation.left] : []));
      expect(found.length > 0).toBe(broken.length > 0);
      for (const left of found) expect(minimalSets(broken)).toContain(left);
    }), { numRuns: 300 });
  });
});

describe('rows', () => {
  test('discovered dependencies hold, are minimal, and are all', () => {
    fc.assert(fc.property(table, (given) => {
      const { functionals: found, unique, complete } = discover(codedTable(given));
      expect(complete).toBe(true);
      const expected = Array.from({ length: width }, (_, attribute) => single(attribute)).flatMap((right) => (
        minimalWith(width, (left) => holdsFunctionally(given, left, right)).filter((left) => (left & right) === 0n).map((left) => functional(left, right))
      ));
      expect(pairs(found)).toEqual(pairs(expected));
      expect(sortedSets(unique.sets)).toEqual(minimalWith(width, (set) => holdsFunctionally(given, set, all)));
    }), { numRuns: 200 });
  });

  test('discovered multivalued dependencies are those that hold', () => {
    fc.assert(fc.property(table, (given) => {
      const coded = codedTable(given);
      const { found } = discoverMultivalued(coded, (set) => holdsFunctionally(given, set, all), new Budget(10_000_000));
      const byLeft = new Map(found.map(({ left, blocks }) => [left, blocks]));
      for (const left of subsets(width)) {
        if (holdsFunctionally(given, left, all)) continue;
        const rest = all & ~left;
        const blocks = byLeft.get(left) ?? [rest];
        // A set is free of the others exactly when it is a union of blocks.
        for (const right of subsets(width)) {
          if (!isSubset(right, rest)) continue;
          expect(holdsAsJoin({ ...given, rows: coded.rows }, halves(left, right, width))).toBe(blocks.every((block) => (block & right) === 0n || isSubset(block, right)));
        }
      }
    }), { numRuns: 60 });
  });

  test('checks agree with looking at every pair of rows', () => {
    fc.assert(fc.property(table, dependency, (given, one) => {
      const holds = one.kind === 'functional' ? holdsFunctionally(given, one.left, one.right) : holdsAsJoin(given, partsOf(one, all));
      expect(counterexample(one, codedTable(given)) === null).toBe(holds);
    }), { numRuns: 300 });
  });

  test('what is judged by rows is what is judged when all that was found is declared', () => {
    fc.assert(fc.property(table, (given) => {
      const { facts, judgement } = factsOfRows(findInRows(codedTable(given)), width);
      const declared = judge(factsOf(facts.declared, width));
      expect(sortedSets(factsOf(facts.declared, width).keys.sets)).toEqual(sortedSets(facts.keys.sets));
      expect(judgement.normalForm).toBe(declared.normalForm);
      expect(members(facts.prime)).toEqual(members(facts.keys.sets.reduce((a, b) => a | b, 0n)));
    }), { numRuns: 100 });
  });
});
