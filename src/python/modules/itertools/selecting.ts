import type { Flow } from '../../flow';
import { call } from '../../protocol/call';
import { addMembers } from '../../native/define';
import { valueError } from '../../objects/exceptions';
import { PyFlowIterator } from '../../objects/iterators';
import type { PyType, Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { iterate, next } from '../../protocol/iterate';
import { indexOrUndefined, toIndex } from '../../protocol/numbers';
import { truth } from '../../protocol/truth';
import { iteratorClass } from './iterator-class';

/** Goes through the items of one iterable after another. */
function* chained(iterables: Value): Flow<() => Flow<Value | undefined>> {
  const outer = yield* iterate(iterables);
  let inner: Value | undefined;
  return function* (): Flow<Value | undefined> {
    for (;;) {
      if (inner === undefined) {
        const iterable = yield* next(outer);
        if (iterable === undefined) return undefined;
        inner = yield* iterate(iterable);
      }
      const item = yield* next(inner);
      if (item !== undefined) return item;
      inner = undefined;
    }
  };
}

export const chainType: PyType = iteratorClass('chain(*iterables)', (iterables) => chained(iterables));
addMembers<PyFlowIterator>(chainType, {
  accepts: (value) => value instanceof PyFlowIterator,
  classMethods: {
    'from_iterable(iterable, /)': function* (cls, iterable): Flow<Value> {
      return new PyFlowIterator(cls, yield* chained(iterable));
    },
  },
});

export const compressType = iteratorClass('compress(data, selectors)', function* (data, selectors) {
  const items = yield* iterate(data);
  const choices = yield* iterate(selectors);
  return function* () {
    for (;;) {
      const item = yield* next(items);
      const choice = item === undefined ? undefined : yield* next(choices);
      if (choice === undefined) return undefined;
      if (yield* truth(choice)) return item;
    }
  };
});

function* holds(predicate: Value, item: Value): Flow<boolean> {
  return yield* truth(predicate === null ? item : yield* call(predicate, [item]));
}

export const dropwhileType = iteratorClass('dropwhile(predicate, iterable, /)', function* (predicate, iterable) {
  const items = yield* iterate(iterable);
  let dropping = true;
  return function* () {
    for (;;) {
      const item = yield* next(items);
      if (item === undefined || !dropping) return item;
      dropping = yield* holds(predicate, item);
      if (!dropping) return item;
    }
  };
});

export const takewhileType = iteratorClass('takewhile(predicate, iterable, /)', function* (predicate, iterable) {
  const items = yield* iterate(iterable);
  return function* () {
    const item = yield* next(items);
    return item !== undefined && (yield* holds(predicate, item)) ? item : undefined;
  };
});

export const filterfalseType = iteratorClass('filterfalse(function, iterable, /)', function* (predicate, iterable) {
  const items = yield* iterate(iterable);
  return function* () {
    for (;;) {
      const item = yield* next(items);
      if (item === undefined || !(yield* holds(predicate, item))) return item;
    }
  };
});

const wrongSlice = (which: string): Error => valueError(`${which} for islice() must be None or an integer: 0 <= x <= sys.maxsize.`);

function* position(value: Value, fallback: number, error: Error): Flow<number> {
  if (value === null) return fallback;
  const index = yield* indexOrUndefined(value);
  if (index === undefined || index < 0) throw error;
  return Number(index);
}

export const isliceType = iteratorClass('islice(iterable, start, stop?, step?, /)', function* (iterable: Value, first: Value, second?: Value, third?: Value) {
  const onlyStop = second === undefined;
  const start = onlyStop ? 0 : yield* position(first, 0, valueError('Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.'));
  const stop = yield* position(onlyStop ? first : second, Infinity, wrongSlice('Stop argument'));
  const step = third === undefined ? 1 : yield* position(third, 1, wrongSlice('Step'));
  if (step < 1) throw valueError('Step for islice() must be a positive integer or None.');
  const items = yield* iterate(iterable);
  let at = 0;
  let wanted = start;
  return function* () {
    if (wanted >= stop) {
      // The items before the end of the slice are taken all the same.
      for (; at < stop && Number.isFinite(stop); at += 1) if ((yield* next(items)) === undefined) break;
      return undefined;
    }
    for (; at < wanted; at += 1) if ((yield* next(items)) === undefined) return undefined;
    const item = yield* next(items);
    at += 1;
    wanted += step;
    return item;
  };
});

export const starmapType = iteratorClass('starmap(function, iterable, /)', function* (func, iterable) {
  const items = yield* iterate(iterable);
  return function* () {
    const args = yield* next(items);
    if (args === undefined) return undefined;
    const values: Value[] = [];
    const iterator = yield* iterate(args);
    for (let value = yield* next(iterator); value !== undefined; value = yield* next(iterator)) values.push(value);
    return yield* call(func, values);
  };
});

export const pairwiseType = iteratorClass('pairwise(iterable, /)', function* (iterable) {
  const items = yield* iterate(iterable);
  let previous: Value | undefined;
  return function* () {
    previous ??= yield* next(items);
    const before = previous;
    const item = before === undefined ? undefined : yield* next(items);
    if (before === undefined || item === undefined) return undefined;
    previous = item;
    return new PyTuple([before, item]);
  };
});

export const batchedType = iteratorClass('batched(iterable, n)', function* (iterable, n) {
  const size = Number(yield* toIndex(n));
  if (size < 1) throw valueError('n must be at least one');
  const items = yield* iterate(iterable);
  return function* () {
    const batch: Value[] = [];
    while (batch.length < size) {
      const item = yield* next(items);
      if (item === undefined) break;
      batch.push(item);
    }
    return batch.length === 0 ? undefined : new PyTuple(batch);
  };
});

export const zipLongestType = iteratorClass('zip_longest(*iterables, fillvalue=None)', function* (iterables, fill) {
  const iterators: (Value | undefined)[] = [];
  for (const iterable of (iterables as PyTuple).items) iterators.push(yield* iterate(iterable));
  return function* () {
    const row: Value[] = [];
    for (const [index, iterator] of iterators.entries()) {
      const item = iterator === undefined ? undefined : yield* next(iterator);
      if (item === undefined) iterators[index] = undefined;
      row.push(item === undefined ? (fill) : item);
    }
    return iterators.every((iterator) => iterator === undefined) ? undefined : new PyTuple(row);
  };
});
