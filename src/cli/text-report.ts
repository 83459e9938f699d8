import type { CellReport, CellValue, ResultSet, ValueTree } from '../cells/output';
import { matrixText, noNotes, outputTerms, relationText, statementsText, traceText, wordsFor, type NoteOf } from '../view';
import type { RanNote } from './run-notes';

const english = wordsFor('en');

/**
 * A note's outputs as text for a terminal. Every block is named, and why it was not run where it was not.
 * @param noteOf finds the notes that explain what the outputs tell of
 */
export function noteAsText({ report, blocks, differences }: RanNote, all: boolean, noteOf: NoteOf = noNotes): string {
  const cellsByLine = new Map(report.cells.map((cell) => [cell.line, cell]));
  const parts: string[] = [];
  for (const block of blocks) {
    const cell = cellsByLine.get(block.line);
    if (cell) parts.push(cellAsText(cell, differences.get(cell.index) ?? null, noteOf));
    else if (all && !block.isCell) parts.push(`line ${String(block.line)}: ${block.language === '' ? 'a block without a language' : block.language}, no cell: left alone\n`);
  }
  if (parts.length === 0) parts.push('no cells\n');
  return `${report.path}\n${indent(parts.join('\n'))}`;
}

/** One cell: its head, then what it printed, its results and its error, and in what it differs from what is frozen. */
function cellAsText(cell: CellReport, difference: readonly string[] | null, noteOf: NoteOf): string {
  const name = cell.name === null ? '' : ` ${cell.name}`;
  const took = cell.status === 'skipped' ? '' : `, ${formatMs(cell.durationMs)}`;
  const engine = cell.engine === null ? '' : `, ${cell.engine}`;
  const head = `cell ${String(cell.index)}${name} (${cell.kind}, line ${String(cell.line)}): ${cell.status}${cell.reason === null ? '' : `: ${cell.reason}`}${engine}${took}\n`;
  return head + indent(cellBody(cell) + notesAsText(cell, noteOf) + frozenAsText(cell, difference));
}

/** The notes that explain what an output tells of, by their paths. */
function notesAsText(cell: CellReport, noteOf: NoteOf): string {
  const notes = new Set(outputTerms(cell).flatMap((names) => noteOf(names)?.href ?? []));
  return notes.size === 0 ? '' : `notes: ${[...notes].join(', ')}\n`;
}

/** How the output compares with the one that stands in the note. */
function frozenAsText({ frozen }: CellReport, difference: readonly string[] | null): string {
  if (difference === null) return frozen === 'stale' ? 'the cell has changed since this output was frozen; the output has not\n' : '';
  const lead = frozen === 'stale' ? 'the cell has changed since its output was frozen, and the output differs' : 'the output differs from the frozen one';
  return `${lead} (- frozen, + now):\n${indent(`${difference.join('\n')}\n`)}`;
}

/** What one cell gave. */
export function cellBody(cell: CellReport): string {
  const relation = cell.relation === null ? '' : `${relationText(cell.relation, english)}\n`;
  const traces = (cell.trace ?? []).map((trace) => `${traceText(trace, english)}\n`);
  const matrix = cell.matrix === null ? '' : `${matrixText(cell.matrix, english)}\n`;
  const trees = (cell.trees ?? []).filter(({ of }) => of === 'display').map(({ tree }) => treeAsText(tree, ''));
  // A table or a drawing that is the value says all that its text would say.
  const value = cell.value === null || cell.diagram || cell.results.some(({ command }) => command === 'VALUE') ? '' : `${cell.value}\n`;
  const diagram = cell.diagram ? `${cell.diagram.mermaid}\n` : '';
  // The statements of other cells stand in the note.
  const isCode = cell.kind === 'typescript' || cell.kind === 'python';
  const statements = isCode && cell.statements.length > 0 ? `${statementsText(cell, english)}\n` : '';
  return [cell.stdout, cell.log, ...cell.results.map(resultAsText), ...trees, diagram, value, ...traces, relation, matrix, recoveryAsText(cell), errorAsText(cell), statements].join('');
}

/** A nested value, each part on a line of its own. */
function treeAsText({ key, text, children }: ValueTree, margin: string): string {
  return `${margin}${key === null ? '' : `${key}: `}${text}\n${children.map((child) => treeAsText(child, `${margin}  `)).join('')}`;
}

function resultAsText(result: ResultSet): string {
  if (result.columns.length === 0) return `${result.tag}\n`;
  const rows = result.rows.map((row) => row.map(valueAsText));
  const widths = result.columns.map((column, i) => Math.max(width(column), ...rows.map((row) => width(row[i] ?? ''))));
  const line = (cells: readonly string[]): string => cells.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - width(cell))).join(' | ').trimEnd();
  const shown = result.truncated ? `first ${String(result.rows.length)} rows` : result.rows.length === 1 ? '1 row' : `${String(result.rows.length)} rows`;
  return [line(result.columns), widths.map((w) => '-'.repeat(w)).join('-+-'), ...rows.map(line), `(${shown})`, ''].join('\n');
}

/** What came back after a power failure. */
function recoveryAsText({ recovery }: CellReport): string {
  if (!recovery) return '';
  const { crash, lostTransaction, nothingOpen } = english.recovery;
  return [`${crash} ${recovery.lostTransaction ? lostTransaction : nothingOpen}`, ...recovery.log.map((line) => `  ${line}`), ''].join('\n');
}

/** The error with its line and a caret below the place. */
function errorAsText({ error, status }: CellReport): string {
  if (!error) return '';
  const lines = [`${status === 'ok' ? 'expected ' : ''}${error.type}${error.code === null ? '' : ` (${error.code})`}: ${error.message}`];
  if (error.excerpt !== null && error.line !== null && error.column !== null) {
    const prefix = `line ${String(error.line)}: `;
    lines.push(prefix + error.excerpt, ' '.repeat(prefix.length + width([...error.excerpt].slice(0, error.column - 1).join(''))) + '^');
  }
  if (error.detail !== null) lines.push(`detail: ${error.detail}`);
  if (error.hint !== null) lines.push(`hint: ${error.hint}`);
  return `${lines.join('\n')}\n`;
}

function valueAsText(value: CellValue): string {
  if (value === null) return 'NULL';
  const text = typeof value === 'object' ? `\\x${value.$bytes}` : String(value);
  // eslint-disable-next-line no-control-regex -- a terminal obeys control characters, and a note must not command it
  return text.replace(/\n/g, '⏎').replace(/[\u0000-\u001F\u007F-\u009F]/g, '�');
}

/** Columns a text takes on a terminal, nearly: wide scripts take two. */
function width(text: string): number {
  let columns = 0;
  for (const char of text) columns += /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u.test(char) ? 2 : /\p{Mn}/u.test(char) ? 0 : 1;
  return columns;
}

function formatMs(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
