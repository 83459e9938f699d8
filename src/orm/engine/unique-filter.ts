import { ormValue } from '../values/host-values';
import { plainText } from '../values/plain-text';

/** What makes two values the same for `unique()`. */
export type UniqueKey = (value: unknown) => unknown;

/** Keeps the first of values that are the same. */
export class UniqueFilter {
  readonly #numbers = new WeakMap<object, number>();
  #objects = 0;
  readonly #seen = new Set<string>();

  /** @param keys what is compared, for each column; for none the value itself */
  constructor(private readonly keys: readonly (UniqueKey | null)[] = []) {}

  /** One with the same keys that has met nothing yet. */
  afresh(): UniqueFilter {
    return new UniqueFilter(this.keys);
  }

  /** True for the first time that these values are met. */
  admits(values: readonly unknown[]): boolean {
    const text = values.map((value, index) => this.#text(this.keys[index] ? this.keys[index](value) : value)).join('\u0000');
    if (this.#seen.has(text)) return false;
    this.#seen.add(text);
    return true;
  }

  #text(given: unknown): string {
    const value = ormValue(given);
    if (typeof value !== 'object' || value === null) return typeof value === 'function' ? this.#number(value) : `${typeof value} ${String(value)}`;
    // This library's values (decimals, dates) are what they show; other objects are themselves.
    const prototype: unknown = Object.getPrototypeOf(value);
    const isValue = 'toJSON' in value && prototype !== Object.prototype && value === given;
    return isValue && typeof value.toJSON === 'function' ? `${value.constructor.name} ${plainText(value)}` : this.#number(value);
  }

  #number(object: object): string {
    const known = this.#numbers.get(object);
    if (known !== undefined) return `#${known}`;
    this.#objects += 1;
    this.#numbers.set(object, this.#objects);
    return `#${this.#objects}`;
  }
}
