import { RelationNotationError } from './notation-error';

/** A mark or a name of the notation, where it stands. */
export interface Token {
  readonly kind: 'name' | '->' | '->>' | '*' | '(' | ')' | '{' | '}' | ',' | ';' | '|' | ':';
  /** The name without its quotes, or the mark. */
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** Characters that it takes in the line. */
  readonly length: number;
}

const marks: readonly (readonly [text: string, kind: Token['kind']])[] = [
  ['->>', '->>'], ['→→', '->>'], ['↠', '->>'], ['->', '->'], ['→', '->'], ['⋈', '*'], ['*', '*'],
  ['(', '('], [')', ')'], ['{', '{'], ['}', '}'], [',', ','], [';', ';'], ['|', '|'], [':', ':'],
];

const bareEnd = /->|→|↠|⋈|[\s,;:(){}|"`*]/u;
/** Characters that control a terminal have no place in a name. */
const forbidden = /\p{Cc}/u;

/**
 * The tokens of one line.
 * @throws RelationNotationError for a quote that is not closed, an empty name, a control character in a name
 */
export function tokensOf(text: string, line: number, column = 1): Token[] {
  const tokens: Token[] = [];
  const characters = (part: string): number => [...part].length;
  let at = 0;
  const here = (): number => column + characters(text.slice(0, at));
  const take = (kind: Token['kind'], shown: string, length: number): void => {
    tokens.push({ kind, text: shown, line, column: here(), length: characters(text.slice(at, at + length)) });
    at += length;
  };
  while (at < text.length) {
    const rest = text.slice(at);
    const blank = /^\s+/.exec(rest)?.[0].length ?? 0;
    if (blank > 0) {
      at += blank;
      continue;
    }
    if (beginsComment(rest)) break;
    const mark = marks.find(([written]) => rest.startsWith(written));
    if (rest.startsWith('"') || rest.startsWith('`')) {
      const quoted = quotedName(rest);
      if (quoted === null) throw new RelationNotationError('this quote is never closed', line, here(), 'a name in quotes ends with the same quote');
      if (quoted.name === '') throw new RelationNotationError('a name cannot be empty', line, here());
      take('name', quoted.name, quoted.length);
    } else if (mark) take(mark[1], mark[0], mark[0].length);
    else if (rest.startsWith('∅')) at += 1;
    else take('name', rest.slice(0, bareEnd.exec(rest)?.index ?? rest.length), bareEnd.exec(rest)?.index ?? rest.length);
  }
  const wrong = tokens.find((token) => token.kind === 'name' && forbidden.test(token.text));
  if (wrong) throw new RelationNotationError('a name cannot hold a control character', wrong.line, wrong.column);
  return tokens;
}

/** `#`, `--` and `//` begin a comment where a name or a mark could begin. */
export function beginsComment(text: string): boolean {
  return /^(?:#|--|\/\/)/.test(text);
}

function quotedName(text: string): { name: string; length: number } | null {
  const quote = text[0] ?? '"';
  let name = '';
  for (let i = 1; i < text.length; i++) {
    if (text[i] !== quote) name += text[i] ?? '';
    else if (text[i + 1] === quote) {
      name += quote;
      i++;
    } else return { name, length: i + 1 };
  }
  return null;
}
