import numbers
from decimal import Decimal
from fractions import Fraction
for value in (1, True, 1.5, 1j, Decimal(1), Fraction(1, 2)):
    print(type(value).__name__, isinstance(value, numbers.Number), isinstance(value, numbers.Complex), isinstance(value, numbers.Real), isinstance(value, numbers.Rational), isinstance(value, numbers.Integral))
