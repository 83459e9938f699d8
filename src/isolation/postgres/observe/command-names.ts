import { isBlankOrComment, type Token } from '../../../databases/sql-text/token';
import { tokens } from '../../../databases/sql-text/tokens';

/** The savepoint that a statement makes or goes back to; null for other statements. */
export function savepointIn(sql: string): { readonly kind: 'savepoint' | 'rollback to'; readonly name: string } | null {
  const [first, ...rest] = wordsIn(sql);
  if (first === undefined || rest.length === 0) return null;
  const name = rest.at(-1) ?? '';
  if (first === 'savepoint') return { kind: 'savepoint', name };
  return (first === 'rollback' || first === 'abort') && rest.includes('to') ? { kind: 'rollback to', name } : null;
}

/** The savepoint that a statement forgets; null for other statements. */
export function releasedIn(sql: string): string | null {
  const [first, ...rest] = wordsIn(sql);
  return first === 'release' ? (rest.at(-1) ?? null) : null;
}

/** The cursor that a DECLARE or a FETCH is about. */
export function cursorIn(sql: string): string | null {
  const words = wordsIn(sql);
  return (words[0] === 'declare' ? words[1] : words.at(-1)) ?? null;
}

/** Its words, as PostgreSQL folds them. */
function wordsIn(sql: string): string[] {
  return [...tokens(sql, 'postgres')].filter((token) => !isBlankOrComment(token)).flatMap(({ kind, text }: Token) => {
    if (kind === 'quoted') return text.slice(1, -1).replaceAll('""', '"');
    return kind === 'word' ? text.toLowerCase() : [];
  });
}
