import { sourceModule } from '../source-module';

/** `fractions` */
export const fractionsModule = sourceModule(
  'fractions',
  String.raw`
from decimal import Decimal
import math
import numbers
import re

__all__ = ['Fraction']

_MODULUS = (1 << 61) - 1
_FORMAT = re.compile(r'\A\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*|\d+(_\d+)*)(?:(?:/(?P<denom>\d+(_\d+)*))?|(?:\.(?P<decimal>\d*|\d+(_\d+)*))?(?:E(?P<exp>[-+]?\d+(_\d+)*))?)\s*\Z', re.IGNORECASE)


def _new(numerator, denominator):
    made = object.__new__(Fraction)
    made._numerator = numerator
    made._denominator = denominator
    return made


def _reduced(numerator, denominator):
    common = math.gcd(numerator, denominator)
    if denominator < 0:
        common = -common
    return _new(numerator // common, denominator // common)


def _forward(exact, on_float):
    def method(a, b):
        if isinstance(b, Fraction):
            return exact(a, b)
        if isinstance(b, int):
            return exact(a, _new(b, 1))
        if isinstance(b, float):
            return on_float(float(a), b)
        if isinstance(b, complex):
            return on_float(complex(a), b)
        return NotImplemented
    return method


def _reverse(exact, on_float):
    def method(b, a):
        if isinstance(a, Fraction):
            return exact(a, b)
        if isinstance(a, int):
            return exact(_new(int(a), 1), b)
        if isinstance(a, float):
            return on_float(a, float(b))
        if isinstance(a, complex):
            return on_float(a, complex(b))
        return NotImplemented
    return method


def _add(a, b): return _reduced(a._numerator * b._denominator + b._numerator * a._denominator, a._denominator * b._denominator)
def _sub(a, b): return _reduced(a._numerator * b._denominator - b._numerator * a._denominator, a._denominator * b._denominator)
def _mul(a, b): return _reduced(a._numerator * b._numerator, a._denominator * b._denominator)


def _div(a, b):
    if b._numerator == 0:
        raise ZeroDivisionError('Fraction(%s, 0)' % (a._numerator * b._denominator))
    return _reduced(a._numerator * b._denominator, a._denominator * b._numerator)


def _floordiv(a, b): return (a._numerator * b._denominator) // (a._denominator * b._numerator)
def _mod(a, b): return _reduced((a._numerator * b._denominator) % (b._numerator * a._denominator), a._denominator * b._denominator)


def _divmod(a, b):
    return _floordiv(a, b), _mod(a, b)


class Fraction(numbers.Rational):
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator = numerator
                self._denominator = 1
                return self
            if isinstance(numerator, numbers.Rational):
                self._numerator = numerator.numerator
                self._denominator = numerator.denominator
                return self
            if isinstance(numerator, (float, Decimal)):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            if not isinstance(numerator, str):
                raise TypeError('argument should be a string or a Rational instance')
            found = _FORMAT.match(numerator)
            if found is None:
                raise ValueError('Invalid literal for Fraction: %r' % numerator)
            value = int(found.group('num') or '0')
            if found.group('denom'):
                denominator = int(found.group('denom'))
            else:
                denominator = 1
                decimal = found.group('decimal')
                if decimal:
                    decimal = decimal.replace('_', '')
                    scale = 10 ** len(decimal)
                    value = value * scale + int(decimal)
                    denominator *= scale
                exponent = found.group('exp')
                if exponent:
                    exponent = int(exponent)
                    if exponent >= 0:
                        value *= 10 ** exponent
                    else:
                        denominator *= 10 ** -exponent
            if found.group('sign') == '-':
                value = -value
            numerator = value
        elif type(numerator) is int is type(denominator):
            pass
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            numerator, denominator = numerator.numerator * denominator.denominator, denominator.numerator * numerator.denominator
        else:
            raise TypeError('both arguments should be Rational instances')
        if denominator == 0:
            raise ZeroDivisionError('Fraction(%s, 0)' % numerator)
        common = math.gcd(numerator, denominator)
        if denominator < 0:
            common = -common
        self._numerator = numerator // common
        self._denominator = denominator // common
        return self

    @classmethod
    def from_float(cls, f):
        if not isinstance(f, (int, float)):
            raise TypeError('%s.from_float() only takes floats, not %r (%s)' % (cls.__name__, f, type(f).__name__))
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        return cls(*dec.as_integer_ratio())

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        bound1 = Fraction(p0 + k * p1, q0 + k * q1)
        bound2 = Fraction(p1, q1)
        return bound2 if abs(bound2 - self) <= abs(bound1 - self) else bound1

    def __repr__(self):
        return '%s(%s, %s)' % (self.__class__.__name__, self._numerator, self._denominator)

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else '%s/%s' % (self._numerator, self._denominator)

    __add__ = _forward(_add, lambda a, b: a + b)
    __radd__ = _reverse(_add, lambda a, b: a + b)
    __sub__ = _forward(_sub, lambda a, b: a - b)
    __rsub__ = _reverse(_sub, lambda a, b: a - b)
    __mul__ = _forward(_mul, lambda a, b: a * b)
    __rmul__ = _reverse(_mul, lambda a, b: a * b)
    __truediv__ = _forward(_div, lambda a, b: a / b)
    __rtruediv__ = _reverse(_div, lambda a, b: a / b)
    __floordiv__ = _forward(_floordiv, lambda a, b: a // b)
    __rfloordiv__ = _reverse(_floordiv, lambda a, b: a // b)
    __mod__ = _forward(_mod, lambda a, b: a % b)
    __rmod__ = _reverse(_mod, lambda a, b: a % b)
    __divmod__ = _forward(_divmod, divmod)
    __rdivmod__ = _reverse(_divmod, divmod)

    def __pow__(a, b):
        if isinstance(b, (int, Fraction)):
            if b.denominator == 1:
                power = b.numerator
                if power >= 0:
                    return _new(a._numerator ** power, a._denominator ** power)
                if a._numerator == 0:
                    raise ZeroDivisionError('Fraction(%s, 0)' % a._denominator ** -power)
                return _reduced(a._denominator ** -power, a._numerator ** -power)
            return float(a) ** float(b)
        return float(a) ** b

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, int):
            return Fraction(a) ** b
        return a ** float(b)

    def __pos__(a): return _new(a._numerator, a._denominator)
    def __neg__(a): return _new(-a._numerator, a._denominator)
    def __abs__(a): return _new(abs(a._numerator), a._denominator)
    def __int__(a): return int(math.trunc(a))
    def __float__(a): return a._numerator / a._denominator
    def __complex__(a): return complex(float(a))
    def __trunc__(a): return -(-a._numerator // a._denominator) if a._numerator < 0 else a._numerator // a._denominator
    def __floor__(a): return a._numerator // a._denominator
    def __ceil__(a): return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            if rest * 2 < self._denominator:
                return whole
            if rest * 2 > self._denominator:
                return whole + 1
            return whole if whole % 2 == 0 else whole + 1
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, _MODULUS)
        except ValueError:
            value = 314159
        else:
            value = hash(hash(abs(self._numerator)) * inverse)
        result = value if self._numerator >= 0 else -value
        return -2 if result == -1 else result

    def _compare(self, other):
        if isinstance(other, (int, Fraction)):
            return self._numerator * other.denominator, self._denominator * other.numerator
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return 0.0, other
            return self._compare(Fraction(other))
        return None

    def __eq__(a, b):
        pair = a._compare(b)
        if pair is None:
            return NotImplemented
        return pair[0] == pair[1]

    def __lt__(a, b):
        pair = a._compare(b)
        return NotImplemented if pair is None else pair[0] < pair[1]

    def __gt__(a, b):
        pair = a._compare(b)
        return NotImplemented if pair is None else pair[0] > pair[1]

    def __le__(a, b):
        pair = a._compare(b)
        return NotImplemented if pair is None else pair[0] <= pair[1]

    def __ge__(a, b):
        pair = a._compare(b)
        return NotImplemented if pair is None else pair[0] >= pair[1]

    def __bool__(a): return bool(a._numerator)
    def __copy__(self): return self
    def __deepcopy__(self, memo): return self

    real = property(lambda self: +self)
    imag = property(lambda self: 0)

    def conjugate(self):
        return +self

    def is_integer(self):
        return self._denominator == 1
`,
);
