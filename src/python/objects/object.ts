/**
 * A Python value as the evaluator holds it.
 *
 * `None` is `null`, `bool` a boolean, `str` a string (UTF-16 here, code points to Python). An `int` is a
 * number while it is a safe integer and a bigint beyond: never a bigint in the safe range, never `-0`.
 * A `float` is always a {@link PyFloat}, so that `1` and `1.0` stay apart. All else is a {@link PyObject}.
 */
export type Value = null | boolean | number | bigint | string | PyObject;

/** What has an identity. An instance of a class that Python code defines is a plain `PyObject`. */
export class PyObject {
  /** The instance's `__dict__`, once it has one. */
  attributes: Map<string, Value> | null = null;

  constructor(public cls: PyType) {}
}

/** How the keys of a type are told apart in a dict: see {@link PyType.keying}. */
export type Keying = 'identity' | 'primitive' | 'custom' | 'unhashable';

function makeObject(cls: PyType): PyObject {
  return new PyObject(cls);
}

/** A class. */
export class PyType extends PyObject {
  readonly dict = new Map<string, Value>();
  mro: readonly PyType[] = [this];
  /** Makes an empty instance of this class or of a subclass; inherited. Null where Python code may not make one. */
  allocate: ((cls: PyType) => PyObject) | null = makeObject;
  /** Built-in classes cannot be changed. */
  immutable = true;
  /** Whether `class X(this)` is allowed. */
  subclassable = true;
  /** Whether instances have a `__dict__`. */
  instancesHaveDict = true;
  /** Of a class with `__slots__` (its own and those it inherits), else null. */
  slots: ReadonlySet<string> | null = null;
  /** As weak as in CPython: a class would else keep all that was ever derived from it, and `object` everything. */
  #derived: WeakRef<PyType>[] = [];
  /** Whether messages call it by its module, too: so CPython does with those of its classes that are written in C. */
  namedWithModule = false;
  readonly #found = new Map<string, Value | undefined>();
  #keying: Keying | undefined;

  constructor(
    metaclass: PyType | null,
    public name: string,
    public bases: readonly PyType[],
    public module = 'builtins',
    public qualname = name,
  ) {
    super(metaclass as PyType); // `type` is its own class: set right after
    const base = bases[0];
    if (base !== undefined) {
      this.mro = [this, ...linearize(bases)];
      this.allocate = base.allocate;
    }
  }

  /** What messages call it: `int`, `datetime.date`. */
  get label(): string {
    return this.namedWithModule ? `${this.module}.${this.name}` : this.name;
  }

  /** Whether an instance is a plain {@link PyObject} and the class has no abstract methods. */
  get plain(): boolean {
    return this.allocate === makeObject && !this.dict.has('__abstractmethods__');
  }

  /** The value of an attribute of the class or of the nearest class it inherits from, unbound. */
  lookup(name: string): Value | undefined {
    const known = this.#found.get(name);
    if (known !== undefined || this.#found.has(name)) return known;
    let value: Value | undefined;
    for (const cls of this.mro) {
      value = cls.dict.get(name);
      if (value !== undefined) break;
    }
    this.#found.set(name, value);
    return value;
  }

  /** Sets (or with undefined deletes) an attribute of the class itself. */
  assign(name: string, value: Value | undefined): void {
    if (value === undefined) this.dict.delete(name);
    else this.dict.set(name, value);
    this.forget();
  }

  /** Direct subclasses that Python code made, in order, as far as somebody has them. */
  get subclasses(): readonly PyType[] {
    return this.#derived.flatMap((reference) => reference.deref() ?? []);
  }

  /** Notes a class that is derived from this one. */
  derive(cls: PyType): void {
    if (this.#derived.length % 64 === 63) this.#derived = this.#derived.filter((reference) => reference.deref() !== undefined);
    this.#derived.push(new WeakRef(cls));
  }

  /** Drops what was found before, here and in subclasses. Call it after a change of `dict`, `bases` or `mro`. */
  forget(): void {
    this.#found.clear();
    this.#keying = undefined;
    for (const subclass of this.subclasses) subclass.forget();
  }

  isSubclassOf(other: PyType): boolean {
    return this === other || this.mro.includes(other);
  }

  /**
   * How instances serve as keys: by identity, by the primitive that they hold, by their own `__hash__` and `__eq__`, or not at all.
   */
  get keying(): Keying {
    if (this.#keying === undefined) {
      const hash = this.lookup('__hash__');
      const owner = this.mro.find((cls) => cls.dict.has('__hash__'));
      const equal = this.mro.find((cls) => cls.dict.has('__eq__'));
      if (hash === null) this.#keying = 'unhashable';
      else if (owner?.hashesBy === undefined || equal !== owner) this.#keying = 'custom';
      else this.#keying = owner.hashesBy;
    }
    return this.#keying;
  }

  /** Set on the built-in classes whose `__hash__` and `__eq__` need no call. */
  hashesBy: 'identity' | 'primitive' | undefined;
}

/** An instance of a Python subclass of `int` or `str`. */
export class PyBoxed extends PyObject {
  constructor(
    cls: PyType,
    readonly primitive: number | bigint | string,
  ) {
    super(cls);
  }
}

/** A base order that no method resolution order can respect. */
export class InconsistentBasesError extends Error {
  override readonly name = 'InconsistentBasesError';
  constructor(readonly candidates: readonly PyType[]) {
    super(candidates.map((cls) => cls.name).join(', '));
  }
}

/**
 * The C3 linearization of a class's bases (Barrett et al., OOPSLA 1996), without the class itself.
 * @throws InconsistentBasesError
 */
export function linearize(bases: readonly PyType[]): PyType[] {
  if (bases.length === 1) return [...(bases[0] as PyType).mro];
  const sequences = [...bases.map((base) => [...base.mro]), [...bases]];
  const order: PyType[] = [];
  for (;;) {
    const open = sequences.filter((sequence) => sequence.length > 0);
    if (open.length === 0) return order;
    const next = open.map((sequence) => sequence[0] as PyType).find((head) => open.every((sequence) => !sequence.includes(head, 1)));
    if (next === undefined) throw new InconsistentBasesError([...new Set(open.map((sequence) => sequence[0] as PyType))]);
    order.push(next);
    for (const sequence of open) if (sequence[0] === next) sequence.shift();
  }
}
