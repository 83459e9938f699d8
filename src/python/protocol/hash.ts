import type { Flow } from '../flow';
import { typeOf } from '../objects/builtin-types';
import { typeError } from '../objects/exceptions';
import { PyComplex, PyFloat } from '../objects/float';
import { identity } from '../objects/identity';
import { PySet } from '../objects/mappings';
import type { PyObject, Value } from '../objects/object';
import { PyBytes, PyTuple } from '../objects/sequences';
import { callSpecial } from './call';
import { intOf, stringOf, toInt, type Int } from './numbers';

const MODULUS = (1n << 61n) - 1n;

function signed(value: bigint): Int {
  return toInt(BigInt.asIntN(64, value));
}

/** The hash of an int, as CPython computes it (Objects/longobject.c). */
export function hashInt(value: Int): Int {
  const magnitude = value < 0 ? -BigInt(value) : BigInt(value);
  const hash = toInt(value < 0 ? -(magnitude % MODULUS) : magnitude % MODULUS);
  return hash === -1 ? -2 : hash;
}

/** The hash of a float: that of the int or fraction that it is (Python/pyhash.c). */
export function hashFloat(float: PyFloat): Int {
  const { value } = float;
  if (Number.isNaN(value)) return identity(float);
  if (!Number.isFinite(value)) return value > 0 ? 314159 : -314159;
  if (Number.isInteger(value)) return hashInt(toInt(BigInt(value)));
  let mantissa = value;
  let exponent = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent += 1;
  }
  const magnitude = BigInt(Math.abs(mantissa)) % MODULUS;
  const inverse = 1n << BigInt(61 - (exponent % 61 === 0 ? 61 : exponent % 61));
  const hash = toInt((magnitude * inverse) % MODULUS);
  return value < 0 ? (hash === 1 ? -2 : (-hash)) : hash;
}

/** A hash of a string. CPython's changes from run to run; this one does not. */
export function hashString(text: string): Int {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  return signed(hash);
}

function hashBytes(data: Uint8Array): Int {
  return hashString(String.fromCharCode(...data.subarray(0, 10_000)));
}

/** Combines the hashes of a tuple's items: xxHash as CPython uses it (Objects/tupleobject.c). */
export function combineHashes(hashes: readonly Int[]): Int {
  const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);
  const p1 = 11400714785074694791n;
  const p2 = 14029467366897019727n;
  const p5 = 2870177450012600261n;
  let sum = p5;
  for (const hash of hashes) {
    sum = wrap(sum + wrap(BigInt(hash)) * p2);
    sum = wrap((sum << 31n) | (sum >> 33n));
    sum = wrap(sum * p1);
  }
  sum = wrap(sum + (BigInt(hashes.length) ^ (p5 ^ 3527539n)));
  return signed(sum === 0xffffffffffffffffn ? 1546275796n : sum);
}

/** The hash of a built-in value, where no method has to be called; undefined otherwise. */
export function hashFast(value: Value): Int | undefined {
  if (value === null) return 0xfca86420;
  if (typeof value === 'string') return hashString(value);
  if (typeof value !== 'object') return hashInt(intOf(value) ?? 0);
  if (value.cls.keying === 'identity') return identity(value);
  if (value.cls.keying === 'primitive') {
    if (value instanceof PyFloat) return hashFloat(value);
    const text = stringOf(value);
    return text === undefined ? hashInt(intOf(value) ?? 0) : hashString(text);
  }
  return value.cls.immutable ? hashStructure(value) : undefined;
}

function hashStructure(value: PyObject): Int | undefined {
  if (value instanceof PyTuple) {
    const hashes: Int[] = [];
    for (const item of value.items) {
      const hash = hashFast(item);
      if (hash === undefined) return undefined;
      hashes.push(hash);
    }
    return combineHashes(hashes);
  }
  if (value instanceof PyBytes) return hashBytes(value.data);
  if (value instanceof PyComplex) return value.imaginary === 0 ? hashFloat(new PyFloat(value.real)) : combineHashes([hashFloat(new PyFloat(value.real)), hashFloat(new PyFloat(value.imaginary))]);
  return undefined;
}

/** `hash(value)`. @throws Raised TypeError when it is unhashable */
export function* hash(value: Value): Flow<Int> {
  const fast = hashFast(value);
  if (fast !== undefined) return fast;
  const cls = typeOf(value);
  if (cls.keying === 'unhashable') throw typeError(`unhashable type: '${cls.label}'`);
  if (value instanceof PyTuple && cls.immutable) {
    const hashes: Int[] = [];
    for (const item of value.items) hashes.push(yield* hash(item));
    return combineHashes(hashes);
  }
  const result = yield* callSpecial(value, '__hash__');
  const int = intOf(result ?? null);
  if (int === undefined) throw typeError('__hash__ method should return an integer');
  return hashInt(int);
}

/** The hash of a frozenset: it must not depend on the order of its elements. */
export function* hashSet(set: PySet): Flow<Int> {
  let sum = 0n;
  for (const element of set.elements()) {
    const mixed = BigInt(yield* hash(element));
    sum ^= BigInt.asUintN(64, (mixed ^ 89869747n ^ (mixed << 16n)) * 3644798167n);
  }
  return signed(BigInt.asUintN(64, sum * 69069n + 907133923n + BigInt(set.table.size)));
}
