import { typeOf } from '../../objects/builtin-types';
import { overflowError, typeError, valueError } from '../../objects/exceptions';
import { PyFloat } from '../../objects/float';
import type { Value } from '../../objects/object';
import { PyList, PyTuple } from '../../objects/sequences';
import { intOf, stringOf, toInt, type Int } from '../../protocol/numbers';
import { commonDivisor, exactRatio } from '../rational';
import { rescale } from './rounding';
import { finite, infinite, NAN, parseDecimal, signedCoefficient, type DecimalNumber } from './number';
import type { DecimalSettings } from './context';
import { PyDecimal } from './values';

/** A float, exactly. */
export function fromFloat(value: number): DecimalNumber {
  if (Number.isNaN(value)) return NAN;
  if (!Number.isFinite(value)) return infinite(value < 0);
  const [numerator, denominator] = exactRatio(value);
  const twos = denominator.toString(2).length - 1;
  return finite(numerator * 5n ** BigInt(twos), -twos, value < 0 || Object.is(value, -0));
}

/** A Decimal or an int that stands beside a Decimal in an expression; undefined for others. */
export function operand(value: Value): DecimalNumber | undefined {
  if (value instanceof PyDecimal) return value.number;
  const int = intOf(value);
  return int === undefined ? undefined : finite(BigInt(int), 0);
}

/** The same for a method's argument. @throws Raised TypeError */
export function decimalArgument(value: Value): DecimalNumber {
  const number = operand(value);
  if (number === undefined) throw typeError(`conversion from ${typeOf(value).name} to Decimal is not supported`);
  return number;
}

function fromTuple(items: readonly Value[]): DecimalNumber {
  if (items.length !== 3) throw valueError('argument must be a sequence of length 3');
  const [sign, digits, exponent] = items as readonly [Value, Value, Value];
  if (intOf(sign) !== 0 && intOf(sign) !== 1) throw valueError('sign must be an integer with the value 0 or 1');
  if (!(digits instanceof PyTuple) && !(digits instanceof PyList)) throw valueError('coefficient must be a tuple of digits');
  const figures = digits.items.map((digit) => {
    const int = intOf(digit);
    if (typeof int !== 'number' || int < 0 || int > 9) throw valueError('coefficient must be a tuple of digits');
    return int;
  });
  const coefficient = BigInt(figures.join('') || '0');
  const negative = intOf(sign) === 1;
  if (exponent === 'F') return infinite(negative);
  if (exponent === 'n' || exponent === 'N') return { kind: exponent === 'n' ? 'quiet' : 'signaling', negative, coefficient, exponent: 0 };
  const power = intOf(exponent);
  if (typeof power !== 'number') throw valueError("string argument in the third position must be 'F', 'n' or 'N'");
  return finite(coefficient, power, negative);
}

/** What `Decimal(value)` makes of a value, exactly. @throws Raised */
export function numberFrom(value: Value, settings: DecimalSettings): DecimalNumber {
  const known = operand(value);
  if (known !== undefined) return known;
  const text = stringOf(value);
  if (text !== undefined) return parseDecimal(text) ?? settings.invalid('ConversionSyntax');
  if (value instanceof PyFloat) {
    settings.signal('FloatOperation');
    return fromFloat(value.value);
  }
  if (value instanceof PyTuple || value instanceof PyList) return fromTuple(value.items);
  throw typeError(`conversion from ${typeOf(value).name} to Decimal is not supported`);
}

/** `int(Decimal)`: towards zero. @throws Raised for infinities and NaN */
export function toInteger(number: DecimalNumber): Int {
  if (number.kind === 'infinite') throw overflowError('cannot convert Infinity to integer');
  if (number.kind !== 'finite') throw valueError('cannot convert NaN to integer');
  return toInt(signedCoefficient(rescale(number, 0, 'ROUND_DOWN').number));
}

const MODULUS = (1n << 61n) - 1n;

function powerModulo(base: bigint, exponent: bigint): bigint {
  let [result, factor] = [1n, base % MODULUS];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * factor) % MODULUS;
    factor = (factor * factor) % MODULUS;
  }
  return result;
}

/** The hash that equal ints and floats have, too. */
export function hashDecimal(number: DecimalNumber): Int {
  if (number.kind === 'signaling') throw typeError('Cannot hash a signaling NaN value');
  if (number.kind === 'quiet') return 0;
  if (number.kind === 'infinite') return number.negative ? -314159 : 314159;
  const ten = number.exponent >= 0 ? 10n : powerModulo(10n, MODULUS - 2n);
  const hash = ((number.coefficient % MODULUS) * powerModulo(ten, BigInt(Math.abs(number.exponent)))) % MODULUS;
  const signed = number.negative ? -hash : hash;
  return toInt(signed === -1n ? -2n : signed);
}

/** A finite number as a fraction in lowest terms. */
export function integerRatio(number: DecimalNumber): readonly [Int, Int] {
  if (number.kind === 'infinite') throw overflowError('cannot convert Infinity to integer ratio');
  if (number.kind !== 'finite') throw valueError('cannot convert NaN to integer ratio');
  const top = signedCoefficient(number);
  if (number.exponent >= 0) return [toInt(top * 10n ** BigInt(number.exponent)), 1];
  const bottom = 10n ** BigInt(-number.exponent);
  const common = commonDivisor(top, bottom);
  return [toInt(top / common), toInt(bottom / common)];
}
