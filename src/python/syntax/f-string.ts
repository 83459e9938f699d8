import type { Expression, FormattedValue, JoinedString } from './ast';
import type { Source } from './source';
import { decodeString } from './string-literal';
import { PythonSyntaxError } from './syntax-error';

type Parts = (string | FormattedValue)[];

/** Parses the expression that stands between two offsets. */
type ParseExpression = (start: number, end: number) => Expression;

/**
 * Takes the body of an f-string apart into texts and replacement fields.
 * @param faultAt where faults are reported: CPython does so at the token behind the literal
 */
export function parseFields(source: Source, from: number, to: number, raw: boolean, faultAt: number, parse: ParseExpression): Parts {
  return new FieldReader(source, raw, faultAt, parse).body(from, to, 0).parts;
}

class FieldReader {
  readonly #text: string;

  constructor(
    readonly source: Source,
    readonly raw: boolean,
    readonly faultAt: number,
    readonly parse: ParseExpression,
  ) {
    this.#text = source.text;
  }

  #fail(message: string): never {
    throw new PythonSyntaxError('SyntaxError', `f-string${message.startsWith('expression part') ? '' : ':'} ${message}`, this.source, this.faultAt);
  }

  /** Reads up to `to`, or within a format spec up to its closing brace. */
  body(from: number, to: number, depth: number): { readonly parts: Parts; readonly at: number } {
    const text = this.#text;
    const parts: Parts = [];
    let literal = '';
    let at = from;
    const flush = (): void => {
      if (literal !== '') parts.push(this.raw ? literal : decodeString(literal));
      literal = '';
    };
    while (at < to) {
      const char = text[at] as string;
      if (char === '\\' && !this.raw) {
        if (text.startsWith('\\N{', at)) {
          const close = text.indexOf('}', at);
          literal += text.slice(at, close + 1);
          at = close + 1;
          continue;
        }
        literal += text.slice(at, at + (text[at + 1] === '{' || text[at + 1] === '}' ? 1 : 2));
        at += text[at + 1] === '{' || text[at + 1] === '}' ? 1 : 2;
      } else if (char === '{') {
        if (text[at + 1] === '{' && at + 1 < to && depth === 0) {
          literal += '{';
          at += 2;
          continue;
        }
        flush();
        const field = this.#field(at, to, depth);
        parts.push(...field.parts);
        at = field.at;
      } else if (char === '}') {
        if (depth > 0) break;
        if (text[at + 1] !== '}' || at + 1 >= to) this.#fail("single '}' is not allowed");
        literal += '}';
        at += 2;
      } else {
        literal += char;
        at += 1;
      }
    }
    flush();
    return { parts, at };
  }

  /** Reads a replacement field. */
  #field(open: number, to: number, depth: number): { readonly parts: Parts; readonly at: number } {
    if (depth >= 2) this.#fail('expressions nested too deeply');
    const text = this.#text;
    const start = open + 1;
    const end = this.#expressionEnd(start, to);
    if (text.slice(start, end).trim() === '') {
      if (end >= to) this.#fail("expecting '}'");
      this.#fail('empty expression not allowed');
    }
    const value = this.#expression(start, end);
    let at = end;
    const parts: Parts = [];
    let selfDocumenting = false;
    if (text[at] === '=' && at < to) {
      selfDocumenting = true;
      at += 1;
      while (/\s/.test(text[at] ?? '')) at += 1;
      parts.push(text.slice(start, at));
    }
    let conversion: FormattedValue['conversion'] = '';
    if (text[at] === '!' && at < to) {
      const letter = text[at + 1] ?? '';
      if (at + 1 >= to) this.#fail("expecting '}'");
      if (letter !== 'r' && letter !== 's' && letter !== 'a') this.#fail("invalid conversion character: expected 's', 'r', or 'a'");
      conversion = letter;
      at += 2;
    }
    let spec: JoinedString | null = null;
    if (text[at] === ':' && at < to) {
      const inner = this.body(at + 1, to, depth + 1);
      spec = { kind: 'JoinedString', parts: inner.parts, start: at + 1, end: inner.at };
      at = inner.at;
    }
    if (text[at] !== '}' || at >= to) this.#fail("expecting '}'");
    if (selfDocumenting && conversion === '' && spec === null) conversion = 'r';
    parts.push({ kind: 'FormattedValue', value, conversion, spec, start: open, end: at + 1 });
    return { parts, at: at + 1 };
  }

  /** Where the expression of a field ends: at `!`, `:`, `=` or `}` outside of brackets and strings. */
  #expressionEnd(start: number, to: number): number {
    const text = this.#text;
    const open: string[] = [];
    for (let at = start; at < to; at += 1) {
      const char = text[at] as string;
      if (char === '\\') this.#fail('expression part cannot include a backslash');
      if (char === '#') this.#fail("expression part cannot include '#'");
      if (char === '"' || char === "'") {
        const quotes = text.startsWith(char.repeat(3), at) ? char.repeat(3) : char;
        const close = text.indexOf(quotes, at + quotes.length);
        if (close === -1 || close >= to) this.#fail('unterminated string');
        if (text.slice(at, close).includes('\\')) this.#fail('expression part cannot include a backslash');
        at = close + quotes.length - 1;
      } else if (char === '(' || char === '[' || char === '{') open.push(char);
      else if (open.length > 0) {
        if (char === ')' || char === ']' || char === '}') {
          const opener = open.pop() as string;
          if (opener !== { ')': '(', ']': '[', '}': '{' }[char]) this.#fail(`closing parenthesis '${char}' does not match opening parenthesis '${opener}'`);
        }
      } else if (char === ')' || char === ']') this.#fail(`unmatched '${char}'`);
      else if (char === '}' || char === ':') return at;
      else if (char === '!' || char === '=' || char === '<' || char === '>') {
        if (text[at + 1] === '=') at += 1;
        else if (char === '!' || char === '=') return at;
      }
    }
    if (open.length > 0) this.#fail(`expecting '}'`);
    return to;
  }

  #expression(start: number, end: number): Expression {
    try {
      return this.parse(start, end);
    } catch (error) {
      if (!(error instanceof PythonSyntaxError) || error.message.startsWith('f-string: ')) throw error;
      const from = this.source.lineStarts[error.line - 1 - this.source.linesBefore] ?? 0;
      const at = from + [...this.#text.slice(from)].slice(0, error.column - 1).join('').length;
      throw new PythonSyntaxError(error.type, `f-string: ${error.message}`, this.source, at);
    }
  }
}
