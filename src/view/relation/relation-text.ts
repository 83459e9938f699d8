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

/** How a report's lines are set. */
export interface RelationNotation {
  /** Text that is no mark-up. */
  readonly plain: (text: string) => string;
  /** An attribute of a table's key. */
  readonly key: (attribute: string) => string;
  /** A row of data. */
  readonly row: (values: string) => string;
}

const inText: RelationNotation = { plain: (text) => text, key: (attribute) => `_${attribute}_`, row: (values) => values };

/** A line of a report, and what belongs below it. */
export interface RelationDetail {
  readonly text: string;
  readonly below: readonly string[];
}

/** All that follows the verdict: further reasons, the keys, what the rows show, and each decomposition. */
export function relationDetails(report: RelationReport, words: Words, { plain, key: asKey, row: asRow }: RelationNotation): RelationDetail[] {
  const text = words.relation;
  const broken = brokenForm(report);
  const reasons = broken === null ? [] : violationsOf(report, broken);
  const line = (what: string, below: readonly string[] = []): RelationDetail => ({ text: plain(what), below });
  const keys = report.candidateKeys.slice(0, told).map((key) => (key.length === 0 ? text.emptyKey : key.join(', ')));
  const rowText = (row: readonly (string | null)[], mark = ''): string => asRow(mark + row.map((value) => value ?? 'NULL').join(' | '));
  const details = [
    ...reasons.slice(1, told).map((violation) => line(reasonText(violation, words))),
    line(`${text.keys(report.candidateKeys.length)}: ${keys.join(' · ')}${report.candidateKeys.length > told ? ` ${text.data.more(report.candidateKeys.length - told)}` : ''}`),
    ...dataDetails(report, words, (what, rows = []) => line(what, rows.map((row) => rowText(row)))),
  ];
  for (const { label, decomposition } of choicesOf(report.decompositions, text)) {
    const { parts, lostDependencies, spuriousRows, spurious } = decomposition;
    const { decomposition: say } = text;
    const tables = parts.map(({ name, attributes, keys: [key = []] }) => `${plain(name)}(${attributes.map((attribute) => (key.includes(attribute) ? asKey(attribute) : plain(attribute))).join(', ')})`);
    const facts = [
      losslessText(decomposition, report.discovered, text),
      lostDependencies.length === 0 ? say.kept : sentenceText(say.lost, { dependency: lostDependencies.join('; ') }),
      ...(spuriousRows === null ? [] : [say.spurious(spuriousRows)]),
    ];
    details.push({ text: `${plain(label)}: ${tables.join('; ')}`, below: [plain(facts.join(', ')), ...spurious.slice(0, told).map((row) => rowText(row, '+ '))] });
  }
  if (report.limits.length > 0) details.push(line(`${text.limits} ${report.limits.map(words.message).join('; ')}.`));
  return details;
}

function detailLines(report: RelationReport, words: Words): string[] {
  return relationDetails(report, words, inText).flatMap(({ text, below }) => [text, ...below.map((line) => `  ${line}`)]);
}

type RelationLine = (text: string, rows?: readonly (readonly (string | null)[])[]) => RelationDetail;

function dataDetails({ data, attributes, discovered }: RelationReport, words: Words, line: RelationLine): RelationDetail[] {
  if (data === null) return [];
  const text = words.relation;
  const details: RelationDetail[] = data.lists.slice(0, 1).map(({ column, parts }) => line(sentenceText(text.ladder.lists, { column, value: parts.join(', ') })));
  for (const { dependency, holds, counterexample, missing } of data.holds) {
    if (holds) continue;
    details.push(line(sentenceText(text.data.contradicted, { dependency }), counterexample ?? []));
    if (missing) details.push(line(text.data.missing, [missing]));
  }
  for (const anomaly of data.anomalies) {
    const places = { left: anomaly.left.join(', '), right: anomaly.right.join(', '), lacking: anomaly.lacking.join(', '), rows: text.anomalies.rows(anomaly.count), fact: factText(anomaly, attributes) };
    details.push(line(`${text.anomalies.names[anomaly.kind]}: ${sentenceText(text.anomalies.sentences[anomaly.kind], places)}`));
  }
  if (discovered) {
    const found = [...data.minimalDependencies, ...data.multivalued];
    details.push(line(`${text.data.holds(data.distinctRows)}: ${found.slice(0, told).join('; ')}${found.length > told ? `; ${text.data.more(found.length - told)}` : found.length === 0 ? text.data.nothing : ''}`));
  }
  return details;
}

function reasonText(violation: ReportViolation, words: Words): string {
  const { left, right, key, blocks, dependency } = violation;
  return sentenceText(reasonFor(violation, words.relation), {
    left: left.join(', '), right: right.join(', '), key: (key ?? []).join(', '), dependency,
    blocks: (blocks ?? []).map((block) => block.join(', ')).join(` ${words.trace.and} `),
  });
}
