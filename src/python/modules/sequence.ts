import type { Value } from '../objects/object';
import { PyBoxed } from '../objects/object';
import { PyByteArray, PyBytes, PyList, PyRange, PyTuple } from '../objects/sequences';
import { typeOf } from '../objects/builtin-types';
import { PyDict } from '../objects/mappings';

/** Whether a value is a sequence: a built-in one, or of a class that has a length and items by index. */
export function isSequence(value: Value): boolean {
  if (typeof value === 'string' || value instanceof PyBoxed) return typeof value === 'string' || typeof value.primitive === 'string';
  if (value instanceof PyList || value instanceof PyTuple || value instanceof PyRange || value instanceof PyBytes || value instanceof PyByteArray) return true;
  if (value instanceof PyDict) return false;
  const cls = typeOf(value);
  return cls.lookup('__len__') !== undefined && cls.lookup('__getitem__') !== undefined && cls.lookup('keys') === undefined;
}
