import type { Flow } from '../../flow';
import { defineClass, type Methods } from '../../native/define';
import { typeOf } from '../../objects/builtin-types';
import { NativeFunction, PyMethod } from '../../objects/callables';
import { indexError, typeError, valueError } from '../../objects/exceptions';
import { PyFloat } from '../../objects/float';
import { PyObject, type PyType, type Value } from '../../objects/object';
import { PyByteArray, PyBytes, PyList, PyTuple } from '../../objects/sequences';
import { hash } from '../../protocol/hash';
import { addInts, floorDivideInts, multiplyInts, subtractInts } from '../../protocol/int-arithmetic';
import { collect } from '../../protocol/iterate';
import { intOf, stringOf, toFloat, toIndex, type Int } from '../../protocol/numbers';
import { binary, setSubscript, subscript } from '../../protocol/operators';
import { length } from '../../protocol/truth';
import type { NativeModule } from '../../runtime';
import { isAbsent } from '../arguments';
import { bytesToInt, joinBytes } from '../bytes';
import { insertionPoint } from '../bisect';
import { randomBytes } from '../entropy';
import { sha512 } from '../hashing/sha512';
import { isSequence } from '../sequence';
import { betaVariate, exponential, gammaVariate, gauss, normal, pareto, triangular, vonMises, weibull } from './distributions';
import { MersenneTwister } from './mersenne-twister';

class PyRandom extends PyObject {
  readonly source = new MersenneTwister(bytesToInt(randomBytes(32)));
}

function* seedOf(value: Value): Flow<bigint> {
  if (value === null) return bytesToInt(randomBytes(32));
  const int = intOf(value);
  if (int !== undefined) return int < 0 ? -BigInt(int) : BigInt(int);
  const text = stringOf(value);
  const bytes = text === undefined ? (value instanceof PyBytes || value instanceof PyByteArray ? value.data : undefined) : new TextEncoder().encode(text);
  if (bytes !== undefined) return bytesToInt(joinBytes([bytes, sha512(bytes)]));
  if (!(value instanceof PyFloat)) throw typeError('The only supported seed types are: None,\nint, float, str, bytes, and bytearray.');
  return BigInt.asUintN(64, BigInt(yield* hash(value)));
}

function* range(self: PyRandom, start: Value, stop: Value, step: Value): Flow<Value> {
  const from = yield* toIndex(start);
  if (isAbsent(stop)) {
    if (from > 0) return self.source.below(from);
    throw valueError('empty range for randrange()');
  }
  const to = yield* toIndex(stop);
  const by = yield* toIndex(step);
  const width = subtractInts(to, from);
  if (by === 1) {
    if (width > 0) return addInts(from, self.source.below(width));
    throw valueError(`empty range for randrange() (${from}, ${to}, ${width})`);
  }
  if (by === 0) throw valueError('zero step for randrange()');
  const count = floorDivideInts(by > 0 ? subtractInts(addInts(width, by), 1) : addInts(addInts(width, by), 1), by);
  if (count <= 0) throw valueError('empty range for randrange()');
  return addInts(from, multiplyInts(by, self.source.below(count)));
}

/** Indices of k of n things, by whichever method needs less room: the choice decides which numbers are drawn. */
function sampleIndices(source: MersenneTwister, n: number, k: number): number[] {
  let roomOfSet = 21;
  if (k > 5) roomOfSet += 4 ** Math.ceil(Math.log(k * 3) / Math.log(4));
  const chosen: number[] = [];
  if (n <= roomOfSet) {
    const pool = Array.from({ length: n }, (_unused, index) => index);
    for (let index = 0; index < k; index += 1) {
      const place = source.index(n - index);
      chosen.push(pool[place] as number);
      pool[place] = pool[n - index - 1] as number;
    }
    return chosen;
  }
  const taken = new Set<number>();
  while (chosen.length < k) {
    const place = source.index(n);
    if (taken.has(place)) continue;
    taken.add(place);
    chosen.push(place);
  }
  return chosen;
}

function* sample(self: PyRandom, population: Value, size: Value, counts: Value): Flow<Value> {
  if (!isSequence(population)) throw typeError('Population must be a sequence.  For dicts or sets, use sorted(d).');
  const count = yield* length(population);
  const k = Number(yield* toIndex(size));
  const weights = isAbsent(counts) ? undefined : yield* collect(counts);
  if (weights !== undefined && weights.length !== count) throw valueError('The number of counts does not match the population');
  const ends: Int[] = [];
  for (const weight of weights ?? []) {
    const int = intOf(weight);
    if (int === undefined) throw typeError('Counts must be integers');
    ends.push(addInts(ends.at(-1) ?? 0, int));
  }
  const total = weights === undefined ? count : Number(ends.at(-1) ?? 0);
  if (weights !== undefined && total <= 0) throw valueError('Total of counts must be greater than zero');
  if (k < 0 || k > total) throw valueError('Sample larger than population or is negative');
  const result: Value[] = [];
  for (const index of sampleIndices(self.source, total, k)) {
    result.push(yield* subscript(population, weights === undefined ? index : ends.findIndex((end) => end > index)));
  }
  return new PyList(result);
}

function* choices(self: PyRandom, population: Value, weights: Value, cumulative: Value, times: Value): Flow<Value> {
  const count = yield* length(population);
  const k = Number(yield* toIndex(times));
  const result: Value[] = [];
  if (!isAbsent(weights) && !isAbsent(cumulative)) throw typeError('Cannot specify both weights and cumulative weights');
  if (isAbsent(weights) && isAbsent(cumulative)) {
    if (count === 0 && k > 0) throw indexError('list index out of range');
    for (let drawn = 0; drawn < k; drawn += 1) result.push(yield* subscript(population, Math.floor(self.source.random() * count)));
    return new PyList(result);
  }
  const ends = isAbsent(cumulative) ? yield* accumulated(yield* collect(weights)) : yield* collect(cumulative);
  if (ends.length !== count) throw valueError('The number of weights does not match the population');
  const total = yield* toFloat(ends.at(-1) ?? 0);
  if (total <= 0) throw valueError('Total of weights must be greater than zero');
  if (!Number.isFinite(total)) throw valueError('Total of weights must be finite');
  for (let drawn = 0; drawn < k; drawn += 1) {
    const place = yield* insertionPoint(ends, new PyFloat(self.source.random() * total), 0, count - 1, null, 'right');
    result.push(yield* subscript(population, place));
  }
  return new PyList(result);
}

function* accumulated(values: readonly Value[]): Flow<Value[]> {
  const sums: Value[] = [];
  for (const value of values) {
    const last = sums.at(-1);
    sums.push(last === undefined ? value : yield* binary('+', last, value));
  }
  return sums;
}

/** A method that draws from a distribution of two parameters. */
function drawn(draw: (source: MersenneTwister, a: number, b: number) => number): (self: PyRandom, a: Value, b: Value) => Flow<Value> {
  return function* (self, a, b): Flow<Value> {
    return new PyFloat(draw(self.source, yield* toFloat(a), yield* toFloat(b)));
  };
}

/** A generator function's calls are flows only where it is written as one: see `isFlow`. */
function distribution(heading: string, draw: (source: MersenneTwister, a: number, b: number) => number): Methods<PyRandom> {
  return { [heading]: drawn(draw) };
}

const methods: Methods<PyRandom> = {
  'seed(a=None, version=2)': function* (self, a): Flow<Value> {
    self.source.seed(yield* seedOf(a));
    return null;
  },
  'random()': (self) => new PyFloat(self.source.random()),
  'getrandbits(k, /)': function* (self, k): Flow<Value> {
    const count = Number(yield* toIndex(k));
    if (count < 0) throw valueError('number of bits must be non-negative');
    return self.source.bits(count);
  },
  'randbytes(n)': function* (self, n): Flow<Value> {
    const count = Number(yield* toIndex(n));
    let bits = BigInt(self.source.bits(count * 8));
    const bytes = new Uint8Array(count);
    for (let index = 0; index < count; index += 1, bits >>= 8n) bytes[index] = Number(bits & 0xffn);
    return new PyBytes(bytes);
  },
  'randrange(start, stop=None, step=1)': function* (self, start, stop, step): Flow<Value> {
    return yield* range(self, start, stop, step);
  },
  'randint(a, b)': function* (self, a, b): Flow<Value> {
    return yield* range(self, a, yield* binary('+', b, 1), 1);
  },
  'choice(seq)': function* (self, seq): Flow<Value> {
    const count = yield* length(seq);
    if (count === 0) throw indexError('Cannot choose from an empty sequence');
    return yield* subscript(seq, self.source.index(count));
  },
  'choices(population, weights=None, *, cum_weights=None, k=1)': function* (self, population, weights, cumulative, k): Flow<Value> {
    return yield* choices(self, population, weights, cumulative, k);
  },
  'sample(population, k, *, counts=None)': function* (self, population, k, counts): Flow<Value> {
    return yield* sample(self, population, k, counts);
  },
  'shuffle(x)': function* (self, list): Flow<Value> {
    if (list instanceof PyList) {
      const { items } = list;
      for (let index = items.length - 1; index > 0; index -= 1) {
        const other = self.source.index(index + 1);
        [items[index], items[other]] = [items[other] as Value, items[index] as Value];
      }
      return null;
    }
    for (let index = (yield* length(list)) - 1; index > 0; index -= 1) {
      const other = self.source.index(index + 1);
      const moved = yield* subscript(list, index);
      yield* setSubscript(list, index, yield* subscript(list, other));
      yield* setSubscript(list, other, moved);
    }
    return null;
  },
  'uniform(a, b)': function* (self, a, b): Flow<Value> {
    const low = yield* toFloat(a);
    return new PyFloat(low + ((yield* toFloat(b)) - low) * self.source.random());
  },
  'triangular(low=0, high=1, mode=None)': function* (self, low, high, mode): Flow<Value> {
    return new PyFloat(triangular(self.source, yield* toFloat(low), yield* toFloat(high), isAbsent(mode) ? null : yield* toFloat(mode)));
  },
  'expovariate(lambd)': function* (self, rate): Flow<Value> {
    return new PyFloat(exponential(self.source, yield* toFloat(rate)));
  },
  'paretovariate(alpha)': function* (self, alpha): Flow<Value> {
    return new PyFloat(pareto(self.source, yield* toFloat(alpha)));
  },
  'getstate()': (self) => new PyTuple([3, new PyTuple(self.source.state), self.source.spareGauss === null ? null : new PyFloat(self.source.spareGauss)]),
  'setstate(state)': function* (self, state): Flow<Value> {
    const [version, words, spare] = yield* collect(state);
    if (version !== 3) throw valueError(`state with version ${typeof version === 'number' ? version : typeOf(version ?? null).name} passed to Random.setstate() of version 3`);
    self.source.state = (yield* collect(words as Value)).map((word) => Number(intOf(word) ?? 0));
    self.source.spareGauss = isAbsent(spare) ? null : yield* toFloat(spare);
    return null;
  },
  ...distribution('normalvariate(mu=0, sigma=1)', normal),
  ...distribution('gauss(mu=0, sigma=1)', gauss),
  ...distribution('lognormvariate(mu, sigma)', (source, mu, sigma) => Math.exp(normal(source, mu, sigma))),
  ...distribution('vonmisesvariate(mu, kappa)', vonMises),
  ...distribution('gammavariate(alpha, beta)', gammaVariate),
  ...distribution('betavariate(alpha, beta)', betaVariate),
  ...distribution('weibullvariate(alpha, beta)', weibull),
};

const randomType: PyType = defineClass<PyRandom>({
  name: 'Random',
  module: 'random',
  dict: true,
  allocate: (cls) => new PyRandom(cls),
  accepts: (value) => value instanceof PyRandom,
  methods: {
    '__init__(x=None)': function* (self, x): Flow<Value> {
      self.source.seed(yield* seedOf(x));
      return null;
    },
    ...methods,
  },
});

export const randomModule: NativeModule = {
  name: 'random',
  create: () => {
    const shared = new PyRandom(randomType);
    const bound = [...randomType.dict].filter(([name, method]) => method instanceof NativeFunction && !name.startsWith('__'));
    return { Random: randomType, ...Object.fromEntries(bound.map(([name, method]) => [name, new PyMethod(method, shared)])) };
  },
};
