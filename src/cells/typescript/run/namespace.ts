/** How a variable is read and assigned. */
export interface Access {
  readonly get: () => unknown;
  readonly set: (value: unknown) => void;
}

/**
 * The variables of one note's TypeScript cells. A cell's own names stay real variables of its function; here is only how
 * others reach them, so that a function of an earlier cell sees what a later one assigns, and the other way round.
 */
export class Namespace {
  /** What compiled cells look names up in. Names that nobody has defined yet end in a ReferenceError. */
  readonly scope: Record<string, unknown>;
  readonly #offered: object;

  /** @param offered what Savepoint offers to every cell, by name */
  constructor(offered: Readonly<Record<string, unknown>>) {
    this.#offered = Object.create(missing, Object.getOwnPropertyDescriptors(offered)) as object;
    this.scope = Object.create(this.#offered) as Record<string, unknown>;
  }

  /** True for a variable of the note, and for what Savepoint offers. */
  has(name: string): boolean {
    return this.defines(name) || Object.hasOwn(this.#offered, name);
  }

  /** True for a variable of the note. */
  defines(name: string): boolean {
    return Object.hasOwn(this.scope, name);
  }

  names(): string[] {
    return Object.keys(this.scope);
  }

  define(name: string, { get, set }: Access): void {
    Object.defineProperty(this.scope, name, { get, set, enumerable: true, configurable: true });
  }

  /** Remembers how names are reached now; the returned function brings that back for those that were never given a value. */
  remember(names: readonly string[]): () => void {
    const before = names.map((name) => [name, Object.getOwnPropertyDescriptor(this.scope, name)] as const);
    return () => {
      for (const [name, descriptor] of before) {
        if (this.isSet(name)) continue;
        if (descriptor) Object.defineProperty(this.scope, name, descriptor);
        else Reflect.deleteProperty(this.scope, name);
      }
    };
  }

  /** True for a variable that has been given a value: a cell may have ended before. */
  isSet(name: string): boolean {
    try {
      Reflect.get(this.scope, name);
      return true;
    } catch {
      return false;
    }
  }
}

/** Where the lookup of a name ends that nobody has defined. */
const missing: object = new Proxy(Object.create(null) as object, {
  get: (_target, name) => { throw new ReferenceError(`${String(name)} is not defined`); },
  set: (_target, name) => { throw new ReferenceError(`${String(name)} is not defined`); },
  has: () => false,
});
