import { CheckpointRequest, type Flow } from '../flow';
import { addConstructor, addMembers } from '../native/define';
import { NOT_IMPLEMENTED, listType, tupleType, typeOf } from '../objects/builtin-types';
import { indexError, memoryError, typeError, valueError } from '../objects/exceptions';
import type { PyType, Value } from '../objects/object';
import { PyList, PySlice, PyTuple, EMPTY_TUPLE } from '../objects/sequences';
import { compareSequences, same } from '../protocol/compare';
import { hash } from '../protocol/hash';
import { collect, iterateArray } from '../protocol/iterate';
import { PyIterator, iteratorType } from '../objects/iterators';
import { indexOrUndefined, toIndex, type Int } from '../protocol/numbers';
import { comparisonNames, comparisons } from '../protocol/operator-table';
import { joinReprs, nestedRepr } from '../protocol/text';
import { PyGenericAlias } from '../objects/typing';
import { offsetOf, sliceExtent, takeSlice } from './slices';
import { sortValues } from './sort';

/** Most elements of a list that is multiplied: beyond, memory would end first. */
const MOST_ELEMENTS = 1 << 26;

/** Repeats the elements of a sequence. @throws Raised MemoryError */
export function repeatItems(items: readonly Value[], times: Int): Value[] {
  if (times <= 0 || items.length === 0) return [];
  if (items.length * Number(times) > MOST_ELEMENTS) throw memoryError('');
  if (items.length === 1) return new Array<Value>(Number(times)).fill(items[0] as Value);
  const repeated: Value[] = [];
  for (let count = 0; count < times; count += 1) for (const item of items) repeated.push(item);
  return repeated;
}

function* indexOf(items: () => readonly Value[], value: Value, start: Value | undefined, stop: Value | undefined): Flow<number> {
  const clamp = function* (bound: Value | undefined, fallback: number): Flow<number> {
    if (bound === undefined) return fallback;
    const index = Number(yield* toIndex(bound));
    return index < 0 ? Math.max(0, index + items().length) : index;
  };
  const from = yield* clamp(start, 0);
  const to = yield* clamp(stop, Infinity);
  for (let index = from; index < items().length && index < to; index += 1) if (yield* same(items()[index] as Value, value)) return index;
  return -1;
}

function* count(items: readonly Value[], value: Value): Flow<number> {
  let found = 0;
  for (const item of [...items]) if (yield* same(item, value)) found += 1;
  return found;
}

function* has(items: () => readonly Value[], value: Value): Flow<boolean> {
  for (let index = 0; index < items().length; index += 1) {
    if (yield* same(items()[index] as Value, value)) return true;
    if (index % 4096 === 4095) yield new CheckpointRequest(4096);
  }
  return false;
}

/** Comparisons of lists with lists, tuples with tuples. */
function sequenceComparisons(accepts: (value: Value) => value is PyList | PyTuple): Record<string, (self: PyList | PyTuple, other: Value) => Flow<Value>> {
  return Object.fromEntries(
    comparisons.map((op) => [
      `${comparisonNames[op]}(other, /)`,
      function* (self: PyList | PyTuple, other: Value): Flow<Value> {
        return accepts(other) ? yield* compareSequences(op, self.items, other.items) : NOT_IMPLEMENTED;
      },
    ]),
  );
}

function* assignSlice(list: PyList, slice: PySlice, value: Value): Flow<void> {
  const items = yield* collectAssigned(value);
  const extent = yield* sliceExtent(slice, list.items.length);
  if (extent.step === 1) {
    list.items = [...list.items.slice(0, extent.start), ...items, ...list.items.slice(Math.max(extent.start, extent.stop))];
    return;
  }
  if (items.length !== extent.count) throw valueError(`attempt to assign sequence of size ${items.length} to extended slice of size ${extent.count}`);
  items.forEach((item, index) => {
    list.items[extent.start + index * extent.step] = item;
  });
}

function* collectAssigned(value: Value): Flow<Value[]> {
  if (typeOf(value).lookup('__iter__') === undefined) throw typeError('can only assign an iterable');
  return yield* collect(value);
}

function isList(value: Value): value is PyList {
  return value instanceof PyList;
}

function isTuple(value: Value): value is PyTuple {
  return value instanceof PyTuple;
}

/** The subscript of a sequence: an element or a slice. */
function* itemOf(items: readonly Value[], key: Value, what: string, make: (items: Value[]) => Value): Flow<Value> {
  if (key instanceof PySlice) return make(takeSlice(items, yield* sliceExtent(key, items.length)));
  return items[yield* offsetOf(key, items.length, what)] as Value;
}

function reversedArray(items: () => readonly Value[]): PyIterator {
  let index = items().length - 1;
  return new PyIterator(iteratorType('list_reverseiterator'), () => {
    const item = items()[index];
    index = item === undefined ? -1 : index - 1;
    return item;
  });
}

/** Gives `list` its methods. */
export function installList(): void {
  addMembers(listType, {
    accepts: isList,
    methods: {
      ...(sequenceComparisons(isList) as Record<string, (self: PyList, ...args: Value[]) => Flow<Value>>),
      '__init__(iterable?, /)': function* (self, iterable?: Value): Flow<Value> {
        self.items = iterable === undefined ? [] : yield* collect(iterable);
        return null;
      },
      '__len__()': (self) => self.items.length,
      '__iter__()': (self) => iterateArray(() => self.items, 'list_iterator'),
      '__reversed__()': (self) => reversedArray(() => self.items),
      '__contains__(item, /)': function* (self, item): Flow<Value> {
        return yield* has(() => self.items, item);
      },
      '__getitem__(key, /)': function* (self, key): Flow<Value> {
        return yield* itemOf(self.items, key, 'list', (items) => new PyList(items));
      },
      '__setitem__(key, value, /)': function* (self, key, value): Flow<Value> {
        if (key instanceof PySlice) yield* assignSlice(self, key, value);
        else self.items[yield* offsetOf(key, self.items.length, 'list', true)] = value;
        return null;
      },
      '__delitem__(key, /)': function* (self, key): Flow<Value> {
        if (key instanceof PySlice) {
          const extent = yield* sliceExtent(key, self.items.length);
          const gone = new Set(Array.from({ length: extent.count }, (_, index) => extent.start + index * extent.step));
          self.items = self.items.filter((_, index) => !gone.has(index));
        } else self.items.splice(yield* offsetOf(key, self.items.length, 'list', true), 1);
        return null;
      },
      '__add__(other, /)': (self, other) => {
        if (!isList(other)) return NOT_IMPLEMENTED;
        return new PyList([...self.items, ...other.items]);
      },
      '__iadd__(other, /)': function* (self, other): Flow<Value> {
        for (const item of yield* collect(other)) self.items.push(item);
        return self;
      },
      '__mul__(times, /)': function* (self, times): Flow<Value> {
        const index = yield* indexOrUndefined(times);
        return index === undefined ? NOT_IMPLEMENTED : new PyList(repeatItems(self.items, index));
      },
      '__rmul__(times, /)': function* (self, times): Flow<Value> {
        const index = yield* indexOrUndefined(times);
        return index === undefined ? NOT_IMPLEMENTED : new PyList(repeatItems(self.items, index));
      },
      '__imul__(times, /)': function* (self, times): Flow<Value> {
        const index = yield* indexOrUndefined(times);
        if (index === undefined) return NOT_IMPLEMENTED;
        self.items = repeatItems(self.items, index);
        return self;
      },
      '__repr__()': function* (self): Flow<Value> {
        return yield* nestedRepr(self, '[...]', function* () {
          return `[${yield* joinReprs(self.items)}]`;
        });
      },
      'append(object, /)': (self, item) => {
        self.items.push(item);
        return null;
      },
      'clear()': (self) => {
        self.items = [];
        return null;
      },
      'copy()': (self) => new PyList([...self.items]),
      'count(value, /)': function* (self, value): Flow<Value> {
        return yield* count(self.items, value);
      },
      'extend(iterable, /)': function* (self, iterable): Flow<Value> {
        for (const item of yield* collect(iterable)) self.items.push(item);
        return null;
      },
      'index(value, start?, stop?, /)': function* (self, value, start?: Value, stop?: Value): Flow<Value> {
        const index = yield* indexOf(() => self.items, value, start, stop);
        if (index < 0) throw valueError(`${yield* reprOf(value)} is not in list`);
        return index;
      },
      'insert(index, object, /)': function* (self, index, item): Flow<Value> {
        const at = Number(yield* toIndex(index));
        self.items.splice(at < 0 ? Math.max(0, at + self.items.length) : at, 0, item);
        return null;
      },
      'pop(index=-1, /)': function* (self, index): Flow<Value> {
        if (self.items.length === 0) throw indexError('pop from empty list');
        const at = Number(yield* toIndex(index));
        const offset = at < 0 ? at + self.items.length : at;
        if (offset < 0 || offset >= self.items.length) throw indexError('pop index out of range');
        return self.items.splice(offset, 1)[0] as Value;
      },
      'remove(value, /)': function* (self, value): Flow<Value> {
        const index = yield* indexOf(() => self.items, value, undefined, undefined);
        if (index < 0) throw valueError('list.remove(x): x not in list');
        self.items.splice(index, 1);
        return null;
      },
      'reverse()': (self) => {
        self.items.reverse();
        return null;
      },
      'sort(*, key=None, reverse=False)': function* (self, key, reverse): Flow<Value> {
        const items = self.items;
        self.items = [];
        try {
          const sorted = yield* sortValues(items, key, reverse);
          if (self.items.length > 0) throw valueError('list modified during sort');
          self.items = sorted;
        } catch (error) {
          self.items = items;
          throw error;
        }
        return null;
      },
    },
    classMethods: { '__class_getitem__(item, /)': (cls, item) => alias(cls, item) },
    constants: { __hash__: null },
  });
}

function* reprOf(value: Value): Flow<string> {
  return yield* joinReprs([value]);
}

/** `list[int]` */
export function alias(cls: PyType, item: Value): Value {
  return new PyGenericAlias(cls, item instanceof PyTuple ? item : new PyTuple([item]));
}

/** Gives `tuple` its methods. */
export function installTuple(): void {
  addMembers(tupleType, {
    accepts: isTuple,
    methods: {
      ...(sequenceComparisons(isTuple) as Record<string, (self: PyTuple, ...args: Value[]) => Flow<Value>>),
      '__len__()': (self) => self.items.length,
      '__iter__()': (self) => iterateArray(() => self.items, 'tuple_iterator'),
      '__contains__(item, /)': function* (self, item): Flow<Value> {
        return yield* has(() => self.items, item);
      },
      '__getitem__(key, /)': function* (self, key): Flow<Value> {
        return yield* itemOf(self.items, key, 'tuple', (items) => new PyTuple(items));
      },
      '__add__(other, /)': (self, other) => {
        if (!isTuple(other)) return NOT_IMPLEMENTED;
        return new PyTuple([...self.items, ...other.items]);
      },
      '__mul__(times, /)': function* (self, times): Flow<Value> {
        const index = yield* indexOrUndefined(times);
        return index === undefined ? NOT_IMPLEMENTED : new PyTuple(repeatItems(self.items, index));
      },
      '__rmul__(times, /)': function* (self, times): Flow<Value> {
        const index = yield* indexOrUndefined(times);
        return index === undefined ? NOT_IMPLEMENTED : new PyTuple(repeatItems(self.items, index));
      },
      '__hash__()': function* (self): Flow<Value> {
        return yield* hash(new PyTuple(self.items));
      },
      '__repr__()': function* (self): Flow<Value> {
        return yield* nestedRepr(self, '(...)', function* () {
          return `(${yield* joinReprs(self.items)}${self.items.length === 1 ? ',' : ''})`;
        });
      },
      'count(value, /)': function* (self, value): Flow<Value> {
        return yield* count(self.items, value);
      },
      'index(value, start?, stop?, /)': function* (self, value, start?: Value, stop?: Value): Flow<Value> {
        const index = yield* indexOf(() => self.items, value, start, stop);
        if (index < 0) throw valueError('tuple.index(x): x not in tuple');
        return index;
      },
      '__getnewargs__()': (self) => new PyTuple([new PyTuple(self.items)]),
    },
    classMethods: { '__class_getitem__(item, /)': (cls, item) => alias(cls, item) },
  });
  addConstructor(tupleType, '(iterable?, /)', function* (cls, iterable?: Value): Flow<Value> {
    if (cls === tupleType) {
      if (iterable === undefined) return EMPTY_TUPLE;
      if (iterable instanceof PyTuple && iterable.cls === tupleType) return iterable;
    }
    return new PyTuple(iterable === undefined ? [] : yield* collect(iterable), cls as PyType);
  });
}
