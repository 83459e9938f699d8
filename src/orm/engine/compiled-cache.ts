import { CompiledSql } from '../compile';
import type { SqlRequest } from '../compile/sql-compiler';
import type { Dialect } from '../dialect/dialect';
import { cacheKey, type CacheKey } from '../sql/cache-key';
import type { ClauseElement } from '../sql/clause';
import type { BindParameter } from '../sql/elements';

/** A compiled statement and how it came about. */
export interface Cached {
  readonly compiled: CompiledSql;
  /** The parameter of this statement that takes the place of one of the compiled statement. */
  readonly own: ((bind: BindParameter) => BindParameter) | null;
  /** Milliseconds since it was compiled; null when it was right now, or never is kept. */
  readonly age: number | null;
  readonly hasKey: boolean;
}

interface Entry {
  readonly compiled: CompiledSql;
  readonly key: CacheKey;
  readonly since: number;
}

const CAPACITY = 500;

/** Compiled statements by their structure. Values do not count: they are bound anew. */
export class CompiledCache {
  readonly #entries = new Map<string, Entry>();

  constructor(
    private readonly dialect: Dialect,
    private readonly now: () => number,
  ) {}

  get size(): number {
    return this.#entries.size;
  }

  clear(): void {
    this.#entries.clear();
  }

  /** The compiled form of a statement. @throws CompileError */
  compile(statement: ClauseElement, request: SqlRequest): Cached {
    const key = cacheKey(statement);
    if (!key) return { compiled: new CompiledSql(statement, this.dialect, request), own: null, age: null, hasKey: false };
    const { keys = null, many = false } = request.crud ?? {};
    const text = `${key.text}|${many ? 'm' : 's'}|${keys === null ? '' : keys.join(',')}`;
    const known = this.#entries.get(text);
    if (known) {
      // The least used is at the front.
      this.#entries.delete(text);
      this.#entries.set(text, known);
      return { compiled: known.compiled, own: translation(known.key, key), age: this.now() - known.since, hasKey: true };
    }
    const compiled = new CompiledSql(statement, this.dialect, request);
    this.#entries.set(text, { compiled, key, since: this.now() });
    if (this.#entries.size > CAPACITY) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) this.#entries.delete(oldest);
    }
    return { compiled, own: null, age: null, hasKey: true };
  }
}

/** From the parameters of the compiled statement to those in the same places of another. */
function translation(from: CacheKey, to: CacheKey): (bind: BindParameter) => BindParameter {
  const places = new Map(from.binds.map((bind, index) => [bind.identity, index]));
  return (bind) => {
    const place = places.get(bind.identity);
    return (place === undefined ? undefined : to.binds[place]) ?? bind;
  };
}
