from decimal import Decimal as D
print(D('1') == 1, D('0.1') == 0.1, D('0.5') == 0.5, D('1.0') == D('1.00'), hash(D(1)) == hash(1), hash(D('0.5')) == hash(0.5), D('1') < 2, D(3) > 2.5, max(D(1), D(2)), D('1').compare(D('2')), D('NaN') == D('NaN'), sorted([D('3'), D('1.5'), 2]))
print({D('1.0'): 'one'}[D('1')], D('-1').copy_abs(), D('0').is_zero(), D('-0').is_signed(), bool(D('0.0')), D('NaN').is_nan())
D('NaN') < 1
