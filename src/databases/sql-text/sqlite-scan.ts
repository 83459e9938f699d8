import { commonToken, endOf, found, lineEnd, matchEnd, NAME_PART, quotedEnd } from './scan';
import type { Found } from './token';

const PARAMETER = new RegExp(`\\?\\d*|[:@#$]${NAME_PART}+`, 'y');
const OPERATOR = /->>?|\|\||<<|>>|<=|>=|<>|!=|==|[^]/y;

/** The token of SQLite's SQL at `at` (https://sqlite.org/lang_keywords.html, lang_expr.html). */
export function scanSqlite(sql: string, at: number): Found {
  switch (sql[at]) {
    case "'":
      return { kind: 'string', end: quotedEnd(sql, at, "'") };
    case '"':
    case '`':
      return { kind: 'quoted', end: quotedEnd(sql, at, sql.charAt(at)) };
    case '[':
      return { kind: 'quoted', end: endOf(sql, ']', at) };
    case 'x':
    case 'X':
      if (sql[at + 1] === "'") return { kind: 'string', end: endOf(sql, "'", at + 2) };
      break;
    case '-':
      if (sql[at + 1] === '-') return { kind: 'comment', end: lineEnd(sql, at) };
      break;
    case '/':
      if (sql[at + 1] === '*') return { kind: 'comment', end: endOf(sql, '*/', at + 2) };
      break;
    default:
  }
  return (
    commonToken(sql, at) ??
    found('parameter', matchEnd(PARAMETER, sql, at)) ?? { kind: 'operator', end: matchEnd(OPERATOR, sql, at) }
  );
}
