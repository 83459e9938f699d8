import type { Flow } from '../flow';
import { typeOf } from '../objects/builtin-types';
import { typeError } from '../objects/exceptions';
import { PyFloat } from '../objects/float';
import type { Value } from '../objects/object';
import { PyByteArray, PyBytes } from '../objects/sequences';
import { callSpecial } from '../protocol/call';
import { floatOf, indexOrUndefined, intOf, intToFloat, stringOf, toSize } from '../protocol/numbers';

/** The float that an argument is or stands for (`__float__`, `__index__`). @throws Raised TypeError */
export function* toFloat(value: Value): Flow<number> {
  const float = floatOf(value);
  if (float !== undefined) return float;
  const result = yield* callSpecial(value, '__float__');
  if (result !== undefined) {
    if (!(result instanceof PyFloat)) throw typeError(`${typeOf(value).name}.__float__ returned non-float (type ${typeOf(result).name})`);
    return result.value;
  }
  const index = yield* indexOrUndefined(value);
  if (index === undefined) throw typeError(`must be real number, not ${typeOf(value).name}`);
  return intToFloat(index);
}

/** The str that an argument is. @throws Raised TypeError in the words `what must be str, not int` */
export function stringArgument(value: Value, what: string): string {
  const text = stringOf(value);
  if (text === undefined) throw typeError(`${what} must be str, not ${typeOf(value).name}`);
  return text;
}

/** The int that an argument is, for arguments that CPython takes apart with `PyArg_Parse` and `i`. */
export function* integerArgument(value: Value): Flow<number> {
  const int = intOf(value);
  return typeof int === 'number' ? int : yield* toSize(value);
}

/** The bytes of a bytes-like argument. @throws Raised TypeError */
export function bytesArgument(value: Value): Uint8Array {
  if (value instanceof PyBytes || value instanceof PyByteArray) return value.data;
  throw typeError(`a bytes-like object is required, not '${typeOf(value).name}'`);
}

/** What `name?` parameters and `None` have in common: nothing was said. */
export function isAbsent(value: Value | undefined): value is null | undefined {
  return value === undefined || value === null;
}
