/**
 * A message as the Merkle-Damgård hashes want it: padded with a one bit, zeros and its length in bits, to whole blocks.
 * @param lengthBytes how many bytes the length takes: 8, or 16 for SHA-512
 */
export function padded(message: Uint8Array, blockBytes: number, lengthBytes: number, littleEndian: boolean): DataView {
  const size = Math.ceil((message.length + 1 + lengthBytes) / blockBytes) * blockBytes;
  const data = new Uint8Array(size);
  data.set(message);
  data[message.length] = 0x80;
  const view = new DataView(data.buffer);
  view.setBigUint64(size - 8, BigInt(message.length) * 8n, littleEndian);
  return view;
}

export function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** The first primes: SHA-2 takes its constants from their roots. */
export function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}

/** The first 64 bits of the fractional part of the square or cube root of an int. */
export function rootBits(value: number, degree: 2n | 3n): bigint {
  const scaled = BigInt(value) << (64n * degree);
  let low = 0n;
  let high = BigInt(value) << 64n;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** degree <= scaled) low = middle;
    else high = middle - 1n;
  }
  return BigInt.asUintN(64, low);
}
