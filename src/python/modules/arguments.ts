import type { Flow } from '../flow';
import { typeOf } from '../objects/builtin-types';
import { typeError } from '../objects/exceptions';
import type { Value } from '../objects/object';
import { PyByteArray, PyBytes } from '../objects/sequences';
import { intOf, stringOf, toSize } from '../protocol/numbers';

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
