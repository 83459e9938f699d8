import { splitStatements } from '../../databases/sql-text/split';
import { isBlankOrComment, isWord, type Dialect, type Token } from '../../databases/sql-text/token';
import { tokens } from '../../databases/sql-text/tokens';
import type { CellNames } from '../cell-names';

/**
 * The tables and views that SQL creates and uses, in lower case and without their schema. What it uses may exist
 * otherwise (a program made it, an earlier session did), so nothing of it is needed strictly.
 */
export function sqlNames(sql: string, dialect: Dialect): CellNames {
  const defines = new Set<string>();
  const uses = new Set<string>();
  for (const { text } of splitStatements(sql, dialect)) {
    const statement = new StatementNames([...tokens(text, dialect)].filter((token) => !isBlankOrComment(token)));
    for (const name of statement.uses) if (!defines.has(name)) uses.add(name);
    if (statement.defines !== null) defines.add(statement.defines);
  }
  return { defines: [...defines], needs: [], needsLater: [...uses] };
}

/** Words after which a table's name stands. */
const beforeTable: ReadonlySet<string> = new Set(['FROM', 'JOIN', 'INTO', 'UPDATE', 'USING']);
/** Words that may stand between those and the name. */
const between: ReadonlySet<string> = new Set(['ONLY', 'LATERAL', 'TABLE', 'OR', 'ABORT', 'FAIL', 'IGNORE', 'REPLACE', 'ROLLBACK', 'IF', 'EXISTS', 'NOT']);
const verbs: ReadonlySet<string> = new Set(['SELECT', 'DELETE', 'UPDATE', 'INSERT', 'MERGE', 'TRUNCATE']);
/** Words behind which no further table of a list stands. */
const endOfTables: ReadonlySet<string> = new Set(['SELECT', 'WHERE', 'GROUP', 'ORDER', 'HAVING', 'LIMIT', 'OFFSET', 'FETCH', 'UNION', 'EXCEPT', 'INTERSECT', 'WINDOW', 'SET', 'RETURNING', 'VALUES', 'FOR']);
/** Words that stand where a table might, and are none. */
const notTables: ReadonlySet<string> = new Set(['SET', 'OF', 'SELECT', 'VALUES', 'WHERE', 'ON', 'NOWAIT', 'SKIP', 'CASCADE', 'RESTRICT', 'NO', 'BTREE', 'HASH', 'GIN', 'GIST', 'BRIN']);

/** The names of one statement. */
class StatementNames {
  readonly uses = new Set<string>();
  readonly defines: string | null;
  /** By open parenthesis: whether a query stands in it, so that its FROM names tables, and whether a list of tables goes on there. */
  readonly #levels: { query: boolean; from: boolean }[] = [{ query: false, from: false }];
  /** Names that a WITH of the statement gives to queries. */
  readonly #queryNames = new Set<string>();

  constructor(private readonly tokens: readonly Token[]) {
    this.defines = this.#created();
    this.#collect();
    for (const name of this.#queryNames) this.uses.delete(name);
    if (this.defines !== null) this.uses.delete(this.defines);
  }

  /** `CREATE [TEMP] TABLE [IF NOT EXISTS] name`, and views. */
  #created(): string | null {
    if (!isWord(this.tokens[0], 'CREATE')) return null;
    const kind = this.tokens.findIndex((token, i) => i < 6 && (isWord(token, 'TABLE') || isWord(token, 'VIEW')));
    if (kind < 0 || this.tokens.slice(1, kind).some((token) => token.kind !== 'word')) return null;
    let at = kind + 1;
    while (between.has(this.tokens[at]?.text.toUpperCase() ?? '')) at++;
    return this.#nameAt(at)?.name ?? null;
  }

  #collect(): void {
    for (let i = 0; i < this.tokens.length; i++) {
      const token = this.tokens[i];
      if (token?.text === '(') this.#levels.push({ query: false, from: false });
      else if (token?.text === ')') this.#levels.length = Math.max(1, this.#levels.length - 1);
      else if (token?.text === ',' && this.#level.from) i = this.#table(i + 1, false);
      else if (token?.kind === 'word') i = this.#word(token.text.toUpperCase(), i);
      else if (token?.kind === 'quoted') this.#queryName(i);
    }
  }

  /** @returns the place from which to go on */
  #word(word: string, i: number): number {
    const previous = this.tokens[i - 1];
    const level = this.#level;
    if (verbs.has(word)) level.query = true;
    if (endOfTables.has(word)) level.from = false;
    this.#queryName(i);
    if (word === 'FROM' && (!level.query || isWord(previous, 'DISTINCT'))) return i;
    if (word === 'FROM') level.from = true;
    if (word === 'USING' && !isWord(this.tokens[0], 'DELETE') && !isWord(this.tokens[0], 'MERGE')) return i;
    if (word === 'UPDATE' && (isWord(previous, 'FOR') || isWord(previous, 'DO') || isWord(previous, 'ON') || isWord(previous, 'KEY'))) return i;
    if (beforeTable.has(word)) return this.#table(i + 1, word === 'INTO');
    const first = this.tokens[0]?.text.toUpperCase() ?? '';
    if (word === 'TABLE' && (first === 'ALTER' || first === 'TRUNCATE' || first === 'LOCK')) return this.#table(i + 1, false);
    if (word === 'TRUNCATE' && !isWord(this.tokens[i + 1], 'TABLE')) return this.#table(i + 1, false);
    // An index and a trigger stand on a table; so does no other ON of a CREATE.
    if (word === 'ON' && first === 'CREATE' && /^(?:UNIQUE )?(?:INDEX|(?:TEMP |TEMPORARY |CONSTRAINT )?TRIGGER)/.test(this.#opening()) && this.#levels.length === 1) return this.#table(i + 1, true);
    return i;
  }

  get #level(): { query: boolean; from: boolean } {
    return this.#levels.at(-1) ?? { query: false, from: false };
  }

  #opening(): string {
    return this.tokens.slice(1, 4).map(({ text }) => text.toUpperCase()).join(' ');
  }

  /** `name AS (` and `name (columns) AS (` within WITH. */
  #queryName(i: number): void {
    let at = i + 1;
    if (this.tokens[at]?.text === '(') {
      while (at < this.tokens.length && this.tokens[at]?.text !== ')') at++;
      at++;
    }
    if (!isWord(this.tokens[at], 'AS')) return;
    at++;
    while (isWord(this.tokens[at], 'NOT') || isWord(this.tokens[at], 'MATERIALIZED')) at++;
    if (this.tokens[at]?.text === '(') this.#queryNames.add(nameOf(this.tokens[i]));
  }

  /**
   * The table that is named at a place.
   * @param withColumns whether a list of columns may follow; else what is called is a function
   * @returns the place of its last token
   */
  #table(from: number, withColumns: boolean): number {
    let at = from;
    while (between.has(this.tokens[at]?.text.toUpperCase() ?? '')) at++;
    const found = this.#nameAt(at);
    if (!found || (this.tokens[at]?.kind === 'word' && notTables.has(found.name.toUpperCase()))) return at - 1;
    if (withColumns || this.tokens[found.end]?.text !== '(') this.uses.add(found.name);
    return found.end - 1;
  }

  /** The last part of a name with dots, and where the name ends. */
  #nameAt(at: number): { name: string; end: number } | null {
    let end = at;
    let token = this.tokens[end];
    if (token?.kind !== 'word' && token?.kind !== 'quoted') return null;
    while (this.tokens[end + 1]?.text === '.' && this.tokens[end + 2]) {
      end += 2;
      token = this.tokens[end];
    }
    return { name: nameOf(token), end: end + 1 };
  }
}

function nameOf(token: Token | undefined): string {
  const text = token?.text ?? '';
  return (token?.kind === 'quoted' ? text.slice(1, -1) : text).toLowerCase();
}
