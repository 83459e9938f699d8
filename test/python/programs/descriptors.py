class Typed:
    def __init__(self, t): self.t = t
    def __set_name__(self, owner, name): self.name = name; print("set_name", owner.__name__, name)
    def __get__(self, obj, owner=None):
        if obj is None: return self
        return obj.__dict__.get(self.name, "unset")
    def __set__(self, obj, v):
        if not isinstance(v, self.t): raise TypeError(f"{self.name} must be {self.t.__name__}")
        obj.__dict__[self.name] = v
    def __delete__(self, obj): print("del", self.name); del obj.__dict__[self.name]
class M:
    x = Typed(int)
    y = Typed(str)
m = M(); print(m.x); m.x = 5; print(m.x, m.__dict__, type(M.x).__name__)
try:
    m.y = 5
except TypeError as e: print(e)
del m.x; print(m.x)
class NonData:
    def __get__(self, obj, owner): return "computed"
class N:
    a = NonData()
n = N(); print(n.a); n.a = 1; print(n.a, N.a)
