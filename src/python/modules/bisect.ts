import { call } from '../protocol/call';
import type { Flow } from '../flow';
import { define } from '../native/define';
import { valueError } from '../objects/exceptions';
import type { Value } from '../objects/object';
import { PyList } from '../objects/sequences';
import { lessThan } from '../protocol/compare';
import { getAttribute } from '../protocol/attributes';
import { toIndex } from '../protocol/numbers';
import { subscript } from '../protocol/operators';
import { length } from '../protocol/truth';
import type { NativeModule } from '../runtime';
import { isAbsent } from './arguments';

type Side = 'left' | 'right';

/** Where an item belongs in a sorted sequence: before (left) or behind (right) those that are equal. */
export function* insertionPoint(sequence: Value | readonly Value[], item: Value, low: number, high: number, key: Value, side: Side): Flow<number> {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const found = isArray(sequence) ? (sequence[middle] as Value) : yield* subscript(sequence, middle);
    const compared = key === null ? found : yield* call(key, [found]);
    const before = side === 'left' ? yield* lessThan(compared, item) : !(yield* lessThan(item, compared));
    if (before) from = middle + 1;
    else to = middle;
  }
  return from;
}

function isArray(sequence: Value | readonly Value[]): sequence is readonly Value[] {
  return Array.isArray(sequence);
}

function* search(side: Side, a: Value, x: Value, lo: Value, hi: Value, key: Value): Flow<number> {
  const low = Number(yield* toIndex(lo));
  if (low < 0) throw valueError('lo must be non-negative');
  const high = isAbsent(hi) ? yield* length(a) : Number(yield* toIndex(hi));
  return yield* insertionPoint(a, x, low, high, key, side);
}

function searching(name: string, side: Side): Value {
  return define(`${name}(a, x, lo=0, hi=None, *, key=None)`, function* (a, x, lo, hi, key): Flow<Value> {
    return yield* search(side, a, x, lo, hi, key);
  });
}

function inserting(name: string, side: Side): Value {
  return define(`${name}(a, x, lo=0, hi=None, *, key=None)`, function* (a, x, lo, hi, key): Flow<Value> {
    const compared = isAbsent(key) ? x : yield* call(key, [x]);
    const place = yield* search(side, a, compared, lo, hi, key);
    if (a instanceof PyList) a.items.splice(place, 0, x);
    else yield* call(yield* getAttribute(a, 'insert'), [place, x]);
    return null;
  });
}

export const bisectModule: NativeModule = {
  name: 'bisect',
  create: () => {
    const bisectRight = searching('bisect_right', 'right');
    const insortRight = inserting('insort_right', 'right');
    return { bisect: bisectRight, bisect_right: bisectRight, bisect_left: searching('bisect_left', 'left'), insort: insortRight, insort_right: insortRight, insort_left: inserting('insort_left', 'left') };
  },
};
