import { toInt, type Int } from '../protocol/numbers';
import { bytesToInt } from './bytes';

/** Bytes that nobody can foresee: where a program gave no seed. */
export function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count);
  const most = 65_536;
  for (let start = 0; start < count; start += most) crypto.getRandomValues(bytes.subarray(start, Math.min(count, start + most)));
  return bytes;
}

/** An int in [0, limit) that nobody can foresee. */
export function randomBelow(limit: Int): Int {
  const size = limit.toString(2).length;
  for (;;) {
    const candidate = toInt(bytesToInt(randomBytes(Math.ceil(size / 8))) & ((1n << BigInt(size)) - 1n));
    if (candidate < limit) return candidate;
  }
}
