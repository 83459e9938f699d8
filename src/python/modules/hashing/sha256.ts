import { padded, primes, rootBits, rotateLeft } from './words';

const constants = primes(64).map((prime) => Number(rootBits(prime, 3n) >> 32n) | 0);
const initial256 = primes(8).map((prime) => Number(rootBits(prime, 2n) >> 32n) | 0);
const initial224 = primes(16).slice(8).map((prime) => Number(rootBits(prime, 2n) & 0xffffffffn) | 0);

const rotateRight = (word: number, bits: number): number => rotateLeft(word, 32 - bits);

function compress(message: Uint8Array, initial: readonly number[], bytes: number): Uint8Array {
  const view = padded(message, 64, 8, false);
  const state = Int32Array.from(initial);
  const words = new Int32Array(64);
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let index = 0; index < 16; index += 1) words[index] = view.getInt32(block + index * 4);
    for (let index = 16; index < 64; index += 1) {
      const near = words[index - 15] as number;
      const far = words[index - 2] as number;
      const s0 = rotateRight(near, 7) ^ rotateRight(near, 18) ^ (near >>> 3);
      const s1 = rotateRight(far, 17) ^ rotateRight(far, 19) ^ (far >>> 10);
      words[index] = (words[index - 16] as number) + s0 + (words[index - 7] as number) + s1;
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let index = 0; index < 64; index += 1) {
      const s1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (constants[index] as number) + (words[index] as number)) | 0;
      const s0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] as number) + word;
  }
  const digest = new DataView(new ArrayBuffer(32));
  for (const [index, word] of state.entries()) digest.setInt32(index * 4, word);
  return new Uint8Array(digest.buffer, 0, bytes);
}

/** SHA-256 (FIPS 180-4). */
export function sha256(message: Uint8Array): Uint8Array {
  return compress(message, initial256, 32);
}

/** SHA-224 (FIPS 180-4). */
export function sha224(message: Uint8Array): Uint8Array {
  return compress(message, initial224, 28);
}
