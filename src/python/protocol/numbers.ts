import type { Flow } from '../flow';
import { typeOf } from '../objects/builtin-types';
import { overflowError, typeError } from '../objects/exceptions';
import { PyFloat } from '../objects/float';
import { PyBoxed, type Value } from '../objects/object';
import { callSpecial } from './call';

/** An `int` as {@link Value} holds it. */
export type Int = number | bigint;

/** The canonical form of an int. */
export function toInt(value: bigint): Int {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

/** The int that a value is (`bool` and subclasses of `int` included), else undefined. */
export function intOf(value: Value): Int | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof PyBoxed && typeof value.primitive !== 'string') return value.primitive;
  return undefined;
}

/** The string that a value is (subclasses of `str` included), else undefined. */
export function stringOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof PyBoxed && typeof value.primitive === 'string' ? value.primitive : undefined;
}

/** An int as a float. @throws Raised OverflowError */
export function intToFloat(value: Int): number {
  const float = Number(value);
  if (!Number.isFinite(float)) throw overflowError('int too large to convert to float');
  return float;
}

/** The float that a number is, undefined for what is no number. Complex numbers are none. */
export function floatOf(value: Value): number | undefined {
  if (value instanceof PyFloat) return value.value;
  const int = intOf(value);
  return int === undefined ? undefined : intToFloat(int);
}

/** The int that a value stands for as an index (`__index__`), undefined where it is none. */
export function* indexOrUndefined(value: Value): Flow<Int | undefined> {
  const int = intOf(value);
  if (int !== undefined) return int;
  const result = yield* callSpecial(value, '__index__');
  if (result === undefined) return undefined;
  const index = intOf(result);
  if (index === undefined) throw typeError(`__index__ returned non-int (type ${typeOf(result).name})`);
  return index;
}

/** The same. @throws Raised TypeError */
export function* toIndex(value: Value): Flow<Int> {
  const index = yield* indexOrUndefined(value);
  if (index === undefined) throw typeError(`'${typeOf(value).label}' object cannot be interpreted as an integer`);
  return index;
}

/** An index that has to fit a machine's integer. @throws Raised OverflowError */
export function* toSize(value: Value): Flow<number> {
  const index = yield* toIndex(value);
  if (typeof index === 'bigint') throw overflowError(`cannot fit '${typeOf(value).label}' into an index-sized integer`);
  return index;
}

/** The float that an argument is or stands for (`__float__`, `__index__`). @throws Raised TypeError */
export function* toFloat(value: Value): Flow<number> {
  const float = floatOf(value);
  if (float !== undefined) return float;
  const result = yield* callSpecial(value, '__float__');
  if (result !== undefined) {
    if (!(result instanceof PyFloat)) throw typeError(`${typeOf(value).label}.__float__ returned non-float (type ${typeOf(result).name})`);
    return result.value;
  }
  const index = yield* indexOrUndefined(value);
  if (index === undefined) throw typeError(`must be real number, not ${typeOf(value).label}`);
  return intToFloat(index);
}
