import { isWord, type Dialect, type Token } from './token';

/** Follows one statement's tokens, without blanks and comments, and knows whether a semicolon is part of it. */
export interface Compound {
  see(token: Token): void;
  /** True while a semicolon would not end the statement. */
  readonly open: boolean;
}

export function compound(dialect: Dialect): Compound {
  return dialect === 'postgres' ? new AtomicBody() : new TriggerBody();
}

/** The first words of a statement, as many as are needed to know what it creates. */
class Opening {
  #words: string[] | null = [];
  #matches = false;

  constructor(
    readonly pattern: RegExp,
    readonly length: number,
  ) {}

  see(token: Token): boolean {
    if (this.#words === null) return this.#matches;
    this.#words.push(token.text.toUpperCase());
    this.#matches = this.pattern.test(this.#words.join(' '));
    if (this.#matches || this.#words.length === this.length) this.#words = null;
    return this.#matches;
  }
}

/**
 * SQLite: `CREATE TRIGGER … BEGIN …; …; END`. As in sqlite3_complete(), its end is a semicolon after
 * an END that itself stands after a semicolon, which no END of a CASE does.
 */
class TriggerBody implements Compound {
  readonly #opening = new Opening(/^(EXPLAIN (QUERY PLAN )?)?CREATE (TEMP |TEMPORARY )?TRIGGER$/, 6);
  #isTrigger = false;
  #last: Token | undefined;
  #ended = false;

  see(token: Token): void {
    this.#isTrigger = this.#opening.see(token);
    this.#ended = isWord(token, 'END') && this.#last?.text === ';';
    this.#last = token;
  }

  get open(): boolean {
    return this.#isTrigger && !this.#ended;
  }
}

/**
 * PostgreSQL: commands in parentheses (`CREATE RULE … DO (…; …)`), and functions with a body in
 * standard SQL, `BEGIN ATOMIC …; … END`, in which CASE has an END of its own. As psql does it.
 */
class AtomicBody implements Compound {
  readonly #opening = new Opening(/^CREATE (OR REPLACE )?(FUNCTION|PROCEDURE)$/, 4);
  #isRoutine = false;
  #parentheses = 0;
  #blocks = 0;
  #last: Token | undefined;

  see(token: Token): void {
    this.#isRoutine = this.#opening.see(token);
    if (token.text === '(') this.#parentheses += 1;
    else if (token.text === ')') this.#parentheses = Math.max(0, this.#parentheses - 1);
    else if (this.#isRoutine && this.#parentheses === 0) this.#seeWord(token);
    this.#last = token;
  }

  get open(): boolean {
    return this.#parentheses > 0 || this.#blocks > 0;
  }

  #seeWord(token: Token): void {
    if (this.#blocks === 0) {
      if (isWord(token, 'ATOMIC') && isWord(this.#last, 'BEGIN')) this.#blocks = 1;
    } else if (isWord(token, 'CASE')) this.#blocks += 1;
    else if (isWord(token, 'END')) this.#blocks -= 1;
  }
}
