import { tokens } from '../sql-text/tokens';

/**
 * Where a statement names what SQLite says it lacks: for missing tables SQLite gives no offset, only the name
 * (`no such table: acount`, qualified or not). Null for any other message, and where the name is not found.
 */
export function offsetOfMissingName(message: string, sql: string): number | null {
  const name = /^no such (?:table|view|index|trigger|column|function|module|savepoint|database|collation sequence): (.+)$/s.exec(message)?.[1];
  if (name === undefined) return null;
  const wanted = new Set([name, name.slice(name.lastIndexOf('.') + 1)].map((one) => one.toLowerCase()));
  for (const { kind, text, offset } of tokens(sql, 'sqlite')) {
    const bare = kind === 'quoted' ? text.slice(1, -1) : kind === 'word' ? text : null;
    if (bare !== null && wanted.has(bare.toLowerCase())) return offset;
  }
  return null;
}
