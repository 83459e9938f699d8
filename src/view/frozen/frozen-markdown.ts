import type { CellError, CellOutput, Matrix, PlanNode, Recovery, RelationReport, ResultSet, ValueTree } from '../../cells/output';
import { columnsOf } from '../columns';
import { escapeMarkdown, markdownTable } from '../copy-table';
import { excerptAround } from '../excerpt';
import { fenced } from '../fenced';
import { relationDetails, relationVerdict } from '../relation/relation-text';
import { tagLine } from '../tags';
import type { NoteOf } from '../terms/note-of';
import { anomalyTerms, errorTerms, formTerms } from '../terms/terms';
import { matrixTables } from '../trace/matrix-text';
import { oneLine, valueText } from '../value-text';
import type { Words } from '../words';
import { codeSpan } from './code-span';
import { traceBlocks } from './frozen-trace';
import { lastingLog } from './lasting-log';
import { StableText, type RunContext } from './stable-text';
import { termLink } from './term-link';

/** What freezing an output takes beside the output. */
export interface FreezeContext extends RunContext {
  readonly words: Words;
  /** Finds the notes to which terms link, as seen from the note that is written. */
  readonly noteOf: NoteOf;
}

/** Rows of a result, lines of a text and letters of a value that a note can take: beyond, the output says how many there are. */
const most = { rows: 100, lines: 400, letters: 500 } as const;

/** Details of plans that are of one run alone. */
const measured = /^(?:planning|buffers|i\/o timings|execution time|planning time|jit|serialization|wal)\b/i;

/**
 * An output as the Markdown that is frozen in the note: what was printed, traces, the matrix, results, trees, the value,
 * the relation, the recovery, the log, the error. Depends on nothing that is of one run alone: see {@link StableText}.
 * @returns `''` for an output that shows nothing
 */
export function frozenMarkdown(output: CellOutput, context: FreezeContext): string {
  const stable = new StableText(context);
  const { words } = context;
  const { results, trees = [], value, diagram, error } = output;
  const isShown = results.some(({ command }) => command === 'VALUE') || trees.some(({ of }) => of === 'value') || diagram !== undefined;
  const log = lastingLog(output.log);
  const blocks = [
    ...(output.stdout === '' ? [] : [printed(output.stdout)]),
    ...traceBlocks(output.trace ?? [], context),
    ...(output.matrix === null ? [] : matrixBlocks(output.matrix, context)),
    ...resultBlocks(results, words, stable),
    ...trees.map(({ tree }) => printed(treeText(tree, ''))),
    ...(diagram === undefined ? [] : [fenced(diagram.mermaid, 'mermaid')]),
    ...(value === null || isShown ? [] : [printed(value)]),
    ...(output.relation === null ? [] : relationBlocks(output.relation, context)),
    ...(output.recovery === null ? [] : recoveryBlocks(output.recovery, words)),
    ...(log === '' ? [] : [`*${words.tabs.log}*`, printed(log)]),
    ...(error === null ? [] : errorBlocks(error, output.status === 'ok', context)),
  ];
  // Figures are set with spaces that do not break; in a text that people edit these are traps.
  return stable.text(blocks.join('\n\n').replace(/[\u00a0\u202f]/g, ' '));
}

/** Whether there is something to freeze: cells that were stopped or skipped leave what is frozen of them as it is. */
export function isFreezable({ status }: CellOutput): boolean {
  return status === 'ok' || status === 'error';
}

/** Text as it was printed, without what would command a terminal or break a line unseen. */
function printed(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
  const kept = lines.length > most.lines ? [...lines.slice(0, most.lines), '…'] : lines;
  return fenced(kept.map((line) => line.trimEnd().replace(/(?!\t)\p{Cc}/gu, '�')).join('\n'));
}

/** Commands whose tag repeats what the cell says. */
const definitions = /^(?:CREATE|DROP|ALTER|TRUNCATE|COMMENT)\b/;

/** Tables, plans and tags in order. Where there are rows, that tables were made first is not told. */
function resultBlocks(results: readonly ResultSet[], words: Words, stable: StableText): string[] {
  const blocks: string[] = [];
  const hasRows = results.some(({ columns }) => columns.length > 0);
  let tags: string[] = [];
  const flush = (): void => {
    if (tags.length > 0) blocks.push(fenced(tagLine(tags)));
    tags = [];
  };
  for (const result of results) {
    if (result.columns.length === 0) {
      const isPreparation = hasRows && blocks.length === 0 && tags.length === 0 && definitions.test(result.tag);
      if (!isPreparation) tags.push(result.tag);
      continue;
    }
    flush();
    blocks.push(...(result.plan === null ? tableBlocks(result, words, stable) : [printed(planText(result.plan, ''))]));
  }
  flush();
  return blocks;
}

function tableBlocks(result: ResultSet, words: Words, stable: StableText): string[] {
  const { columns, types, rows, rowCount } = result;
  const shown = rows.slice(0, most.rows).map((row) => columns.map((column, at) => {
    const value = row[at] ?? null;
    const placeholder = stable.value(value, column, types[at] ?? '');
    return value === null ? '*NULL*' : escapeMarkdown(oneLine(placeholder ?? valueText(value), most.letters).text);
  }));
  const table = markdownTable(columns.map(escapeMarkdown), columnsOf(result).map(({ numeric }) => numeric), shown);
  if (rows.length === 0) return [table, words.table.noRows];
  return result.truncated || rows.length > most.rows ? [table, words.table.firstRows(shown.length, rowCount)] : [table];
}

function planText({ title, details, children }: PlanNode, margin: string): string {
  const kept = details.filter((detail) => !measured.test(detail.trim()));
  return [`${margin}${title}`, ...kept.map((detail) => `${margin}  ${detail}`), ...children.map((child) => planText(child, `${margin}    `))].join('\n');
}

function treeText({ key, text, children }: ValueTree, margin: string): string {
  return [`${margin}${key === null ? '' : `${key}: `}${text}`, ...children.map((child) => treeText(child, `${margin}  `))].join('\n');
}

/** A table for each engine: what happens stands out, what does not is a dash. */
function matrixBlocks(matrix: Matrix, { words, noteOf }: FreezeContext): string[] {
  const { permitted, prevented } = words.matrix;
  const square = (outcome: string): string => (outcome === permitted ? `**${escapeMarkdown(outcome)}**` : outcome === prevented ? '–' : escapeMarkdown(outcome));
  const tables = matrixTables(matrix, words);
  const hasDash = tables.some(({ rows }) => rows.some((row) => row.includes(prevented)));
  return [
    ...tables.flatMap(({ engine, head: [corner = '', ...levels], rows, reasons }) => [
      `**${escapeMarkdown(engine)}**`,
      markdownTable(
        [escapeMarkdown(corner), ...levels.map((level) => termLink([level], level, noteOf, true))],
        [],
        rows.map(([title = '', ...outcomes], at) => [termLink(anomalyTerms(matrix.anomalies[at]?.name ?? title), title, noteOf, true), ...outcomes.map(square)]),
      ),
      ...reasons.map(escapeMarkdown),
    ]),
    ...(hasDash ? [`–: ${escapeMarkdown(prevented)}.`] : []),
  ];
}

/** The verdict as a sentence, then a list of the keys, of what the rows show and of the decompositions, the keys of their tables bold. */
function relationBlocks(report: RelationReport, { words, noteOf }: FreezeContext): string[] {
  const { lead, head, because } = relationVerdict(report, words, termLink(formTerms(report.normalForm), report.normalForm, noteOf));
  const details = relationDetails(report, words, { plain: escapeMarkdown, key: (attribute) => `**${escapeMarkdown(attribute)}**`, row: codeSpan });
  const lines = details.flatMap(({ text, below }) => [`- ${text}`, ...below.map((line) => `  - ${line}`)]);
  return [`${escapeMarkdown(lead)}**${head}** ${escapeMarkdown(because)}`, lines.join('\n')];
}

/** What was lost, then the engine's log; what a recovery took of the processor is left out. */
function recoveryBlocks({ lostTransaction, log }: Recovery, { recovery }: Words): string[] {
  return [
    escapeMarkdown(`${recovery.crash} ${lostTransaction ? recovery.lostTransaction : recovery.nothingOpen}`),
    ...(log.length === 0 ? [] : [printed(log.join('\n'))]),
  ];
}

/** What kind of error, then what the engine said and where. */
function errorBlocks(error: CellError, expected: boolean, { words, noteOf }: FreezeContext): string[] {
  const { type, code, message, line, column, excerpt, detail, hint } = error;
  const kind = `**${termLink(errorTerms(error), type, noteOf)}**${code === null ? '' : ` ${escapeMarkdown(code)}`}`;
  const place = line === null ? [] : [words.error.position(line, column)];
  const shown = excerpt === null ? null : excerptAround(excerpt, column);
  const lines = [
    words.message(message),
    ...place,
    ...(shown === null ? [] : [shown.text, ...(shown.caret === null ? [] : [shown.caret])]),
    ...(detail === null ? [] : [`${words.error.detail}: ${detail}`]),
    ...(hint === null ? [] : [`${words.error.hint}: ${words.message(hint)}`]),
  ];
  return [expected ? `${words.error.expected} ${kind}` : kind, printed(lines.join('\n'))];
}
