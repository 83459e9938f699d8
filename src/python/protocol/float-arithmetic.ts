import { overflowError, zeroDivisionError } from '../objects/exceptions';
import { PyComplex, PyFloat } from '../objects/float';
import type { Value } from '../objects/object';

/** `a % b` with the sign of `b`. */
export function moduloFloats(a: number, b: number): number {
  if (b === 0) throw zeroDivisionError('float modulo');
  const rest = a % b;
  if (rest === 0) return b < 0 ? -0 : 0;
  return rest < 0 !== b < 0 ? rest + b : rest;
}

/** `a // b`. */
export function floorDivideFloats(a: number, b: number): number {
  if (b === 0) throw zeroDivisionError('float floor division by zero');
  const quotient = (a - moduloFloats(a, b)) / b;
  if (quotient === 0) return a < 0 !== b < 0 ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

/** `a ** b`; negative bases with a fractional exponent give a complex number. */
export function powerFloats(a: number, b: number): Value {
  if (a === 0 && b < 0) throw zeroDivisionError('0.0 cannot be raised to a negative power');
  if (a === 1 || b === 0) return new PyFloat(1);
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b)) return powerComplex(new PyComplex(a, 0), new PyComplex(b, 0));
  if (a === -1 && !Number.isFinite(b) && !Number.isNaN(b)) return new PyFloat(1);
  const power = a ** b;
  if (!Number.isFinite(power) && Number.isFinite(a) && Number.isFinite(b)) throw overflowError("(34, 'Numerical result out of range')");
  return new PyFloat(power);
}

/** CPython multiplies for exponents up to this. */
const SMALL_POWER = 100;

function powerByMultiplying(base: PyComplex, exponent: number): PyComplex {
  let result = new PyComplex(1, 0);
  let factor = base;
  for (let left = Math.abs(exponent); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = multiplyComplex(result, factor);
    factor = multiplyComplex(factor, factor);
  }
  return exponent < 0 ? divideComplex(new PyComplex(1, 0), result) : result;
}

export function powerComplex(a: PyComplex, b: PyComplex): PyComplex {
  if (b.real === 0 && b.imaginary === 0) return new PyComplex(1, 0);
  if (b.imaginary === 0 && Number.isInteger(b.real) && Math.abs(b.real) <= SMALL_POWER) return powerByMultiplying(a, b.real);
  const length = Math.hypot(a.real, a.imaginary);
  if (length === 0) {
    if (b.imaginary !== 0 || b.real < 0) throw zeroDivisionError('0.0 to a negative or complex power');
    return new PyComplex(0, 0);
  }
  const angle = Math.atan2(a.imaginary, a.real);
  const size = length ** b.real * Math.exp(-angle * b.imaginary);
  const phase = angle * b.real + b.imaginary * Math.log(length);
  return new PyComplex(size * Math.cos(phase), size * Math.sin(phase));
}

export function multiplyComplex(a: PyComplex, b: PyComplex): PyComplex {
  return new PyComplex(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real);
}

export function divideComplex(a: PyComplex, b: PyComplex): PyComplex {
  const size = b.real * b.real + b.imaginary * b.imaginary;
  if (size === 0) throw zeroDivisionError('complex division by zero');
  return new PyComplex((a.real * b.real + a.imaginary * b.imaginary) / size, (a.imaginary * b.real - a.real * b.imaginary) / size);
}
