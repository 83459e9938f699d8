import { padded, primes, rootBits } from './words';

const constants = primes(80).map((prime) => rootBits(prime, 3n));
const initial512 = primes(8).map((prime) => rootBits(prime, 2n));
const initial384 = primes(16).slice(8).map((prime) => rootBits(prime, 2n));

const wrap = (word: bigint): bigint => BigInt.asUintN(64, word);
const rotate = (word: bigint, bits: bigint): bigint => wrap((word >> bits) | (word << (64n - bits)));

function compress(message: Uint8Array, initial: readonly bigint[], bytes: number): Uint8Array {
  const view = padded(message, 128, 16, false);
  let state = [...initial];
  const words: bigint[] = [];
  for (let block = 0; block < view.byteLength; block += 128) {
    for (let index = 0; index < 16; index += 1) words[index] = view.getBigUint64(block + index * 8);
    for (let index = 16; index < 80; index += 1) {
      const near = words[index - 15] as bigint;
      const far = words[index - 2] as bigint;
      const s0 = rotate(near, 1n) ^ rotate(near, 8n) ^ (near >> 7n);
      const s1 = rotate(far, 19n) ^ rotate(far, 61n) ^ (far >> 6n);
      words[index] = wrap((words[index - 16] as bigint) + s0 + (words[index - 7] as bigint) + s1);
    }
    let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
    for (let index = 0; index < 80; index += 1) {
      const s1 = rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n);
      const t1 = h + s1 + ((e & f) ^ (wrap(~e) & g)) + (constants[index] as bigint) + (words[index] as bigint);
      const s0 = rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n);
      const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, wrap(d + t1), c, b, a, wrap(t1 + t2)];
    }
    const mixed = [a, b, c, d, e, f, g, h];
    state = state.map((word, index) => wrap(word + (mixed[index] as bigint)));
  }
  const digest = new DataView(new ArrayBuffer(64));
  for (const [index, word] of state.entries()) digest.setBigUint64(index * 8, word);
  return new Uint8Array(digest.buffer, 0, bytes);
}

/** SHA-512 (FIPS 180-4). */
export function sha512(message: Uint8Array): Uint8Array {
  return compress(message, initial512, 64);
}

/** SHA-384 (FIPS 180-4). */
export function sha384(message: Uint8Array): Uint8Array {
  return compress(message, initial384, 48);
}
