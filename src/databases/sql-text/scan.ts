import type { Found, TokenKind } from './token';

/**
 * Blanks that no SQL engine knows as such: no-break space and the other spaces of Unicode, zero
 * width space and byte order mark included. Notes that were pasted from the web are full of them,
 * and an engine takes them for letters of a name. Here they are blanks.
 */
const FOREIGN_BLANKS = '\\u0085\\u00a0\\u1680\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';

/** All code units beyond ASCII but the blanks: letters of names, in both engines. */
const LETTERS =
  '\\u0080-\\u0084\\u0086-\\u009f\\u00a1-\\u167f\\u1681-\\u1fff\\u200c-\\u2027\\u202a-\\u202e\\u2030-\\u205e' +
  '\\u2060-\\u2fff\\u3001-\\ufefe\\uff00-\\uffff';

/** Source of a pattern: one character that starts a name. */
export const NAME_START = `[A-Za-z_${LETTERS}]`;
/** Source of a pattern: one more character of a name. */
export const NAME_PART = `[\\w$${LETTERS}]`;

export const foreignBlank = new RegExp(`[${FOREIGN_BLANKS}]`);

const BLANKS = new RegExp(`[ \\t\\n\\r\\f\\v${FOREIGN_BLANKS}]+`, 'y');
const WORD = new RegExp(`${NAME_START}${NAME_PART}*`, 'y');
const NUMBER =
  /0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*(?:\.(?!\.)[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?/y;

/** Where a match of the sticky `pattern` that starts at `at` ends; -1 when there is none. */
export function matchEnd(pattern: RegExp, sql: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : -1;
}

/** The token at `at` if it is of a kind that both dialects write alike. */
export function commonToken(sql: string, at: number): Found | null {
  return found('blank', matchEnd(BLANKS, sql, at)) ?? found('word', matchEnd(WORD, sql, at)) ?? found('number', matchEnd(NUMBER, sql, at));
}

export function found(kind: TokenKind, end: number): Found | null {
  return end < 0 ? null : { kind, end };
}

/** End of what starts with `quote` at `at`, where a doubled quote stands for one. Unterminated: the end of the text. */
export function quotedEnd(sql: string, at: number, quote: string): number {
  for (let from = at + 1; ; from += 2) {
    from = sql.indexOf(quote, from);
    if (from < 0) return sql.length;
    if (sql[from + 1] !== quote) return from + 1;
  }
}

/** End of the next `mark` at or after `from`. Missing: the end of the text. */
export function endOf(sql: string, mark: string, from: number): number {
  const start = sql.indexOf(mark, from);
  return start < 0 ? sql.length : start + mark.length;
}

/** End of a comment that runs to the end of its line; the line break is not part of it. */
export function lineEnd(sql: string, at: number): number {
  const end = sql.indexOf('\n', at);
  return end < 0 ? sql.length : end;
}
