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
  /** The parameters of the compiled statement, by what they are. */
  readonly places: ReadonlyMap<ClauseElement, number>;
  readonly since: number;
  /** The turn of its last use. */
  used: number;
}

const CAPACITY = 500;

/** Compiled statements by their structure. Values do not count: they are bound anew. */
export class CompiledCache {
  readonly #entries = new Map<string, Entry>();
  #turn = 0;

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
    const text = many || keys !== null ? `${key.text}|${many ? 'm' : 's'}|${keys === null ? '' : keys.join(',')}` : key.text;
    const turn = ++this.#turn;
    const known = this.#entries.get(text);
    if (known) {
      known.used = turn;
      return { compiled: known.compiled, own: translation(known.places, key), age: this.now() - known.since, hasKey: true };
    }
    const compiled = new CompiledSql(statement, this.dialect, request);
    const places = new Map(key.binds.map((bind, index) => [bind.identity, index]));
    this.#entries.set(text, { compiled, places, since: this.now(), used: turn });
    if (this.#entries.size > CAPACITY) this.#forgetUnused();
    return { compiled, own: null, age: null, hasKey: true };
  }

  /** Forgets the half that was not used for the longest time. */
  #forgetUnused(): void {
    const oldest = [...this.#entries].sort(([, one], [, other]) => one.used - other.used).slice(0, CAPACITY / 2);
    for (const [text] of oldest) this.#entries.delete(text);
  }
}

/** From the parameters of the compiled statement to those in the same places of another. */
function translation(places: Entry['places'], to: CacheKey): (bind: BindParameter) => BindParameter {
  return (bind) => {
    const place = places.get(bind.identity);
    return (place === undefined ? undefined : to.binds[place]) ?? bind;
  };
}
