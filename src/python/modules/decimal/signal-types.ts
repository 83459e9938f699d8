import { builtinException, exceptionType } from '../../objects/exceptions';
import type { PyType } from '../../objects/object';
import type { Condition } from './context';

const home = 'decimal';
export const decimalException = exceptionType('DecimalException', [builtinException('ArithmeticError')], home);

const invalidOperation = exceptionType('InvalidOperation', [decimalException], home);
const inexact = exceptionType('Inexact', [decimalException], home);
const rounded = exceptionType('Rounded', [decimalException], home);
const subnormal = exceptionType('Subnormal', [decimalException], home);

/** The exception class of each signal and condition. */
export const signalTypes: Readonly<Record<Condition, PyType>> = {
  InvalidOperation: invalidOperation,
  FloatOperation: exceptionType('FloatOperation', [decimalException, builtinException('TypeError')], home),
  DivisionByZero: exceptionType('DivisionByZero', [decimalException, builtinException('ZeroDivisionError')], home),
  Overflow: exceptionType('Overflow', [inexact, rounded], home),
  Underflow: exceptionType('Underflow', [inexact, rounded, subnormal], home),
  Subnormal: subnormal,
  Inexact: inexact,
  Rounded: rounded,
  Clamped: exceptionType('Clamped', [decimalException], home),
  ConversionSyntax: exceptionType('ConversionSyntax', [invalidOperation], home),
  DivisionImpossible: exceptionType('DivisionImpossible', [invalidOperation], home),
  DivisionUndefined: exceptionType('DivisionUndefined', [invalidOperation, builtinException('ZeroDivisionError')], home),
};
