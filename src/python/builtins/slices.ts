import type { Flow } from '../flow';
import { typeOf } from '../objects/builtin-types';
import { indexError, typeError, valueError } from '../objects/exceptions';
import type { Value } from '../objects/object';
import { PySlice } from '../objects/sequences';
import { indexOrUndefined } from '../protocol/numbers';

/** Where a slice takes elements: `count` of them from `start` in steps. */
export interface Extent {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly count: number;
}

function* part(value: Value, fallback: number): Flow<number> {
  if (value === null) return fallback;
  const index = yield* indexOrUndefined(value);
  if (index === undefined) throw typeError('slice indices must be integers or None or have an __index__ method');
  return Number(index);
}

/** `slice.indices(length)` with the number of elements. */
export function* sliceExtent(slice: PySlice, length: number): Flow<Extent> {
  const step = yield* part(slice.step, 1);
  if (step === 0) throw valueError('slice step cannot be zero');
  const clamp = (index: number): number => {
    const from = index < 0 ? index + length : index;
    return step > 0 ? Math.min(Math.max(from, 0), length) : Math.min(Math.max(from, -1), length - 1);
  };
  const start = slice.start === null ? (step > 0 ? 0 : length - 1) : clamp(yield* part(slice.start, 0));
  const stop = slice.stop === null ? (step > 0 ? length : -1) : clamp(yield* part(slice.stop, 0));
  return { start, stop, step, count: Math.max(0, Math.ceil((stop - start) / step)) };
}

/** The elements of an array that a slice takes. */
export function takeSlice<T>(items: readonly T[], { start, step, count }: Extent): T[] {
  if (step === 1) return items.slice(start, start + count);
  return Array.from({ length: count }, (_, index) => items[start + index * step] as T);
}

/** The offset that an index means in a sequence. @throws Raised TypeError, IndexError */
export function* offsetOf(key: Value, length: number, what: string, assignment = false): Flow<number> {
  const index = yield* indexOrUndefined(key);
  if (index === undefined) throw typeError(`${what} indices must be integers${what === 'string' ? '' : ' or slices'}, not ${what === 'string' ? `'${typeOf(key).name}'` : typeOf(key).name}`);
  const offset = index < 0 ? Number(index) + length : Number(index);
  if (offset < 0 || offset >= length) throw indexError(`${what} ${assignment ? 'assignment ' : ''}index out of range`);
  return offset;
}
