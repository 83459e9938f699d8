def f(a, b, *, c): pass
def g(a, b=1): pass
def h(a, /): pass
def k(): pass
for call in [lambda: f(), lambda: f(1), lambda: f(1, 2), lambda: f(1, 2, 3, c=4), lambda: f(1, 2, c=1, d=2), lambda: f(1, a=2, b=3, c=4), lambda: g(1, 2, 3), lambda: h(a=1), lambda: k(1), lambda: g(), lambda: f(1, 2, 3), lambda: (lambda x: x)(), lambda: f(b=1, c=2), lambda: k(*[1, 2]), lambda: g(**{"a": 1, "z": 2}), lambda: k(x=1)]:
    try:
        call()
    except TypeError as e:
        print(e)
