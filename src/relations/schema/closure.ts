import { members, type AttributeSet } from './attribute-set';
import type { FunctionalDependency } from './dependency';

/** Attributes that are collected in one number before they become part of a set. */
const wordBits = 30;

/** Maps a set to all attributes that it determines, itself included. */
export type Closure = (set: AttributeSet) => AttributeSet;

/**
 * The closure under functional dependencies, in time linear in their size: each dependency counts how many
 * attributes of its left side are still missing.
 * @param ignored numbers of dependencies that do not count at the time of a call
 * @see C. Beeri, P. A. Bernstein, "Computational problems related to the design of normal form relational schemas", 1979
 */
export function closureUnder(dependencies: readonly FunctionalDependency[], attributes: number, ignored?: ReadonlySet<number>): Closure {
  const missingAtFirst = new Int32Array(dependencies.length);
  const rights = dependencies.map(({ right }) => members(right));
  /** By attribute: the dependencies on whose left side it stands. */
  const uses: number[][] = Array.from({ length: attributes }, () => []);
  const constants: number[] = [];
  for (const [i, { left }] of dependencies.entries()) {
    const needed = members(left);
    missingAtFirst[i] = needed.length;
    if (needed.length === 0) constants.push(i);
    for (const attribute of needed) uses[attribute]?.push(i);
  }
  return (set) => {
    const missing = missingAtFirst.slice();
    const reached = new Uint8Array(attributes);
    const fresh = new Int32Array(Math.ceil(attributes / wordBits));
    const waiting = members(set);
    for (const attribute of waiting) reached[attribute] = 1;
    const fire = (i: number): void => {
      if (ignored?.has(i)) return;
      for (const attribute of rights[i] ?? []) {
        if (reached[attribute] === 1) continue;
        reached[attribute] = 1;
        const word = Math.floor(attribute / wordBits);
        fresh[word] = (fresh[word] ?? 0) | (1 << (attribute % wordBits));
        waiting.push(attribute);
      }
    };
    for (const i of constants) fire(i);
    for (let attribute = waiting.pop(); attribute !== undefined; attribute = waiting.pop()) {
      for (const i of uses[attribute] ?? []) {
        const left = (missing[i] ?? 0) - 1;
        missing[i] = left;
        if (left === 0) fire(i);
      }
    }
    let closure = set;
    for (const [word, bits] of fresh.entries()) if (bits !== 0) closure |= BigInt(bits) << BigInt(word * wordBits);
    return closure;
  };
}
