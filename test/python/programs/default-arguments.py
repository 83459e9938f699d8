def f(a, b=2, *args, c, d=4, **kw): return a, b, args, c, d, kw
print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f.__defaults__, f.__kwdefaults__)
def g(x, acc=[]):
    acc.append(x); return acc
print(g(1), g(2), g(3, []))
def h(a, /, b, *, c): return a, b, c
print(h(1, 2, c=3), h(1, b=2, c=3))
