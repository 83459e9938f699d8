def log(f):
    def w(*a, **k):
        print("call", f.__name__, a, k)
        return f(*a, **k)
    w.__name__ = f.__name__
    w.__doc__ = f.__doc__
    return w
def times(n):
    def deco(f):
        def w(*a): return [f(*a) for _ in range(n)]
        return w
    return deco
@log
def add(a, b=2):
    "adds"
    return a + b
@times(2)
@log
def hi(x): return x
print(add(1), add(1, b=5), add.__name__, add.__doc__, hi("y"))
class Reg:
    items = []
    def __call__(self, f): self.items.append(f.__name__); return f
reg = Reg()
@reg
def one(): pass
@(lambda f: "replaced")
def two(): pass
@reg
class K: pass
print(reg.items, two)
