import type { Flow } from '../../flow';
import { define } from '../../native/define';
import { typeOf } from '../../objects/builtin-types';
import { overflowError, typeError, valueError } from '../../objects/exceptions';
import { PyFloat } from '../../objects/float';
import type { Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';
import { callSpecial } from '../../protocol/call';
import { collect } from '../../protocol/iterate';
import { intOf, toFloat, toIndex, toInt, type Int } from '../../protocol/numbers';
import { binary } from '../../protocol/operators';
import type { NativeModule } from '../../runtime';
import { isAbsent } from '../arguments';
import { ieeeRemainder, lastPlace, nextFloat, scaleFloat, splitFloat } from './floats';
import { bitLength, combinations, factorial, gcd, integerSquareRoot, lcm, permutations } from './integers';
import { erf, erfc } from './error-function';
import { gamma, logGamma } from './special';
import { exactSum, vectorLength } from './sums';

const domainError = (): Error => valueError('math domain error');
const rangeError = (): Error => overflowError('math range error');

/** Functions of one float; with `overflows` an infinite result is a range error, else a domain error. */
const unary: readonly (readonly [name: string, compute: (x: number) => number, overflows?: boolean])[] = [
  ['acos', Math.acos],
  ['acosh', Math.acosh],
  ['asin', Math.asin],
  ['asinh', Math.asinh],
  ['atan', Math.atan],
  ['atanh', Math.atanh],
  ['cbrt', Math.cbrt],
  ['cos', Math.cos],
  ['cosh', Math.cosh, true],
  ['erf', erf],
  ['erfc', erfc],
  ['exp', Math.exp, true],
  ['exp2', (x) => 2 ** x, true],
  ['expm1', Math.expm1, true],
  ['fabs', Math.abs],
  ['log1p', Math.log1p],
  ['sin', Math.sin],
  ['sinh', Math.sinh, true],
  ['sqrt', Math.sqrt],
  ['tan', Math.tan],
  ['tanh', Math.tanh],
  ['degrees', (x) => x * (180 / Math.PI), true],
  ['radians', (x) => x * (Math.PI / 180), true],
];

function unaryFunction(name: string, compute: (x: number) => number, overflows: boolean): Value {
  return define(`${name}(x, /)`, function* (value): Flow<Value> {
    const x = yield* toFloat(value);
    const result = compute(x);
    if (Number.isNaN(result) && !Number.isNaN(x)) throw domainError();
    if (!Number.isFinite(result) && Number.isFinite(x)) throw overflows ? rangeError() : domainError();
    return new PyFloat(result);
  });
}

/** A logarithm of a positive number; ints may be larger than any float. */
function* logarithm(value: Value, compute: (x: number) => number): Flow<number> {
  const int = intOf(value);
  if (int !== undefined) {
    if (int <= 0) throw domainError();
    if (typeof int === 'number') return compute(int);
    const shift = Math.max(0, bitLength(int) - 64);
    return compute(Number(int >> BigInt(shift))) + shift * compute(2);
  }
  const x = yield* toFloat(value);
  if (Number.isNaN(x)) return x;
  if (x <= 0) throw domainError();
  return compute(x);
}

function power(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  if (Math.abs(x) === 1 && !Number.isFinite(y) && !Number.isNaN(y)) return 1;
  if (x === 0 && y < 0 && Number.isFinite(y)) throw domainError();
  const result = x ** y;
  if (Number.isFinite(x) && Number.isFinite(y)) {
    if (Number.isNaN(result)) throw domainError();
    if (!Number.isFinite(result)) throw rangeError();
  }
  return result;
}

/** `math.floor` and its kin: of floats at once, else by the special method. */
function rounding(name: 'ceil' | 'floor' | 'trunc'): Value {
  return define(`${name}(x, /)`, function* (value): Flow<Value> {
    const int = intOf(value);
    if (int !== undefined) return int;
    if (!(value instanceof PyFloat)) {
      const result = yield* callSpecial(value, `__${name}__`);
      if (result !== undefined) return result;
      if (name === 'trunc') throw typeError(`type ${typeOf(value).name} doesn't define __trunc__ method`);
    }
    return wholeFloat(Math[name](yield* toFloat(value)));
  });
}

function wholeFloat(x: number): Int {
  if (Number.isNaN(x)) throw valueError('cannot convert float NaN to integer');
  if (!Number.isFinite(x)) throw overflowError('cannot convert float infinity to integer');
  return toInt(BigInt(x));
}

function* integers(values: Value): Flow<Int[]> {
  const ints: Int[] = [];
  for (const value of (values as PyTuple).items) ints.push(yield* toIndex(value));
  return ints;
}

function* nonNegative(value: Value, what: string): Flow<Int> {
  const n = yield* toIndex(value);
  if (n < 0) throw valueError(`${what} must be a non-negative integer`);
  return n;
}

/** `math.factorial` and its kin. */
const integerFunctions: Readonly<Record<string, Value>> = {
  factorial: define('factorial(n, /)', function* (value): Flow<Value> {
    const n = yield* toIndex(value);
    if (n < 0) throw valueError('factorial() not defined for negative values');
    if (typeof n === 'bigint') throw overflowError('factorial() argument should not exceed 9223372036854775807');
    return factorial(n);
  }),
  gcd: define('gcd(*integers)', function* (values): Flow<Value> {
    return (yield* integers(values)).reduce(gcd, 0);
  }),
  lcm: define('lcm(*integers)', function* (values): Flow<Value> {
    return (yield* integers(values)).reduce(lcm, 1);
  }),
  isqrt: define('isqrt(n, /)', function* (value): Flow<Value> {
    const n = yield* toIndex(value);
    if (n < 0) throw valueError('isqrt() argument must be nonnegative');
    return integerSquareRoot(n);
  }),
  comb: define('comb(n, k, /)', function* (n, k): Flow<Value> {
    return combinations(yield* nonNegative(n, 'n'), yield* nonNegative(k, 'k'));
  }),
  perm: define('perm(n, k=None, /)', function* (n, k): Flow<Value> {
    const total = yield* nonNegative(n, 'n');
    return permutations(total, k === null ? total : yield* nonNegative(k, 'k'));
  }),
};

const floatFunctions: Readonly<Record<string, Value>> = {
  atan2: define('atan2(y, x, /)', function* (y, x): Flow<Value> {
    return new PyFloat(Math.atan2(yield* toFloat(y), yield* toFloat(x)));
  }),
  copysign: define('copysign(x, y, /)', function* (x, y): Flow<Value> {
    const size = Math.abs(yield* toFloat(x));
    const sign = yield* toFloat(y);
    return new PyFloat(sign < 0 || Object.is(sign, -0) ? -size : size);
  }),
  dist: define('dist(p, q, /)', function* (p, q): Flow<Value> {
    const from = yield* collect(p);
    const to = yield* collect(q);
    if (from.length !== to.length) throw valueError('both points must have the same number of dimensions');
    const differences: number[] = [];
    for (const [index, start] of from.entries()) differences.push((yield* toFloat(start)) - (yield* toFloat(to[index] as Value)));
    return new PyFloat(vectorLength(differences));
  }),
  fmod: define('fmod(x, y, /)', function* (x, y): Flow<Value> {
    const a = yield* toFloat(x);
    const b = yield* toFloat(y);
    const result = a % b;
    if (Number.isNaN(result) && !Number.isNaN(a) && !Number.isNaN(b)) throw domainError();
    return new PyFloat(result);
  }),
  frexp: define('frexp(x, /)', function* (x): Flow<Value> {
    const [mantissa, exponent] = splitFloat(yield* toFloat(x));
    return new PyTuple([new PyFloat(mantissa), exponent]);
  }),
  fsum: define('fsum(seq, /)', function* (seq): Flow<Value> {
    const values: number[] = [];
    for (const value of yield* collect(seq)) values.push(yield* toFloat(value));
    return new PyFloat(exactSum(values));
  }),
  gamma: define('gamma(x, /)', function* (x): Flow<Value> {
    return new PyFloat(gamma(yield* toFloat(x)));
  }),
  hypot: define('hypot(*coordinates)', function* (coordinates): Flow<Value> {
    const values: number[] = [];
    for (const value of (coordinates as PyTuple).items) values.push(yield* toFloat(value));
    return new PyFloat(vectorLength(values));
  }),
  isclose: define("isclose(a, b, *, rel_tol?, abs_tol?)", function* (a: Value, b: Value, relative?: Value, absolute?: Value): Flow<Value> {
    const x = yield* toFloat(a);
    const y = yield* toFloat(b);
    const share = isAbsent(relative) ? 1e-9 : yield* toFloat(relative);
    const least = isAbsent(absolute) ? 0 : yield* toFloat(absolute);
    if (share < 0 || least < 0) throw valueError('tolerances must be non-negative');
    if (x === y) return true;
    if (!Number.isFinite(x) || !Number.isFinite(y)) return false;
    const difference = Math.abs(x - y);
    return difference <= Math.abs(share * y) || difference <= Math.abs(share * x) || difference <= least;
  }),
  isfinite: define('isfinite(x, /)', function* (x): Flow<Value> {
    return Number.isFinite(yield* toFloat(x));
  }),
  isinf: define('isinf(x, /)', function* (x): Flow<Value> {
    return Math.abs(yield* toFloat(x)) === Infinity;
  }),
  isnan: define('isnan(x, /)', function* (x): Flow<Value> {
    return Number.isNaN(yield* toFloat(x));
  }),
  ldexp: define('ldexp(x, i, /)', function* (x, i): Flow<Value> {
    const exponent = intOf(i);
    if (exponent === undefined) throw typeError('Expected an int as second argument to ldexp.');
    return new PyFloat(scaleFloat(yield* toFloat(x), Number(exponent)));
  }),
  lgamma: define('lgamma(x, /)', function* (x): Flow<Value> {
    return new PyFloat(logGamma(yield* toFloat(x)));
  }),
  log: define('log(x, base?, /)', function* (x: Value, base?: Value): Flow<Value> {
    const top = yield* logarithm(x, Math.log);
    if (base === undefined) return new PyFloat(top);
    return yield* binary('/', new PyFloat(top), new PyFloat(yield* logarithm(base, Math.log)));
  }),
  log10: define('log10(x, /)', function* (x): Flow<Value> {
    return new PyFloat(yield* logarithm(x, Math.log10));
  }),
  log2: define('log2(x, /)', function* (x): Flow<Value> {
    return new PyFloat(yield* logarithm(x, Math.log2));
  }),
  modf: define('modf(x, /)', function* (value): Flow<Value> {
    const x = yield* toFloat(value);
    const whole = Math.trunc(x);
    const rest = Number.isFinite(x) ? Math.abs(x - whole) : Number.isNaN(x) ? x : 0;
    return new PyTuple([new PyFloat(x < 0 || Object.is(x, -0) ? -rest : rest), new PyFloat(whole)]);
  }),
  nextafter: define('nextafter(x, y, /)', function* (x, y): Flow<Value> {
    return new PyFloat(nextFloat(yield* toFloat(x), yield* toFloat(y)));
  }),
  pow: define('pow(x, y, /)', function* (x, y): Flow<Value> {
    return new PyFloat(power(yield* toFloat(x), yield* toFloat(y)));
  }),
  prod: define('prod(iterable, /, *, start=1)', function* (iterable, start): Flow<Value> {
    let result = start;
    for (const value of yield* collect(iterable)) result = yield* binary('*', result, value);
    return result;
  }),
  remainder: define('remainder(x, y, /)', function* (x, y): Flow<Value> {
    const a = yield* toFloat(x);
    const b = yield* toFloat(y);
    if (Number.isNaN(a) || Number.isNaN(b)) return new PyFloat(NaN);
    if (!Number.isFinite(a) || b === 0) throw domainError();
    return new PyFloat(ieeeRemainder(a, b));
  }),
  ulp: define('ulp(x, /)', function* (x): Flow<Value> {
    return new PyFloat(lastPlace(yield* toFloat(x)));
  }),
};

export const mathModule: NativeModule = {
  name: 'math',
  create: () => ({
    pi: new PyFloat(Math.PI),
    e: new PyFloat(Math.E),
    tau: new PyFloat(2 * Math.PI),
    inf: new PyFloat(Infinity),
    nan: new PyFloat(NaN),
    ...Object.fromEntries(unary.map(([name, compute, overflows]) => [name, unaryFunction(name, compute, overflows ?? false)])),
    ceil: rounding('ceil'),
    floor: rounding('floor'),
    trunc: rounding('trunc'),
    ...integerFunctions,
    ...floatFunctions,
  }),
};
