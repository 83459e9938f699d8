import { isBlankOrComment, type Token } from '../../databases/sql-text/token';
import { tokens } from '../../databases/sql-text/tokens';
import type { TableInfo } from './tables';

/** How a statement gets at a table's rows. */
export interface Access {
  readonly table: TableInfo;
  /** What the statement calls the table. */
  readonly alias: string;
  /** Its condition; null for all rows. */
  readonly where: string | null;
  /** The part of the condition that is about the key alone: only rows that satisfy it are examined. */
  readonly examined: string | null;
  /** Literals of the key, where the condition names rows by key: one list of values for each row. */
  readonly points: readonly (readonly string[])[] | null;
}

const ENDS_WHERE = new Set(['GROUP', 'HAVING', 'ORDER', 'LIMIT', 'OFFSET', 'WINDOW', 'RETURNING', 'FOR', 'UNION', 'EXCEPT', 'INTERSECT']);
const AFTER_TABLE = new Set([...ENDS_WHERE, 'WHERE', 'SET', 'JOIN', 'LEFT', 'INNER', 'CROSS', 'NATURAL', 'RIGHT', 'FULL', 'ON', 'USING', 'VALUES', 'SELECT', 'DEFAULT', 'INDEXED', 'NOT']);
const BEFORE_TABLE = new Set(['FROM', 'JOIN', 'INTO', 'UPDATE', ',', 'ONLY', '.']);

/**
 * The tables that a statement reads, each with its condition. A statement on one table is
 * understood; of one with joins or subqueries only which tables it names, and it then counts as
 * looking at all their rows: more than it may really look at, never less.
 */
export function accessesOf(sql: string, tables: readonly TableInfo[]): Access[] {
  const all = [...tokens(sql, 'sqlite')].filter((token) => !isBlankOrComment(token) && token.text !== ';');
  const named = all.flatMap((token, index) => {
    const table = tableNamed(token, tables);
    return table && BEFORE_TABLE.has(upper(all[index - 1])) ? [{ table, index }] : [];
  });
  const [only] = named;
  const queries = all.filter((token) => upper(token) === 'SELECT').length;
  const isSimple = named.length === 1 && queries <= 1 && !all.some((token) => ['WITH', 'JOIN'].includes(upper(token)));
  if (!only || !isSimple) {
    const distinct = [...new Set(named.map(({ table }) => table))];
    return distinct.map((table) => ({ table, alias: table.name, where: null, examined: null, points: null }));
  }
  const { table, index } = only;
  const alias = aliasAfter(all, index) ?? table.name;
  const condition = conditionOf(all, index);
  if (condition.length === 0) return [{ table, alias, where: null, examined: null, points: null }];
  const conjuncts = conjunctsOf(condition);
  const onKey = conjuncts.filter((conjunct) => columnsIn(conjunct, table).length > 0 && columnsIn(conjunct, table).every((column) => table.key.includes(column)));
  const text = (part: readonly Token[]): string => textOf(part, sql);
  return [
    {
      table,
      alias,
      where: text(condition),
      examined: onKey.length > 0 ? onKey.map((conjunct) => `(${text(conjunct)})`).join(' AND ') : null,
      points: pointsOf(onKey, table, text),
    },
  ];
}

/** True when a column's old value goes into what an UPDATE sets. */
export function readsWhatItSets(sql: string, table: TableInfo): boolean {
  const all = [...tokens(sql, 'sqlite')].filter((token) => !isBlankOrComment(token));
  const from = all.findIndex((token) => upper(token) === 'SET');
  const length = all.slice(from).findIndex((token) => upper(token) === 'WHERE');
  const assignments = from < 0 ? [] : all.slice(from + 1, length < 0 ? undefined : from + length);
  return assignments.some((token, index) => columnNamed(token, table) !== null && assignments[index + 1]?.text !== '=' );
}

function upper(token: Token | undefined): string {
  return token?.kind === 'word' || token?.kind === 'operator' ? token.text.toUpperCase() : '';
}

function nameOf({ kind, text }: Token): string | null {
  if (kind === 'quoted') return text.slice(1, -1);
  return kind === 'word' ? text : null;
}

function tableNamed(token: Token, tables: readonly TableInfo[]): TableInfo | null {
  const name = nameOf(token)?.toLowerCase();
  return tables.find((table) => table.name.toLowerCase() === name) ?? null;
}

function columnNamed(token: Token, table: TableInfo): string | null {
  const name = nameOf(token)?.toLowerCase();
  return [...table.columns, ...table.key].find((column) => column.toLowerCase() === name) ?? null;
}

function columnsIn(part: readonly Token[], table: TableInfo): string[] {
  return part.flatMap((token) => columnNamed(token, table) ?? []);
}

function aliasAfter(all: readonly Token[], index: number): string | null {
  const next = all[index + 1];
  const token = upper(next) === 'AS' ? all[index + 2] : next;
  if (!token || AFTER_TABLE.has(upper(token))) return null;
  return nameOf(token);
}

/** What stands between WHERE and the clause after it. */
function conditionOf(all: readonly Token[], from: number): Token[] {
  let depth = 0;
  let start = -1;
  for (let at = from; at < all.length; at++) {
    const word = upper(all[at]);
    if (word === '(') depth += 1;
    else if (word === ')') depth -= 1;
    else if (depth === 0 && start < 0 && word === 'WHERE') start = at + 1;
    else if (depth === 0 && start >= 0 && ENDS_WHERE.has(word)) return all.slice(start, at);
  }
  return start < 0 ? [] : all.slice(start);
}

/** Cut at each AND that stands for itself; the AND of a BETWEEN does not. */
function conjunctsOf(condition: readonly Token[]): Token[][] {
  const conjuncts: Token[][] = [[]];
  let depth = 0;
  let between = false;
  for (const token of condition) {
    const word = upper(token);
    if (word === '(' || word === 'CASE') depth += 1;
    else if (word === ')' || word === 'END') depth -= 1;
    else if (depth === 0 && word === 'OR') return [[...condition]];
    else if (depth === 0 && word === 'BETWEEN') between = true;
    else if (depth === 0 && word === 'AND') {
      if (!between) {
        conjuncts.push([]);
        continue;
      }
      between = false;
    }
    conjuncts.at(-1)?.push(token);
  }
  return conjuncts;
}

/** `key = literal` for every column of the key, or `key IN (literals)` for a key of one column. */
function pointsOf(conjuncts: readonly (readonly Token[])[], table: TableInfo, text: (part: readonly Token[]) => string): string[][] | null {
  const values = new Map<string, string[]>();
  for (const conjunct of conjuncts) {
    const [left, operator, ...right] = conjunct;
    const column = left && columnNamed(left, table);
    if (!column) continue;
    if ((upper(operator) === '=' || upper(operator) === '==') && isLiteral(right)) values.set(column, [text(right)]);
    if (upper(operator) === 'IN' && table.key.length === 1) {
      const list = right.slice(1, -1);
      if (!list.every((token, index) => (index % 2 === 1 ? token.text === ',' : isLiteral([token])))) continue;
      values.set(column, list.filter((_, index) => index % 2 === 0).map((token) => text([token])));
    }
  }
  if (!table.key.every((column) => values.has(column))) return null;
  const [first] = table.key;
  if (table.key.length === 1) return (values.get(first ?? '') ?? []).map((value) => [value]);
  return [table.key.map((column) => values.get(column)?.[0] ?? 'NULL')];
}

function isLiteral(part: readonly Token[]): boolean {
  const unsigned = upper(part[0]) === '-' ? part.slice(1) : part;
  return unsigned.length === 1 && (unsigned[0]?.kind === 'number' || unsigned[0]?.kind === 'string');
}

function textOf(part: readonly Token[], sql: string): string {
  const [first] = part;
  const last = part.at(-1);
  return first && last ? sql.slice(first.offset, last.offset + last.text.length) : '';
}
