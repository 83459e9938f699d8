/** Who is told when the members of a collection change. */
export interface CollectionOwner {
  /** A member is about to be added. Gives what is added in its place. */
  appending(item: object): object;
  /** A member is about to be removed. */
  removing(item: object): void;
}

export type CollectionKind = 'list' | 'set' | 'dict';

/** A collection of related objects, as the attribute that holds it sees it. */
export interface CollectionAdapter {
  /** What the program sees. */
  readonly collection: object;
  /** What it behaves like: only its like may take its place. Absent where any collection may. */
  readonly kind?: CollectionKind | undefined;
  members(): object[];
  /** Adds without telling anybody. */
  add(item: object): void;
  /** Removes without telling anybody. */
  take(item: object): void;
  /** Adds, and tells the owner. */
  append(item: object): void;
  /** Removes, and tells the owner. */
  discard(item: object): void;
  /** From now on nobody is told. */
  release(): void;
  /**
   * Whether an object can be put in; others are left out.
   * @param through the attribute whose change puts it in
   * @throws InvalidRequestError for one that must not be left out
   */
  admits?(item: object, through: string): boolean;
  /** It is told of an object that is to be taken out before it is looked for, so that one which is not in it is let go of, too: so lists do. */
  readonly tellsFirst?: boolean;
}

/** Makes an empty collection. */
export type CollectionFactory = (owner: CollectionOwner) => CollectionAdapter;

/** What a program may put in the place of a collection, as a list of members. Null when it is nothing of the kind. */
export function membersOf(given: unknown): object[] | null {
  if (given instanceof Map) return [...given.values()] as object[];
  if (typeof given === 'object' && given !== null && Symbol.iterator in given) return [...(given as Iterable<object>)];
  return null;
}

/** A list of related objects. Its changing methods tell the owner; derived lists (`map`, `filter`) are plain. */
export class InstrumentedList<T extends object = object> extends Array<T> implements CollectionAdapter {
  #owner: CollectionOwner | null = null;

  get tellsFirst(): boolean {
    return true;
  }

  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  static owned(owner: CollectionOwner): InstrumentedList {
    const list = new InstrumentedList();
    list.attach(owner);
    return list;
  }

  /** From now on `owner` is told. */
  attach(owner: CollectionOwner): void {
    this.#owner = owner;
  }

  get collection(): this {
    return this;
  }

  members(): object[] {
    return Array.from<object>(this);
  }

  add(item: object): void {
    super.push(item as T);
  }

  /** Takes out the first occurrence. @throws RangeError (Python's ValueError) from {@link discard} when it is not there */
  take(item: object): void {
    const place = this.indexOf(item as T);
    if (place >= 0) super.splice(place, 1);
  }

  append(item: object): void {
    this.push(item as T);
  }

  discard(item: object): void {
    const place = this.indexOf(item as T);
    if (place < 0) throw new RangeError('list.remove(x): x not in list');
    this.splice(place, 1);
  }

  release(): void {
    this.#owner = null;
  }

  override push(...items: T[]): number {
    for (const item of items) super.push(this.#appending(item));
    return this.length;
  }

  override unshift(...items: T[]): number {
    this.splice(0, 0, ...items);
    return this.length;
  }

  override pop(): T | undefined {
    return this.splice(-1, 1)[0];
  }

  override shift(): T | undefined {
    return this.splice(0, 1)[0];
  }

  override splice(start: number, deleteCount?: number, ...items: T[]): T[] {
    const from = start < 0 ? Math.max(this.length + start, 0) : Math.min(start, this.length);
    const count = Math.max(0, Math.min(deleteCount ?? this.length - from, this.length - from));
    for (const item of this.slice(from, from + count)) this.#owner?.removing(item);
    return super.splice(from, count, ...items.map((item) => this.#appending(item)));
  }

  #appending(item: T): T {
    return (this.#owner?.appending(item) as T | undefined) ?? item;
  }
}

/** A set of related objects. */
export class InstrumentedSet<T extends object = object> extends Set<T> {
  #owner: CollectionOwner | null = null;

  static owned(owner: CollectionOwner): InstrumentedSet {
    const set = new InstrumentedSet();
    set.#owner = owner;
    return set;
  }

  override add(item: T): this {
    if (this.has(item)) return this;
    return super.add((this.#owner?.appending(item) as T | undefined) ?? item);
  }

  override delete(item: T): boolean {
    if (this.has(item)) this.#owner?.removing(item);
    return super.delete(item);
  }

  override clear(): void {
    for (const item of [...this]) this.delete(item);
  }

  /** The adapter that adds silently: a set's own `add` tells its owner. */
  get adapter(): CollectionAdapter {
    return {
      collection: this,
      members: () => [...this],
      add: (item) => void super.add(item as T),
      take: (item) => void super.delete(item as T),
      append: (item) => void this.add(item as T),
      discard: (item) => void this.delete(item as T),
      release: () => {
        this.#owner = null;
      },
    };
  }
}

/** Related objects by a key that each has: SQLAlchemy's `attribute_keyed_dict()`. */
export class InstrumentedDict<K = unknown, T extends object = object> extends Map<K, T> {
  #owner: CollectionOwner | null = null;

  static owned(owner: CollectionOwner, keyOf: (item: object) => unknown): CollectionAdapter {
    const dict = new InstrumentedDict();
    dict.#owner = owner;
    return dict.#adapter(keyOf);
  }

  override set(key: K, item: T): this {
    const before = this.get(key);
    if (before === item) return this;
    if (before) this.#owner?.removing(before);
    return super.set(key, (this.#owner?.appending(item) as T | undefined) ?? item);
  }

  override delete(key: K): boolean {
    const before = this.get(key);
    if (before) this.#owner?.removing(before);
    return super.delete(key);
  }

  override clear(): void {
    for (const key of [...this.keys()]) this.delete(key);
  }

  #keyIn(item: object): K | undefined {
    return [...this].find(([, one]) => one === item)?.[0];
  }

  #adapter(keyOf: (item: object) => unknown): CollectionAdapter {
    return {
      collection: this,
      members: () => [...this.values()],
      add: (item) => void super.set(keyOf(item) as K, item as T),
      take: (item) => {
        const key = this.#keyIn(item);
        if (key !== undefined) super.delete(key);
      },
      append: (item) => void this.set(keyOf(item) as K, item as T),
      discard: (item) => {
        const key = this.#keyIn(item);
        if (key !== undefined) this.delete(key);
      },
      release: () => {
        this.#owner = null;
      },
    };
  }
}

/** The collection classes that `collection_class` names. */
export const collectionFactories = {
  list: (owner: CollectionOwner): CollectionAdapter => InstrumentedList.owned(owner),
  set: (owner: CollectionOwner): CollectionAdapter => InstrumentedSet.owned(owner).adapter,
} as const satisfies Record<string, CollectionFactory>;

/** A dict by what `keyOf` tells of each member. */
export function keyedCollection(keyOf: (item: object) => unknown): CollectionFactory {
  return (owner) => InstrumentedDict.owned(owner, keyOf);
}
