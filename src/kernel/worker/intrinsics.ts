/**
 * The language's own objects as they were before any cell ran. Cells live in the kernel's realm and may change them; what
 * they change is put back when they are over, so that the kernel, and the next cell, find what they expect. What they
 * add stays, except on the objects from which all others inherit, and where it would change how errors are told.
 */
export class Intrinsics {
  readonly #originals: readonly { readonly object: object; readonly properties: readonly (readonly [PropertyKey, PropertyDescriptor])[] }[];
  readonly #roots: readonly object[] = [Object.prototype, Function.prototype, Error, Array.prototype];
  readonly #array: object = Array.prototype;
  // Held here: a cell may change these as well.
  readonly #define = Object.defineProperty;
  readonly #descriptor = Object.getOwnPropertyDescriptor;
  readonly #keys = Reflect.ownKeys;
  readonly #delete = Reflect.deleteProperty;
  readonly #same = Object.is;
  /** By root: its own keys, as those of an object without a prototype. */
  readonly #known: readonly object[];

  constructor(realm: typeof globalThis) {
    const found = new Set<object>();
    const visit = (value: unknown): void => {
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null || value === realm || found.has(value)) return;
      found.add(value);
      for (const key of Reflect.ownKeys(value)) {
        const property = Object.getOwnPropertyDescriptor(value, key);
        if (property && 'value' in property) visit(property.value);
      }
      visit(Object.getPrototypeOf(value));
    };
    const globals = languageGlobals.filter((name) => Object.hasOwn(realm, name));
    for (const name of globals) visit((realm as unknown as Record<string, unknown>)[name]);
    // Reached by syntax alone.
    for (const made of [[][Symbol.iterator](), new Map().entries(), new Set().entries(), ''[Symbol.iterator](), ''.matchAll(/x/g), function* () { /* its prototypes */ }, async function () { /* its prototype */ }, async function* () { /* its prototypes */ }, () => 0]) {
      visit(Object.getPrototypeOf(made));
    }
    this.#originals = [...found].map((object) => ({ object, properties: propertiesOf(object, Reflect.ownKeys(object)) }));
    this.#originals = [...this.#originals, { object: realm, properties: propertiesOf(realm, globals) }];
    this.#known = this.#roots.map((root) => Object.create(null, Object.fromEntries(Reflect.ownKeys(root).map((key) => [key, {}]))) as object);
  }

  /**
   * Puts back what was changed.
   * @returns what cannot be put back, null where all is as it was
   */
  restore(): string | null {
    for (let i = 0; i < this.#originals.length; i++) {
      const original = this.#originals[i];
      if (!original) continue;
      const { object, properties } = original;
      for (let k = 0; k < properties.length; k++) {
        const property = properties[k];
        if (!property) continue;
        const now = this.#descriptor(object, property[0]);
        if (now && this.#same(now.value, property[1].value) && now.get === property[1].get && now.set === property[1].set) continue;
        try {
          this.#define(object, property[0], property[1]);
        } catch {
          return typeof property[0] === 'symbol' ? 'a symbol' : property[0] as string;
        }
      }
    }
    return this.#removeAdditions();
  }

  /** What stands on Object.prototype stands in every object, the kernel's too. */
  #removeAdditions(): string | null {
    for (let i = 0; i < this.#roots.length; i++) {
      const root = this.#roots[i];
      const known = this.#known[i];
      if (!root || !known) continue;
      const keys = this.#keys(root);
      for (let k = 0; k < keys.length; k++) {
        const key = keys[k];
        if (key === undefined || key in known || (root === this.#array && typeof key === 'string')) continue;
        if (!this.#delete(root, key)) return typeof key === 'symbol' ? 'a symbol' : key;
      }
    }
    return null;
  }
}

function propertiesOf(object: object, keys: readonly PropertyKey[]): (readonly [PropertyKey, PropertyDescriptor])[] {
  return keys.flatMap((key) => {
    const property = Object.getOwnPropertyDescriptor(object, key);
    return property ? [[key, property] as const] : [];
  });
}

const languageGlobals = [
  'Object', 'Function', 'Array', 'Number', 'parseFloat', 'parseInt', 'Infinity', 'NaN', 'undefined', 'Boolean', 'String', 'Symbol', 'Date', 'Promise', 'RegExp', 'Error', 'AggregateError',
  'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'JSON', 'Math', 'Intl', 'ArrayBuffer', 'Atomics', 'Uint8Array', 'Int8Array', 'Uint16Array',
  'Int16Array', 'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array', 'Uint8ClampedArray', 'BigUint64Array', 'BigInt64Array', 'DataView', 'Map', 'BigInt', 'Set', 'WeakMap',
  'WeakSet', 'WeakRef', 'Proxy', 'Reflect', 'FinalizationRegistry', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'isFinite', 'isNaN', 'globalThis',
  'WebAssembly', 'TextEncoder', 'TextDecoder', 'URL', 'Blob', 'MessagePort', 'performance', 'crypto', 'queueMicrotask', 'setTimeout', 'clearTimeout', 'Response', 'DecompressionStream',
] as const;
