import type { CellOutput, ResultSet } from '../cells/output';
import { columnsOf } from './columns';
import { tableToCsv, tableToMarkdown } from './copy-table';
import { fenced } from './fenced';
import type { FetchRows, Row } from './model';
import { RowPages } from './row-pages';
import { tagLine } from './tags';
import { matrixTables } from './trace/matrix-text';
import { traceText } from './trace/trace-text';
import type { Words } from './words';

/** True where an output holds a table, so that it can be copied as CSV. */
export function hasTable(output: CellOutput): boolean {
  return output.results.some((result) => result.columns.length > 0);
}

/** All tables of an output as CSV, an empty line between two. Rows that the kernel holds are fetched. */
export async function outputAsCsv(output: CellOutput, fetchRows: FetchRows): Promise<string> {
  const tables: string[] = [];
  for (const [index, result] of output.results.entries()) {
    if (result.columns.length > 0) tables.push(tableToCsv(result.columns, await allRows(result, index, fetchRows)));
  }
  return tables.join('\r\n');
}

/** Writes an output down, as text for the clipboard. Rows that the kernel holds are fetched. */
export type OutputFormat = (output: CellOutput, fetchRows: FetchRows, words: Words) => Promise<string>;

/** An output as Markdown: what was printed, traces, the matrix, the results in order, the recovery, the value, the error. */
export async function outputAsMarkdown(output: CellOutput, fetchRows: FetchRows, words: Words): Promise<string> {
  const blocks: string[] = [];
  if (output.stdout !== '') blocks.push(fenced(output.stdout));
  for (const trace of output.trace ?? []) blocks.push(fenced(traceText(trace, words)));
  for (const { engine, head, rows, reasons } of output.matrix ? matrixTables(output.matrix, words) : []) {
    blocks.push([engine, tableToMarkdown(head, head.map(() => false), rows), ...reasons].join('\n\n'));
  }
  let tags: string[] = [];
  const flushTags = (): void => {
    if (tags.length > 0) blocks.push(fenced(tagLine(tags)));
    tags = [];
  };
  for (const [index, result] of output.results.entries()) {
    if (result.columns.length === 0) {
      tags.push(result.tag);
      continue;
    }
    flushTags();
    const numeric = columnsOf(result).map((column) => column.numeric);
    blocks.push(tableToMarkdown(result.columns, numeric, await allRows(result, index, fetchRows)));
  }
  flushTags();
  if (output.recovery) blocks.push(fenced([words.recovery.crash, ...output.recovery.log].join('\n')));
  if (output.diagram) blocks.push(fenced(output.diagram.mermaid, 'mermaid'));
  else if (output.value !== null && !output.results.some(({ command }) => command === 'VALUE')) blocks.push(fenced(output.value));
  if (output.error !== null) blocks.push(fenced(`${output.error.type}: ${output.error.message}`));
  return `${blocks.join('\n\n')}\n`;
}

function allRows(result: ResultSet, index: number, fetchRows: FetchRows): Promise<readonly Row[]> {
  return new RowPages(result.rows, result.held, (from, to) => fetchRows(index, from, to)).all();
}
