from decimal import Decimal as D
print(D(2).sqrt(), D(4).sqrt(), D('0.01').sqrt(), D(1).exp(), D(10).ln(), D(2).log10(), D(1000).log10(), D('1.5').exp(), D('0.5').ln(), D(2) ** D('0.5'))
print(D('1.200').normalize(), D('1200').normalize(), D('0.00').normalize(), D('1e400').to_eng_string(), D('123456').to_eng_string(), D('1E+4').to_eng_string(), D(3).fma(2, 1), D('7').remainder_near(4), D('1').scaleb(3), D('5').max(3), D('1.5').same_quantum(D('2.1')))
