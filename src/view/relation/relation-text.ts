import type { RelationReport, ReportViolation } from '../../cells/output';
import type { Words } from '../words';
import { factText } from './anomaly-list';
import { choicesOf, losslessText } from './decomposition-choices';
import { brokenForm, reasonFor, violationsOf } from './judgement';
import { sentenceText } from './sentence';

/** Dependencies, keys and spurious rows of a report that are told. */
const told = 20;

/** A report on a relation as plain text, for the command line: the verdict, the keys, why, and each decomposition. */
export function relationText(report: RelationReport, words: Words): string {
  const { lead, head, because } = relationVerdict(report, words, report.normalForm);
  return [`${lead}${head} ${because}`, ...detailLines(report, words)].join('\n');
}

/** The verdict: in which rows, the form that is reached, and why it is no higher one. */
export interface RelationVerdict {
  /** `In these 4 rows: `; `''` where the rules are given. */
  readonly lead: string;
  readonly head: string;
  readonly because: string;
}

/** @param form what to write for the form that is reached */
export function relationVerdict(report: RelationReport, words: Words, form: string): RelationVerdict {
  const text = words.relation;
  const broken = brokenForm(report);
  const [reason] = broken === null ? [] : violationsOf(report, broken);
  return {
    lead: report.discovered ? `${text.inRows(report.data?.distinctRows ?? 0)} ` : '',
    head: broken === null ? text.reached(form) : text.only(form),
    because: reason === undefined ? text.nothingBroken : reasonText(reason, words),
  };
}

/** All that follows the verdict. */
export function detailLines(report: RelationReport, words: Words): string[] {
  const text = words.relation;
  const broken = brokenForm(report);
  const reasons = broken === null ? [] : violationsOf(report, broken);
  const { data } = report;
  const lines: string[] = [];
  for (const violation of reasons.slice(1, told)) lines.push(reasonText(violation, words));
  const keys = report.candidateKeys.slice(0, told).map((key) => (key.length === 0 ? text.emptyKey : key.join(', ')));
  lines.push(`${text.keys(report.candidateKeys.length)}: ${keys.join(' · ')}${report.candidateKeys.length > told ? ` ${text.data.more(report.candidateKeys.length - told)}` : ''}`);
  if (data !== null) lines.push(...dataLines(report, words));
  for (const { label, decomposition } of choicesOf(report.decompositions, text)) {
    const { parts, lostDependencies, spuriousRows, spurious } = decomposition;
    const { decomposition: say } = text;
    lines.push(`${label}: ${parts.map(({ name, attributes, keys: [key = []] }) => `${name}(${attributes.map((attribute) => (key.includes(attribute) ? `_${attribute}_` : attribute)).join(', ')})`).join('; ')}`);
    const facts = [
      losslessText(decomposition, report.discovered, text),
      lostDependencies.length === 0 ? say.kept : sentenceText(say.lost, { dependency: lostDependencies.join('; ') }),
      ...(spuriousRows === null ? [] : [say.spurious(spuriousRows)]),
    ];
    lines.push(`  ${facts.join(', ')}`);
    for (const row of spurious.slice(0, told)) lines.push(`  + ${row.map((value) => value ?? 'NULL').join(' | ')}`);
  }
  if (report.limits.length > 0) lines.push(`${text.limits} ${report.limits.map(words.message).join('; ')}.`);
  return lines;
}

function dataLines({ data, attributes, discovered }: RelationReport, words: Words): string[] {
  if (data === null) return [];
  const text = words.relation;
  const lines: string[] = [];
  const rowText = (row: readonly (string | null)[]): string => `  ${row.map((value) => value ?? 'NULL').join(' | ')}`;
  for (const { column, parts } of data.lists.slice(0, 1)) lines.push(sentenceText(text.ladder.lists, { column, value: parts.join(', ') }));
  for (const { dependency, holds, counterexample, missing } of data.holds) {
    if (holds) continue;
    lines.push(sentenceText(text.data.contradicted, { dependency }), ...(counterexample ?? []).map(rowText));
    if (missing) lines.push(text.data.missing, rowText(missing));
  }
  for (const anomaly of data.anomalies) {
    const places = { left: anomaly.left.join(', '), right: anomaly.right.join(', '), lacking: anomaly.lacking.join(', '), rows: text.anomalies.rows(anomaly.count), fact: factText(anomaly, attributes) };
    lines.push(`${text.anomalies.names[anomaly.kind]}: ${sentenceText(text.anomalies.sentences[anomaly.kind], places)}`);
  }
  if (discovered) {
    const found = [...data.minimalDependencies, ...data.multivalued];
    lines.push(`${text.data.holds(data.distinctRows)}: ${found.slice(0, told).join('; ')}${found.length > told ? `; ${text.data.more(found.length - told)}` : found.length === 0 ? text.data.nothing : ''}`);
  }
  return lines;
}

function reasonText(violation: ReportViolation, words: Words): string {
  const { left, right, key, blocks, dependency } = violation;
  return sentenceText(reasonFor(violation, words.relation), {
    left: left.join(', '), right: right.join(', '), key: (key ?? []).join(', '), dependency,
    blocks: (blocks ?? []).map((block) => block.join(', ')).join(` ${words.trace.and} `),
  });
}
