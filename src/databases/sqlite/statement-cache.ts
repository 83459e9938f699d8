import type { Statement } from './statement';

/** As many as Python's `sqlite3` keeps. */
const CAPACITY = 128;
/** Longer texts are scripts that run once. */
const LONGEST = 10_000;

/** Compiled statements of one connection that are not in use, by text. The one unused for longest gives way. */
export class StatementCache {
  readonly #idle = new Map<string, Statement>();
  /** The one that was given back last: most likely the next to be taken. */
  #latest: { readonly sql: string; readonly statement: Statement } | null = null;

  /** Hands out a statement for use; the caller gives it back. */
  take(sql: string): Statement | undefined {
    if (this.#latest?.sql === sql) {
      const { statement } = this.#latest;
      this.#latest = null;
      return statement;
    }
    const statement = this.#idle.get(sql);
    this.#idle.delete(sql);
    return statement;
  }

  /** Takes back a statement, which must be reset. */
  give(sql: string, statement: Statement): void {
    if (sql.length > LONGEST || this.#latest?.sql === sql || this.#idle.has(sql)) {
      statement.finalize();
      return;
    }
    const before = this.#latest;
    this.#latest = { sql, statement };
    if (!before) return;
    this.#idle.set(before.sql, before.statement);
    if (this.#idle.size <= CAPACITY) return;
    const [oldest] = this.#idle.keys();
    if (oldest === undefined) return;
    this.#idle.get(oldest)?.finalize();
    this.#idle.delete(oldest);
  }

  clear(): void {
    for (const statement of this.#idle.values()) statement.finalize();
    this.#idle.clear();
    this.#latest?.statement.finalize();
    this.#latest = null;
  }
}
