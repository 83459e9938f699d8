import { isBlankOrComment, type Token } from '../../../databases/sql-text/token';
import { tokens } from '../../../databases/sql-text/tokens';
import type { ObservedTable } from './observed-table';

/** One conjunct of a condition on a table's rows, with the table's own name taken out of it. */
export interface Conjunct {
  readonly text: string;
  /** The table's columns that it is about. */
  readonly columns: readonly string[];
  /** True for `column = value` and `column = ANY (values)`. */
  readonly pins: boolean;
}

/**
 * The conjuncts of a condition as EXPLAIN VERBOSE prints it, fully parenthesised and with each
 * column qualified. Those that look beyond the row (at another table, a subplan or a parameter)
 * are left out: more rows satisfy what remains, never fewer.
 */
export function conjunctsOf(condition: string, table: ObservedTable, alias: string): Conjunct[] {
  const all = [...tokens(condition, 'postgres')].filter((token) => !isBlankOrComment(token));
  return splitAtAnd(all).flatMap((part) => {
    const own: Token[] = [];
    const columns: string[] = [];
    for (let at = 0; at < part.length; at++) {
      const token = part[at] as Token;
      const isQualifier = part[at + 1]?.text === '.' && isName(token);
      if (!isQualifier) {
        if (isForeign(token, part[at + 1])) return [];
        own.push(token);
        continue;
      }
      const column = part[at + 2];
      if (column && part[at + 3]?.text === '(') {
        // A function of some schema.
        own.push(token);
        continue;
      }
      const name = column && nameOf(column);
      if (nameOf(token) !== alias || name === undefined || !table.columns.includes(name)) return [];
      columns.push(name);
      at += 1;
    }
    const pins = columns.length === 1 && own.findIndex((token) => token.text === '=') === own.findIndex((token) => nameOf(token) === columns[0]) + 1;
    return { text: textOf(own, condition), columns, pins };
  });
}

/** The columns of a table that an expression of EXPLAIN VERBOSE is about. */
export function columnsIn(expression: string, table: ObservedTable): string[] {
  return [...tokens(expression, 'postgres')].flatMap((token) => (isName(token) && table.columns.includes(nameOf(token)) ? nameOf(token) : []));
}

function isForeign({ kind, text }: Token, next: Token | undefined): boolean {
  return kind === 'parameter' || text.startsWith('$') || (kind === 'word' && /^(SubPlan|InitPlan|hashed)$/.test(text) && next?.text !== '(');
}

function isName({ kind }: Token): boolean {
  return kind === 'word' || kind === 'quoted';
}

function nameOf({ kind, text }: Token): string {
  return kind === 'quoted' ? text.slice(1, -1).replaceAll('""', '"') : text;
}

/** Cuts `((a) AND (b))` into `a` and `b`. */
function splitAtAnd(all: readonly Token[]): Token[][] {
  const inner = unwrapped(all);
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of inner) {
    if (token.text === '(') depth += 1;
    else if (token.text === ')') depth -= 1;
    if (depth === 0 && token.kind === 'word' && token.text === 'AND') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.length > 1 ? parts.flatMap(splitAtAnd) : [inner];
}

/** Without the parentheses around all of it. */
function unwrapped(all: readonly Token[]): Token[] {
  if (all[0]?.text !== '(' || all.at(-1)?.text !== ')') return [...all];
  let depth = 0;
  for (const [index, { text }] of all.entries()) {
    if (text === '(') depth += 1;
    else if (text === ')') depth -= 1;
    if (depth === 0 && index < all.length - 1) return [...all];
  }
  return unwrapped(all.slice(1, -1));
}

/** The tokens with a blank wherever the condition had something between them that is kept. */
function textOf(own: readonly Token[], condition: string): string {
  let text = '';
  let end = own[0]?.offset ?? 0;
  for (const token of own) {
    if (/\s$/.test(condition.slice(0, token.offset)) && token.offset > end) text += ' ';
    text += token.text;
    end = token.offset + token.text.length;
  }
  return text;
}
