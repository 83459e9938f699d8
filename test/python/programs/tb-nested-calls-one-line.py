def f(x): return x
def g(x): raise RuntimeError("g failed")
print(f(1), f(g(f(2))), f(3))
