from decimal import *
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
D = Decimal
attempt(lambda: D('abc'))
attempt(lambda: D(1) / 0)
attempt(lambda: D(0) / 0)
attempt(lambda: D(1) + 1.0)
attempt(lambda: D([1]))
attempt(lambda: D(-1).sqrt())
attempt(lambda: D(10) ** 40 // 1)
attempt(lambda: int(D('Infinity')))
attempt(lambda: D('1').quantize(D('1e-30')))
attempt(lambda: D(1).foo)
attempt(lambda: D(None))
attempt(lambda: D('sNaN') + 1)
attempt(lambda: D('1e999999') * 10)
attempt(lambda: D(1) < 'a')
attempt(lambda: D(1) % 0)
