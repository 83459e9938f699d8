class T:
    def __init__(self): self._c = 0
    @property
    def c(self):
        "celsius"
        return self._c
    @c.setter
    def c(self, v):
        if v < -273: raise ValueError("too cold")
        self._c = v
    @c.deleter
    def c(self): self._c = None
    @property
    def f(self): return self.c * 9 / 5 + 32
t = T(); t.c = 100; print(t.c, t.f, T.c.__doc__)
try:
    t.c = -300
except ValueError as e: print(e)
try:
    t.f = 1
except AttributeError as e: print(e)
del t.c; print(t._c)
class P:
    @property
    def bad(self): return self.missing
try:
    P().bad
except AttributeError as e: print(e)
