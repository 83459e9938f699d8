import type { Analysis, JudgedDecomposition } from '../analyse';
import { listValues } from '../data/lists';
import { projection } from '../data/rejoin';
import type { Value } from '../data/table';
import { normalForms, type NormalForm } from '../design/normal-form';
import type { Violation } from '../design/violations';
import { emptySet, members, single, type AttributeSet } from '../schema/attribute-set';
import { functional, groupedByLeft } from '../schema/dependency';
import { basisText, bracedText, dependencyText, namesOf } from '../schema/names';
import { anomaliesOf } from './anomalies';
import type { RelationReport, ReportArrow, ReportCheck, ReportDecomposition, ReportViolation } from './relation-report';
import { decompositionSql, type RowSource } from './sql';
import { stepText, type Step } from './step';

/** What a database said of a decomposition's tables and of their join. */
export interface MeasuredJoin {
  /** Null where the join is too large to count. */
  readonly spuriousRows: number | null;
  readonly spurious: readonly (readonly Value[])[];
}

/** What a database said of the relation's rows. */
export interface Measured {
  /** By decomposition of the analysis. */
  readonly joins: readonly MeasuredJoin[];
  /** By declared dependency: whether it holds. */
  readonly holds: readonly boolean[];
}

/** Rows of a table that a report holds. */
const shownRows = 50;

/**
 * The report of an analysis.
 * @param measured what the database said; null where there are no rows
 * @param source where the rows of the decomposition's statements come from
 */
export function reportOf(analysis: Analysis, measured: Measured | null, source: RowSource): RelationReport {
  const { relation, facts, judgement, table, rows, discovered } = analysis;
  const { attributes } = relation;
  const names = (set: AttributeSet): string[] => namesOf(set, attributes);
  const decompositions = analysis.decompositions.map((decomposition, i) => decompositionReport(decomposition, analysis, measured?.joins[i] ?? null, source));
  const reasoning = stepsOf(analysis, decompositions);
  const multivalued = (rows?.multivalued.found ?? []).map(({ left, blocks }) => basisText(left, blocks, attributes));
  const found = rows?.discovered.functionals.map((dependency) => dependencyText(dependency, attributes)) ?? [];
  return {
    name: relation.name,
    attributes,
    dependencies: discovered ? [...found, ...multivalued] : relation.dependencies.map((dependency) => dependencyText(dependency, attributes)),
    discovered,
    candidateKeys: facts.keys.sets.map(names),
    primeAttributes: names(facts.prime),
    minimalCover: facts.cover.dependencies.map((dependency) => dependencyText(dependency, attributes)),
    normalForm: judgement.normalForm,
    violations: judgement.violations.map((violation) => violationReport(violation, attributes)),
    decompositions,
    data: table && rows && {
      rows: table.given,
      distinctRows: table.rows.length,
      sample: table.rows.slice(0, shownRows),
      minimalDependencies: found,
      uniqueSets: rows.discovered.unique.sets.map(names),
      multivalued,
      holds: analysis.counterexamples.map(([dependency, counter], i): ReportCheck => {
        const holds = measured?.holds[i] ?? counter === null;
        return { dependency: dependencyText(dependency, attributes), holds, counterexample: holds ? null : (counter?.rows ?? []), missing: holds ? null : (counter?.missing ?? null) };
      }),
      lists: listValues(table).map(({ column, row, parts }) => ({ column, row, parts })),
      anomalies: anomaliesOf(table, facts, judgement.violations).map(({ kind, left, right, rows: held, count, lacking }) => ({ kind, left: names(left), right: names(right), rows: held, count, lacking: names(lacking) })),
    },
    steps: reasoning.map(stepText),
    reasoning,
    arrows: arrowsOf(analysis),
    limits: limitsOf(analysis),
  };
}

function decompositionReport(decomposition: JudgedDecomposition, { relation, facts, table, discovered }: Analysis, measured: MeasuredJoin | null, source: RowSource): ReportDecomposition {
  const { attributes } = relation;
  const { tables } = decomposition;
  return {
    into: decomposition.into,
    parts: tables.map((part) => {
      const held = table && projection(table, part.attributes);
      return {
        name: part.name,
        attributes: namesOf(part.attributes, attributes),
        keys: part.keys.map((key) => namesOf(key, attributes)),
        foreignKeys: part.foreignKeys.map((key) => ({ attributes: namesOf(key.attributes, attributes), part: tables[key.part]?.name ?? '' })),
        normalForm: part.normalForm,
        rows: held && held.slice(0, shownRows).map((row) => members(part.attributes).map((column) => table.rows[row]?.[column] ?? null)),
        rowCount: held && held.length,
      };
    }),
    lossless: discovered ? (measured === null || measured.spuriousRows === null ? null : measured.spuriousRows === 0) : decomposition.lossless,
    lostDependencies: decomposition.lost.map((dependency) => dependencyText(dependency, attributes)),
    spuriousRows: measured ? measured.spuriousRows : null,
    firstSpurious: measured?.spurious[0] ?? null,
    spurious: measured?.spurious ?? [],
    sql: facts.all === emptySet ? '' : decompositionSql(relation.name, tables, attributes, table, source),
  };
}

function violationReport(violation: Violation, attributes: readonly string[]): ReportViolation {
  const names = (set: AttributeSet): string[] => namesOf(set, attributes);
  const braced = (set: AttributeSet): string => bracedText(set, attributes);
  const { form } = violation;
  if (form === '4NF') {
    const { left, blocks } = violation;
    const because = `${braced(left)} is no superkey, and ${blocks.map(braced).join(' and ')} are independent of each other for each value of it`;
    return { form, dependency: basisText(left, blocks, attributes), because, left: names(left), right: names(blocks[0] ?? emptySet), key: null, blocks: blocks.map(names) };
  }
  const { dependency } = violation;
  const text = dependencyText(dependency, attributes);
  if (dependency.kind === 'join') return { form, dependency: text, because: 'it does not follow from the candidate keys', left: [], right: [], key: null, blocks: dependency.parts.map(names) };
  const left = names(dependency.left);
  const right = names(dependency.right);
  const because = form === '2NF' ? `${braced(dependency.left)} is a proper part of the key ${braced(violation.key)}, and ${right.join(', ')} is in no key`
    : form === '3NF' ? `${braced(dependency.left)} is no superkey, and ${right.join(', ')} is in no key`
      : form === 'BCNF' ? `${braced(dependency.left)} is no superkey`
        : 'it does not follow from the candidate keys';
  return { form, dependency: text, because, left, right, key: form === '2NF' ? names(violation.key) : null, blocks: null };
}

/** The arrows of the diagram, each with the lowest form that it breaks. */
function arrowsOf({ relation, facts, judgement }: Analysis): ReportArrow[] {
  const names = (set: AttributeSet): string[] => namesOf(set, relation.attributes);
  const rank = (form: NormalForm): number => normalForms.indexOf(form);
  const lowest = (matches: (violation: Violation) => boolean): NormalForm | null => {
    const forms = judgement.violations.filter(matches).map(({ form }) => form).sort((a, b) => rank(a) - rank(b));
    return forms[0] ?? null;
  };
  const functionals = facts.cover.dependencies.map((dependency) => ({
    dependency,
    breaks: lowest((violation) => 'dependency' in violation && violation.dependency.kind === 'functional' && violation.form !== '5NF' && violation.dependency.left === dependency.left && violation.dependency.right === dependency.right),
  }));
  const arrows: ReportArrow[] = [];
  for (const breaks of [...normalForms.slice(1), null]) {
    const group = functionals.filter((one) => one.breaks === breaks).map(({ dependency }) => dependency);
    for (const { left, right } of groupedByLeft(group)) arrows.push({ kind: 'functional', left: names(left), right: names(right), breaks });
  }
  const shown = new Set(judgement.violations.flatMap((violation) => (violation.form === '4NF' ? [violation] : [])));
  for (const { left, blocks } of shown) {
    // What the left side determines has its arrow already.
    const free = blocks.filter((block) => (block & ~facts.closure(left)) !== emptySet);
    if (free.length > 1) for (const block of free) arrows.push({ kind: 'multivalued', left: names(left), right: names(block), breaks: '4NF' });
  }
  return arrows;
}

/** Closures of left sides and keys that are told step by step. */
const toldSteps = 12;

function stepsOf({ relation, facts, table, rows, discovered, decompositions }: Analysis, reports: readonly ReportDecomposition[]): Step[] {
  const { attributes } = relation;
  const names = (set: AttributeSet): string[] => namesOf(set, attributes);
  const text = (left: AttributeSet, right: AttributeSet): string => dependencyText(functional(left, right), attributes);
  const steps: Step[] = [];
  if (discovered && table && rows) steps.push({ kind: 'discovered', rows: table.rows.length, dependencies: rows.discovered.functionals.length });
  for (const { from, to } of facts.cover.shortened.slice(0, toldSteps)) steps.push({ kind: 'shortened', from: text(from.left, from.right), to: text(to.left, to.right) });
  for (const { left, right } of facts.cover.redundant.slice(0, toldSteps)) steps.push({ kind: 'redundant', dependency: text(left, right) });
  for (const left of new Set(facts.cover.dependencies.slice(0, 4 * toldSteps).map((dependency) => dependency.left))) {
    const closure = facts.closure(left);
    steps.push({ kind: 'closure', of: names(left), closure: names(closure), all: closure === facts.all });
  }
  const underived = members(facts.all).filter((attribute) => !facts.cover.dependencies.some(({ right }) => right === single(attribute)));
  if (underived.length > 0) steps.push({ kind: 'underived', attributes: underived.map((attribute) => attributes[attribute] ?? '') });
  for (const key of facts.keys.sets.slice(0, toldSteps)) steps.push({ kind: 'key', key: names(key) });
  const told = new Set<string>();
  for (const [i, decomposition] of decompositions.entries()) {
    if (decomposition.parts.length === 1) continue;
    if (decomposition.into === '3NF') {
      for (const part of decomposition.tables) if (part.attributes !== decomposition.addedKey) steps.push({ kind: 'table', left: names(part.keys[0] ?? part.attributes), attributes: names(part.attributes) });
      if (decomposition.addedKey !== null) steps.push({ kind: 'added-key', key: names(decomposition.addedKey) });
    }
    // Several forms may lead to the same tables; those are argued once.
    const tables = decomposition.parts.map(String).sort().join();
    if (told.has(tables)) continue;
    told.add(tables);
    for (const cut of decomposition.cuts) steps.push({ kind: 'cut', into: decomposition.into, of: names(cut.of), left: names(cut.left), parts: cut.into.map(names) });
    steps.push({ kind: 'lossless', into: decomposition.into, parts: decomposition.parts.map(names), lossless: reports[i]?.lossless ?? null });
  }
  return steps;
}

function limitsOf({ judgement, discovered, facts, rows, used, decompositions }: Analysis): string[] {
  const limits: string[] = [];
  const { doubts } = judgement;
  if (doubts.includes('keys')) limits.push(`there are more candidate keys than the ${facts.keys.sets.length} that were found: their number can grow exponentially, and the normal form is judged by these`);
  if (doubts.includes('derived')) limits.push(discovered ? 'not every left side of a multivalued dependency was looked at: their number grows exponentially' : 'not every functional dependency that follows from multivalued ones was looked for: their number can grow exponentially');
  if (doubts.includes('violations')) limits.push(discovered ? `the search for functional dependencies was ended after ${facts.minimal.dependencies.length}: their number can grow exponentially` : 'not every minimal violation is listed: their number can grow exponentially');
  if (doubts.includes('joins')) limits.push('the chase of a join dependency grew too large: whether it follows from the keys is not known');
  if (!discovered && rows && !(rows.discovered.complete && rows.multivalued.complete)) limits.push(`of what holds in the rows ${rows.discovered.functionals.length} functional dependencies were found: there are more`);
  if (discovered && rows && used < rows.discovered.functionals.length) limits.push(`the decompositions follow from ${used} of the ${rows.discovered.functionals.length} functional dependencies`);
  if (decompositions.some(({ complete }) => !complete)) limits.push('a decomposition was ended at 50 cuts: its parts may not all be in the form that was wanted');
  if (decompositions.some(({ tables }) => tables.some(({ exact }) => !exact))) limits.push('the dependencies of a part were not all worked out: its keys and normal form are judged by those that were');
  return limits;
}

