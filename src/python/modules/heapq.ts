import type { Flow } from '../flow';
import { call } from '../protocol/call';
import { sortValues } from '../builtins/sort';
import { define } from '../native/define';
import { typeOf } from '../objects/builtin-types';
import { indexError, typeError } from '../objects/exceptions';
import { PyFlowIterator, nativeIteratorType } from '../objects/iterators';
import type { Value } from '../objects/object';
import { PyList, type PyTuple } from '../objects/sequences';
import { lessThan } from '../protocol/compare';
import { collect, iterate, next } from '../protocol/iterate';
import { toIndex } from '../protocol/numbers';
import type { NativeModule } from '../runtime';

type Before = (a: Value, b: Value) => Flow<boolean>;

/** Moves the item at `place` up to where it belongs, not above `top`. */
function* siftUp(heap: Value[], top: number, place: number, before: Before): Flow<void> {
  const item = heap[place] as Value;
  let at = place;
  while (at > top) {
    const parent = (at - 1) >> 1;
    const above = heap[parent] as Value;
    if (!(yield* before(item, above))) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = item;
}

/** Moves the smaller children up until a leaf, then the item up again: fewer comparisons than stopping on the way. */
function* siftDown(heap: Value[], place: number, before: Before): Flow<void> {
  const end = heap.length;
  const item = heap[place] as Value;
  let at = place;
  let child = 2 * at + 1;
  while (child < end) {
    const right = child + 1;
    if (right < end && !(yield* before(heap[child] as Value, heap[right] as Value))) child = right;
    heap[at] = heap[child] as Value;
    at = child;
    child = 2 * at + 1;
  }
  heap[at] = item;
  yield* siftUp(heap, place, at, before);
}

function* heapify(heap: Value[], before: Before): Flow<void> {
  for (let place = (heap.length >> 1) - 1; place >= 0; place -= 1) yield* siftDown(heap, place, before);
}

function* pop(heap: Value[], before: Before): Flow<Value> {
  const last = heap.pop();
  if (last === undefined) throw indexError('index out of range');
  const first = heap[0];
  if (first === undefined) return last;
  heap[0] = last;
  yield* siftDown(heap, 0, before);
  return first;
}

function itemsOf(heap: Value): Value[] {
  if (!(heap instanceof PyList)) throw typeError(`heap argument must be a list, not ${typeOf(heap).name}`);
  return heap.items;
}

/** The n best items, in order; of equal ones the first come first. */
function* best(n: Value, iterable: Value, key: Value, largest: boolean): Flow<Value> {
  const count = Number(yield* toIndex(n));
  return new PyList((yield* sortValues(yield* collect(iterable), key, largest)).slice(0, Math.max(0, count)));
}

interface Stream {
  readonly iterator: Value;
  rank: Value;
  item: Value;
}

/** Merges sorted iterables; of equal items those of the earlier iterable come first. */
function* merging(iterables: readonly Value[], key: Value, before: Before): Flow<PyFlowIterator> {
  const iterators: Value[] = [];
  for (const iterable of iterables) iterators.push(yield* iterate(iterable));
  let streams: Stream[] | undefined;
  let current: Stream | undefined;
  const advance = function* (stream: Stream): Flow<boolean> {
    const item = yield* next(stream.iterator);
    if (item === undefined) return false;
    stream.item = item;
    stream.rank = key === null ? item : yield* call(key, [item]);
    return true;
  };
  return new PyFlowIterator(nativeIteratorType, function* (): Flow<Value | undefined> {
    if (streams === undefined) {
      streams = [];
      for (const iterator of iterators) {
        const stream: Stream = { iterator, rank: null, item: null };
        if (yield* advance(stream)) streams.push(stream);
      }
    } else if (current !== undefined && !(yield* advance(current))) streams.splice(streams.indexOf(current), 1);
    current = streams[0];
    for (const stream of streams.slice(1)) if (current !== undefined && (yield* before(stream.rank, current.rank))) current = stream;
    return current?.item;
  });
}

const greaterThan: Before = function* (a, b) {
  return yield* lessThan(b, a);
};

export const heapqModule: NativeModule = {
  name: 'heapq',
  create: () => ({
    heappush: define('heappush(heap, item, /)', function* (heap, item): Flow<Value> {
      const items = itemsOf(heap);
      items.push(item);
      yield* siftUp(items, 0, items.length - 1, lessThan);
      return null;
    }),
    heappop: define('heappop(heap, /)', function* (heap): Flow<Value> {
      return yield* pop(itemsOf(heap), lessThan);
    }),
    heapify: define('heapify(heap, /)', function* (heap): Flow<Value> {
      yield* heapify(itemsOf(heap), lessThan);
      return null;
    }),
    heapreplace: define('heapreplace(heap, item, /)', function* (heap, item): Flow<Value> {
      const items = itemsOf(heap);
      const first = items[0];
      if (first === undefined) throw indexError('index out of range');
      items[0] = item;
      yield* siftDown(items, 0, lessThan);
      return first;
    }),
    heappushpop: define('heappushpop(heap, item, /)', function* (heap, item): Flow<Value> {
      const items = itemsOf(heap);
      const first = items[0];
      if (first === undefined || !(yield* lessThan(first, item))) return item;
      items[0] = item;
      yield* siftDown(items, 0, lessThan);
      return first;
    }),
    nsmallest: define('nsmallest(n, iterable, key=None)', function* (n, iterable, key): Flow<Value> {
      return yield* best(n, iterable, key, false);
    }),
    nlargest: define('nlargest(n, iterable, key=None)', function* (n, iterable, key): Flow<Value> {
      return yield* best(n, iterable, key, true);
    }),
    merge: define('merge(*iterables, key=None, reverse=False)', function* (iterables, key, reverse): Flow<Value> {
      return yield* merging((iterables as PyTuple).items, key, reverse === true ? greaterThan : lessThan);
    }),
  }),
};
