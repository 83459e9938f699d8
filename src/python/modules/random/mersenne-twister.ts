import { toInt, type Int } from '../../protocol/numbers';

const SIZE = 624;
const SHIFT = 397;

/** MT19937 (Matsumoto and Nishimura 1998), seeded and read as CPython's `_randommodule.c` does. */
export class MersenneTwister {
  #state = new Uint32Array(SIZE);
  #index = SIZE;
  /** The second number of the pair that `gauss` makes. */
  spareGauss: number | null = null;

  constructor(seed: bigint) {
    this.seed(seed);
  }

  /** Starts anew from a number >= 0. */
  seed(seed: bigint): void {
    const key: number[] = [];
    for (let rest = seed; rest > 0n || key.length === 0; rest >>= 32n) key.push(Number(rest & 0xffffffffn));
    this.#fill(19650218);
    const state = this.#state;
    let i = 1;
    let j = 0;
    const previous = (): number => {
      const before = state[i - 1] as number;
      return before ^ (before >>> 30);
    };
    const advance = (): void => {
      i += 1;
      if (i < SIZE) return;
      state[0] = state[SIZE - 1] as number;
      i = 1;
    };
    for (let count = Math.max(SIZE, key.length); count > 0; count -= 1) {
      state[i] = ((state[i] as number) ^ Math.imul(previous(), 1664525)) + (key[j] as number) + j;
      advance();
      j = j + 1 === key.length ? 0 : j + 1;
    }
    for (let count = SIZE - 1; count > 0; count -= 1) {
      state[i] = ((state[i] as number) ^ Math.imul(previous(), 1566083941)) - i;
      advance();
    }
    state[0] = 0x80000000;
    this.spareGauss = null;
  }

  #fill(seed: number): void {
    const state = this.#state;
    state[0] = seed;
    for (let index = 1; index < SIZE; index += 1) {
      const before = state[index - 1] as number;
      state[index] = Math.imul(1812433253, before ^ (before >>> 30)) + index;
    }
    this.#index = SIZE;
  }

  #twist(): void {
    const state = this.#state;
    for (let index = 0; index < SIZE; index += 1) {
      const mixed = ((state[index] as number) & 0x80000000) | ((state[(index + 1) % SIZE] as number) & 0x7fffffff);
      state[index] = (state[(index + SHIFT) % SIZE] as number) ^ (mixed >>> 1) ^ ((mixed & 1) === 0 ? 0 : 0x9908b0df);
    }
    this.#index = 0;
  }

  /** The next 32 bits. */
  next(): number {
    if (this.#index >= SIZE) this.#twist();
    let y = this.#state[this.#index] as number;
    this.#index += 1;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** A float in [0, 1) with 53 random bits. */
  random(): number {
    const high = this.next() >>> 5;
    const low = this.next() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** An int of so many random bits. */
  bits(count: number): Int {
    if (count === 0) return 0;
    if (count <= 32) return this.next() >>> (32 - count);
    let result = 0n;
    for (let place = 0; place < count; place += 32) {
      const word = this.next();
      result |= BigInt(count - place < 32 ? word >>> (32 - (count - place)) : word) << BigInt(place);
    }
    return toInt(result);
  }

  /** An int in [0, limit). */
  below(limit: Int): Int {
    if (limit === 0) return 0;
    const size = limit.toString(2).length;
    for (;;) {
      const candidate = this.bits(size);
      if (candidate < limit) return candidate;
    }
  }

  /** {@link below} for limits that fit an index. */
  index(limit: number): number {
    return Number(this.below(limit));
  }

  /** The 624 words and the index of the next one: what `getstate` shows. */
  get state(): number[] {
    return [...this.#state, this.#index];
  }

  set state(words: readonly number[]) {
    this.#state = Uint32Array.from(words.slice(0, SIZE));
    this.#index = words[SIZE] ?? SIZE;
  }
}
