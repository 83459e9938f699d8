import { nearestName } from '../../spelling/nearest-name';
import { readTable, tableBeginsAt } from './markdown-table';
import { RelationNotationError } from './notation-error';
import type { RelationText, WrittenData, WrittenDecomposition, WrittenDependency, WrittenName } from './relation-text';
import { beginsComment, tokensOf, type Token } from './tokens';

type Mutable = { -readonly [K in keyof RelationText]: RelationText[K] };

const directiveLine = /^(\s*([\p{L}_]+)\s*:\s*)(.*)$/u;
const directives = ['class', 'data', 'decompose', 'table'] as const;

/**
 * Reads a relation cell.
 * @throws RelationNotationError at the first place that cannot be read
 */
export function parseRelation(code: string): RelationText {
  const lines = code.split('\n');
  const dependencies: WrittenDependency[] = [];
  const decompositions: WrittenDecomposition[] = [];
  const read: Mutable = { name: null, attributes: null, dependencies, decompositions, data: null, table: null, mappedClass: null };
  for (let at = 0; at < lines.length; at++) {
    const text = lines[at] ?? '';
    const line = at + 1;
    if (text.trim() === '' || beginsComment(text.trimStart())) continue;
    if (tableBeginsAt(lines, at)) {
      const { table, end } = readTable(lines, at);
      setData(read, { kind: 'table', table, line }, 1);
      at = end - 1;
      continue;
    }
    const directive = directiveLine.exec(text);
    if (directive) {
      const [, head = '', word = '', rest = ''] = directive;
      const column = [...head].length + 1;
      if (word.toLowerCase() === 'data' && /^\s*(?:select|with|values|table)\b/i.test(rest)) {
        // A query goes on over the lines that are indented below it.
        const query = [rest];
        while (/^\s+\S/.test(lines[at + 1] ?? '')) query.push(lines[++at] ?? '');
        setData(read, { kind: 'query', sql: query.join('\n').trim().replace(/;\s*$/, ''), line, column }, column);
      } else applyDirective(word, rest, line, column, text, read, decompositions);
      continue;
    }
    const tokens = tokensOf(text, line);
    // Brackets may stay open over the end of a line.
    while (openBrackets(tokens) > 0 && at + 1 < lines.length && (lines[at + 1] ?? '').trim() !== '') tokens.push(...tokensOf(lines[++at] ?? '', at + 1));
    if (tokens.length > 0) takeStatement(tokens, read, dependencies);
  }
  return read;
}

function applyDirective(word: string, rest: string, line: number, column: number, text: string, read: Mutable, decompositions: WrittenDecomposition[]): void {
  const value = rest.trim();
  const known = directives.find((name) => name === word.toLowerCase());
  if (known === undefined) {
    const meant = nearestName(word, directives);
    const start = [...(/^\s*/.exec(text)?.[0] ?? '')].length + 1;
    throw new RelationNotationError(`there is no "${word}:"; there are class:, data:, decompose: and table:`, line, start, meant === null ? null : `did you mean ${meant}:?`, meant === null ? null : { length: [...word].length, text: meant });
  }
  if (value === '') throw new RelationNotationError(`${known}: needs a value`, line, column, valueHints[known]);
  if (known === 'decompose') decompositions.push(readDecomposition(tokensOf(rest, line, column), line, column));
  else if (known === 'table') read.table = readTableName(rest, line, column);
  else if (known === 'class') read.mappedClass = readClassName(rest, line, column);
  else if (/^\[\[.+\]\]$/.test(value) || /^\^\S+$/.test(value)) setData(read, { kind: 'link', link: value, line, column }, column);
  else throw new RelationNotationError('data: takes a link to a table in a note or a query', line, column, valueHints.data);
}

const valueHints = {
  data: 'write data: ^block, data: [[Note#^block]], or data: select …',
  decompose: 'write the parts with semicolons between them: decompose: A B; B C',
  table: 'write the name of an SQL table: table: enrolment',
  class: 'write the name of a mapped class: class: Enrolment',
} as const;

/** A table's name may be qualified and quoted as SQL has it; it is kept as it is written. */
function readTableName(rest: string, line: number, column: number): WrittenName {
  const text = rest.trim();
  if (!/^(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)(?:\.(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*))?$/u.test(text)) {
    throw new RelationNotationError(`"${text}" is no name of a table`, line, column, 'a name with other than letters, digits and _ stands in double quotes');
  }
  return { text, line, column, length: [...text].length };
}

function readClassName(rest: string, line: number, column: number): WrittenName {
  const text = rest.trim();
  if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(text)) throw new RelationNotationError(`"${text}" is no name of a class`, line, column, valueHints.class);
  return { text, line, column, length: [...text].length };
}

function setData(read: Mutable, data: WrittenData, column: number): void {
  if (read.data) throw new RelationNotationError('a relation has one source of data', data.line, column, `the first one stands in line ${read.data.line}`);
  read.data = data;
}

function openBrackets(tokens: readonly Token[]): number {
  return tokens.filter(({ kind }) => kind === '(').length - tokens.filter(({ kind }) => kind === ')').length;
}

function takeStatement(tokens: readonly Token[], read: Mutable, dependencies: WrittenDependency[]): void {
  const [first, second] = tokens;
  if (!first) return;
  if (first.kind === '*') {
    dependencies.push(readJoin(tokens));
    return;
  }
  const arrows = tokens.filter(({ kind }) => kind === '->' || kind === '->>');
  const [arrow, again] = arrows;
  if (again) throw wrong(again, 'a dependency has one arrow', 'write one dependency on each line');
  if (arrow) {
    dependencies.push(...readArrow(tokens, arrow));
    return;
  }
  if (first.kind !== 'name' || (second && second.kind !== '(')) {
    throw wrong(second ?? first, first.kind === 'name' ? 'a dependency needs an arrow' : `"${first.text}" does not begin a heading or a dependency`,
      'write Name(attribute, …), A -> B, A ->> B, or *(A B, B C); a name with blanks stands in double quotes');
  }
  if (read.name) throw wrong(first, 'a cell holds one relation', `its heading stands in line ${read.name.line}`);
  read.name = nameOf(first);
  if (second) read.attributes = readHeading(tokens.slice(1));
}

function readHeading(tokens: readonly Token[]): WrittenName[] {
  const [open] = tokens;
  const close = tokens.findIndex(({ kind }) => kind === ')');
  if (close < 0) throw wrong(open ?? tokens[0], 'the heading\'s bracket is never closed');
  const after = tokens[close + 1];
  if (after) throw wrong(after, `"${after.text}" stands behind the heading`, 'write each dependency on a line of its own');
  const attributes = readNames(tokens.slice(1, close), [',']);
  if (attributes.length === 0) throw wrong(open ?? tokens[0], 'a relation needs an attribute');
  for (const [i, { text }] of attributes.entries()) {
    const twin = attributes.find((other, j) => j > i && other.text === text);
    if (twin) throw new RelationNotationError(`the attribute ${text} stands twice`, twin.line, twin.column);
  }
  return attributes;
}

function readArrow(tokens: readonly Token[], arrow: Token): WrittenDependency[] {
  const at = tokens.indexOf(arrow);
  const { line, column } = tokens[0] ?? arrow;
  const left = readNames(tokens.slice(0, at), [',', '{', '}', '(', ')']);
  const rights = splitAt(tokens.slice(at + 1), '|');
  const bar = tokens.slice(at + 1).find(({ kind }) => kind === '|');
  if (arrow.kind === '->' && bar) throw wrong(bar, 'a functional dependency has no blocks', 'A ->> B | C is a multivalued dependency');
  return rights.map((tokensOfRight) => {
    const right = readNames(tokensOfRight, [',', '{', '}', '(', ')']);
    if (right.length === 0) throw wrong(arrow, 'nothing stands behind the arrow', 'name the attributes that depend on the left side');
    return { kind: arrow.kind === '->' ? 'functional' : 'multivalued', left, right, line, column };
  });
}

function readJoin(tokens: readonly Token[]): WrittenDependency {
  const [star, open] = tokens;
  const last = tokens.at(-1);
  if (!star || open?.kind !== '(' || last?.kind !== ')') throw wrong(star, 'a join dependency stands in brackets', 'write *(A B, B C)');
  const parts = splitAt(tokens.slice(2, -1), ',').map((part) => readNames(part, ['{', '}', '(', ')']));
  const empty = parts.find((part) => part.length === 0);
  if (parts.length < 2 || empty) throw wrong(open, 'a join dependency has two parts or more', 'blanks stand between the attributes of a part, commas between the parts: *(A B, B C)');
  return { kind: 'join', parts, line: star.line, column: star.column };
}

function readDecomposition(tokens: readonly Token[], line: number, column: number): WrittenDecomposition {
  const parts = splitAt(tokens, ';').filter((part) => part.length > 0).map((part) => {
    const named = part[0]?.kind === 'name' && part[1]?.kind === '(';
    return { name: named ? (part[0]?.text ?? null) : null, attributes: readNames(named ? part.slice(1) : part, [',', '(', ')', '{', '}']) };
  });
  if (parts.some(({ attributes }) => attributes.length === 0)) throw new RelationNotationError('a part without attributes', line, column, valueHints.decompose);
  return { parts, line, column };
}

/** Splits where a mark stands outside of brackets and braces. */
function splitAt(tokens: readonly Token[], mark: Token['kind']): Token[][] {
  const groups: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === '(' || token.kind === '{') depth++;
    if (token.kind === ')' || token.kind === '}') depth--;
    if (token.kind === mark && depth === 0) groups.push([]);
    else groups.at(-1)?.push(token);
  }
  return groups;
}

/** The names among tokens; blanks and the given marks may stand between them. */
function readNames(tokens: readonly Token[], between: readonly Token['kind'][]): WrittenName[] {
  const stray = tokens.find(({ kind }) => kind !== 'name' && kind !== ',' && !between.includes(kind));
  if (stray) throw wrong(stray, `"${stray.text}" cannot stand here`, 'a name that holds such a character stands in double quotes');
  return tokens.filter(({ kind }) => kind === 'name').map(nameOf);
}

function nameOf({ text, line, column, length }: Token): WrittenName {
  return { text, line, column, length };
}

function wrong(token: Token | undefined, message: string, hint: string | null = null): RelationNotationError {
  return new RelationNotationError(message, token?.line ?? 1, token?.column ?? 1, hint);
}
