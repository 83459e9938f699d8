import { CheckpointRequest, ResumeRequest, type Flow } from '../flow';
import { typeOf } from '../objects/builtin-types';
import { runtimeError, isRaised, typeError } from '../objects/exceptions';
import { PyGenerator } from '../objects/generator';
import { PyFlowIterator, PyIterator, iteratorType } from '../objects/iterators';
import { PyDict, PyDictView, PySet, PyMappingProxy } from '../objects/mappings';
import type { Value } from '../objects/object';
import { PyByteArray, PyBytes, PyList, PyRange, PyTuple } from '../objects/sequences';
import { NativeFunction } from '../objects/callables';
import { call, callSpecial } from './call';
import { setOrder } from './set-order';

/** An iterator over what an array holds then. */
export function iterateArray(items: () => readonly Value[], name: string, over?: Value): PyIterator {
  let index = 0;
  return new PyIterator(
    iteratorType(name),
    () => {
      const item = items()[index];
      if (item === undefined) index = Infinity;
      else index += 1;
      return item;
    },
    () => Math.max(0, items().length - index),
    over,
  );
}

/** An iterator over code points. */
export function iterateString(text: string): PyIterator {
  const points = text[Symbol.iterator]();
  return new PyIterator(iteratorType('str_iterator'), () => points.next().value, null, text);
}

function iterateTable(over: PyDict | PySet, name: string, pick: (key: Value, value: Value) => Value, what: string): PyIterator {
  const { table } = over;
  const entries = table.entries();
  const { size } = table;
  let left = size;
  return new PyIterator(
    iteratorType(name),
    () => {
      if (left < 0) return undefined;
      if (table.size !== size) {
        left = -1;
        throw runtimeError(`${what} changed size during iteration`);
      }
      const step = entries.next();
      if (step.done === true) {
        left = -1;
        return undefined;
      }
      left -= 1;
      return pick(step.value.key, step.value.value);
    },
    () => Math.max(0, left),
    over,
  );
}

/** The live iterator of a dict or of one of its views. */
export function iterateDict(dict: PyDict, kind: 'keys' | 'values' | 'items' = 'keys'): PyIterator {
  if (kind === 'keys') return iterateTable(dict, 'dict_keyiterator', (key) => key, 'dictionary');
  if (kind === 'values') return iterateTable(dict, 'dict_valueiterator', (_key, value) => value, 'dictionary');
  return iterateTable(dict, 'dict_itemiterator', (key, value) => new PyTuple([key, value]), 'dictionary');
}

function iterateRange(range: PyRange): PyIterator {
  const { start, step, length } = range;
  let index = 0;
  if (typeof start === 'number' && typeof step === 'number' && typeof length === 'number') {
    const end = start + step * length;
    let next = start;
    return new PyIterator(
      iteratorType('range_iterator'),
      () => {
        if (next === end) return undefined;
        const value = next;
        next += step;
        return value;
      },
      () => (end - next) / step,
      range,
    );
  }
  return new PyIterator(iteratorType('longrange_iterator'), () => {
    if (BigInt(index) >= BigInt(length)) return undefined;
    const value = BigInt(start) + BigInt(index) * BigInt(step);
    index += 1;
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  });
}

/** The iterator of a set: in CPython's order where the elements are ints. */
export function iterateSet(set: PySet): PyIterator {
  const ordered = setOrder(set);
  if (ordered === null) return iterateTable(set, 'set_iterator', (key) => key, 'Set');
  const { size } = set.table;
  let index = 0;
  return new PyIterator(iteratorType('set_iterator'), () => {
    if (set.table.size !== size && index <= ordered.length) {
      index = Infinity;
      throw runtimeError('Set changed size during iteration');
    }
    const value = ordered[index];
    index += 1;
    return value;
  });
}

/** The iterator of a built-in value, where its class does not define another; undefined otherwise. */
export function iterateFast(value: Value): Value | undefined {
  if (typeof value === 'string') return iterateString(value);
  if (value === null || typeof value !== 'object') return undefined;
  if (value instanceof PyIterator || value instanceof PyFlowIterator) return value;
  if (value instanceof PyGenerator) return value.kind === 'generator' ? value : undefined;
  if (value instanceof PyRange) return iterateRange(value);
  if (!(value.cls.lookup('__iter__') instanceof NativeFunction)) return undefined;
  if (value instanceof PyList) return iterateArray(() => value.items, 'list_iterator', value);
  if (value instanceof PyTuple) return iterateArray(() => value.items, 'tuple_iterator', value);
  if (value instanceof PyDict) return iterateDict(value);
  if (value instanceof PyDictView) return iterateDict(value.dict, value.kind);
  if (value instanceof PySet) return iterateSet(value);
  if (value instanceof PyMappingProxy) return iterateDict(value.mapping);
  if (value instanceof PyBytes || value instanceof PyByteArray) {
    const { data } = value;
    let index = 0;
    return new PyIterator(iteratorType(value instanceof PyBytes ? 'bytes_iterator' : 'bytearray_iterator'), () => data[index++]);
  }
  return undefined;
}

/** `iter(value)`. @throws Raised TypeError when it is not iterable */
export function* iterate(value: Value): Flow<Value> {
  const fast = iterateFast(value);
  if (fast !== undefined) return fast;
  const cls = typeOf(value);
  if (cls.lookup('__iter__') === null) throw typeError(`'${cls.label}' object is not iterable`);
  const iterator = yield* callSpecial(value, '__iter__');
  if (iterator !== undefined) {
    if (typeOf(iterator).lookup('__next__') === undefined) throw typeError(`iter() returned non-iterator of type '${typeOf(iterator).label}'`);
    return iterator;
  }
  const getItem = cls.lookup('__getitem__');
  if (getItem === undefined || getItem === null) throw typeError(`'${cls.label}' object is not iterable`);
  let index = 0;
  return new PyFlowIterator(iteratorType('iterator'), function* (): Flow<Value | undefined> {
    if (index < 0) return undefined;
    try {
      return yield* call(getItem, [value, index++]);
    } catch (error) {
      if (!isRaised(error, 'IndexError') && !isRaised(error, 'StopIteration')) throw error;
      index = -1;
      return undefined;
    }
  });
}

/** The next item of an iterator, undefined at its end. */
export function* next(iterator: Value): Flow<Value | undefined> {
  if (iterator instanceof PyIterator) return iterator.next();
  if (iterator instanceof PyFlowIterator) return yield* iterator.advance();
  if (iterator instanceof PyGenerator && iterator.kind === 'generator') return yield new ResumeRequest(iterator, null);
  try {
    const item = yield* callSpecial(iterator, '__next__');
    if (item === undefined) throw typeError(`'${typeOf(iterator).label}' object is not an iterator`);
    return item;
  } catch (error) {
    if (isRaised(error, 'StopIteration')) return undefined;
    throw error;
  }
}

/** All items of an iterable, in a new array. */
export function* collect(value: Value): Flow<Value[]> {
  if (value instanceof PyList && value.cls.lookup('__iter__') instanceof NativeFunction) return [...value.items];
  if (value instanceof PyTuple && value.cls.lookup('__iter__') instanceof NativeFunction) return [...value.items];
  const iterator = yield* iterate(value);
  const items: Value[] = [];
  for (;;) {
    const item = iterator instanceof PyIterator ? iterator.next() : yield* next(iterator);
    if (item === undefined) return items;
    items.push(item);
    if (items.length % 4096 === 0) yield new CheckpointRequest(4096);
  }
}
