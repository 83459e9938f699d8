import type { PythonError } from '../../python';
import type { TextFix } from '../output';

/** What to do about an error, and the replacement that does it. */
export interface Advice {
  readonly hint: string | null;
  readonly fix: TextFix | null;
}

interface Fault {
  readonly message: string;
  readonly line: number;
  /** Of the line: its text before the fault, from there on, and its indentation. */
  readonly before: string;
  readonly after: string;
  readonly indent: string;
  readonly lines: readonly string[];
}

type Rule = (fault: Fault) => Advice | null;

/** What to do about a SyntaxError. What the parser itself advises stays, where nothing here says more. */
export function syntaxAdvice({ message, line, column, hint }: PythonError, code: string): Advice {
  if (line === null || column === null) return { hint, fix: null };
  const lines = code.replace(/^\ufeff/, '').split(/\r\n?|\n/);
  const points = [...(lines[line - 1] ?? '')];
  const text = points.join('');
  const fault: Fault = { message, line, lines, before: points.slice(0, column - 1).join(''), after: points.slice(column - 1).join(''), indent: indentOf(text) };
  for (const rule of rules) {
    const advice = rule(fault);
    if (advice !== null) return advice;
  }
  return { hint, fix: null };
}

const rules: readonly Rule[] = [mixedTabs, unexpectedIndent, missingBlock, elseIf, missingColon, strayCharacter, decoratorColon, otherLanguages, printStatement, assignmentForEquality, twoStatements];

function mixedTabs({ message, line, lines, indent }: Fault): Advice | null {
  if (!message.startsWith('inconsistent use of tabs and spaces')) return null;
  const above = lines.slice(0, line - 1).filter((text) => text.trim() !== '');
  const last = above.at(-1) ?? '';
  if (continuesText(last, lines[line - 1] ?? '')) return partsOfText;
  if (!indent.includes('\t')) return { hint: 'the lines above are indented with tabs: indent this one with tabs, too', fix: null };
  const spaces = indent.replaceAll('\t', '    ').replaceAll('\u00a0', ' ');
  const fits = last.trimEnd().endsWith(':') ? spaces.length > indentOf(last).length : above.some((text) => indentOf(text).length === spaces.length && !indentOf(text).includes('\t'));
  return { hint: 'replace the tabs of the indentation by spaces, four for each', fix: fits ? { line, from: 1, to: indent.length + 1, text: spaces } : null };
}

function unexpectedIndent({ message, line, lines, indent }: Fault): Advice | null {
  if (message !== 'unexpected indent') return null;
  const last = lines.slice(0, line - 1).filter((text) => text.trim() !== '').at(-1);
  if (last === undefined) return { hint: 'remove the blanks before this line', fix: { line, from: 1, to: [...indent].length + 1, text: '' } };
  if (continuesText(last, lines[line - 1] ?? '')) return partsOfText;
  return { hint: 'indent this line like the one above', fix: { line, from: 1, to: [...indent].length + 1, text: indentOf(last) } };
}

/** Whether a line begins with a text and the one above ends with one. */
function continuesText(above: string, text: string): boolean {
  return /["']$/.test(above.trimEnd()) && !/(?:"""|''')$/.test(above.trimEnd()) && /^[a-z]{0,2}["']/i.test(text.trimStart());
}

const partsOfText: Advice = { hint: 'a text of several parts stands in parentheses', fix: null };

function missingBlock({ message, line, lines, indent, after, before }: Fault): Advice | null {
  const opened = /^expected an indented block after .* on line (\d+)$/.exec(message)?.[1];
  if (opened === undefined) return null;
  const header = indentOf(lines[Number(opened) - 1] ?? '');
  const misplaced = Number(opened) < line && header === indent && !/^(?:@|(?:async\s+)?def\b|class\b)/.test((before + after).trimStart());
  const unit = lines.some((text) => text.startsWith('\t')) ? '\t' : '    ';
  return { hint: 'indent the line, or write pass', fix: misplaced ? { line, from: 1, to: [...indent].length + 1, text: header + unit } : null };
}

function elseIf({ message, line, before, after }: Fault): Advice | null {
  const found = /else\s+$/.exec(before);
  if (!message.startsWith("expected ':'") || !found || !/^if\b/.test(after)) return null;
  const from = [...before.slice(0, found.index)].length + 1;
  return { hint: 'write elif', fix: { line, from, to: [...before].length + 3, text: 'elif' } };
}

function missingColon({ message, line, before, after }: Fault): Advice | null {
  if (message !== "expected ':'") return null;
  const at = [...before.trimEnd()].length + 1;
  const plain = !before.includes('#') && (after.trim() === '' || after.startsWith('#'));
  return { hint: 'write a colon here', fix: plain ? { line, from: at, to: at, text: ':' } : null };
}

function strayCharacter({ message, line, before, after }: Fault): Advice | null {
  const code = /^invalid (?:non-printable )?character (?:'.*' \()?U\+([0-9A-F]+)\)?$/u.exec(message)?.[1];
  if (code === undefined) return null;
  const at = [...before].length + 1;
  const [char = ''] = after;
  const fix = (text: string): TextFix => ({ line, from: at, to: at + 1, text });
  if (/\p{Zs}/u.test(char)) return { hint: 'replace this blank by an ordinary one', fix: fix(' ') };
  if (message.includes('non-printable')) return { hint: 'remove this character, which cannot be seen', fix: fix('') };
  const plain = plainCharacters[char];
  return plain === undefined ? null : { hint: `write ${plain}`, fix: fix(plain) };
}

/** What word processors put in the place of what Python reads. */
const plainCharacters: Readonly<Record<string, string>> = { '“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '‘': "'", '’': "'", '‚': "'", '–': '-', '—': '-', '−': '-', '×': '*', '÷': '/', '≤': '<=', '≥': '>=', '≠': '!=', '，': ',', '；': ';', '：': ':', '（': '(', '）': ')' };

function decoratorColon({ message, line, before, after }: Fault): Advice | null {
  if (message !== 'invalid syntax' || !before.trimStart().startsWith('@') || !/^:\s*(?:#|$)/.test(after)) return null;
  const at = [...before].length + 1;
  return { hint: 'a decorator ends without a colon', fix: { line, from: at, to: at + 1, text: '' } };
}

/** Operators of other languages. The fault is at their second or first character. */
function otherLanguages({ message, line, before, after }: Fault): Advice | null {
  if (message !== 'invalid syntax') return null;
  const columns = [...before].length;
  for (const [written, meant] of [['&&', 'and'], ['||', 'or']] as const) {
    const start = after.startsWith(written) ? columns : before.endsWith(written.charAt(0)) && after.startsWith(written.charAt(1)) ? columns - 1 : null;
    if (start !== null) return { hint: `Python writes ${meant}`, fix: { line, from: start + 1, to: start + 3, text: meant } };
  }
  if (after.startsWith('!')) return { hint: 'Python writes not', fix: { line, from: columns + 1, to: columns + 2, text: 'not ' } };
  const step = /^\s*([\p{L}_][\p{L}\p{N}_.]*)\s*(\+\+|--)\s*$/u.exec(before + after);
  if (!step) return null;
  const [, name = '', sign = ''] = step;
  const indent = indentOf(before + after);
  const meant = `${name} ${sign.charAt(0)}= 1`;
  return { hint: `write ${meant}`, fix: { line, from: indent.length + 1, to: [...(before + after).trimEnd()].length + 1, text: meant } };
}

function printStatement({ message, line, before, after }: Fault): Advice | null {
  const word = /^Missing parentheses in call to '(\w+)'/.exec(message)?.[1];
  if (word === undefined) return null;
  const from = [...before].length + 1;
  const rest = /^\w+\s+([^#;]+)$/.exec(after.trimEnd())?.[1];
  const meant = rest === undefined ? null : `${word}(${rest})`;
  return { hint: `write ${meant ?? `${word}(...)`}`, fix: meant === null ? null : { line, from, to: from + [...after.trimEnd()].length, text: meant } };
}

function assignmentForEquality({ message, line, before, after }: Fault): Advice | null {
  if (!/Maybe you meant '==' (?:or ':=' )?instead of '='\?$/.test(message)) return null;
  const signs = [...(before + after).matchAll(/(?<sign>[=!<>:+\-*/%@&|^]*=+)/g)].filter(([sign]) => sign === '=');
  const [only] = signs;
  if (signs.length !== 1 || only === undefined) return { hint: 'to compare, write ==', fix: null };
  const from = [...(before + after).slice(0, only.index)].length + 1;
  return { hint: 'to compare, write ==', fix: { line, from, to: from + 1, text: '==' } };
}

/** Two statements that lost the line end between them, as it happens in pasted text. */
function twoStatements({ message, before, after }: Fault): Advice | null {
  const next = /^([\p{L}_][\p{L}\p{N}_]*)(?:\s*[:=(.[]|\s|$)/u.exec(after)?.[1];
  if (message !== 'invalid syntax' || next === undefined || !/\S[ \t\u00a0]{2,}$/.test(before)) return null;
  return { hint: `two statements on one line: begin a new line before ${next}`, fix: null };
}

function indentOf(text: string): string {
  return /^[ \t\f\u00a0]*/.exec(text)?.[0] ?? '';
}
