import type { PythonSyntaxError } from './syntax-error';

/** A SyntaxError as CPython 3.11 prints it: the line, a mark under the fault, the message. Ends with a line end. */
export function syntaxErrorText(error: PythonSyntaxError): string {
  const raw = error.source.lineText(error.line);
  const text = raw.trim();
  const head = `  File "${error.source.fileName}", line ${error.line}\n`;
  const tail = `${error.type}: ${error.message}\n`;
  if (text === '') return head + tail;
  const indent = [...raw].findIndex((point) => !/\s/.test(point));
  const from = error.column - 1 - indent;
  // CPython strips the blanks, and with them a mark that stands there; nor does it mark what is behind the last line.
  if (from < 0 || (from >= [...text].length && error.message.startsWith('expected an indented block'))) return `${head}    ${text}\n${tail}`;
  const lineEnd = [...text].length;
  const to = error.end === null ? from + 1 : error.end.line === error.line ? error.end.column - 1 - indent : lineEnd;
  return `${head}    ${text}\n    ${' '.repeat(from)}${'^'.repeat(Math.max(1, to - from))}\n${tail}`;
}
