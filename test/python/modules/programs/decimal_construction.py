from decimal import Decimal as D
print(repr(D('1.10')), D(0.1), D(5), D('-0'), D('1E+5'), D('1e-10'), D('NaN'), D('-Infinity'), D((1, (1, 2, 3), -2)), D(' 1_000.5 '), D(), D(True), D.from_float(0.5))
print(D('3.7').as_tuple(), D('0.25').as_integer_ratio(), D('123.456').adjusted(), int(D('3.9')), float(D('3.9')), round(D('2.5')), round(D('2.675'), 2))
