from decimal import *
print(getcontext().prec, getcontext().rounding)
getcontext().prec = 6
print(Decimal(1) / Decimal(7))
with localcontext() as ctx:
    ctx.prec = 3
    print(Decimal(1) / Decimal(7))
with localcontext(prec=10):
    print(Decimal(1) / 7)
print(Decimal(1) / Decimal(7), Context(prec=5, rounding=ROUND_DOWN).divide(Decimal(2), Decimal(3)))
getcontext().traps[DivisionByZero] = False
print(Decimal(1) / 0, getcontext().flags[DivisionByZero], getcontext().flags[Inexact])
