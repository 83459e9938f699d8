import { commonToken, endOf, found, lineEnd, matchEnd, NAME_PART, NAME_START, quotedEnd } from './scan';
import type { Found } from './token';

const PARAMETER = /\$\d+/y;
const DOLLAR_QUOTE = new RegExp(`\\$(?:${NAME_START}${NAME_PART.replace('$', '')}*)?\\$`, 'y');
/** A run of operator characters ends where a comment starts. */
const OPERATOR = /(?:(?!--|\/\*)[~!@#^&|`?+\-*/%<>=])+|::|:=|\.\.|[^]/y;
const STRING_PREFIX = /(?:[bBxXnN]|[uU]&)(?=')/y;
/** Quotes that a line break alone (comments aside) separates are one literal. */
const CONTINUATION = /(?:[ \t\f\v]|--[^\n\r]*)*[\n\r](?:[ \t\n\r\f\v]|--[^\n\r]*[\n\r])*'/y;

/** The token of PostgreSQL's SQL at `at` (manual, section 4.1). Standard-conforming strings, as by default since 9.1. */
export function scanPostgres(sql: string, at: number): Found {
  switch (sql[at]) {
    case "'":
      return { kind: 'string', end: quotedEnd(sql, at, "'") };
    case '"':
      return { kind: 'quoted', end: quotedEnd(sql, at, '"') };
    case 'e':
    case 'E':
      if (sql[at + 1] === "'") return { kind: 'string', end: escapedEnd(sql, at + 2) };
      break;
    case '$': {
      const open = matchEnd(DOLLAR_QUOTE, sql, at);
      if (open >= 0) return { kind: 'string', end: endOf(sql, sql.slice(at, open), open) };
      break;
    }
    case '-':
      if (sql[at + 1] === '-') return { kind: 'comment', end: lineEnd(sql, at) };
      break;
    case '/':
      if (sql[at + 1] === '*') return nestedComment(sql, at);
      break;
    case 'u':
    case 'U':
      if (sql.startsWith('&"', at + 1)) return { kind: 'quoted', end: quotedEnd(sql, at + 2, '"') };
      break;
    default:
  }
  const prefixed = matchEnd(STRING_PREFIX, sql, at);
  if (prefixed >= 0) return { kind: 'string', end: quotedEnd(sql, prefixed, "'") };
  return (
    commonToken(sql, at) ??
    found('parameter', matchEnd(PARAMETER, sql, at)) ?? { kind: 'operator', end: matchEnd(OPERATOR, sql, at) }
  );
}

/** End of the rest of an E'…' literal: a backslash shields the next character, also after a continuation. */
function escapedEnd(sql: string, from: number): number {
  let at = from;
  while (at < sql.length) {
    if (sql[at] === '\\') at += 2;
    else if (sql[at] !== "'") at += 1;
    else if (sql[at + 1] === "'") at += 2;
    else {
      const continued = matchEnd(CONTINUATION, sql, at + 1);
      if (continued < 0) return at + 1;
      at = continued;
    }
  }
  return sql.length;
}

/** Comments nest. One without an end is an error to PostgreSQL, hence no comment that could be skipped. */
function nestedComment(sql: string, from: number): Found {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = from;
  let depth = 0;
  for (let mark = marks.exec(sql); mark; mark = marks.exec(sql)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return { kind: 'comment', end: marks.lastIndex };
  }
  return { kind: 'operator', end: sql.length };
}
