import { keywords } from './keywords';
import type { Source } from './source';
import { PythonSyntaxError, type SyntaxErrorType } from './syntax-error';
import type { Token, TokenKind, Tokens } from './tokenizer';
import type { Span } from './ast';

/** How deep a program may nest: beyond, JavaScript's stack could end before the program does. */
const DEEPEST = 100;

/** Tokens one after the other, with a way back. */
export class TokenReader {
  protected readonly tokens: readonly Token[];
  protected at = 0;
  #depth = 0;
  #furthest = 0;

  constructor(
    readonly source: Source,
    protected readonly read: Tokens,
  ) {
    this.tokens = read.tokens;
  }

  protected get token(): Token {
    return this.tokens[this.at] as Token;
  }

  protected get following(): Token {
    return (this.tokens[this.at + 1] ?? this.tokens.at(-1)) as Token;
  }

  /** The token before the present one. */
  protected get previous(): Token {
    return this.tokens[Math.max(0, this.at - 1)] as Token;
  }

  protected isKind(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  /** Whether the present token is this operator or keyword. */
  protected is(text: string): boolean {
    const { token } = this;
    return token.text === text && (token.kind === 'op' || token.kind === 'name');
  }

  protected isName(): boolean {
    return this.token.kind === 'name' && !keywords.has(this.token.text);
  }

  protected advance(): Token {
    const { token } = this;
    if (token.kind !== 'end') this.#go();
    return token;
  }

  #go(): void {
    this.at += 1;
    if (this.at > this.#furthest) this.#furthest = this.at;
  }

  /** The last token that was looked at, however far back the parser went since. */
  get furthest(): Token {
    return this.tokens[this.#furthest] as Token;
  }

  /** Goes past the token, if it is this one. */
  protected take(text: string): boolean {
    if (!this.is(text)) return false;
    this.#go();
    return true;
  }

  protected takeKind(kind: TokenKind): boolean {
    if (this.token.kind !== kind) return false;
    this.#go();
    return true;
  }

  protected expect(text: string): Token {
    if (!this.is(text)) this.invalid();
    return this.advance();
  }

  protected name(): Token {
    if (!this.isName()) this.invalid();
    return this.advance();
  }

  /** Guards recursion. @throws PythonSyntaxError */
  protected nested<T>(parse: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST) this.fail('too many nested parentheses', this.token.start);
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  protected fail(message: string, start: number, end: number | null = null, type: SyntaxErrorType = 'SyntaxError', hint: string | null = null): never {
    throw new PythonSyntaxError(type, message, this.source, start, end, hint);
  }

  protected failAt(span: Span, message: string, hint: string | null = null): never {
    this.fail(message, span.start, span.end, 'SyntaxError', hint);
  }

  /** The error that says no more than that this token cannot stand here. */
  protected invalid(token: Token = this.token): never {
    const { unclosed } = this.read;
    if (token.kind === 'end' && unclosed !== null) this.fail(`'${unclosed.text}' was never closed`, unclosed.start);
    if (token.kind === 'indent') this.fail('unexpected indent', token.end - 1, null, 'IndentationError', 'remove the blanks before this line');
    if (token.kind === 'dedent') this.fail('unexpected unindent', this.#lineEnd(token), null, 'IndentationError');
    throw new InvalidSyntax(this.source, token.start, token.kind === 'newline' || token.kind === 'end' ? token.start + 1 : token.end);
  }

  #lineEnd(token: Token): number {
    const end = this.source.text.indexOf('\n', token.end);
    return end === -1 ? this.source.text.length : end;
  }

  /** Tries to parse; on a syntax error the position stays and undefined comes back. */
  protected attempt<T>(parse: () => T): T | undefined {
    const { at } = this;
    const depth = this.#depth;
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof PythonSyntaxError)) throw error;
      this.at = at;
      this.#depth = depth;
      return undefined;
    }
  }
}

/** `invalid syntax` without more: gives way to any better explanation. */
export class InvalidSyntax extends PythonSyntaxError {
  constructor(source: Source, start: number, end: number) {
    super('SyntaxError', 'invalid syntax', source, start, end);
  }
}
