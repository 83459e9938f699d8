class R:
    def __radd__(self, o): return ("radd", o)
    def __rsub__(self, o): return ("rsub", o)
    def __rmul__(self, o): return ("rmul", o)
    def __rtruediv__(self, o): return ("rdiv", o)
    def __rpow__(self, o): return ("rpow", o)
    def __rand__(self, o): return ("rand", o)
r = R(); print(1 + r, 2 - r, "a" + r, [1] + r, 3 * r, "x" * r, 1 / r, 2 ** r, 5 & r)
class I:
    def __init__(self): self.log = []
    def __iadd__(self, o): self.log.append(("iadd", o)); return self
    def __imul__(self, o): self.log.append(("imul", o)); return self
    def __or__(self, o): return ("or", o)
i = I(); i += 1; i *= 2; print(i.log); i |= 3; print(i)
class A:
    def __add__(self, o): return "A.add"
class B(A):
    def __radd__(self, o): return "B.radd"
print(A() + B(), B() + A(), A() + A())
