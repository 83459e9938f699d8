import { complexType, floatType } from '../objects/builtin-types';
import { zeroDivisionError } from '../objects/exceptions';
import { PyComplex, PyFloat } from '../objects/float';
import type { Value } from '../objects/object';
import { divideComplex, floorDivideFloats, moduloFloats, multiplyComplex, powerComplex, powerFloats } from './float-arithmetic';
import { addInts, bitwise, divideInts, floorDivideInts, moduloInts, multiplyInts, powerInts, shiftLeft, shiftRight, subtractInts } from './int-arithmetic';
import { floatOf, intOf, intToFloat, type Int } from './numbers';
import type { BinaryOperator } from './operator-table';

/** An operator on two ints. Undefined: ints do not have it. */
export function intOperation(op: BinaryOperator, a: Int, b: Int): Value | undefined {
  switch (op) {
    case '+':
      return addInts(a, b);
    case '-':
      return subtractInts(a, b);
    case '*':
      return multiplyInts(a, b);
    case '/':
      return new PyFloat(divideInts(a, b));
    case '//':
      return floorDivideInts(a, b);
    case '%':
      return moduloInts(a, b);
    case '**':
      return b >= 0 ? powerInts(a, b) : powerFloats(intToFloat(a), intToFloat(b));
    case '<<':
      return shiftLeft(a, b);
    case '>>':
      return shiftRight(a, b);
    case '&':
    case '|':
    case '^':
      return bitwise(op, a, b);
    case '@':
      return undefined;
  }
}

/** An operator on two floats. Undefined: floats do not have it. */
export function floatOperation(op: BinaryOperator, a: number, b: number): Value | undefined {
  switch (op) {
    case '+':
      return new PyFloat(a + b);
    case '-':
      return new PyFloat(a - b);
    case '*':
      return new PyFloat(a * b);
    case '/':
      if (b === 0) throw zeroDivisionError('float division by zero');
      return new PyFloat(a / b);
    case '//':
      return new PyFloat(floorDivideFloats(a, b));
    case '%':
      return new PyFloat(moduloFloats(a, b));
    case '**':
      return powerFloats(a, b);
    default:
      return undefined;
  }
}

function complexOperation(op: BinaryOperator, a: PyComplex, b: PyComplex): Value | undefined {
  switch (op) {
    case '+':
      return new PyComplex(a.real + b.real, a.imaginary + b.imaginary);
    case '-':
      return new PyComplex(a.real - b.real, a.imaginary - b.imaginary);
    case '*':
      return multiplyComplex(a, b);
    case '/':
      return divideComplex(a, b);
    case '**':
      return powerComplex(a, b);
    default:
      return undefined;
  }
}

/** A number as a complex number. */
export function complexOf(value: Value): PyComplex | undefined {
  if (value instanceof PyComplex) return value;
  const float = floatOf(value);
  return float === undefined ? undefined : new PyComplex(float, 0);
}

/** An operator on two numbers of whatever built-in kind, subclasses included. Undefined: not numbers, or without it. */
export function numericOperation(op: BinaryOperator, a: Value, b: Value): Value | undefined {
  const x = intOf(a);
  const y = intOf(b);
  if (x !== undefined && y !== undefined) {
    if (typeof a === 'boolean' && typeof b === 'boolean' && (op === '&' || op === '|' || op === '^')) return Boolean(bitwise(op, x, y));
    return intOperation(op, x, y);
  }
  if (a instanceof PyComplex || b instanceof PyComplex) {
    const p = complexOf(a);
    const q = complexOf(b);
    return p === undefined || q === undefined ? undefined : complexOperation(op, p, q);
  }
  if (!(a instanceof PyFloat) && x === undefined) return undefined;
  if (!(b instanceof PyFloat) && y === undefined) return undefined;
  const p = floatOf(a);
  const q = floatOf(b);
  return p === undefined || q === undefined ? undefined : floatOperation(op, p, q);
}

/** Whether a value is a number whose class is exactly a built-in one: nobody can have changed its operators. */
export function isPlainNumber(value: Value): boolean {
  switch (typeof value) {
    case 'number':
    case 'bigint':
    case 'boolean':
      return true;
    case 'object':
      return value !== null && (value.cls === floatType || value.cls === complexType);
    default:
      return false;
  }
}
