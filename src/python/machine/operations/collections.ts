import type { Flow } from '../../flow';
import { typeOf, listType, tupleType } from '../../objects/builtin-types';
import { PyFunction, NativeFunction, PyMethod } from '../../objects/callables';
import { isRaised, memoryError, typeError, valueError } from '../../objects/exceptions';
import { PyDict, PySet } from '../../objects/mappings';
import { PyType, type Value } from '../../objects/object';
import { PyList, PyTuple } from '../../objects/sequences';
import { addElement, addElementFast, setItem, setItemFast } from '../../protocol/keys';
import { collect, iterate, next } from '../../protocol/iterate';
import { updateDict } from '../../protocol/mapping';
import { orderConstants } from '../../protocol/set-order';
import { asciiText, format, repr, str } from '../../protocol/text';
import { stringOf } from '../../protocol/numbers';
import { Mode, type Frame } from '../frame';
import type { Operation } from '../operation';

/** Longest string that is built: beyond, memory would end before the program does. */
const LONGEST_STRING = 1 << 28;

function take(frame: Frame, count: number): Value[] {
  frame.sp -= count;
  return frame.stack.slice(frame.sp, frame.sp + count) as Value[];
}

/** @param callable whose arguments the list holds; undefined: it is a display */
function* extend(list: PyList, iterable: Value, callable: Value | undefined): Flow<undefined> {
  try {
    list.items.push(...(yield* collect(iterable)));
  } catch (error) {
    const cls = typeOf(iterable);
    if (isRaised(error, 'TypeError') && cls.lookup('__iter__') === undefined && cls.lookup('__getitem__') === undefined) throw typeError(callable === undefined ? `Value after * must be an iterable, not ${cls.name}` : `${callableName(callable)} argument after * must be an iterable, not ${cls.name}`);
    throw error;
  }
  return undefined;
}

function* buildSet(items: readonly Value[]): Flow<Value> {
  const set = new PySet();
  for (const item of items) if (!addElementFast(set, item)) yield* addElement(set, item);
  return set;
}

function* constantSet(items: readonly Value[]): Flow<Value> {
  const set = yield* buildSet(items);
  if (set instanceof PySet) orderConstants(set);
  return set;
}

function* setAll(set: PySet, iterable: Value): Flow<undefined> {
  for (const item of yield* collect(iterable)) yield* addElement(set, item);
  return undefined;
}

function* discard(flow: Flow<void>): Flow<undefined> {
  yield* flow;
  return undefined;
}

function* buildDict(items: readonly Value[]): Flow<Value> {
  const dict = new PyDict();
  for (let index = 0; index < items.length; index += 2) yield* setItem(dict, items[index] as Value, items[index + 1] as Value);
  return dict;
}

/** What a callable is called in messages about its arguments. */
export function callableName(callable: Value): string {
  if (callable instanceof PyMethod) return callableName(callable.func);
  if (callable instanceof PyFunction || callable instanceof NativeFunction) {
    const module = callable instanceof PyFunction ? callable.module : null;
    return `${typeof module === 'string' && module !== 'builtins' ? `${module}.` : ''}${callable.qualname}()`;
  }
  if (callable instanceof PyType) return `${callable.module === 'builtins' ? '' : `${callable.module}.`}${callable.qualname}()`;
  return `${typeOf(callable).name} object`;
}

function* mergeKeywords(dict: PyDict, mapping: Value, callable: Value): Flow<undefined> {
  if (!(mapping instanceof PyDict)) {
    const other = new PyDict();
    if (typeOf(mapping).lookup('keys') === undefined) throw typeError(`${callableName(callable)} argument after ** must be a mapping, not ${typeOf(mapping).name}`);
    yield* updateDict(other, mapping);
    yield* mergeKeywords(dict, other, callable);
    return undefined;
  }
  for (const { key, value } of mapping.table.entries()) {
    const name = stringOf(key);
    if (name === undefined) throw typeError('keywords must be strings');
    if (dict.get(name) !== undefined) throw typeError(`${callableName(callable)} got multiple values for keyword argument '${name}'`);
    dict.set(name, value);
  }
  return undefined;
}

function* unpackable(value: Value, most: number): Flow<Value> {
  const cls = typeOf(value);
  if (cls.lookup('__iter__') === undefined && cls.lookup('__getitem__') === undefined) throw typeError(`cannot unpack non-iterable ${cls.name} object`);
  const iterator = yield* iterate(value);
  const items: Value[] = [];
  // One item too many is enough to know that there are too many.
  while (items.length <= most) {
    const item = yield* next(iterator);
    if (item === undefined) break;
    items.push(item);
  }
  return new PyTuple(items);
}

function itemsOf(value: Value): readonly Value[] | null {
  if (value instanceof PyTuple && value.cls === tupleType) return value.items;
  return value instanceof PyList && value.cls === listType ? value.items : null;
}

function* formatField(value: Value, spec: string, conversion: number): Flow<Value> {
  const shown = conversion === 0 ? value : conversion === 1 ? yield* str(value) : conversion === 2 ? yield* repr(value) : asciiText(yield* repr(value));
  return yield* format(shown, spec);
}

/** Displays, comprehensions, unpacking and f-strings. */
export const collectionOperations = {
  BUILD_TUPLE: (_machine, frame, operand) => {
    frame.push(new PyTuple(take(frame, operand)));
  },
  BUILD_LIST: (_machine, frame, operand) => {
    frame.push(new PyList(take(frame, operand)));
  },
  BUILD_SET: (machine, frame, operand) => {
    if (operand === 0) frame.push(new PySet());
    else machine.start(buildSet(take(frame, operand)));
  },
  /** A set of literals. */
  BUILD_CONSTANT_SET: (machine, frame, operand) => {
    machine.start(constantSet(take(frame, operand)));
  },
  /** Operand: how many pairs of key and value. */
  BUILD_DICT: (machine, frame, operand) => {
    if (operand === 0) frame.push(new PyDict());
    else machine.start(buildDict(take(frame, operand * 2)));
  },
  BUILD_STRING: (_machine, frame, operand) => {
    const text = (take(frame, operand) as string[]).join('');
    if (text.length > LONGEST_STRING) throw memoryError('');
    frame.push(text);
  },
  /** Operand: how many values lie between the list and the item. */
  LIST_APPEND: (_machine, frame, operand) => {
    const item = frame.pop();
    (frame.peek(operand) as PyList).items.push(item);
  },
  LIST_EXTEND: (machine, frame, operand) => {
    const iterable = frame.pop();
    const list = frame.peek();
    machine.start(extend(list as PyList, iterable, operand === 1 ? frame.peek(1) : undefined), Mode.Discard);
  },
  LIST_TO_TUPLE: (_machine, frame) => {
    frame.push(new PyTuple((frame.pop() as PyList).items));
  },
  SET_ADD: (machine, frame, operand) => {
    const item = frame.pop();
    const set = frame.peek(operand) as PySet;
    if (!addElementFast(set, item)) machine.start(discard(addElement(set, item)), Mode.Discard);
  },
  SET_UPDATE: (machine, frame) => {
    const iterable = frame.pop();
    machine.start(setAll(frame.peek() as PySet, iterable), Mode.Discard);
  },
  DICT_SET: (machine, frame, operand) => {
    const value = frame.pop();
    const key = frame.pop();
    const dict = frame.peek(operand) as PyDict;
    if (!setItemFast(dict, key, value)) machine.start(discard(setItem(dict, key, value)), Mode.Discard);
  },
  DICT_UPDATE: (machine, frame) => {
    const mapping = frame.pop();
    const dict = frame.peek() as PyDict;
    if (!(mapping instanceof PyDict) && typeOf(mapping).lookup('keys') === undefined) throw typeError(`'${typeOf(mapping).name}' object is not a mapping`);
    machine.start(discard(updateDict(dict, mapping)), Mode.Discard);
  },
  /** callable list dict mapping -> callable list dict */
  DICT_MERGE: (machine, frame) => {
    const mapping = frame.pop();
    machine.start(mergeKeywords(frame.peek() as PyDict, mapping, frame.peek(2)), Mode.Discard);
  },
  /** Pushes that many items, the first on top. */
  UNPACK: (machine, frame, operand) => {
    const value = frame.pop();
    const items = itemsOf(value);
    if (items === null) {
      machine.start(unpackable(value, operand));
      frame.pc -= 1; // again, with a tuple
      return;
    }
    if (items.length < operand) throw valueError(`not enough values to unpack (expected ${operand}, got ${items.length})`);
    if (items.length > operand) throw valueError(`too many values to unpack (expected ${operand})`);
    for (let index = operand - 1; index >= 0; index -= 1) frame.push(items[index]);
  },
  /** Operand: the number of targets before the star times 65536, plus that of those after it. */
  UNPACK_STAR: (machine, frame, operand) => {
    const value = frame.pop();
    const items = itemsOf(value);
    if (items === null) {
      machine.start(unpackable(value, Infinity));
      frame.pc -= 1;
      return;
    }
    const before = Math.floor(operand / 65536);
    const after = operand % 65536;
    if (items.length < before + after) throw valueError(`not enough values to unpack (expected at least ${before + after}, got ${items.length})`);
    for (let index = items.length - 1; index >= items.length - after; index -= 1) frame.push(items[index]);
    frame.push(new PyList(items.slice(before, items.length - after)));
    for (let index = before - 1; index >= 0; index -= 1) frame.push(items[index]);
  },
  /** value spec -> text. Operand: conversion (none, s, r, a). */
  FORMAT: (machine, frame, operand) => {
    const spec = frame.pop() as string;
    const value = frame.pop();
    if (spec === '' && operand < 2 && (typeof value === 'string' || typeof value === 'number')) frame.push(String(value));
    else machine.start(formatField(value, spec, operand));
  },
} satisfies Record<string, Operation>;
