const numbers = new WeakMap<object, number>();
let known = 0;

/** Where the first object is said to be: addresses look as those of a 64-bit process do. */
const FIRST = 0x7f0000000000;

/** A number that tells objects apart in messages, as Python's `id()` does. */
export function objectId(object: object): number {
  let number = numbers.get(object);
  if (number === undefined) {
    number = FIRST + known * 16;
    known += 1;
    numbers.set(object, number);
  }
  return number;
}

/** {@link objectId} as Python's `repr()` shows it: `0x7f0000000010`. */
export function objectAddress(object: object): string {
  return `0x${objectId(object).toString(16)}`;
}
