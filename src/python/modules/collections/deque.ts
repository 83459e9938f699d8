import type { Flow } from '../../flow';
import { alias } from '../../builtins/lists';
import { defineClass } from '../../native/define';
import { NOT_IMPLEMENTED, typeOf } from '../../objects/builtin-types';
import { indexError, runtimeError, typeError, valueError } from '../../objects/exceptions';
import { iteratorType, PyIterator } from '../../objects/iterators';
import { PyObject, type PyType, type Value } from '../../objects/object';
import { compareSequences, same } from '../../protocol/compare';
import { collect } from '../../protocol/iterate';
import { intOf, toIndex, toSize } from '../../protocol/numbers';
import { comparisonNames, comparisons } from '../../protocol/operator-table';
import { joinReprs, nestedRepr } from '../../protocol/text';
import type { Methods } from '../../native/define';
import { isAbsent } from '../arguments';

/** `collections.deque`: items between two indices of a sparse store, so that both ends are cheap. */
export class PyDeque extends PyObject {
  #items = new Map<number, Value>();
  #start = 0;
  limit: number | null = null;
  /** Counts changes, so that iterators see them. */
  changes = 0;

  get length(): number {
    return this.#items.size;
  }

  at(index: number): Value {
    return this.#items.get(this.#start + index) as Value;
  }

  put(index: number, value: Value): void {
    this.#items.set(this.#start + index, value);
  }

  append(value: Value): void {
    this.changes += 1;
    this.#items.set(this.#start + this.#items.size, value);
    if (this.limit !== null && this.length > this.limit) this.popLeft();
  }

  appendLeft(value: Value): void {
    this.changes += 1;
    this.#start -= 1;
    this.#items.set(this.#start, value);
    if (this.limit !== null && this.length > this.limit) this.pop();
  }

  pop(): Value {
    this.changes += 1;
    const last = this.#start + this.#items.size - 1;
    const value = this.#items.get(last);
    if (value === undefined) throw indexError('pop from an empty deque');
    this.#items.delete(last);
    return value;
  }

  popLeft(): Value {
    this.changes += 1;
    const value = this.#items.get(this.#start);
    if (value === undefined) throw indexError('pop from an empty deque');
    this.#items.delete(this.#start);
    this.#start += 1;
    return value;
  }

  get items(): Value[] {
    return Array.from({ length: this.length }, (_unused, index) => this.at(index));
  }

  set items(values: readonly Value[]) {
    this.changes += 1;
    this.#items = new Map(values.map((value, index) => [index, value]));
    this.#start = 0;
  }
}

function copyOf(deque: PyDeque, items: readonly Value[]): PyDeque {
  const copy = new PyDeque(deque.cls);
  copy.limit = deque.limit;
  copy.items = deque.limit === null ? items : items.slice(Math.max(0, items.length - deque.limit));
  return copy;
}

function iterateDeque(deque: PyDeque, backwards: boolean): PyIterator {
  const { changes } = deque;
  let index = 0;
  return new PyIterator(
    iteratorType(backwards ? '_deque_reverse_iterator' : '_deque_iterator'),
    () => {
      if (index >= deque.length && deque.changes === changes) return undefined;
      if (deque.changes !== changes) throw runtimeError('deque mutated during iteration');
      index += 1;
      return deque.at(backwards ? deque.length - index : index - 1);
    },
    () => Math.max(0, deque.length - index),
  );
}

function* place(deque: PyDeque, key: Value): Flow<number> {
  const index = intOf(key) ?? (typeOf(key).lookup('__index__') === undefined ? undefined : yield* toIndex(key));
  if (index === undefined) throw typeError(`sequence index must be integer, not '${typeOf(key).name}'`);
  const at = Number(index) < 0 ? Number(index) + deque.length : Number(index);
  if (at < 0 || at >= deque.length) throw indexError('deque index out of range');
  return at;
}

function* indexOf(deque: PyDeque, value: Value, from = 0, to = deque.length): Flow<number> {
  const { changes } = deque;
  for (let index = from; index < to; index += 1) {
    if (yield* same(deque.at(index), value)) return index;
    if (deque.changes !== changes) throw runtimeError('deque mutated during iteration');
  }
  return -1;
}

const comparing: Methods<PyDeque> = Object.fromEntries(
  comparisons.map((op) => [
    `${comparisonNames[op]}(other, /)`,
    function* (self: PyDeque, other: Value): Flow<Value> {
      return other instanceof PyDeque ? yield* compareSequences(op, self.items, other.items) : NOT_IMPLEMENTED;
    },
  ]),
);

function repeated(self: PyDeque, times: Value): Value {
  const count = intOf(times);
  if (count === undefined) return NOT_IMPLEMENTED;
  return copyOf(self, Array.from({ length: Math.max(0, Number(count)) }, () => self.items).flat());
}

export const dequeType: PyType = defineClass<PyDeque>({
  name: 'deque',
  module: 'collections',
  namedWithModule: true,
  allocate: (cls) => new PyDeque(cls),
  accepts: (value) => value instanceof PyDeque,
  attributes: { maxlen: (self) => self.limit },
  classMethods: { '__class_getitem__(item, /)': (cls, item) => alias(cls, item) },
  methods: {
    ...comparing,
    '__init__(iterable?, maxlen=None)': function* (self: PyDeque, iterable?: Value, limit?: Value): Flow<Value> {
      if (isAbsent(limit)) self.limit = null;
      else {
        if (intOf(limit) === undefined) throw typeError('an integer is required');
        self.limit = yield* toSize(limit);
        if (self.limit < 0) throw valueError('maxlen must be non-negative');
      }
      self.items = [];
      if (iterable !== undefined) for (const value of yield* collect(iterable)) self.append(value);
      return null;
    },
    '__len__()': (self) => self.length,
    '__iter__()': (self) => iterateDeque(self, false),
    '__reversed__()': (self) => iterateDeque(self, true),
    '__getitem__(index, /)': function* (self, key): Flow<Value> {
      return self.at(yield* place(self, key));
    },
    '__setitem__(index, value, /)': function* (self, key, value): Flow<Value> {
      self.put(yield* place(self, key), value);
      return null;
    },
    '__delitem__(index, /)': function* (self, key): Flow<Value> {
      const at = yield* place(self, key);
      self.items = self.items.filter((_item, index) => index !== at);
      return null;
    },
    '__contains__(value, /)': function* (self, value): Flow<Value> {
      return (yield* indexOf(self, value)) >= 0;
    },
    '__add__(other, /)': (self, other) => {
      if (!(other instanceof PyDeque)) throw typeError(`can only concatenate deque (not "${typeOf(other).name}") to deque`);
      return copyOf(self, [...self.items, ...other.items]);
    },
    '__iadd__(other, /)': function* (self, other): Flow<Value> {
      for (const value of yield* collect(other)) self.append(value);
      return self;
    },
    '__mul__(times, /)': repeated,
    '__rmul__(times, /)': repeated,
    '__bool__()': (self) => self.length > 0,
    '__repr__()': function* (self): Flow<Value> {
      return yield* nestedRepr(self, '[...]', function* () {
        const text = `${self.cls.name}([${yield* joinReprs(self.items)}]`;
        return self.limit === null ? `${text})` : `${text}, maxlen=${self.limit})`;
      });
    },
    '__copy__()': (self) => copyOf(self, self.items),
    'copy()': (self) => copyOf(self, self.items),
    'append(item, /)': (self, item) => {
      self.append(item);
      return null;
    },
    'appendleft(item, /)': (self, item) => {
      self.appendLeft(item);
      return null;
    },
    'pop()': (self) => self.pop(),
    'popleft()': (self) => self.popLeft(),
    'clear()': (self) => {
      self.items = [];
      return null;
    },
    'count(value, /)': function* (self, value): Flow<Value> {
      let count = 0;
      for (const item of self.items) if (yield* same(item, value)) count += 1;
      return count;
    },
    'extend(iterable, /)': function* (self, iterable): Flow<Value> {
      for (const value of yield* collect(iterable)) self.append(value);
      return null;
    },
    'extendleft(iterable, /)': function* (self, iterable): Flow<Value> {
      for (const value of yield* collect(iterable)) self.appendLeft(value);
      return null;
    },
    'index(value, start=0, stop?, /)': function* (self: PyDeque, value: Value, start: Value, stop?: Value): Flow<Value> {
      const clamp = (index: number): number => Math.min(self.length, Math.max(0, index < 0 ? index + self.length : index));
      const at = yield* indexOf(self, value, clamp(Number(yield* toIndex(start))), stop === undefined ? self.length : clamp(Number(yield* toIndex(stop))));
      if (at < 0) throw valueError(`${yield* joinReprs([value])} is not in deque`);
      return at;
    },
    'insert(index, value, /)': function* (self, index, value): Flow<Value> {
      if (self.limit !== null && self.length >= self.limit) throw indexError('deque already at its maximum size');
      const { items } = self;
      items.splice(Number(yield* toIndex(index)), 0, value);
      self.items = items;
      return null;
    },
    'remove(value, /)': function* (self, value): Flow<Value> {
      const at = yield* indexOf(self, value);
      if (at < 0) throw valueError(`${yield* joinReprs([value])} is not in deque`);
      self.items = self.items.filter((_item, index) => index !== at);
      return null;
    },
    'reverse()': (self) => {
      self.items = self.items.reverse();
      return null;
    },
    'rotate(n=1, /)': function* (self, n): Flow<Value> {
      const { items, length } = self;
      if (length < 2) return null;
      const by = (((Number(yield* toIndex(n)) % length) + length) % length);
      self.items = [...items.slice(length - by), ...items.slice(0, length - by)];
      return null;
    },
  },
});
