import { CheckpointRequest, type Flow } from '../flow';
import { PyFloat } from '../objects/float';
import type { Value } from '../objects/object';
import { call } from '../protocol/call';
import { compareStrings, lessThan } from '../protocol/compare';
import { truth } from '../protocol/truth';
import { floatType } from '../objects/builtin-types';

interface Keyed {
  readonly key: Value;
  readonly value: Value;
}

/** A comparison of keys that are all of one primitive kind; null for others. */
function primitiveOrder(items: readonly Keyed[]): ((a: Keyed, b: Keyed) => number) | null {
  if (items.every(({ key }) => typeof key === 'number')) return (a, b) => (a.key as number) - (b.key as number);
  if (items.every(({ key }) => typeof key === 'string')) return (a, b) => compareStrings(a.key as string, b.key as string);
  if (items.every(({ key }) => key instanceof PyFloat && key.cls === floatType && !Number.isNaN(key.value))) return (a, b) => (a.key as PyFloat).value - (b.key as PyFloat).value;
  return null;
}

/** Merges two sorted runs. */
function* merge(left: readonly Keyed[], right: readonly Keyed[]): Flow<Keyed[]> {
  const merged: Keyed[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const a = left[i] as Keyed;
    const b = right[j] as Keyed;
    if (yield* lessThan(b.key, a.key)) {
      merged.push(b);
      j += 1;
    } else {
      merged.push(a);
      i += 1;
    }
  }
  yield new CheckpointRequest(merged.length);
  return [...merged, ...left.slice(i), ...right.slice(j)];
}

/** A stable sort that compares with `<` only. */
function* mergeSort(items: readonly Keyed[]): Flow<readonly Keyed[]> {
  if (items.length < 2) return items;
  const middle = items.length >> 1;
  return yield* merge(yield* mergeSort(items.slice(0, middle)), yield* mergeSort(items.slice(middle)));
}

/** Sorts values as `sorted(values, key=key, reverse=reverse)` does: stably, also in reverse. */
export function* sortValues(values: readonly Value[], key: Value, reverse: Value): Flow<Value[]> {
  const items: Keyed[] = [];
  for (const value of values) items.push({ value, key: key === null ? value : yield* call(key, [value]) });
  const backwards = yield* truth(reverse);
  if (backwards) items.reverse();
  const order = primitiveOrder(items);
  const sorted = order === null ? yield* mergeSort(items) : items.sort(order);
  const result = sorted.map(({ value }) => value);
  return backwards ? result.reverse() : result;
}
