import { define } from '../../native/define';
import { ELLIPSIS, NOT_IMPLEMENTED, typeOf } from '../../objects/builtin-types';
import { NativeFunction, PyFunction } from '../../objects/callables';
import { PyProperty } from '../../objects/descriptors';
import { PyException } from '../../objects/exception';
import { typeError } from '../../objects/exceptions';
import { PyComplex, PyFloat } from '../../objects/float';
import { PyDict, PySet } from '../../objects/mappings';
import { PyModule } from '../../objects/module';
import { PyBoxed, PyType, type PyObject, type Value } from '../../objects/object';
import { PyByteArray, PyBytes, PyList, PyRange, PySlice } from '../../objects/sequences';
import { PyGenericAlias, PyTypeVariable, PyUnion } from '../../objects/typing';
import type { Token } from '../../objects/table';
import { tokenOf } from '../../protocol/keys';
import type { NativeModule } from '../../runtime';
import { PyDefaultDict } from '../collections/default-dict';
import { PyDeque } from '../collections/deque';
import { refill } from '../collections/ordered-dict';
import { PyDate, PyTime, PyTimedelta, PyTzinfo } from '../datetime/values';

const immutable = [PyFloat, PyComplex, PyBytes, PyRange, PySlice, PyFunction, NativeFunction, PyProperty, PyModule, PyGenericAlias, PyUnion, PyTypeVariable, PyDate, PyTime, PyTimedelta, PyTzinfo];

/** Whether a value is its own copy. */
function isAtomic(value: Value): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (value === ELLIPSIS || value === NOT_IMPLEMENTED) return true;
  if (value instanceof PyBoxed) return value.cls.immutable;
  return immutable.some((cls) => value instanceof cls && (value.attributes === null || value instanceof PyFunction || value instanceof PyModule));
}

/** A new object of the class of another, with nothing in it. */
function emptyLike(value: PyObject): Value {
  const { cls } = value;
  if (value instanceof PyBoxed) return new PyBoxed(cls, value.primitive);
  if (value instanceof PyFloat) return new PyFloat(value.value, cls);
  if (value instanceof PyException) {
    const copy = new PyException(cls);
    copy.args = value.args;
    for (const [name, field] of value.fields) copy.fields.set(name, field);
    return copy;
  }
  if (value instanceof PyByteArray) return new PyByteArray(value.data.slice(), cls);
  const made = cls.allocate?.(cls);
  if (made === undefined) throw typeError(`cannot pickle '${cls.label}' object`);
  if (made instanceof PyDefaultDict && value instanceof PyDefaultDict) made.factory = value.factory;
  if (made instanceof PyDeque && value instanceof PyDeque) made.limit = value.limit;
  return made;
}

/** The part of `copy` that is native. */
export const nativeCopyModule: NativeModule = {
  name: '_copy',
  create: () => ({
    is_atomic: define('is_atomic(x, /)', isAtomic),
    empty_like: define('empty_like(x, /)', (value) => {
      if (value === null || typeof value !== 'object' || value instanceof PyType) throw typeError(`cannot pickle '${typeOf(value).label}' object`);
      return emptyLike(value);
    }),
    refill: define('refill(made, source, /)', (made, source) => {
      if (made instanceof PyList && source instanceof PyList) made.items = [...source.items];
      else if (made instanceof PyDict && source instanceof PyDict) {
        if (source.table.size > 0) refill(made, [...source.table.entries()]);
      } else if (made instanceof PySet && source instanceof PySet) {
        for (const entry of source.table.entries()) {
          if (entry.hash === undefined) made.table.put(tokenOf(entry.key) as Token, entry.key, null);
          else made.table.putHashed(entry.hash, entry.key, null);
        }
      }
      return made;
    }),
  }),
};
