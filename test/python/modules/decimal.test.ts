import fc from 'fast-check';
import { add, compareNumbers, divide, divideToInteger, multiply, remainder, subtract } from '../../../src/python/modules/decimal/arithmetic';
import { DecimalSettings } from '../../../src/python/modules/decimal/context';
import { decimalText, finite, parseDecimal, type DecimalNumber } from '../../../src/python/modules/decimal/number';
import { exponential, naturalLog, squareRoot } from '../../../src/python/modules/decimal/powers';

const number = fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: -12, max: 6 })).map(([coefficient, exponent]) => finite(coefficient, exponent));
const settings = (): DecimalSettings => {
  const wide = new DecimalSettings();
  wide.precision = 60;
  return wide;
};

const equal = (a: DecimalNumber, b: DecimalNumber): boolean => compareNumbers(a, b) === 0;

test('text means the number that it shows', () => {
  fc.assert(fc.property(number, (a) => { expect(parseDecimal(decimalText(a))).toEqual(a); }));
  fc.assert(fc.property(number, (a) => equal(parseDecimal(decimalText(a, true)) as DecimalNumber, a)));
});

test('sums and products: the laws of a ring, where nothing is rounded', () => {
  const context = settings();
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      expect(equal(add(a, b, context), add(b, a, context))).toBe(true);
      expect(equal(add(add(a, b, context), c, context), add(a, add(b, c, context), context))).toBe(true);
      expect(equal(multiply(a, add(b, c, context), context), add(multiply(a, b, context), multiply(a, c, context), context))).toBe(true);
      expect(equal(add(subtract(a, b, context), b, context), a)).toBe(true);
    }),
  );
});

test('a whole quotient and its rest make up the dividend', () => {
  const context = settings();
  fc.assert(
    fc.property(number, number, (a, b) => {
      fc.pre(b.coefficient !== 0n);
      const product = multiply(divideToInteger(a, b, context), b, context);
      expect(equal(add(product, remainder(a, b, context), context), a)).toBe(true);
    }),
  );
});

test('a quotient times its divisor is the dividend, but for the last digit', () => {
  const context = settings();
  fc.assert(
    fc.property(number, number, (a, b) => {
      fc.pre(a.coefficient !== 0n && b.coefficient !== 0n);
      const error = subtract(multiply(divide(a, b, context), b, context), a, context);
      const bound = multiply(a, finite(1n, -58), context);
      expect(compareNumbers({ ...error, negative: false }, { ...bound, negative: false })).toBeLessThan(0);
    }),
  );
});

test('roots and logarithms undo squares and powers of e', () => {
  const context = new DecimalSettings();
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 6 }), fc.integer({ min: -3, max: 0 }), (coefficient, exponent) => {
      const a = finite(BigInt(coefficient), exponent);
      expect(equal(squareRoot(multiply(a, a, context), context), a)).toBe(true);
      const small = finite(BigInt(coefficient % 50), 0);
      const error = subtract(naturalLog(exponential(small, context), context), small, context);
      expect(compareNumbers({ ...error, negative: false }, finite(1n, -25))).toBeLessThan(0);
    }),
    { numRuns: 40 },
  );
});
