import { CheckpointRequest, type Flow } from '../flow';
import { addConstructor, define } from '../native/define';
import { boolType, builtinType, typeOf } from '../objects/builtin-types';
import { typeError, valueError } from '../objects/exceptions';
import { PyFlowIterator, PyIterator, iteratorType, nativeIteratorType } from '../objects/iterators';
import { PyFloat } from '../objects/float';
import type { PyType, Value } from '../objects/object';
import { PyList, PyTuple } from '../objects/sequences';
import { call, callSpecial } from '../protocol/call';
import { richCompare } from '../protocol/compare';
import { addInts } from '../protocol/int-arithmetic';
import { collect, iterate, next } from '../protocol/iterate';
import { stringOf, toIndex } from '../protocol/numbers';
import { binary, subscript } from '../protocol/operators';
import { length, truth } from '../protocol/truth';
import { sortValues } from './sort';

/** A class of iterators that is called like a function: `map`, `zip`... */
function iteratorClass(heading: string, make: (args: readonly Value[]) => Flow<() => Flow<Value | undefined>>): PyType {
  const name = heading.slice(0, heading.indexOf('('));
  const type = builtinType(name, { bases: [nativeIteratorType], allocate: null });
  addConstructor(type, heading.slice(heading.indexOf('(')), function* (cls, ...args): Flow<Value> {
    return new PyFlowIterator(cls as PyType, yield* make(args));
  });
  return type;
}

const enumerateType = iteratorClass('enumerate(iterable, start=0)', function* ([iterable, start]) {
  const iterator = yield* iterate(iterable as Value);
  let index = yield* toIndex(start as Value);
  return function* () {
    const item = iterator instanceof PyIterator ? iterator.next() : yield* next(iterator);
    if (item === undefined) return undefined;
    const pair = new PyTuple([index, item]);
    index = addInts(index, 1);
    return pair;
  };
});

const zipType = iteratorClass('zip(*iterables, strict=False)', function* ([iterables, strict]) {
  const iterators: Value[] = [];
  for (const iterable of (iterables as PyTuple).items) {
    iterators.push(yield* iterate(iterable));
  }
  const checked = yield* truth(strict as Value);
  return function* () {
    if (iterators.length === 0) return undefined;
    const items: Value[] = [];
    for (const [index, iterator] of iterators.entries()) {
      const item = iterator instanceof PyIterator ? iterator.next() : yield* next(iterator);
      if (item === undefined) {
        if (checked) yield* checkLengths(iterators, index);
        return undefined;
      }
      items.push(item);
    }
    return new PyTuple(items);
  };
});

function* checkLengths(iterators: readonly Value[], ended: number): Flow<void> {
  const before = (count: number): string => (count === 1 ? 'argument 1' : `arguments 1-${count}`);
  if (ended > 0) throw valueError(`zip() argument ${ended + 1} is shorter than ${before(ended)}`);
  for (let index = 1; index < iterators.length; index += 1) {
    if ((yield* next(iterators[index] as Value)) !== undefined) throw valueError(`zip() argument ${index + 1} is longer than ${before(index)}`);
  }
}

const mapType = iteratorClass('map(func, *iterables)', function* ([func, rest]) {
  const iterators: Value[] = [];
  if ((rest as PyTuple).items.length === 0) throw typeError('map() must have at least two arguments.');
  for (const iterable of (rest as PyTuple).items) iterators.push(yield* iterate(iterable));
  return function* () {
    const args: Value[] = [];
    for (const iterator of iterators) {
      const item = iterator instanceof PyIterator ? iterator.next() : yield* next(iterator);
      if (item === undefined) return undefined;
      args.push(item);
    }
    return yield* call(func as Value, args);
  };
});

const filterType = iteratorClass('filter(function, iterable, /)', function* ([func, iterable]) {
  const iterator = yield* iterate(iterable as Value);
  return function* () {
    for (;;) {
      const item = iterator instanceof PyIterator ? iterator.next() : yield* next(iterator);
      if (item === undefined) return undefined;
      const holds = func === null || func === boolType ? yield* truth(item) : yield* truth(yield* call(func as Value, [item]));
      if (holds) return item;
      yield new CheckpointRequest(1);
    }
  };
});

const reversedType = iteratorClass('reversed(sequence, /)', function* ([sequence]) {
  const value = sequence as Value;
  if (typeOf(value).lookup('__reversed__') === undefined && (typeOf(value).lookup('__getitem__') === undefined || typeOf(value).lookup('__len__') === undefined)) throw typeError(`'${typeOf(value).name}' object is not reversible`);
  const own = yield* callSpecial(value, '__reversed__');
  if (own !== undefined) return () => next(own);
  let index = yield* length(value);
  return function* () {
    index -= 1;
    return index < 0 ? undefined : yield* subscript(value, index);
  };
});

function* sum(iterable: Value, start: Value): Flow<Value> {
  if (stringOf(start) !== undefined) throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
  const iterator = yield* iterate(iterable);
  let total = start;
  for (let count = 1; ; count += 1) {
    const item = iterator instanceof PyIterator ? iterator.next() : yield* next(iterator);
    if (item === undefined) return total;
    if (typeof total === 'number' && typeof item === 'number') total = addInts(total, item);
    else if (total instanceof PyFloat && item instanceof PyFloat) total = new PyFloat(total.value + item.value);
    else total = yield* binary('+', total, item);
    if (count % 2048 === 0) yield new CheckpointRequest(2048);
  }
}

/** `min` and `max`. */
function* extreme(name: 'min' | 'max', args: PyTuple, key: Value, fallback: Value | undefined): Flow<Value> {
  if (args.items.length === 0) throw typeError(`${name} expected at least 1 argument, got 0`);
  const several = args.items.length > 1;
  if (several && fallback !== undefined) throw typeError(`Cannot specify a default for ${name}() with multiple positional arguments`);
  const iterator = yield* iterate(several ? args : (args.items[0] as Value));
  let best: Value | undefined;
  let bestKey: Value = null;
  for (let count = 1; ; count += 1) {
    const item = yield* next(iterator);
    if (item === undefined) break;
    const itemKey = key === null ? item : yield* call(key, [item]);
    if (best === undefined || (yield* truth(yield* richCompare(name === 'min' ? '<' : '>', itemKey, bestKey)))) {
      best = item;
      bestKey = itemKey;
    }
    if (count % 2048 === 0) yield new CheckpointRequest(2048);
  }
  if (best !== undefined) return best;
  if (fallback === undefined) throw valueError(`${name}() arg is an empty sequence`);
  return fallback;
}

function* every(iterable: Value, wanted: boolean): Flow<boolean> {
  const iterator = yield* iterate(iterable);
  for (let count = 1; ; count += 1) {
    const item = yield* next(iterator);
    if (item === undefined) return wanted;
    if ((yield* truth(item)) !== wanted) return !wanted;
    if (count % 2048 === 0) yield new CheckpointRequest(2048);
  }
}

/** The built-in functions that iterate. */
export const iteratingFunctions: Readonly<Record<string, Value>> = {
  enumerate: enumerateType,
  zip: zipType,
  map: mapType,
  filter: filterType,
  reversed: reversedType,
  sum: define('sum(iterable, /, start=0)', function* (iterable, start): Flow<Value> {
    return yield* sum(iterable, start);
  }),
  min: define('min(*args, key=None, default?)', function* (args, key, fallback?: Value): Flow<Value> {
    return yield* extreme('min', args as PyTuple, key, fallback);
  }),
  max: define('max(*args, key=None, default?)', function* (args, key, fallback?: Value): Flow<Value> {
    return yield* extreme('max', args as PyTuple, key, fallback);
  }),
  any: define('any(iterable, /)', function* (iterable): Flow<Value> {
    return yield* every(iterable, false);
  }),
  all: define('all(iterable, /)', function* (iterable): Flow<Value> {
    return yield* every(iterable, true);
  }),
  sorted: define('sorted(iterable, /, *, key=None, reverse=False)', function* (iterable, key, reverse): Flow<Value> {
    return new PyList(yield* sortValues(yield* collect(iterable), key, reverse));
  }),
  iter: define('iter(iterable, sentinel?, /)', function* (iterable, sentinel?: Value): Flow<Value> {
    if (sentinel === undefined) return yield* iterate(iterable);
    let ended = false;
    return new PyFlowIterator(iteratorType('callable_iterator'), function* (): Flow<Value | undefined> {
      if (ended) return undefined;
      const item = yield* call(iterable);
      ended = yield* truth(yield* richCompare('==', item, sentinel));
      return ended ? undefined : item;
    });
  }),
  aiter: define('aiter(async_iterable, /)', function* (iterable): Flow<Value> {
    const iterator = yield* callSpecial(iterable, '__aiter__');
    if (iterator === undefined) throw typeError(`'${typeOf(iterable).name}' object is not an async iterable`);
    return iterator;
  }),
  anext: define('anext(async_iterator, /)', function* (iterator): Flow<Value> {
    const step = yield* callSpecial(iterator, '__anext__');
    if (step === undefined) throw typeError(`'${typeOf(iterator).name}' object is not an async iterator`);
    return step;
  }),
  next: define('next(iterator, default?, /)', function* (iterator, fallback?: Value): Flow<Value> {
    if (typeOf(iterator).lookup('__next__') === undefined) throw typeError(`'${typeOf(iterator).name}' object is not an iterator`);
    if (fallback === undefined) return (yield* callSpecial(iterator, '__next__')) as Value;
    return (yield* next(iterator)) ?? fallback;
  }),
};
