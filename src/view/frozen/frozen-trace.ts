import type { Trace, TraceStep } from '../../cells/output';
import { escapeMarkdown, markdownTable } from '../copy-table';
import { engineLabel } from '../engines';
import { fenced } from '../fenced';
import type { NoteOf } from '../terms/note-of';
import { anomalyTerms } from '../terms/terms';
import { wholeOutcome } from '../trace/outcome-text';
import { shortSql } from '../trace/short-sql';
import { finalRows, leftOpen, remarkLines, verdictSentences } from '../trace/trace-text';
import { anomalyName, failuresOf, judgementOf } from '../trace/verdict';
import { oneLine } from '../value-text';
import type { Words } from '../words';
import { codeSpan } from './code-span';
import { termLink } from './term-link';

/** The words and the notes of the vault in which a trace is told. */
export interface TraceContext {
  readonly words: Words;
  readonly noteOf: NoteOf;
}

/** Traces told step by step, levels beside each other in a table, letters of a statement and of the rows that are left. */
const most = { traces: 12, columns: 4, sql: 140, rows: 240 } as const;

/**
 * The traces of a schedule as Markdown: the verdict on each, then a table of the steps with a column for each level. Levels
 * at which the same steps run stand in one table, so that a reader sees where they part; those that give the same to the
 * letter share a column.
 */
export function traceBlocks(traces: readonly Trace[], context: TraceContext): string[] {
  const inFull = sameSteps(traces.slice(0, most.traces)).flatMap((group) => {
    const columns = columnsOf(group, context);
    return [verdicts(columns, context), ...stepTable(columns, context)];
  });
  const rest = traces.slice(most.traces).map((trace) => columnOf(trace, context));
  return [...inFull, ...(rest.length === 0 ? [] : [verdicts(rest, context)])];
}

/** Traces of the same steps that follow each other, as many as stand beside each other. */
function sameSteps(traces: readonly Trace[]): readonly (readonly Trace[])[] {
  const groups: Trace[][] = [];
  for (const trace of traces) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && last.length < most.columns && course(last[0]) === course(trace)) last.push(trace);
    else groups.push([trace]);
  }
  return groups;
}

/** What is the same for all columns of a table. */
function course({ engine, permutation, steps }: Trace): string {
  return JSON.stringify([engine, permutation, steps.map(({ session, sql }) => [session, sql])]);
}

/** What a level gave, or several levels alike. */
interface TraceColumn {
  /** Of the levels, the first one's. */
  readonly trace: Trace;
  readonly levels: readonly string[];
  readonly verdict: string;
  /** What became of each step. */
  readonly outcomes: readonly string[];
  /** By query: the rows that are left. */
  readonly left: Readonly<Record<string, string>>;
  /** What is to be said below the table. */
  readonly remarks: readonly string[];
}

function columnsOf(traces: readonly Trace[], context: TraceContext): TraceColumn[] {
  const columns: TraceColumn[] = [];
  for (const trace of traces) {
    const column = columnOf(trace, context);
    const alike = columns.findIndex((one) => given(one) === given(column));
    const known = columns[alike];
    if (known === undefined) columns.push(column);
    else columns[alike] = { ...known, levels: [...known.levels, ...column.levels] };
  }
  return columns;
}

function given({ verdict, outcomes, left, remarks }: TraceColumn): string {
  return JSON.stringify([verdict, outcomes, left, remarks]);
}

function columnOf(trace: Trace, context: TraceContext): TraceColumn {
  const { words } = context;
  const { level, steps, finalState } = trace;
  const explained = new Set(failuresOf(trace).map(({ step }) => step.step));
  return {
    trace,
    levels: [level],
    verdict: verdictOf(trace, context),
    outcomes: steps.map((step) => outcomeCell(step, explained.has(step.step), words)),
    left: Object.fromEntries(Object.entries(finalState).map(([query, rows]) => [query, escapeMarkdown(oneLine(finalRows(rows, words), most.rows).text)])),
    remarks: [...leftOpen(trace, words), ...remarkLines(trace, words)].map(escapeMarkdown),
  };
}

/** The levels, each a link where it has a note. */
function levelNames({ levels }: TraceColumn, { noteOf }: TraceContext, inTable = false): string {
  return levels.map((level) => termLink([level], level, noteOf, inTable)).join(', ');
}

/** A paragraph for one verdict, a list for several. Where the steps have an order of several, it is told. */
function verdicts(columns: readonly TraceColumn[], context: TraceContext): string {
  const lines = columns.map((column) => {
    const { permutation } = column.trace;
    return `${levelNames(column, context)}${permutation === null ? '' : `, ${codeSpan(permutation.join(' '))}`}: ${column.verdict}`;
  });
  return lines.length === 1 ? lines.join('') : lines.map((line) => `- ${line}`).join('\n');
}

/** The verdict in sentences; the names of anomalies link to their notes. */
function verdictOf(trace: Trace, { words, noteOf }: TraceContext): string {
  const named = judgementOf(trace) === 'anomaly' ? trace.anomalies : [];
  return verdictSentences(trace, words).map((sentence, at) => {
    const anomaly = named[at];
    if (!anomaly) return escapeMarkdown(sentence);
    const name = anomalyName(anomaly, words.trace);
    return `**${termLink(anomalyTerms(anomaly.name), name, noteOf)}**${escapeMarkdown(sentence.slice(name.length))}`;
  }).join(' ');
}

function stepTable(columns: readonly TraceColumn[], context: TraceContext): string[] {
  const [first] = columns;
  if (first === undefined || first.trace.steps.length === 0) return [];
  const { engine, steps } = first.trace;
  const rows = steps.map(({ step, session, sql }, at) => [context.words.number(step), escapeMarkdown(session), sqlCell(sql), ...columns.map(({ outcomes }) => outcomes[at] ?? '')]);
  const queries = [...new Set(columns.flatMap(({ left }) => Object.keys(left)))];
  const left = queries.map((query) => ['', '', sqlCell(query), ...columns.map((column) => column.left[query] ?? '')]);
  const log = columns.flatMap(({ trace }) => trace.steps.flatMap(({ outcome }) => (outcome.kind === 'crash' ? outcome.log : [])));
  return [
    markdownTable(['', '', escapeMarkdown(engineLabel(engine)), ...columns.map((column) => levelNames(column, context, true))], [true], [...rows, ...left]),
    ...new Set(columns.flatMap(({ remarks }) => remarks)),
    ...(log.length === 0 ? [] : [fenced(log.join('\n'))]),
  ];
}

/** @param explained the verdict tells the step's error already: its code is enough */
function outcomeCell(step: TraceStep, explained: boolean, words: Words): string {
  const { trace } = words;
  const { claims, notices, sql, outcome, blocked, queued, ranAfterStep } = step;
  // That BEGIN began and COMMIT committed is what a reader takes for granted.
  const isAsSaid = outcome.kind === 'ok' && outcome.changes === undefined && !blocked && !queued && ranAfterStep === null && sql.trim().toUpperCase().startsWith(outcome.tag);
  return [
    ...(isAsSaid ? [] : [wholeOutcome(step, trace, { briefError: explained })]),
    ...notices,
    ...(claims?.blocks === false ? [`! ${trace.steps.didNotBlock}`] : []),
    ...(claims?.unblocks === false ? [`! ${trace.steps.didNotUnblock}`] : []),
  ].map(escapeMarkdown).join('<br>');
}

function sqlCell(sql: string): string {
  return codeSpan(shortSql(sql, { whole: most.sql, cut: most.sql }), true);
}
