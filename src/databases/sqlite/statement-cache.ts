import type { Statement } from './statement';

/** As many as Python's `sqlite3` keeps. */
const CAPACITY = 128;
/** Longer texts are scripts that run once. */
const LONGEST = 10_000;

/** Compiled statements of one connection that are not in use, by text. The one unused for longest gives way. */
export class StatementCache {
  readonly #idle = new Map<string, Statement>();

  /** Hands out a statement for use; the caller gives it back. */
  take(sql: string): Statement | undefined {
    const statement = this.#idle.get(sql);
    this.#idle.delete(sql);
    return statement;
  }

  /** Takes back a statement, which must be reset. */
  give(sql: string, statement: Statement): void {
    if (sql.length > LONGEST || this.#idle.has(sql)) {
      statement.finalize();
      return;
    }
    this.#idle.set(sql, statement);
    if (this.#idle.size <= CAPACITY) return;
    const [oldest] = this.#idle.keys();
    if (oldest !== undefined) this.take(oldest)?.finalize();
  }

  clear(): void {
    for (const statement of this.#idle.values()) statement.finalize();
    this.#idle.clear();
  }
}
