import { overflowError, valueError } from '../../objects/exceptions';

/** Lanczos' approximation with g and the coefficients of Boost (lanczos13m53), as CPython's mathmodule.c uses it. */
const LANCZOS_G = 6.024680040776729583740234375;
const numerator = [
  23531376880.41076, 42919803642.6491, 35711959237.35567,
  17921034426.03721, 6039542586.352028, 1439720407.3117216,
  248874557.86205417, 31426415.585400194, 2876370.6289353725,
  186056.26539522348, 8071.672002365816, 210.82427775157936,
  2.5066282746310002,
];
const denominator = [0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1];

function lanczosSum(x: number): number {
  let above = 0;
  let below = 0;
  if (x < 5) {
    for (let index = numerator.length - 1; index >= 0; index -= 1) {
      above = above * x + (numerator[index] as number);
      below = below * x + (denominator[index] as number);
    }
  } else {
    for (const [index, coefficient] of numerator.entries()) {
      above = above / x + coefficient;
      below = below / x + (denominator[index] as number);
    }
  }
  return above / below;
}

/** sin(πx), exact at multiples of a half. */
function sinPi(x: number): number {
  const y = Math.abs(x) % 2;
  const sign = x < 0 ? -1 : 1;
  switch (Math.round(2 * y)) {
    case 0:
      return sign * Math.sin(Math.PI * y);
    case 1:
      return sign * Math.cos(Math.PI * (y - 0.5));
    case 2:
      return sign * Math.sin(Math.PI * (1 - y));
    case 3:
      return sign * -Math.cos(Math.PI * (y - 1.5));
    default:
      return sign * Math.sin(Math.PI * (y - 2));
  }
}

const factorials: number[] = [1];
for (let n = 1; n < 23; n += 1) factorials.push((factorials[n - 1] as number) * n);

/** Γ(x). @throws Raised ValueError at the poles, OverflowError */
export function gamma(x: number): number {
  if (Number.isNaN(x) || x === Infinity) return x;
  if (x === -Infinity || (x <= 0 && Number.isInteger(x))) throw valueError('math domain error');
  if (Number.isInteger(x) && x <= factorials.length) return factorials[x - 1] as number;
  const size = Math.abs(x);
  if (size < 1e-20) return finite(1 / x);
  if (size > 200) {
    if (x < 0) return 0 / sinPi(x);
    throw overflowError('math range error');
  }
  const base = size + LANCZOS_G - 0.5;
  let error = size > LANCZOS_G - 0.5 ? base - size - (LANCZOS_G - 0.5) : base - (LANCZOS_G - 0.5) - size;
  error = (error * LANCZOS_G) / base;
  const power = (exponent: number): number => base ** exponent;
  if (x < 0) {
    let result = (-Math.PI / sinPi(size) / size) * (Math.exp(base) / lanczosSum(size));
    result -= error * result;
    result = size < 140 ? result / power(size - 0.5) : result / power(size / 2 - 0.25) / power(size / 2 - 0.25);
    return finite(result);
  }
  let result = lanczosSum(size) / Math.exp(base);
  result += error * result;
  result = size < 140 ? result * power(size - 0.5) : result * power(size / 2 - 0.25) * power(size / 2 - 0.25);
  return finite(result);
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw overflowError('math range error');
  return value;
}

/** ln |Γ(x)|. @throws Raised ValueError at the poles */
export function logGamma(x: number): number {
  if (Number.isNaN(x)) return x;
  if (!Number.isFinite(x)) return Infinity;
  if (x <= 2 && Number.isInteger(x)) {
    if (x <= 0) throw valueError('math domain error');
    return 0;
  }
  const size = Math.abs(x);
  if (size < 1e-20) return -Math.log(size);
  let result = Math.log(lanczosSum(size)) - LANCZOS_G + (size - 0.5) * (Math.log(size + LANCZOS_G - 0.5) - 1);
  if (x < 0) result = Math.log(Math.PI) - Math.log(Math.abs(sinPi(size))) - Math.log(size) - result;
  return finite(result);
}
