/** What a stretch of SQL is, for its colour. */
export type TokenKind = 'keyword' | 'string' | 'number' | 'comment' | 'parameter' | 'plain';

/** A stretch of SQL. The texts of all tokens, joined, are the SQL itself. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const keywords = new Set(
  (
    'abort add after all alter analyze and any as asc autoincrement begin between by cascade case cast check collate ' +
    'column commit committed conflict constraint create cross current_date current_timestamp database default ' +
    'deferrable deferred delete desc distinct do drop else end except exclusive exists explain false fetch filter ' +
    'first following for foreign from full function generated group having if ilike immediate in index inner insert ' +
    'instead intersect into is isolation join key lateral left level like limit lock materialized natural not nothing ' +
    'null nulls of off offset on only or order outer over partition pragma preceding prepare primary procedure range ' +
    'read recursive references release rename repeatable replace restrict returning right rollback row rows savepoint ' +
    'schema select sequence serializable set share show similar some start table temp temporary then to transaction ' +
    'trigger true truncate unbounded uncommitted union unique update using vacuum values view when where window with ' +
    'without work'
  ).split(' '),
);

// Alternatives in order: comment, string, dollar-quoted text, quoted name, parameter, number, word. A string that is
// never closed runs to the end: this colours text, it does not judge it.
const pattern =
  /(--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:[^']|'')*(?:'|$)|\$([a-z_]\w*)?\$[\s\S]*?(?:\$\3\$|$))|("(?:[^"]|"")*(?:"|$))|(\?\d*|\$\d+|%s|%\(\w+\)s|:{1,2}[a-z_]\w*)|(\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b)|([a-z_]\w*)/giy;

/** Splits SQL for colouring. Never fails, whatever the text. */
export function sqlTokens(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let plain = '';
  const push = (kind: TokenKind, text: string): void => {
    if (kind === 'plain') {
      plain += text;
      return;
    }
    if (plain !== '') tokens.push({ kind: 'plain', text: plain });
    plain = '';
    tokens.push({ kind, text });
  };
  const rest = new RegExp(pattern);
  for (let at = 0; at < sql.length; ) {
    rest.lastIndex = at;
    const match = rest.exec(sql);
    const text = match?.[0] ?? sql.charAt(at);
    push(match === null ? 'plain' : kindOfMatch(match), text);
    at += text.length;
  }
  if (plain !== '') tokens.push({ kind: 'plain', text: plain });
  return tokens;
}

function kindOfMatch(match: RegExpExecArray): TokenKind {
  const [text, comment, string, , name, parameter, number] = match;
  if (comment !== undefined) return 'comment';
  if (string !== undefined) return 'string';
  if (name !== undefined) return 'plain';
  // `::text` is a cast, not a parameter.
  if (parameter !== undefined) return text.startsWith('::') ? 'plain' : 'parameter';
  if (number !== undefined) return 'number';
  return keywords.has(text.toLowerCase()) ? 'keyword' : 'plain';
}
