import { compound } from './compound';
import { isBlankOrComment, type Dialect } from './token';
import { tokens } from './tokens';

/** One statement of a longer text. */
export interface StatementText {
  /** From the first real token to the last one, comments between them included; no semicolon at the end. */
  readonly text: string;
  /** Where it starts in the whole text, in UTF-16 units. */
  readonly offset: number;
}

/**
 * Splits SQL at the semicolons that end statements. Empty statements and mere comments are left
 * out. Whatever is unterminated (a literal, a comment, a parenthesis, a body) makes the rest one
 * statement, which the engine then refuses.
 */
export function splitStatements(sql: string, dialect: Dialect): StatementText[] {
  const statements: StatementText[] = [];
  let start = -1;
  let end = -1;
  let body = compound(dialect);
  const finish = (): void => {
    if (start >= 0) statements.push({ text: sql.slice(start, end), offset: start });
    start = -1;
    body = compound(dialect);
  };
  for (const token of tokens(sql, dialect)) {
    if (isBlankOrComment(token)) continue;
    if (token.text === ';' && !body.open) {
      finish();
      continue;
    }
    if (start < 0) start = token.offset;
    end = token.offset + token.text.length;
    body.see(token);
  }
  finish();
  return statements;
}
