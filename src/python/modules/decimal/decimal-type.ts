import { defineClass, type Methods } from '../../native/define';
import { complexType, NOT_IMPLEMENTED } from '../../objects/builtin-types';
import { PyComplex, PyFloat } from '../../objects/float';
import { typeError, valueError } from '../../objects/exceptions';
import type { PyType, Value } from '../../objects/object';
import { PyTuple } from '../../objects/sequences';

import { intOf, stringOf } from '../../protocol/numbers';
import type { Comparison } from '../../protocol/operator-table';
import { isAbsent, stringArgument } from '../arguments';
import { orderMethods } from '../ordering';
import { add, compareDecimal, compareNumbers, compareTotal, divide, divideToInteger, extreme, fusedMultiplyAdd, multiply, remainder, remainderNear, subtract } from './arithmetic';
import type { DecimalSettings } from './context';
import { decimalArgument, fromFloat, hashDecimal, integerRatio, numberFrom, operand, toInteger } from './convert';
import { formatDecimal } from './format';
import { absolute, adjusted, decimalText, finite, isNaNumber, isZero, negated, type DecimalNumber } from './number';
import { classOf } from './number-class';
import { commonLog, exponential, naturalLog, power, squareRoot } from './powers';
import { normalize, quantize, toIntegral } from './quantize';
import { roundings, type Rounding } from './rounding';
import { PyDecimal, PyDecimalContext, trapping, type CurrentContext } from './values';

type Operation1 = (a: DecimalNumber, settings: DecimalSettings) => DecimalNumber;
type Operation2 = (a: DecimalNumber, b: DecimalNumber, settings: DecimalSettings) => DecimalNumber;

const operators: Readonly<Record<string, Operation2>> = { add, sub: subtract, mul: multiply, truediv: divide, floordiv: divideToInteger, mod: remainder, pow: power };

/** Methods of one Decimal (and a context), by name. */
const unaryMethods: Readonly<Record<string, Operation1>> = { sqrt: squareRoot, exp: exponential, ln: naturalLog, log10: commonLog, normalize };

/** Methods of two Decimals (and a context), by name. */
const binaryMethods: Readonly<Record<string, Operation2>> = {
  compare: compareDecimal,
  compare_total: (a, b) => finite(BigInt(Math.sign(compareTotal(a, b))), 0),
  max: (a, b, settings) => extreme(a, b, 1, false, settings),
  min: (a, b, settings) => extreme(a, b, -1, false, settings),
  max_mag: (a, b, settings) => extreme(a, b, 1, true, settings),
  min_mag: (a, b, settings) => extreme(a, b, -1, true, settings),
  remainder_near: remainderNear,
  scaleb: (a, b, settings) => settings.nanResult(a, b) ?? (a.kind === 'infinite' ? a : settings.finish({ ...a, exponent: a.exponent + Number(toInteger(b)) })),
};

/** Yes-or-no questions, by name. */
const predicates: Readonly<Record<string, (a: DecimalNumber) => boolean>> = {
  is_finite: ({ kind }) => kind === 'finite',
  is_infinite: ({ kind }) => kind === 'infinite',
  is_nan: isNaNumber,
  is_qnan: ({ kind }) => kind === 'quiet',
  is_snan: ({ kind }) => kind === 'signaling',
  is_signed: ({ negative }) => negative,
  is_zero: isZero,
  is_canonical: () => true,
};

/** The settings that a `context=None` argument means. @throws Raised TypeError */
function settingsOf(context: Value | undefined, current: CurrentContext): DecimalSettings {
  if (isAbsent(context)) return current.context.settings;
  if (!(context instanceof PyDecimalContext)) throw typeError('optional argument must be a context');
  return context.settings;
}

/** A rounding mode by its name. @throws Raised TypeError */
export function roundingArgument(value: Value): Rounding {
  const mode = roundings.find((one) => one === stringOf(value));
  if (mode === undefined) throw typeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]");
  return mode;
}

/** The order of a Decimal and any number; undefined where the other is none. NaN is unordered, and unequal to all. */
function order(self: PyDecimal, other: Value, op: Comparison, current: CurrentContext): number | undefined {
  let number = other instanceof PyFloat ? fromFloat(other.value) : operand(other);
  if (other instanceof PyComplex && other.cls === complexType && other.imaginary === 0) number = fromFloat(other.real);
  if (number === undefined) return undefined;
  if (!isNaNumber(self.number) && !isNaNumber(number)) return compareNumbers(self.number, number);
  const { settings } = current.context;
  if (self.number.kind === 'signaling' || number.kind === 'signaling' || (op !== '==' && op !== '!=')) settings.signal('InvalidOperation');
  return NaN;
}

function digitsTuple(number: DecimalNumber): PyTuple {
  return new PyTuple(Array.from(number.coefficient.toString(), Number));
}

function exponentOf(number: DecimalNumber): Value {
  return number.kind === 'finite' ? number.exponent : number.kind === 'infinite' ? 'F' : number.kind === 'quiet' ? 'n' : 'N';
}

function realOf(number: DecimalNumber): number {
  if (number.kind === 'signaling') throw valueError('cannot convert signaling NaN to float');
  return number.kind === 'quiet' ? NaN : Number(decimalText(number));
}

/** The class `Decimal` of an interpreter. @param tupleType of `as_tuple` */
export function createDecimalType(current: CurrentContext, tupleType: PyType): PyType {
  const make = (number: DecimalNumber): PyDecimal => new PyDecimal(type, number);
  const computed = (compute: () => DecimalNumber): PyDecimal => make(trapping(compute));

  const operatorMethods: Methods<PyDecimal> = Object.fromEntries(
    Object.entries(operators).flatMap(([name, operation]) => [
      [
        `__${name}__(other${name === 'pow' ? ', modulus=None' : ''}, /)`,
        (self: PyDecimal, other: Value): Value => {
          const number = operand(other);
          return number === undefined ? NOT_IMPLEMENTED : computed(() => operation(self.number, number, current.context.settings));
        },
      ],
      [
        `__r${name}__(other${name === 'pow' ? ', modulus=None' : ''}, /)`,
        (self: PyDecimal, other: Value): Value => {
          const number = operand(other);
          return number === undefined ? NOT_IMPLEMENTED : computed(() => operation(number, self.number, current.context.settings));
        },
      ],
    ]),
  );

  const namedMethods: Methods<PyDecimal> = Object.fromEntries([
    ...Object.entries(unaryMethods).map(([name, operation]) => [`${name}(context=None)`, (self: PyDecimal, context: Value): Value => computed(() => operation(self.number, settingsOf(context, current)))] as const),
    ...Object.entries(binaryMethods).map(
      ([name, operation]) => [`${name}(other, context=None)`, (self: PyDecimal, other: Value, context: Value): Value => computed(() => operation(self.number, decimalArgument(other), settingsOf(context, current)))] as const,
    ),
    ...Object.entries(predicates).map(([name, holds]) => [`${name}()`, (self: PyDecimal): Value => holds(self.number)] as const),
  ]);

  const integral =
    (exact: boolean) =>
    (self: PyDecimal, rounding: Value, context: Value): Value => {
      const settings = settingsOf(context, current);
      return computed(() => toIntegral(self.number, isAbsent(rounding) ? settings.rounding : roundingArgument(rounding), exact, settings));
    };

  const rounded = (rounding: Rounding) => (self: PyDecimal): Value => toInteger(self.number.kind === 'finite' ? toIntegral(self.number, rounding, false, current.context.settings) : self.number);

  const type: PyType = defineClass<PyDecimal>({
    name: 'Decimal',
    module: 'decimal',
    namedWithModule: true,
    accepts: (value) => value instanceof PyDecimal,
    attributes: { real: (self) => self, imag: () => make(finite(0n, 0)) },
    statics: {
      '__new__(cls, value?, context=None)': (cls: Value, value: Value | undefined, context: Value) => {
        const settings = settingsOf(context, current);
        return new PyDecimal(cls as PyType, value === undefined ? finite(0n, 0) : trapping(() => numberFrom(value, settings)));
      },
    },
    classMethods: {
      'from_float(f, /)': (cls, value) => {
        const int = intOf(value);
        if (int === undefined && !(value instanceof PyFloat)) throw typeError('argument must be int or float');
        return new PyDecimal(cls, value instanceof PyFloat ? fromFloat(value.value) : finite(BigInt(int ?? 0), 0));
      },
    },
    methods: {
      ...operatorMethods,
      ...namedMethods,
      ...orderMethods<PyDecimal>((self, other, op) => trapping(() => order(self, other, op, current))),
      '__divmod__(other, /)': (self, other) => {
        const number = operand(other);
        if (number === undefined) return NOT_IMPLEMENTED;
        const { settings } = current.context;
        return new PyTuple([computed(() => divideToInteger(self.number, number, settings)), computed(() => remainder(self.number, number, settings))]);
      },
      '__rdivmod__(other, /)': (self, other) => {
        const number = operand(other);
        if (number === undefined) return NOT_IMPLEMENTED;
        const { settings } = current.context;
        return new PyTuple([computed(() => divideToInteger(number, self.number, settings)), computed(() => remainder(number, self.number, settings))]);
      },
      '__neg__()': (self) => computed(() => current.context.settings.nanResult(self.number) ?? current.context.settings.finish(isZero(self.number) ? absolute(self.number) : negated(self.number))),
      '__pos__()': (self) => computed(() => current.context.settings.nanResult(self.number) ?? current.context.settings.finish(isZero(self.number) ? absolute(self.number) : self.number)),
      '__abs__()': (self) => computed(() => current.context.settings.nanResult(self.number) ?? current.context.settings.finish(absolute(self.number))),
      '__bool__()': (self) => !isZero(self.number),
      '__int__()': (self) => toInteger(self.number),
      '__trunc__()': (self) => toInteger(self.number),
      '__floor__()': rounded('ROUND_FLOOR'),
      '__ceil__()': rounded('ROUND_CEILING'),
      '__float__()': (self) => new PyFloat(realOf(self.number)),
      '__complex__()': (self) => new PyComplex(realOf(self.number), 0),
      '__round__(ndigits=None, /)': (self, digits) => {
        if (isAbsent(digits)) return rounded('ROUND_HALF_EVEN')(self);
        const places = intOf(digits);
        if (typeof places !== 'number') throw typeError('optional arg must be an integer');
        return computed(() => quantize(self.number, finite(1n, -places), current.context.settings.rounding, current.context.settings));
      },
      '__hash__()': (self) => hashDecimal(self.number),
      '__repr__()': (self) => `Decimal('${decimalText(self.number, false, current.context.settings.capitals === 1 ? 'E' : 'e')}')`,
      '__str__()': (self) => decimalText(self.number, false, current.context.settings.capitals === 1 ? 'E' : 'e'),
      '__format__(spec, /)': (self, spec) => {
        const { rounding, capitals } = current.context.settings;
        return formatDecimal(self.number, stringArgument(spec, 'format arg'), rounding, capitals === 1);
      },
      '__copy__()': (self) => self,
      '__deepcopy__(memo, /)': (self) => self,
      '__reduce__()': (self) => new PyTuple([self.cls, new PyTuple([decimalText(self.number)])]),
      'adjusted()': (self) => (self.number.kind === 'finite' ? adjusted(self.number) : 0),
      'as_tuple()': (self) => new PyTuple([self.number.negative ? 1 : 0, self.number.kind === 'infinite' ? new PyTuple([0]) : isNaNumber(self.number) && self.number.coefficient === 0n ? new PyTuple([]) : digitsTuple(self.number), exponentOf(self.number)], tupleType),
      'as_integer_ratio()': (self) => new PyTuple([...integerRatio(self.number)]),
      'canonical()': (self) => self,
      'conjugate()': (self) => self,
      'copy_abs()': (self) => make(absolute(self.number)),
      'copy_negate()': (self) => make(negated(self.number)),
      'copy_sign(other, context=None)': (self, other) => make({ ...self.number, negative: decimalArgument(other).negative }),
      'fma(other, third, context=None)': (self, other, third, context) => computed(() => fusedMultiplyAdd(self.number, decimalArgument(other), decimalArgument(third), settingsOf(context, current))),
      'is_normal(context=None)': (self, context) => self.number.kind === 'finite' && !isZero(self.number) && adjusted(self.number) >= settingsOf(context, current).emin,
      'is_subnormal(context=None)': (self, context) => self.number.kind === 'finite' && !isZero(self.number) && adjusted(self.number) < settingsOf(context, current).emin,
      'number_class(context=None)': (self, context) => classOf(self.number, settingsOf(context, current)),
      'quantize(exp, rounding=None, context=None)': (self, exp, rounding, context) => {
        const settings = settingsOf(context, current);
        return computed(() => quantize(self.number, decimalArgument(exp), isAbsent(rounding) ? settings.rounding : roundingArgument(rounding), settings));
      },
      'radix()': () => make(finite(10n, 0)),
      'same_quantum(other, context=None)': (self, other) => {
        const number = decimalArgument(other);
        if (self.number.kind !== 'finite' || number.kind !== 'finite') return self.number.kind === number.kind || (isNaNumber(self.number) && isNaNumber(number));
        return self.number.exponent === number.exponent;
      },
      'to_eng_string(context=None)': (self) => decimalText(self.number, true),
      'to_integral_value(rounding=None, context=None)': integral(false),
      'to_integral(rounding=None, context=None)': integral(false),
      'to_integral_exact(rounding=None, context=None)': integral(true),
    },
  });
  return type;
}
