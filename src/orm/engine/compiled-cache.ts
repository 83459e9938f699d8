import { CompiledSql } from '../compile';
import type { SqlRequest } from '../compile/sql-compiler';
import type { Dialect } from '../dialect/dialect';
import { cacheKey, sameKey, type CacheKey } from '../sql/cache-key';
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
  readonly key: CacheKey;
  readonly many: boolean;
  /** The names of the values that were given; null for what takes none. */
  readonly given: readonly string[] | null;
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
  /** By the hashes of their keys. */
  readonly #entries = new Map<number, Entry[]>();
  #size = 0;
  #turn = 0;

  constructor(
    private readonly dialect: Dialect,
    private readonly now: () => number,
  ) {}

  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#entries.clear();
    this.#size = 0;
  }

  /** The compiled form of a statement. @throws CompileError */
  compile(statement: ClauseElement, request: SqlRequest): Cached {
    const key = cacheKey(statement);
    if (!key) return { compiled: new CompiledSql(statement, this.dialect, request), own: null, age: null, hasKey: false };
    const { keys: given = null, many = false } = request.crud ?? {};
    const turn = ++this.#turn;
    const alike = this.#entries.get(key.hash);
    const known = alike?.find((entry) => entry.many === many && sameNames(entry.given, given) && sameKey(entry.key, key));
    if (known) {
      known.used = turn;
      return { compiled: known.compiled, own: translation(known.places, key), age: this.now() - known.since, hasKey: true };
    }
    const compiled = new CompiledSql(statement, this.dialect, request);
    const places = new Map(key.binds.map((bind, index) => [bind.identity, index]));
    const entry: Entry = { key, many, given, compiled, places, since: this.now(), used: turn };
    if (alike) alike.push(entry);
    else this.#entries.set(key.hash, [entry]);
    this.#size += 1;
    if (this.#size > CAPACITY) this.#forgetUnused();
    return { compiled, own: null, age: null, hasKey: true };
  }

  /** Forgets the half that was not used for the longest time. */
  #forgetUnused(): void {
    const kept = [...this.#entries.values()].flat().sort((one, other) => other.used - one.used).slice(0, CAPACITY / 2);
    this.clear();
    for (const entry of kept) {
      const alike = this.#entries.get(entry.key.hash);
      if (alike) alike.push(entry);
      else this.#entries.set(entry.key.hash, [entry]);
    }
    this.#size = kept.length;
  }
}

function sameNames(one: readonly string[] | null, other: readonly string[] | null): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && one.every((name, index) => name === other[index]);
}

/** From the parameters of the compiled statement to those in the same places of another. */
function translation(places: Entry['places'], to: CacheKey): (bind: BindParameter) => BindParameter {
  return (bind) => {
    const place = places.get(bind.identity);
    return (place === undefined ? undefined : to.binds[place]) ?? bind;
  };
}
