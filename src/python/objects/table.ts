import type { Value } from './object';

/** By what a key is found without a call: see `tokenOf` in protocol/keys.ts. Keys of the third kind are their own entry. */
export type Token = string | number | bigint | null | object;

/** A key with its value. */
export interface Entry {
  readonly key: Value;
  value: Value;
  /** Of a key that is found by its `__hash__`, else undefined. */
  readonly hash: Value | undefined;
}

/** What a dict stores its entries in. */
export interface Table {
  readonly size: number;
  find(token: Token): Entry | undefined;
  /** Sets the value of a key that is found by its token. */
  put(token: Token, key: Value, value: Value): void;
  /** The entries whose keys have this hash. */
  bucket(hash: Value): readonly Entry[];
  /** Adds a key that is found by its hash and is known to be absent. */
  putHashed(hash: Value, key: Value, value: Value): void;
  remove(token: Token): boolean;
  clear(): void;
  entries(): IterableIterator<Entry>;
}

/** Entries in the order of their insertion. */
export class HashTable implements Table {
  readonly #entries = new Map<Token, Entry>();
  /** Keys that are found by their hash; their token in `#entries` is the entry itself. */
  #buckets: Map<Value, Entry[]> | null = null;

  get size(): number {
    return this.#entries.size;
  }

  find(token: Token): Entry | undefined {
    return this.#entries.get(token);
  }

  put(token: Token, key: Value, value: Value): void {
    const entry = this.#entries.get(token);
    if (entry === undefined) this.#entries.set(token, { key, value, hash: undefined });
    else entry.value = value;
  }

  bucket(hash: Value): readonly Entry[] {
    return this.#buckets?.get(hash) ?? [];
  }

  putHashed(hash: Value, key: Value, value: Value): void {
    const entry = { key, value, hash };
    this.#entries.set(entry, entry);
    this.#buckets ??= new Map();
    const bucket = this.#buckets.get(hash);
    if (bucket === undefined) this.#buckets.set(hash, [entry]);
    else bucket.push(entry);
  }

  remove(token: Token): boolean {
    const entry = this.#entries.get(token);
    if (entry === undefined) return false;
    this.#entries.delete(token);
    if (entry.hash !== undefined) {
      const bucket = this.#buckets?.get(entry.hash);
      bucket?.splice(bucket.indexOf(entry), 1);
    }
    return true;
  }

  clear(): void {
    this.#entries.clear();
    this.#buckets = null;
  }

  entries(): IterableIterator<Entry> {
    return this.#entries.values();
  }
}

/** A key that an attribute table cannot hold was put. */
export class NotAnAttributeNameError extends Error {
  override readonly name = 'NotAnAttributeNameError';
}

/** The `__dict__` of an object as a dict: names only. */
export class AttributeTable implements Table {
  constructor(readonly attributes: Map<string, Value>) {}

  get size(): number {
    return this.attributes.size;
  }

  find(token: Token): Entry | undefined {
    const value = this.attributes.get(token as string);
    return value === undefined ? undefined : { key: token as string, value, hash: undefined };
  }

  put(token: Token, _key: Value, value: Value): void {
    if (typeof token !== 'string') throw new NotAnAttributeNameError();
    this.attributes.set(token, value);
  }

  bucket(): readonly Entry[] {
    return [];
  }

  putHashed(): void {
    throw new NotAnAttributeNameError();
  }

  remove(token: Token): boolean {
    return this.attributes.delete(token as string);
  }

  clear(): void {
    this.attributes.clear();
  }

  *entries(): IterableIterator<Entry> {
    for (const [key, value] of this.attributes) yield { key, value, hash: undefined };
  }
}
