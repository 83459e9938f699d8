import type * as ast from './ast';
import { parseFields } from './f-string';
import { keywords } from './keywords';
import { EscapeError, decodeBytes, decodeString } from './string-literal';
import { expressionName, invalidTarget } from './targets';
import { TokenReader } from './token-reader';
import type { Token } from './tokenizer';

type Expression = ast.Expression;

const expressionKeywords = new Set(['None', 'True', 'False', 'not', 'lambda', 'await']);

/** Parses atoms: names, literals, and what stands in brackets. */
export abstract class DisplayParser extends TokenReader {
  protected abstract expression(): Expression;
  protected abstract namedExpression(): Expression;
  protected abstract starNamedExpression(): Expression;
  protected abstract starExpressions(): Expression;
  protected abstract disjunction(): Expression;
  protected abstract bitwiseOr(): Expression;
  /** Parses the expression of a replacement field of an f-string, between two offsets. */
  protected abstract fieldExpression(start: number, end: number): Expression;

  /** Whether the present token can begin an expression. */
  protected startsExpression(): boolean {
    const { token } = this;
    switch (token.kind) {
      case 'name':
        return !keywords.has(token.text) || expressionKeywords.has(token.text);
      case 'number':
      case 'string':
        return true;
      case 'op':
        return token.text === '(' || token.text === '[' || token.text === '{' || token.text === '-' || token.text === '+' || token.text === '~' || token.text === '...';
      default:
        return false;
    }
  }

  protected atom(): Expression {
    const { token } = this;
    const { start, end } = token;
    switch (token.kind) {
      case 'name': {
        if (token.text === 'True' || token.text === 'False' || token.text === 'None') {
          this.advance();
          return { kind: 'Constant', value: { type: token.text }, start, end };
        }
        if (keywords.has(token.text)) this.invalid();
        this.advance();
        return { kind: 'Name', id: token.text, start, end };
      }
      case 'number':
        this.advance();
        return { kind: 'Constant', value: numberLiteral(token.text), start, end };
      case 'string':
        return this.strings();
      case 'op':
        if (token.text === '(') return this.nested(() => this.group());
        if (token.text === '[') return this.nested(() => this.#listDisplay());
        if (token.text === '{') return this.nested(() => this.#braces());
        if (token.text === '...') {
          this.advance();
          return { kind: 'Constant', value: { type: 'Ellipsis' }, start, end };
        }
    }
    this.invalid();
  }

  protected group(): Expression {
    const { start } = this.advance();
    if (this.is(')')) return { kind: 'Tuple', items: [], parenthesized: true, start, end: this.advance().end };
    if (this.is('yield')) {
      const value = this.yieldExpression();
      this.expect(')');
      return value;
    }
    const first = this.starNamedExpression();
    if (this.atComprehension()) {
      if (first.kind === 'Starred') this.failAt(first, 'iterable unpacking cannot be used in comprehension');
      const generators = this.generators();
      return { kind: 'Comprehension', type: 'generator', element: first, value: null, generators, start, end: this.expect(')').end };
    }
    if (!this.is(',')) {
      if (first.kind === 'Starred' && this.is(')')) this.failAt(first, 'cannot use starred expression here');
      this.expect(')');
      return first;
    }
    const items = [first];
    while (this.take(',')) {
      if (this.is(')')) break;
      items.push(this.starNamedExpression());
    }
    if (this.atComprehension()) this.fail('did you forget parentheses around the comprehension target?', first.start, this.previous.end);
    return { kind: 'Tuple', items, parenthesized: true, start, end: this.expect(')').end };
  }

  protected atComprehension(): boolean {
    return this.is('for') || (this.is('async') && this.following.text === 'for');
  }

  #listDisplay(): Expression {
    const { start } = this.advance();
    const items: Expression[] = [];
    while (!this.is(']')) {
      items.push(this.starNamedExpression());
      if (this.atComprehension()) {
        const first = items[0] as Expression;
        if (items.length > 1) this.fail('did you forget parentheses around the comprehension target?', first.start, this.previous.end);
        if (first.kind === 'Starred') this.failAt(first, 'iterable unpacking cannot be used in comprehension');
        const generators = this.generators();
        return { kind: 'Comprehension', type: 'list', element: first, value: null, generators, start, end: this.expect(']').end };
      }
      if (!this.take(',')) break;
    }
    return { kind: 'List', items, start, end: this.expect(']').end };
  }

  #braces(): Expression {
    const { start } = this.advance();
    if (this.is('}')) return { kind: 'Dict', items: [], start, end: this.advance().end };
    if (this.is('**')) return this.#dict(start);
    const first = this.starNamedExpression();
    if (this.is(':') && first.kind !== 'Starred') return this.#dict(start, first);
    if (this.atComprehension()) {
      if (first.kind === 'Starred') this.failAt(first, 'iterable unpacking cannot be used in comprehension');
      const generators = this.generators();
      return { kind: 'Comprehension', type: 'set', element: first, value: null, generators, start, end: this.expect('}').end };
    }
    const items = [first];
    while (this.take(',')) {
      if (this.is('}')) break;
      items.push(this.starNamedExpression());
    }
    if (this.atComprehension() && items.length > 1) this.fail('did you forget parentheses around the comprehension target?', first.start, this.previous.end);
    return { kind: 'Set', items, start, end: this.expect('}').end };
  }

  #dict(start: number, firstKey?: Expression): Expression {
    const items: { key: Expression | null; value: Expression }[] = [];
    let key: Expression | undefined = firstKey;
    for (;;) {
      if (key === undefined && this.is('}')) break;
      if (key === undefined && this.is('**')) {
        const star = this.advance();
        const value = this.bitwiseOr();
        if (this.atComprehension()) this.fail('dict unpacking cannot be used in dict comprehension', star.start, star.end);
        items.push({ key: null, value });
      } else {
        key ??= this.expression();
        if (!this.is(':')) {
          if (this.is('}') || this.is(',')) this.fail("':' expected after dictionary key", this.previous.end - 1);
          this.invalid();
        }
        const colon = this.advance();
        if (this.is('}') || this.is(',')) this.fail("expression expected after dictionary key and ':'", colon.start, colon.end);
        if (this.is('*')) this.fail('cannot use a starred expression in a dictionary value', this.token.start, this.token.end);
        const value = this.expression();
        if (items.length === 0 && this.atComprehension()) {
          const generators = this.generators();
          return { kind: 'Comprehension', type: 'dict', element: key, value, generators, start, end: this.expect('}').end };
        }
        items.push({ key, value });
        key = undefined;
      }
      if (!this.take(',')) break;
    }
    return { kind: 'Dict', items, start, end: this.expect('}').end };
  }

  protected generators(): ast.Generator[] {
    const generators: ast.Generator[] = [];
    while (this.atComprehension()) {
      const isAsync = this.take('async');
      this.expect('for');
      const target = this.targetList('in');
      if (!this.is('in')) this.invalid();
      this.advance();
      const iterable = this.disjunction();
      const conditions: Expression[] = [];
      while (this.take('if')) conditions.push(this.disjunction());
      generators.push({ target, iterable, conditions, isAsync });
    }
    return generators;
  }

  /** The targets of `for`, up to `in`. */
  protected targetList(until: string): Expression {
    const item = (): Expression => {
      if (!this.is('*')) return this.bitwiseOr();
      const { start } = this.advance();
      const value = this.bitwiseOr();
      return { kind: 'Starred', value, start, end: value.end };
    };
    const first = item();
    let target: Expression = first;
    if (this.is(',')) {
      const items = [first];
      while (this.take(',')) {
        if (this.is(until)) break;
        items.push(item());
      }
      target = { kind: 'Tuple', items, parenthesized: false, start: first.start, end: this.previous.end };
    }
    const invalid = invalidTarget(target, 'for');
    if (invalid !== null) this.failAt(invalid, `cannot assign to ${expressionName(invalid)}`);
    return target;
  }

  protected yieldExpression(): ast.Yield | ast.YieldFrom {
    const { start, end } = this.expect('yield');
    if (this.take('from')) {
      const value = this.expression();
      return { kind: 'YieldFrom', value, start, end: value.end };
    }
    if (!this.startsExpression() && !this.is('*')) return { kind: 'Yield', value: null, start, end };
    const value = this.starExpressions();
    return { kind: 'Yield', value, start, end: value.end };
  }

  /** Adjacent string literals. */
  protected strings(): Expression {
    const tokens: Token[] = [];
    while (this.token.kind === 'string') tokens.push(this.advance());
    const { start } = tokens[0] as Token;
    const { end } = this.previous;
    const parts: (string | ast.FormattedValue)[] = [];
    const bytes: number[] = [];
    let isBytes: boolean | null = null;
    let joined = false;
    for (const token of tokens) {
      const { prefix, from, to } = stringBody(this.source.text, token);
      const bytesLiteral = prefix.includes('b');
      if (isBytes !== null && isBytes !== bytesLiteral) this.fail('cannot mix bytes and nonbytes literals', this.token.start);
      isBytes = bytesLiteral;
      const body = this.source.text.slice(from, to);
      const raw = prefix.includes('r');
      try {
        if (bytesLiteral) bytes.push(...decodeBytes(body, raw));
        else if (prefix.includes('f')) {
          joined = true;
          parts.push(...this.#fields(from, to, raw));
        } else parts.push(raw ? body : decodeString(body));
      } catch (error) {
        // CPython notices when it has read the token behind the strings.
        if (error instanceof EscapeError) this.fail(error.message, this.token.start);
        throw error;
      }
    }
    if (isBytes === true) return { kind: 'Constant', value: { type: 'bytes', value: Uint8Array.from(bytes) }, start, end };
    if (!joined) return { kind: 'Constant', value: { type: 'str', value: parts.filter((part) => typeof part === 'string').join('') }, start, end };
    return { kind: 'JoinedString', parts: mergeTexts(parts), start, end };
  }

  #fields(from: number, to: number, raw: boolean): (string | ast.FormattedValue)[] {
    return parseFields(this.source, from, to, raw, this.token.start, (start, end) => this.fieldExpression(start, end));
  }
}

/** Where the prefix and the quotes of a literal end. */
function stringBody(text: string, token: Token): { readonly prefix: string; readonly from: number; readonly to: number } {
  let open = token.start;
  while (text[open] !== '"' && text[open] !== "'") open += 1;
  const quote = text.charAt(open);
  const width = text.startsWith(quote.repeat(3), open) && token.end - open >= 6 ? 3 : 1;
  return { prefix: text.slice(token.start, open).toLowerCase(), from: open + width, to: token.end - width };
}

function mergeTexts(parts: readonly (string | ast.FormattedValue)[]): (string | ast.FormattedValue)[] {
  const merged: (string | ast.FormattedValue)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else if (part !== '') merged.push(part);
  }
  return merged;
}

function numberLiteral(text: string): ast.Literal {
  const digits = text.replaceAll('_', '');
  if (/^0[xXoObB]/.test(digits)) {
    const value = BigInt(digits.toLowerCase());
    return { type: 'int', value: value <= 9007199254740991n ? Number(value) : value };
  }
  if (/[jJ]$/.test(digits)) return { type: 'imaginary', value: Number(digits.slice(0, -1)) };
  if (/[.eE]/.test(digits)) return { type: 'float', value: Number(digits) };
  const value = Number(digits);
  return { type: 'int', value: Number.isSafeInteger(value) ? value : BigInt(digits) };
}
