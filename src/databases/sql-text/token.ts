/** The SQL of which engine: they differ in quoting, comments, parameters and operators. */
export type Dialect = 'postgres' | 'sqlite';

/**
 * `quoted` is a quoted identifier, `string` any literal in quotes (bytes, bits and dollar quoting
 * included), `operator` an operator or a punctuation mark.
 */
export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'operator' | 'comment' | 'blank';

/** A piece of SQL. The tokens of a text, one after the other, are the text. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Where it starts, in UTF-16 units. */
  readonly offset: number;
}

/** What a dialect's scanner finds at a place: the kind of token, and where it ends. */
export interface Found {
  readonly kind: TokenKind;
  readonly end: number;
}

/** True for what the engine skips. */
export function isBlankOrComment(token: Token): boolean {
  return token.kind === 'blank' || token.kind === 'comment';
}

/** True for the keyword `word` (upper case), however it is written; never for a quoted identifier. */
export function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'word' && token.text.toUpperCase() === word;
}
