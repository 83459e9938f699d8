import type { Token } from '../sql-tokens';

/** After these a table's name stands. */
const before = new Set(['from', 'join', 'into', 'update', 'table', 'exists', 'only', 'references', 'truncate']);

const name = /^(\s+)((?:"[^"]+"|[a-z_][\w$]*)(?:\.(?:"[^"]+"|[a-z_][\w$]*))?)/i;

/** A stretch of SQL cut around the table that it names. */
export interface NamedTable {
  readonly lead: string;
  readonly text: string;
  /** The name as a person says it: without its schema and its quotes. */
  readonly name: string;
  readonly rest: string;
}

/** The table that a token begins with, where the keyword before it asks for one; null where it names none. */
export function tableNameIn(token: Token, previous: Token | undefined): NamedTable | null {
  if (token.kind !== 'plain' || previous?.kind !== 'keyword' || !before.has(previous.text.toLowerCase())) return null;
  const found = name.exec(token.text);
  if (!found) return null;
  const [whole, lead = '', text = ''] = found;
  // A name that is called is a function's.
  if (/^\s*\(/.test(token.text.slice(whole.length)) && /^(?:from|join)$/i.test(previous.text)) return null;
  return { lead, text, name: (text.split('.').at(-1) ?? text).replace(/^"|"$/g, ''), rest: token.text.slice(whole.length) };
}
