import type { Source } from './source';
import { PythonSyntaxError, type SyntaxErrorType } from './syntax-error';

export type TokenKind = 'name' | 'number' | 'string' | 'op' | 'newline' | 'indent' | 'dedent' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** The text of a name, operator or number; empty for the others, whose text is in the source. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** How many brackets are open after it. */
  readonly level: number;
}

/** The tokens of a program, and what is wrong with its text, if anything. */
export interface Tokens {
  readonly tokens: readonly Token[];
  readonly error: PythonSyntaxError | null;
  /** The innermost bracket that is open at the end. */
  readonly unclosed: Token | null;
}

const TAB = 8;
const namePattern = /[\p{XID_Start}_][\p{XID_Continue}]*/uy;
const numberPattern = /0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:[0-9](?:_?[0-9])*\.(?:[0-9](?:_?[0-9])*)?|\.[0-9](?:_?[0-9])*|[0-9](?:_?[0-9])*)(?:[eE][+-]?[0-9](?:_?[0-9])*)?[jJ]?/y;
const opPattern = /\*\*=|\/\/=|>>=|<<=|\.\.\.|!=|->|:=|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|@=|==|<=|>=|<>|\/\/|\*\*|<<|>>|[-+*/%@&|^~<>()[\]{},:.;=!]/y;
const prefixPattern = /^(?:[rR]?[bBfF]?|[bBfF][rR]|[uU])$/;
const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\f' || char === '\u00a0';
}

/** Reads a program's tokens. Never throws: a fault ends the tokens and is in `error`. */
export function tokenize(source: Source): Tokens {
  return new Tokenizer(source, source.text).run();
}

/** The tokens of an expression within an f-string, as if it stood in brackets. */
export function tokenizeField(source: Source, from: number, to: number): Tokens {
  return new Tokenizer(source, source.text.slice(0, to), from).run();
}

class Tokenizer {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  readonly #open: Token[] = [];
  readonly #indents: { readonly width: number; readonly alternative: number }[] = [{ width: 0, alternative: 0 }];
  #at: number;

  constructor(
    readonly source: Source,
    readonly text: string,
    /** Where an f-string's expression begins; undefined for a whole program. */
    readonly field?: number,
  ) {
    this.#text = text;
    this.#at = field ?? 0;
  }

  run(): Tokens {
    try {
      this.#lines();
      return { tokens: this.#tokens, error: null, unclosed: this.#open.at(-1) ?? null };
    } catch (error) {
      if (!(error instanceof PythonSyntaxError)) throw error;
      this.#push('end', this.#at, this.#at);
      return { tokens: this.#tokens, error, unclosed: this.#open.at(-1) ?? null };
    }
  }

  #fail(message: string, start: number, end: number | null = null, type: SyntaxErrorType = 'SyntaxError', hint: string | null = null): never {
    throw new PythonSyntaxError(type, message, this.source, start, end, hint);
  }

  #push(kind: TokenKind, start: number, end: number, text = ''): Token {
    const token = { kind, text, start, end, level: this.#open.length + (this.field === undefined ? 0 : 1) };
    this.#tokens.push(token);
    return token;
  }

  #lines(): void {
    const text = this.#text;
    let fresh = true;
    for (;;) {
      if (fresh && this.#open.length === 0 && this.field === undefined) {
        fresh = false;
        if (!this.#indentation()) {
          fresh = true;
          if (this.#at >= text.length) break;
          continue;
        }
      }
      while (isBlank(text[this.#at])) this.#at += 1;
      const char = text[this.#at];
      if (char === undefined) break;
      if (char === '#') {
        const end = text.indexOf('\n', this.#at);
        this.#at = end === -1 ? text.length : end;
        continue;
      }
      if (char === '\n') {
        if (this.#open.length === 0 && this.field === undefined) {
          this.#push('newline', this.#at, this.#at + 1);
          fresh = true;
        }
        this.#at += 1;
        continue;
      }
      if (char === '\\') {
        this.#continuation();
        continue;
      }
      this.#token();
    }
    const last = this.#tokens.at(-1);
    const end = text.length;
    if (this.#open.length === 0 && this.field === undefined) {
      if (last !== undefined && last.kind !== 'newline' && last.kind !== 'dedent') this.#push('newline', end, end);
      for (; this.#indents.length > 1; this.#indents.pop()) this.#push('dedent', end, end);
    }
    this.#push('end', end, end);
  }

  #continuation(): void {
    if (this.#text[this.#at + 1] !== '\n') {
      if (this.#at + 1 >= this.#text.length) this.#fail('unexpected EOF while parsing', this.#at, null);
      this.#fail('unexpected character after line continuation character', this.#at + 1);
    }
    this.#at += 2;
    if (this.#at >= this.#text.length) this.#fail('unexpected EOF while parsing', this.#at - 2, null);
  }

  /** Reads the blanks of a new line. False: the line holds nothing and counts for nothing. */
  #indentation(): boolean {
    const text = this.#text;
    let width = 0;
    let alternative = 0;
    const start = this.#at;
    let char = text[this.#at];
    for (; ; char = text[++this.#at]) {
      if (char === ' ' || char === '\u00a0') {
        width += 1;
        alternative += 1;
      } else if (char === '\t') {
        width = (Math.floor(width / TAB) + 1) * TAB;
        alternative += 1;
      } else if (char === '\f') {
        width = 0;
        alternative = 0;
      } else break;
    }
    if (char === '#' || char === '\n' || char === undefined) {
      const end = text.indexOf('\n', this.#at);
      this.#at = end === -1 ? text.length : end + 1;
      return false;
    }
    if (char === '\\' && text[this.#at + 1] === '\n') {
      this.#at += 2;
      return width > 0 || this.#at < text.length ? this.#settle(start, width, alternative) : false;
    }
    return this.#settle(start, width, alternative);
  }

  #settle(start: number, width: number, alternative: number): true {
    const current = this.#indents.at(-1) ?? { width: 0, alternative: 0 };
    const mixed = (): never => this.#fail('inconsistent use of tabs and spaces in indentation', start, null, 'TabError', 'replace the tabs of the indentation by spaces');
    if (width === current.width) {
      if (alternative !== current.alternative) mixed();
    } else if (width > current.width) {
      if (alternative <= current.alternative) mixed();
      this.#indents.push({ width, alternative });
      this.#push('indent', start, this.#at);
    } else {
      while ((this.#indents.at(-1)?.width ?? 0) > width) {
        this.#indents.pop();
        this.#push('dedent', this.#at, this.#at);
      }
      const outer = this.#indents.at(-1);
      if (outer?.width !== width) this.#fail('unindent does not match any outer indentation level', this.#lineEnd(), null, 'IndentationError', 'indent this line like one of the blocks around it');
      if (outer.alternative !== alternative) mixed();
    }
    return true;
  }

  #lineEnd(): number {
    const end = this.#text.indexOf('\n', this.#at);
    return end === -1 ? this.#text.length : end;
  }

  #token(): void {
    const text = this.#text;
    const start = this.#at;
    const char = text[start] as string;
    namePattern.lastIndex = start;
    const name = namePattern.exec(text)?.[0];
    if (name !== undefined) {
      const end = start + name.length;
      const quote = text[end];
      if ((quote === '"' || quote === "'") && name.length <= 2 && prefixPattern.test(name)) {
        this.#string(start, end, name.toLowerCase());
        return;
      }
      this.#at = end;
      this.#push('name', start, end, name.normalize('NFKC'));
      return;
    }
    if (char === '"' || char === "'") {
      this.#string(start, start, '');
      return;
    }
    if ((char >= '0' && char <= '9') || (char === '.' && /[0-9]/.test(text[start + 1] ?? ''))) {
      this.#number(start);
      return;
    }
    opPattern.lastIndex = start;
    const op = opPattern.exec(text)?.[0];
    if (op === undefined || op === '!') this.#strange(start);
    this.#operator(op, start);
  }

  #strange(start: number): never {
    const point = String.fromCodePoint(this.#text.codePointAt(start) ?? 0);
    if (point === '!' || point === '$' || point === '?' || point === '`') this.#fail('invalid syntax', start, start + 1);
    const code = (point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    if (/[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/u.test(point)) this.#fail(`invalid non-printable character U+${code}`, start);
    const plain = quoteLike[point];
    this.#fail(`invalid character '${point}' (U+${code})`, start, null, 'SyntaxError', plain === undefined ? null : `write ${plain}`);
  }

  #operator(op: string, start: number): void {
    const end = start + op.length;
    this.#at = end;
    const opener = closers[op];
    if (opener !== undefined) {
      const open = this.#open.pop();
      if (open === undefined) this.#fail(`unmatched '${op}'`, start);
      if (open.text !== opener) {
        const line = this.source.position(open.start).line;
        const here = this.source.position(start).line;
        this.#fail(`closing parenthesis '${op}' does not match opening parenthesis '${open.text}'${line === here ? '' : ` on line ${line}`}`, start);
      }
    }
    if (op === '(' || op === '[' || op === '{') {
      const token = { kind: 'op' as const, text: op, start, end, level: this.#open.length + 1 };
      this.#open.push(token);
      this.#tokens.push(token);
      return;
    }
    this.#push('op', start, end, op);
  }

  #number(start: number): void {
    const text = this.#text;
    numberPattern.lastIndex = start;
    const number = numberPattern.exec(text)?.[0] ?? '';
    const end = start + number.length;
    const next = text[end] ?? '';
    const radix = /^0[xX]/.test(text.slice(start)) ? 'hexadecimal' : /^0[oO]/.test(text.slice(start)) ? 'octal' : /^0[bB]/.test(text.slice(start)) ? 'binary' : 'decimal';
    if (radix !== 'decimal') {
      const empty = number === '0';
      const at = empty ? start + 2 : end;
      const follower = text[at] ?? '';
      if (empty && !/[0-9_]/.test(follower)) this.#fail(`invalid ${radix} literal`, at - 1);
      if (/[0-9]/.test(follower)) this.#fail(`invalid digit '${follower}' in ${radix} literal`, at);
      if (empty || /[\p{XID_Continue}]/u.test(follower)) this.#fail(`invalid ${radix} literal`, at - (empty ? 0 : 1));
    } else if (next === '_' || (/[\p{XID_Start}]/u.test(next) && !keywordAfterNumber.test(text.slice(end)))) {
      const what = /[jJ]$/.test(number) ? 'imaginary' : 'decimal';
      this.#fail(`invalid ${what} literal`, next === '_' ? end : end - 1);
    }
    if (/^0[0-9_]*[1-9][0-9_]*$/.test(number)) this.#fail('leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers', start, start + (/^[0_]*/.exec(number)?.[0].length ?? 1));
    this.#at = end;
    this.#push('number', start, end, number);
  }

  #string(start: number, open: number, prefix: string): void {
    const text = this.#text;
    const quote = text[open] as string;
    const triple = text.startsWith(quote.repeat(3), open);
    const width = triple ? 3 : 1;
    let end = this.#stringEnd(open + width, quote, triple);
    if (prefix.includes('f')) {
      // An f-string of Python 3.12 may use its own quotes within braces.
      const longer = endOfNestedString(text, open + width, quote.repeat(width));
      if (longer !== null && (end === null || longer > end) && !balanced(text.slice(open + width, (end ?? longer) - width))) end = longer;
    }
    if (end === null) {
      const lines = triple ? text.length : this.#lineEnd();
      const last = this.source.position(triple ? Math.max(start, text.length - (text.endsWith('\n') ? 1 : 0)) : lines).line;
      this.#fail(`unterminated ${triple ? 'triple-quoted string' : 'string'} literal (detected at line ${last})`, start, null, 'SyntaxError', `close the string with ${quote.repeat(width)}`);
    }
    this.#at = end;
    this.#push('string', start, end);
  }

  #stringEnd(from: number, quote: string, triple: boolean): number | null {
    const text = this.#text;
    for (let at = from; at < text.length; at += 1) {
      const char = text[at];
      if (char === '\\') at += 1;
      else if (char === '\n' && !triple) return null;
      else if (char === quote && (!triple || text.startsWith(quote.repeat(3), at))) return at + (triple ? 3 : 1);
    }
    return null;
  }
}

const keywordAfterNumber = /^(?:and|else|for|if|in|is|not|or)(?![\p{XID_Continue}])/u;
const quoteLike: Readonly<Record<string, string>> = { '“': '"', '”': '"', '‘': "'", '’': "'", '–': '-', '—': '-', '×': '*', '…': '...', '，': ',', '：': ':', '（': '(', '）': ')' };

/** Whether the braces of an f-string's text pair up. */
function balanced(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (depth === 0 && (char === '{' || char === '}') && text[at + 1] === char) at += 1;
    else if (char === '{') depth += 1;
    else if (char === '}') depth -= 1;
  }
  return depth === 0;
}

/** Where a string ends whose replacement fields may hold strings of the same quotes; null if it does not. */
function endOfNestedString(text: string, from: number, quotes: string): number | null {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at] as string;
    if (depth === 0) {
      if (text.startsWith(quotes, at)) return at + quotes.length;
      if (char === '\\') at += 1;
      else if (char === '\n' && quotes.length === 1) return null;
      else if ((char === '{' || char === '}') && text[at + 1] === char) at += 1;
      else if (char === '{') depth = 1;
    } else if (char === '"' || char === "'") {
      const inner = text.startsWith(char.repeat(3), at) ? char.repeat(3) : char;
      const end = endOfNestedString(text, at + inner.length, inner);
      if (end === null) return null;
      at = end - 1;
    } else if (char === '{' || char === '(' || char === '[') depth += 1;
    else if (char === '}' || char === ')' || char === ']') depth -= 1;
  }
  return null;
}
