from decimal import *
for mode in [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]:
    print(mode, [str(Decimal(x).quantize(Decimal('1'), rounding=mode)) for x in ['1.5', '2.5', '-1.5', '1.1', '-1.9', '5.01']])
print(Decimal('2.675').quantize(Decimal('0.01')), Decimal('2.665').quantize(Decimal('.01'), ROUND_HALF_UP), Decimal('2.5').to_integral_value(), Decimal('1234.5').quantize(Decimal('1E+2')))
