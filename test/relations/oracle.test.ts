import { synthesize, decomposeToBcnf, decomposeTo4nf, lostFunctionals, type Decomposition } from '../../src/relations/design/decomposition';
import { factsOf, type SchemaFacts } from '../../src/relations/design/facts';
import { normalForms } from '../../src/relations/design/normal-form';
import { partOf } from '../../src/relations/design/part';
import { judge, type Violation } from '../../src/relations/design/violations';
import { discover } from '../../src/relations/data/discover';
import { counterexample } from '../../src/relations/data/holds';
import { listValues } from '../../src/relations/data/lists';
import { discoverMultivalued } from '../../src/relations/data/multivalued';
import { rejoin } from '../../src/relations/data/rejoin';
import { codedTable } from '../../src/relations/data/table';
import { parseRelation } from '../../src/relations/notation/parse-relation';
import { understand } from '../../src/relations/notation/understand';
import { setOf, isSubset, members, type AttributeSet } from '../../src/relations/schema/attribute-set';
import { Budget } from '../../src/relations/schema/budget';
import { closureUnder } from '../../src/relations/schema/closure';
import { functional, multivalued, singleRights, type Dependency } from '../../src/relations/schema/dependency';
import { implies, impliesJoin } from '../../src/relations/schema/implication';
import { namesOf } from '../../src/relations/schema/names';
import { dataRecords, schemaRecords, sorted, textOf, type SchemaRecord } from './oracle-records';

function schemaOf(attributes: readonly string[], dependencies: readonly string[]) {
  const quoted = attributes.map((name) => `"${name}"`).join(', ');
  return understand(parseRelation([`R(${quoted})`, ...dependencies].join('\n')), null);
}

/** Translates between a record's names and sets. */
function namer(attributes: readonly string[]) {
  const set = (names: readonly string[]): AttributeSet => setOf(names.map((name) => attributes.indexOf(name)));
  return { set, names: (from: AttributeSet) => namesOf(from, attributes), lists: (sets: readonly AttributeSet[]) => sorted(sets.map((one) => namesOf(one, attributes))) };
}

function flagsOf(violations: readonly Violation[]): Record<string, boolean> {
  let holds = true;
  const flags: Record<string, boolean> = {};
  for (const form of normalForms.slice(1)) {
    holds &&= !violations.some((violation) => violation.form === form);
    flags[form] = holds;
  }
  return flags;
}

function violationText(violation: Violation, names: (set: AttributeSet) => readonly string[]): string {
  if (violation.form === '4NF') return `${[...names(violation.left)].sort().join(' ')} >> ${sorted(violation.blocks.map(names)).join(' | ')}`;
  const { dependency } = violation;
  if (dependency.kind === 'join') return `* ${sorted(dependency.parts.map(names)).join(' | ')}`;
  return `${[...names(dependency.left)].sort().join(' ')} ${dependency.kind} ${[...names(dependency.right)].sort().join(' ')}`;
}

function listedViolations({ answer }: SchemaRecord, form: '2NF' | '3NF' | 'BCNF' | '4NF' | '5NF'): string[] {
  const side = (kind: string, [left, right]: readonly [readonly string[], readonly string[]]): string => `${[...left].sort().join(' ')} ${kind} ${[...right].sort().join(' ')}`;
  if (form === '4NF') return answer.violations['4NF'].map(({ lhs, blocks }) => `${[...lhs].sort().join(' ')} >> ${sorted(blocks).join(' | ')}`);
  if (form === '5NF') return answer.violations['5NF'].map(({ fd, mvd, jd }) => (fd ? side('functional', fd) : mvd ? side('multivalued', mvd) : `* ${sorted(jd ?? []).join(' | ')}`));
  return answer.violations[form].map(({ lhs, rhs }) => side('functional', [lhs, [rhs]]));
}

/** The relation itself as a decomposition into one part. */
function whole({ attributes, answer }: SchemaRecord) {
  return { parts: [attributes], lossless: true, lost_fds: [], part_normal_forms: [answer.normal_form] };
}

/** A dependency that needs none. */
function trivial({ attributes: [first = ''] }: SchemaRecord): string {
  return `${first} -> ${first}`;
}

/** The properties that make a decomposition right, whichever it is. */
function expectDecomposition({ parts }: Decomposition, facts: SchemaFacts, forms: readonly string[]): void {
  expect(impliesJoin(facts.declared, parts, facts.attributes)).toBe(true);
  const { normalForm } = judge(facts);
  for (const part of parts) expect(forms).toContain(partOf(part, facts, normalForm).normalForm);
}

describe.each(schemaRecords.map((record) => [record.id, record] as const))('schema %s', (_, record) => {
  const { attributes, answer } = record;
  const { dependencies } = schemaOf(attributes, record.dependencies);
  const facts = factsOf(dependencies, attributes.length);
  const judgement = judge(facts);
  const { set, names, lists } = namer(attributes);

  test('keys, prime attributes and closures', () => {
    expect(lists(facts.keys.sets)).toEqual(sorted(answer.candidate_keys));
    expect(names(facts.prime).sort()).toEqual([...answer.prime_attributes].sort());
    for (const { of, closure } of answer.closures) expect(names(facts.closure(set(of))).sort()).toEqual([...closure].sort());
  });

  test('normal form and violations', () => {
    expect(judgement.doubts).toEqual([]);
    expect(judgement.normalForm).toBe(answer.normal_form);
    expect(flagsOf(judgement.violations)).toEqual(answer.flags);
    for (const form of ['2NF', '3NF', 'BCNF', '5NF'] as const) {
      expect(judgement.violations.filter((violation) => violation.form === form).map((violation) => violationText(violation, names)).sort()).toEqual(listedViolations(record, form).sort());
    }
    // Left sides that contain a listed one are listed or not; the smallest always are.
    const listed = listedViolations(record, '4NF');
    for (const violation of judgement.violations) if (violation.form === '4NF') expect(listed).toContain(violationText(violation, names));
  });

  test('minimal cover', () => {
    const cover = facts.cover.dependencies;
    const closure = closureUnder(cover, attributes.length);
    const functionals = facts.functionals;
    for (const { left, right } of functionals) expect(isSubset(right, closure(left))).toBe(true);
    for (const { left, right } of cover) {
      expect(members(right)).toHaveLength(1);
      expect(isSubset(right, facts.closure(left))).toBe(true);
      for (const attribute of members(left)) expect(isSubset(right, facts.closure(left & ~setOf([attribute])))).toBe(false);
    }
    for (const dependency of cover) {
      expect(isSubset(dependency.right, closureUnder(cover.filter((other) => other !== dependency), attributes.length)(dependency.left))).toBe(false);
    }
    // Covers without extraneous attributes may differ in size, but for functional dependencies they rarely do.
    if (answer.minimal_cover) for (const { lhs, rhs } of answer.minimal_cover.one_answer) expect(isSubset(set([rhs]), closure(set(lhs)))).toBe(true);
  });

  test('synthesis, BCNF and 4NF decompositions', () => {
    const synthesis = synthesize(facts);
    expectDecomposition(synthesis, facts, dependencies.every(({ kind }) => kind === 'functional') ? ['3NF', 'BCNF', '4NF', '5NF'] : normalForms.slice(2));
    expect(lostFunctionals(synthesis.parts, facts, facts.all)).toEqual([]);
    expectDecomposition(decomposeToBcnf(facts), facts, ['BCNF', '4NF', '5NF']);
    expectDecomposition(decomposeTo4nf(facts), facts, ['4NF', '5NF']);
  });

  test.each([...(answer.decompositions ?? []), whole(record)].map((decomposition) => [sorted(decomposition.parts).join(' | '), decomposition] as const))('decomposition %s', (_text, decomposition) => {
    const parts = decomposition.parts.map(set);
    expect(impliesJoin(dependencies, parts, attributes.length)).toBe(decomposition.lossless);
    const declared = singleRights(dependencies.filter((dependency) => dependency.kind === 'functional'));
    const lost = lostFunctionals(parts, facts, facts.all, declared).map(({ left, right }) => `${names(left).sort().join(' ')} -> ${names(right).join(' ')}`);
    const expected = decomposition.lost_fds.flatMap(([left, right]) => right.map((attribute) => `${[...left].sort().join(' ')} -> ${attribute}`));
    expect(lost.sort()).toEqual(expected.sort());
    expect(parts.map((part) => partOf(part, facts, judgement.normalForm).normalForm)).toEqual(decomposition.part_normal_forms);
  });

  test.each([...(answer.implications ?? []), ...[...record.dependencies, trivial(record)].map((dependency) => ({ dependency, implied: true }))].map(({ dependency, implied }) => [dependency, implied] as const))('implies %s: %s', (text, implied) => {
    const [dependency] = schemaOf(attributes, [text]).dependencies;
    expect(dependency && implies(dependencies, dependency, attributes.length)).toBe(implied);
  });
});

describe.each(dataRecords.map((record) => [record.id, record] as const))('data %s', (_, record) => {
  const { columns, answer } = record;
  const table = codedTable({ columns, rows: record.rows.map((row) => row.map(textOf)) });
  const { functionals, unique } = discover(table);
  const { set, names, lists } = namer(columns);
  const isUnique = (columnSet: AttributeSet): boolean => unique.sets.some((key) => isSubset(key, columnSet));
  const free = discoverMultivalued(table, isUnique, new Budget(1_000_000));

  test('rows, unique column sets and functional dependencies', () => {
    expect([table.given, table.rows.length]).toEqual([answer.rows, answer.distinct_rows]);
    expect(lists(unique.sets)).toEqual(sorted(answer.minimal_unique_column_sets));
    expect(functionals.map(({ left, right }) => `${names(left).sort().join(' ')} -> ${names(right).join(' ')}`).sort())
      .toEqual(answer.minimal_fds.map(({ lhs, rhs }) => `${[...lhs].sort().join(' ')} -> ${rhs}`).sort());
  });

  test('multivalued dependencies and normal form', () => {
    expect(free.found.map(({ left, blocks }) => `${names(left).sort().join(' ')} >> ${lists(blocks).join(' | ')}`).sort())
      .toEqual(answer.mvds.map(({ lhs, blocks }) => `${[...lhs].sort().join(' ')} >> ${sorted(blocks).join(' | ')}`).sort());
    const declared: Dependency[] = [...functionals, ...free.found.flatMap(({ left, blocks }) => blocks.map((block) => multivalued(left, block)))];
    const judgement = judge(factsOf(declared, columns.length));
    expect(judgement.normalForm).toBe(answer.normal_form_of_this_instance);
    expect(flagsOf(judgement.violations)).toMatchObject(answer.flags);
  });

  test.each(answer.decompositions.map((decomposition) => [sorted(decomposition.parts).join(' | '), decomposition] as const))('decomposition %s', (_text, decomposition) => {
    const { partRows, joinedRows, spurious } = rejoin(table, decomposition.parts.map(set), 1_000);
    expect(partRows).toEqual(decomposition.part_rows);
    expect(joinedRows).toBe(decomposition.joined_rows);
    expect(spurious).toHaveLength(decomposition.spurious_rows);
    for (const row of decomposition.first_spurious) expect(spurious).toContainEqual(row.map(textOf));
  });

  test('lists in cells', () => {
    expect(listValues(table).map(({ column, row, parts }) => ({ column, row, parts }))).toEqual((answer.multi_valued_cells ?? []).map(({ column, row, parts }) => ({ column, row, parts })));
  });

  test('the intended dependencies', () => {
    if (!record.intended) {
      expect(record).not.toHaveProperty('intended');
      return;
    }
    const { dependencies } = schemaOf(columns, record.intended.dependencies);
    const facts = factsOf(dependencies, columns.length);
    const judgement = judge(facts);
    expect(lists(facts.keys.sets)).toEqual(sorted(record.intended.candidate_keys));
    expect(judgement.normalForm).toBe(record.intended.normal_form);
    expect(flagsOf(judgement.violations)).toEqual(record.intended.flags);
    const holds = (kind: Dependency['kind']): boolean => dependencies.filter((dependency) => dependency.kind === kind).every((dependency) => counterexample(dependency, table) === null);
    expect({ fds: holds('functional'), mvds: holds('multivalued'), jds: holds('join') }).toEqual(record.intended.holds_on_data);
  });
});

test('a functional dependency is multivalued too', () => {
  expect(implies([functional(1n, 2n)], multivalued(1n, 2n), 3)).toBe(true);
});
