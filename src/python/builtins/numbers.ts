import type { Flow } from '../flow';
import { addConstructor, addMembers, type Methods } from '../native/define';
import { NOT_IMPLEMENTED, boolType, complexType, floatType, intType, typeOf } from '../objects/builtin-types';
import { overflowError, typeError, valueError } from '../objects/exceptions';
import { PyComplex, PyFloat } from '../objects/float';
import { PyBoxed, type PyType, type Value } from '../objects/object';
import { PyByteArray, PyBytes, PyTuple } from '../objects/sequences';
import { complexOf, numericOperation } from '../protocol/arithmetic';
import { callSpecial } from '../protocol/call';
import { comparePrimitives } from '../protocol/compare';
import { hashFast } from '../protocol/hash';
import { powerModulo } from '../protocol/int-arithmetic';
import { collect } from '../protocol/iterate';
import { complexText, fixedText, floatText, intText } from '../protocol/number-text';
import { indexOrUndefined, intOf, intToFloat, stringOf, toIndex, toInt, type Int } from '../protocol/numbers';
import { comparisonNames, comparisons, operatorNames, type BinaryOperator } from '../protocol/operator-table';
import { stringRepr, reprFast } from '../protocol/text';
import { truth } from '../protocol/truth';
import { formatFloat, formatInt } from './format-spec';

/** A value that counts as an int: what the methods of `int` take as `self`. */
type IntLike = number | bigint | boolean | PyBoxed;

function isInt(value: Value): value is IntLike {
  return intOf(value) !== undefined;
}

function int(value: Value): Int {
  return intOf(value) ?? 0;
}

const arithmeticOperators: readonly BinaryOperator[] = ['+', '-', '*', '/', '//', '%', '**'];
const bitOperators: readonly BinaryOperator[] = ['<<', '>>', '&', '|', '^'];

/** `__add__` and its kin, direct and reflected, and the comparisons. */
function operatorMethods(operators: readonly BinaryOperator[]): Methods<Value> {
  const methods: Record<string, (self: Value, ...args: Value[]) => Value> = {};
  for (const op of operators) {
    const name = operatorNames[op];
    const extra = op === '**' ? 'other, modulus=None, /' : 'other, /';
    methods[`__${name}__(${extra})`] = (self, other, modulus) => {
      if (op === '**' && modulus !== null) return powerModulo(int(self), int(other), int(modulus));
      return numericOperation(op, self, other) ?? NOT_IMPLEMENTED;
    };
    methods[`__r${name}__(${extra})`] = (self, other) => numericOperation(op, other, self) ?? NOT_IMPLEMENTED;
  }
  for (const op of comparisons) methods[`${comparisonNames[op]}(other, /)`] = (self, other) => comparePrimitives(op, self, other) ?? NOT_IMPLEMENTED;
  return methods;
}

const digitsOf = (text: string, radix: number): string => [...text.toLowerCase()].filter((char) => parseInt(char, 36) < radix).join('');

/** `int(text, base)`. @throws Raised ValueError */
function parseInteger(source: string, base: number, shown: string): Int {
  const fail = (): never => {
    throw valueError(`invalid literal for int() with base ${base}: ${shown}`);
  };
  let text = source.trim().toLowerCase().replace(/[\p{Nd}]/gu, (digit) => String(decimalValue(digit)));
  const negative = text.startsWith('-');
  if (negative || text.startsWith('+')) text = text.slice(1);
  let radix = base;
  const prefix = /^0([xob])_?/.exec(text);
  const prefixRadix = prefix === null ? 10 : { x: 16, o: 8, b: 2 }[prefix[1] ?? ''] ?? 10;
  if (prefix !== null && (radix === 0 || radix === prefixRadix)) {
    radix = prefixRadix;
    text = text.slice(prefix[0].length);
  } else if (radix === 0) {
    radix = 10;
    if (/^0[0-9_]*[1-9]/.test(text)) fail();
  }
  if (!/^[0-9a-z]+(?:_[0-9a-z]+)*$/.test(text)) fail();
  const digits = text.replaceAll('_', '');
  if (digitsOf(digits, radix) !== digits) fail();
  if (radix === 10 && digits.length > 4300) throw valueError(`Exceeds the limit (4300 digits) for integer string conversion: value has ${digits.length} digits; use sys.set_int_max_str_digits() to increase the limit`);
  let value: bigint;
  if (radix === 10) value = BigInt(digits);
  else if (radix === 16 || radix === 8 || radix === 2) value = BigInt(`0${radix === 16 ? 'x' : radix === 8 ? 'o' : 'b'}${digits}`);
  else value = [...digits].reduce((sum, digit) => sum * BigInt(radix) + BigInt(parseInt(digit, 36)), 0n);
  return toInt(negative ? -value : value);
}

function decimalValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let start = code;
  while (code - start < 10 && /\p{Nd}/u.test(String.fromCodePoint(start - 1))) start -= 1;
  return (code - start) % 10;
}

function truncate(value: number): Int {
  if (Number.isNaN(value)) throw valueError('cannot convert float NaN to integer');
  if (!Number.isFinite(value)) throw overflowError('cannot convert float infinity to integer');
  const whole = Math.trunc(value) + 0;
  return Number.isSafeInteger(whole) ? whole : toInt(BigInt(whole));
}

function* makeInt(value: Value | undefined, base: Value | undefined): Flow<Int> {
  if (value === undefined) {
    if (base !== undefined) throw typeError('int() missing string argument');
    return 0;
  }
  if (base !== undefined) {
    const radix = Number(yield* toIndex(base));
    if (radix !== 0 && (radix < 2 || radix > 36)) throw valueError('int() base must be >= 2 and <= 36, or 0');
    const text = stringOf(value) ?? (value instanceof PyBytes ? String.fromCharCode(...value.data) : undefined);
    if (text === undefined) throw typeError("int() can't convert non-string with explicit base");
    return parseInteger(text, radix, stringRepr(text));
  }
  const plain = typeOf(value).immutable ? intOf(value) : undefined;
  if (plain !== undefined) return plain;
  if (value instanceof PyFloat) return truncate(value.value);
  const text = stringOf(value);
  if (text !== undefined) return parseInteger(text, 10, stringRepr(text));
  if (value instanceof PyBytes || value instanceof PyByteArray) return parseInteger(String.fromCharCode(...value.data), 10, `b'${String.fromCharCode(...value.data)}'`);
  const converted = (yield* callSpecial(value, '__int__')) ?? (yield* indexOrUndefined(value)) ?? (yield* callSpecial(value, '__trunc__'));
  const result = intOf(converted ?? null);
  if (converted === undefined) throw typeError(`int() argument must be a string, a bytes-like object or a real number, not '${typeOf(value).name}'`);
  if (result === undefined) throw typeError(`__int__ returned non-int (type ${typeOf(converted).name})`);
  return result;
}

/** `float(text)`. @throws Raised ValueError */
function parseFloatText(source: string): number {
  const text = source.trim().toLowerCase();
  if (/^[+-]?(?:inf|infinity)$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^[+-]?nan$/.test(text)) return NaN;
  if (!/^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/.test(text)) throw valueError(`could not convert string to float: ${stringRepr(source)}`);
  return Number(text.replaceAll('_', ''));
}

function* makeFloat(value: Value): Flow<number> {
  if (value instanceof PyFloat && value.cls === floatType) return value.value;
  const text = stringOf(value);
  if (text !== undefined) return parseFloatText(text);
  const result = yield* callSpecial(value, '__float__');
  if (result instanceof PyFloat) return result.value;
  if (result !== undefined) throw typeError(`${typeOf(value).name}.__float__ returned non-float (type ${typeOf(result).name})`);
  const index = yield* indexOrUndefined(value);
  if (index === undefined) throw typeError(`float() argument must be a string or a real number, not '${typeOf(value).name}'`);
  return intToFloat(index);
}

/** `round(int, digits)`: half to even. */
function roundInt(value: Int, digits: Int): Int {
  if (digits >= 0) return value;
  const unit = 10n ** BigInt(-Number(digits));
  const big = BigInt(value);
  const rest = ((big % unit) + unit) % unit;
  const down = big - rest;
  const twice = rest * 2n;
  return toInt(twice > unit || (twice === unit && (down / unit) % 2n !== 0n) ? down + unit : down);
}

/** `round(float, digits)`: the float next to the exact value rounded half to even. */
function roundFloat(value: number, digits: number): number {
  if (!Number.isFinite(value) || digits > 323) return value;
  const sign = value < 0 || Object.is(value, -0) ? -1 : 1;
  if (digits >= 0) return sign * Number(fixedText(Math.abs(value), digits));
  if (digits < -308) return sign * 0;
  return sign * Number(roundInt(toInt(BigInt(fixedText(Math.abs(value), 0))), digits));
}

function roundHalfEven(value: number): Int {
  if (Number.isNaN(value)) throw valueError('cannot convert float NaN to integer');
  if (!Number.isFinite(value)) throw overflowError('cannot convert float infinity to integer');
  const floor = Math.floor(value);
  const rest = value - floor;
  return truncate(rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor);
}

function boxed(cls: PyType, value: Int): Value {
  return cls === intType ? value : new PyBoxed(cls, value);
}

function ratio(value: number): PyTuple {
  if (Number.isNaN(value)) throw valueError('cannot convert NaN to integer ratio');
  if (!Number.isFinite(value)) throw overflowError('cannot convert Infinity to integer ratio');
  let numerator = value;
  let denominator = 1n;
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    denominator *= 2n;
  }
  return new PyTuple([toInt(BigInt(numerator)), toInt(denominator)]);
}

function hexFloat(value: number): string {
  if (!Number.isFinite(value)) return floatText(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  let magnitude = Math.abs(value);
  if (magnitude === 0) return `${sign}0x0.0p+0`;
  let exponent = 0;
  for (; magnitude >= 2; exponent += 1) magnitude /= 2;
  for (; magnitude < 1 && exponent > -1022; exponent -= 1) magnitude *= 2;
  const digits = Math.round((magnitude % 1) * 2 ** 52).toString(16).padStart(13, '0');
  return `${sign}0x${Math.trunc(magnitude)}.${digits}p${exponent < 0 ? '' : '+'}${exponent}`;
}

function toBytes(value: Int, length: number, order: string, signed: boolean): PyBytes {
  if (order !== 'little' && order !== 'big') throw valueError("byteorder must be either 'little' or 'big'");
  if (value < 0 && !signed) throw overflowError("can't convert negative int to unsigned");
  const bits = BigInt(length * 8);
  const big = BigInt(value);
  const fits = signed ? big >= -(1n << (bits - 1n)) && big < 1n << (bits - 1n) : big < 1n << bits;
  if (length > 0 && !fits) throw overflowError('int too big to convert');
  const data = new Uint8Array(length);
  let rest = BigInt.asUintN(length * 8, big);
  for (let index = 0; index < length; index += 1, rest >>= 8n) data[order === 'little' ? index : length - 1 - index] = Number(rest & 255n);
  return new PyBytes(data);
}

/** Gives `int`, `bool`, `float` and `complex` their methods. */
export function installNumbers(): void {
  addMembers<Value>(intType, {
    accepts: isInt,
    methods: {
      ...operatorMethods([...arithmeticOperators, ...bitOperators]),
      '__divmod__(other, /)': (self, other) => {
        const quotient = numericOperation('//', self, other);
        const rest = numericOperation('%', self, other);
        return quotient === undefined || rest === undefined ? NOT_IMPLEMENTED : new PyTuple([quotient, rest]);
      },
      '__rdivmod__(other, /)': (self, other) => {
        const quotient = numericOperation('//', other, self);
        const rest = numericOperation('%', other, self);
        return quotient === undefined || rest === undefined ? NOT_IMPLEMENTED : new PyTuple([quotient, rest]);
      },
      '__neg__()': (self) => numericOperation('-', 0, int(self)) as Value,
      '__pos__()': (self) => int(self),
      '__invert__()': (self) => numericOperation('^', int(self), -1) as Value,
      '__abs__()': (self) => (int(self) < 0 ? (numericOperation('-', 0, int(self)) as Value) : int(self)),
      '__bool__()': (self) => int(self) != 0,
      '__hash__()': (self) => hashFast(int(self)) as Int,
      '__repr__()': (self) => (typeof self === 'boolean' ? (self ? 'True' : 'False') : intText(int(self))),
      '__format__(spec, /)': (self, spec) => (spec === '' ? (reprFast(typeof self === 'boolean' ? self : int(self)) as string) : formatInt(int(self), spec as string, typeOf(self).name)),
      '__int__()': (self) => int(self),
      '__index__()': (self) => int(self),
      '__trunc__()': (self) => int(self),
      '__floor__()': (self) => int(self),
      '__ceil__()': (self) => int(self),
      '__float__()': (self) => new PyFloat(intToFloat(int(self))),
      '__round__(digits=None, /)': function* (self, digits): Flow<Value> {
        return digits === null ? int(self) : roundInt(int(self), yield* toIndex(digits));
      },
      'bit_length()': (self) => {
        const value = int(self);
        const magnitude = value < 0 ? -value : value;
        return magnitude == 0 ? 0 : magnitude.toString(2).length;
      },
      'bit_count()': (self) => (int(self) < 0 ? -int(self) : int(self)).toString(2).replaceAll('0', '').length,
      'conjugate()': (self) => int(self),
      'as_integer_ratio()': (self) => new PyTuple([int(self), 1]),
      "to_bytes(length=1, byteorder='big', *, signed=False)": (self, length, order, signed) => toBytes(int(self), Number(int(length)), stringOf(order) ?? '', signed === true),
      '__getnewargs__()': (self) => new PyTuple([int(self)]),
    },
    attributes: { real: (self) => int(self), imag: () => 0, numerator: (self) => int(self), denominator: () => 1 },
    classMethods: {
      "from_bytes(bytes, byteorder='big', *, signed=False)": function* (cls, bytes, order, signed): Flow<Value> {
        const data = bytes instanceof PyBytes || bytes instanceof PyByteArray ? [...bytes.data] : (yield* collect(bytes)).map(Number);
        if (order === 'little') data.reverse();
        let value = data.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
        if (signed === true) value = BigInt.asIntN(data.length * 8, value);
        return boxed(cls, toInt(value));
      },
    },
  });
  addConstructor(intType, '(x?, /, base?)', function* (cls, value?: Value, base?: Value): Flow<Value> {
    return boxed(cls as PyType, yield* makeInt(value, base));
  });

  addMembers<boolean>(boolType, {
    accepts: (value): value is boolean => typeof value === 'boolean',
    methods: {},
  });
  addConstructor(boolType, '(x=False, /)', function* (_cls, value): Flow<Value> {
    return yield* truth(value);
  });

  installFloat();
  installComplex();
}

function installFloat(): void {
  const number = (self: Value): number => (self as PyFloat).value;
  addMembers<Value>(floatType, {
    accepts: (value): value is PyFloat => value instanceof PyFloat,
    methods: {
      ...operatorMethods(arithmeticOperators),
      '__divmod__(other, /)': (self, other) => divmodFloat(self, other),
      '__rdivmod__(other, /)': (self, other) => divmodFloat(other, self),
      '__neg__()': (self) => new PyFloat(-number(self)),
      '__pos__()': (self) => new PyFloat(number(self)),
      '__abs__()': (self) => new PyFloat(Math.abs(number(self))),
      '__bool__()': (self) => number(self) !== 0,
      '__hash__()': (self) => hashFast(self) as Int,
      '__repr__()': (self) => floatText(number(self)),
      '__format__(spec, /)': (self, spec) => formatFloat(number(self), spec as string, typeOf(self).name),
      '__int__()': (self) => truncate(number(self)),
      '__trunc__()': (self) => truncate(number(self)),
      '__floor__()': (self) => truncate(Math.floor(number(self))),
      '__ceil__()': (self) => truncate(Math.ceil(number(self))),
      '__float__()': (self) => new PyFloat(number(self)),
      '__round__(digits=None, /)': function* (self, digits): Flow<Value> {
        return digits === null ? roundHalfEven(number(self)) : new PyFloat(roundFloat(number(self), Number(yield* toIndex(digits))));
      },
      'is_integer()': (self) => Number.isInteger(number(self)),
      'as_integer_ratio()': (self) => ratio(number(self)),
      'conjugate()': (self) => new PyFloat(number(self)),
      'hex()': (self) => hexFloat(number(self)),
    },
    attributes: { real: (self) => new PyFloat(number(self)), imag: () => new PyFloat(0) },
    classMethods: {
      'fromhex(string, /)': (cls, text) => {
        const match = /^([+-]?)0x([0-9a-f]*)\.?([0-9a-f]*)(?:p([+-]?\d+))?$/i.exec((stringOf(text) ?? '').trim());
        if (match === null) throw valueError('invalid hexadecimal floating-point string');
        const [, sign, whole = '', fraction = '', exponent = '0'] = match;
        const value = parseInt(`0${whole}${fraction}`, 16) * 2 ** (Number(exponent) - 4 * fraction.length);
        return new PyFloat(sign === '-' ? -value : value, cls);
      },
    },
  });
  addConstructor(floatType, '(x=0, /)', function* (cls, value): Flow<Value> {
    return new PyFloat(yield* makeFloat(value), cls as PyType);
  });
}

function divmodFloat(left: Value, right: Value): Value {
  const quotient = numericOperation('//', left, right);
  const rest = numericOperation('%', left, right);
  return quotient === undefined || rest === undefined ? NOT_IMPLEMENTED : new PyTuple([quotient, rest]);
}

function installComplex(): void {
  const complex = (self: Value): PyComplex => self as PyComplex;
  const methods = Object.fromEntries(Object.entries(operatorMethods(['+', '-', '*', '/', '**'])).filter(([heading]) => !/__(?:lt|le|gt|ge)__/.test(heading)));
  addMembers<Value>(complexType, {
    accepts: (value): value is PyComplex => value instanceof PyComplex,
    methods: {
      ...methods,
      '__neg__()': (self) => new PyComplex(-complex(self).real, -complex(self).imaginary),
      '__pos__()': (self) => self,
      '__abs__()': (self) => new PyFloat(Math.hypot(complex(self).real, complex(self).imaginary)),
      '__bool__()': (self) => complex(self).real !== 0 || complex(self).imaginary !== 0,
      '__hash__()': (self) => hashFast(self) as Int,
      '__repr__()': (self) => complexText(complex(self)),
      'conjugate()': (self) => new PyComplex(complex(self).real, -complex(self).imaginary),
      '__complex__()': (self) => self,
    },
    attributes: { real: (self) => new PyFloat(complex(self).real), imag: (self) => new PyFloat(complex(self).imaginary) },
  });
  addConstructor(complexType, '(real=0, imag=0)', (cls, real, imaginary) => {
    const text = stringOf(real);
    if (text !== undefined) return parseComplex(text, cls as PyType);
    const a = complexOf(real);
    const b = complexOf(imaginary);
    if (a === undefined || b === undefined) throw typeError(`complex() first argument must be a string or a number, not '${typeOf(real).name}'`);
    return new PyComplex(a.real - b.imaginary, a.imaginary + b.real, cls as PyType);
  });
}

function parseComplex(source: string, cls: PyType): Value {
  const text = source.trim().replace(/^\((.*)\)$/, '$1').toLowerCase();
  const part = '[+-]?(?:\\d+\\.?\\d*(?:e[+-]?\\d+)?|\\.\\d+(?:e[+-]?\\d+)?|inf|nan)';
  const match = new RegExp(`^(?:(${part})(?!j))?(?:([+-]?(?:${part})?)j)?$`).exec(text);
  if (match === null || text === '') throw valueError('complex() arg is a malformed string');
  const [, real = '0', imaginary] = match;
  const unit = imaginary === undefined ? 0 : imaginary === '' || imaginary === '+' ? 1 : imaginary === '-' ? -1 : parseFloatText(imaginary);
  return new PyComplex(parseFloatText(real), unit, cls);
}
