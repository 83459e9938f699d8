import { CheckpointRequest, type Flow } from '../../flow';
import { valueError, typeError } from '../../objects/exceptions';
import type { Value } from '../../objects/object';
import { EMPTY_TUPLE, PyTuple } from '../../objects/sequences';
import { collect } from '../../protocol/iterate';
import { intOf, toIndex } from '../../protocol/numbers';
import { iteratorClass, type Advance } from './iterator-class';

/** Goes over tuples of indices into a pool. */
function* picked(pool: readonly Value[], tuples: Iterator<readonly number[]>): Flow<Advance> {
  yield new CheckpointRequest(pool.length);
  return function* (): Flow<Value | undefined> {
    yield new CheckpointRequest(1);
    const step = tuples.next();
    return step.done === true ? undefined : new PyTuple(step.value.map((index) => pool[index] as Value));
  };
}

function* combinationIndices(n: number, r: number, repeat: boolean): Generator<readonly number[]> {
  if (repeat ? n === 0 && r > 0 : r > n) return;
  const indices = Array.from({ length: r }, (_unused, index) => (repeat ? 0 : index));
  for (;;) {
    yield indices;
    let place = r - 1;
    while (place >= 0 && indices[place] === (repeat ? n - 1 : place + n - r)) place -= 1;
    const value = indices[place];
    if (value === undefined) return;
    for (let index = place; index < r; index += 1) indices[index] = value + 1 + (repeat ? 0 : index - place);
  }
}

function* permutationIndices(n: number, r: number): Generator<readonly number[]> {
  if (r > n) return;
  const indices = Array.from({ length: n }, (_unused, index) => index);
  const cycles = Array.from({ length: r }, (_unused, index) => n - index);
  yield indices.slice(0, r);
  for (;;) {
    let place = r - 1;
    for (; place >= 0; place -= 1) {
      cycles[place] = (cycles[place] as number) - 1;
      const cycle = cycles[place] as number;
      if (cycle > 0) {
        const other = n - cycle;
        [indices[place], indices[other]] = [indices[other] as number, indices[place] as number];
        yield indices.slice(0, r);
        break;
      }
      indices.push(...indices.splice(place, 1));
      cycles[place] = n - place;
    }
    if (place < 0) return;
  }
}

function* productIndices(sizes: readonly number[]): Generator<readonly number[]> {
  if (sizes.includes(0)) return;
  const indices = sizes.map(() => 0);
  for (;;) {
    yield indices;
    let place = sizes.length - 1;
    for (; place >= 0; place -= 1) {
      const next = (indices[place] as number) + 1;
      if (next < (sizes[place] as number)) {
        indices[place] = next;
        break;
      }
      indices[place] = 0;
    }
    if (place < 0) return;
  }
}

function* sizeArgument(value: Value): Flow<number> {
  if (intOf(value) === undefined) throw typeError('Expected int as r');
  const size = Number(yield* toIndex(value));
  if (size < 0) throw valueError('r must be non-negative');
  return size;
}

export const combinationsType = iteratorClass('combinations(iterable, r)', function* (iterable, r) {
  const pool = yield* collect(iterable);
  return yield* picked(pool, combinationIndices(pool.length, yield* sizeArgument(r), false));
});

export const combinationsWithReplacementType = iteratorClass('combinations_with_replacement(iterable, r)', function* (iterable, r) {
  const pool = yield* collect(iterable);
  return yield* picked(pool, combinationIndices(pool.length, yield* sizeArgument(r), true));
});

export const permutationsType = iteratorClass('permutations(iterable, r=None)', function* (iterable, r) {
  const pool = yield* collect(iterable);
  return yield* picked(pool, permutationIndices(pool.length, r === null ? pool.length : yield* sizeArgument(r)));
});

export const productType = iteratorClass('product(*iterables, repeat=1)', function* (iterables, repeat) {
  const times = Number(yield* toIndex(repeat));
  if (times < 0) throw valueError('repeat argument cannot be negative');
  const once: Value[][] = [];
  for (const iterable of (iterables as PyTuple).items) once.push(yield* collect(iterable));
  const pools = Array.from({ length: times }, () => once).flat();
  const tuples = productIndices(pools.map((pool) => pool.length));
  return function* (): Flow<Value | undefined> {
    yield new CheckpointRequest(1);
    const step = tuples.next();
    if (step.done === true) return undefined;
    return step.value.length === 0 ? EMPTY_TUPLE : new PyTuple(step.value.map((index, place) => (pools[place] as Value[])[index] as Value));
  };
});
