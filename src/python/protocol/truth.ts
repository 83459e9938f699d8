import type { Flow } from '../flow';
import { typeOf } from '../objects/builtin-types';
import { NativeFunction, PyFunction } from '../objects/callables';
import { typeError, valueError } from '../objects/exceptions';
import { PyFloat } from '../objects/float';
import { PyDict, PySet } from '../objects/mappings';
import { PyObject, PyType, type Value } from '../objects/object';
import { PyBytes, PyList, PyRange, PyTuple } from '../objects/sequences';
import { callSpecial } from './call';
import { intOf } from './numbers';

/** `bool(value)` where no method of Python code decides; undefined otherwise. */
export function truthFast(value: Value): boolean | undefined {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      return value !== 0;
    case 'string':
      return value !== '';
    case 'bigint':
      return true;
    case 'object':
  }
  if (value === null) return false;
  if (value.cls.immutable) {
    if (value instanceof PyList || value instanceof PyTuple) return value.items.length > 0;
    if (value instanceof PyDict || value instanceof PySet) return value.table.size > 0;
    if (value instanceof PyFloat) return value.value !== 0;
    if (value instanceof PyBytes) return value.data.length > 0;
    if (value instanceof PyRange) return value.length > 0;
    if (value instanceof PyFunction || value instanceof NativeFunction || value instanceof PyType) return true;
  }
  return value instanceof PyObject && value.cls.lookup('__bool__') === undefined && value.cls.lookup('__len__') === undefined ? true : undefined;
}

/** `bool(value)`. */
export function* truth(value: Value): Flow<boolean> {
  const fast = truthFast(value);
  if (fast !== undefined) return fast;
  const bool = yield* callSpecial(value, '__bool__');
  if (bool !== undefined) {
    if (typeof bool !== 'boolean') throw typeError(`__bool__ should return bool, returned ${typeOf(bool).name}`);
    return bool;
  }
  if (typeOf(value).lookup('__len__') === undefined) return true;
  return (yield* length(value)) > 0;
}

/** `len(value)`. @throws Raised TypeError when it has none */
export function* length(value: Value): Flow<number> {
  const result = yield* callSpecial(value, '__len__');
  if (result === undefined) throw typeError(`object of type '${typeOf(value).label}' has no len()`);
  const size = intOf(result);
  if (size === undefined) throw typeError(`'${typeOf(result).label}' object cannot be interpreted as an integer`);
  if (size < 0) throw valueError('__len__() should return >= 0');
  return Number(size);
}
