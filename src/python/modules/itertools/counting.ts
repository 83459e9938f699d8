import type { Flow } from '../../flow';
import { call } from '../../protocol/call';
import { defineClass } from '../../native/define';
import { typeError } from '../../objects/exceptions';
import { nativeIteratorType, PyFlowIterator, PyIterator } from '../../objects/iterators';
import type { PyType, Value } from '../../objects/object';
import { iterate, next } from '../../protocol/iterate';
import { floatOf, toIndex } from '../../protocol/numbers';
import { binary } from '../../protocol/operators';
import { repr } from '../../protocol/text';
import { isAbsent } from '../arguments';
import { iteratorClass } from './iterator-class';

/** `itertools.count`: shows where it is. */
class PyCount extends PyFlowIterator {
  constructor(
    cls: PyType,
    public value: Value,
    readonly step: Value,
  ) {
    super(cls, function* (): Flow<Value> {
      const { value } = self;
      self.value = yield* binary('+', value, step);
      return value;
    });
    const self = this as PyCount;
  }
}

export const countType = defineClass<PyCount>({
  name: 'count',
  module: 'itertools',
  namedWithModule: true,
  bases: [nativeIteratorType],
  accepts: (value) => value instanceof PyCount,
  statics: {
    '__new__(cls, start=0, step=1)': (cls, start, step) => {
      if ([start, step].some((value) => floatOf(value) === undefined && (isAbsent(value) || typeof value !== 'object'))) throw typeError('a number is required');
      return new PyCount(cls as PyType, start, step);
    },
  },
  methods: {
    '__repr__()': function* (self): Flow<Value> {
      const value = yield* repr(self.value);
      return self.step === 1 ? `count(${value})` : `count(${value}, ${yield* repr(self.step)})`;
    },
  },
});

/** `itertools.repeat`: shows how often it still will. */
class PyRepeat extends PyIterator {
  constructor(
    cls: PyType,
    readonly object: Value,
    public times: number,
  ) {
    super(cls, () => {
      if (self.times <= 0) return undefined;
      self.times -= 1;
      return self.object;
    });
    const self = this as PyRepeat;
  }
}

export const repeatType = defineClass<PyRepeat>({
  name: 'repeat',
  module: 'itertools',
  namedWithModule: true,
  bases: [nativeIteratorType],
  accepts: (value) => value instanceof PyRepeat,
  statics: {
    '__new__(cls, object, times?)': function* (cls: Value, object: Value, times?: Value): Flow<Value> {
      return new PyRepeat(cls as PyType, object, times === undefined ? Infinity : Math.max(0, Number(yield* toIndex(times))));
    },
  },
  methods: {
    '__length_hint__()': (self) => {
      if (self.times === Infinity) throw typeError('len() of unsized object');
      return self.times;
    },
    '__repr__()': function* (self): Flow<Value> {
      const object = yield* repr(self.object);
      return self.times === Infinity ? `repeat(${object})` : `repeat(${object}, ${self.times})`;
    },
  },
});

export const cycleType = iteratorClass('cycle(iterable, /)', function* (iterable) {
  const items = yield* iterate(iterable);
  const saved: Value[] = [];
  let place = -1;
  return function* () {
    if (place < 0) {
      const item = yield* next(items);
      if (item !== undefined) {
        saved.push(item);
        return item;
      }
      if (saved.length === 0) return undefined;
    }
    place = (place + 1) % saved.length;
    return saved[place];
  };
});

export const accumulateType = iteratorClass('accumulate(iterable, func=None, *, initial=None)', function* (iterable, func, initial) {
  const items = yield* iterate(iterable);
  let total: Value | undefined;
  let first = !isAbsent(initial);
  return function* () {
    if (first) {
      first = false;
      total = initial;
      return total;
    }
    const item = yield* next(items);
    if (item === undefined) return undefined;
    if (total === undefined) total = item;
    else total = func === null ? yield* binary('+', total, item) : yield* call(func, [total, item]);
    return total;
  };
});

