class S:
    inst = None
    def __new__(cls, *a):
        if cls.inst is None: cls.inst = super().__new__(cls)
        return cls.inst
    def __init__(self, v=0): self.v = v
print(S(1) is S(2), S.inst.v)
class U(str):
    def __new__(cls, s): return super().__new__(cls, s.upper())
    def shout(self): return self + "!"
u = U("abc"); print(u, u.shout(), type(u).__name__, isinstance(u, str), len(u), u == "ABC", {u: 1}["ABC"], u.lower(), repr(u))
class I(int):
    def __add__(self, o): return I(int(self) + o + 100)
i = I(5); print(i + 1, type(i + 1).__name__, i * 2, i == 5, [0] * i, f"{i:03d}", i.bit_length(), int(i))
class L(list):
    def total(self): return sum(self)
l = L([1, 2]); l.append(3); print(l, l.total(), len(l), l + [4], isinstance(l, list), type(l[:]).__name__, l == [1, 2, 3])
class D(dict):
    def __missing__(self, k): return f"?{k}"
d = D(a=1); print(d["a"], d["zz"], d.get("zz"), d, "zz" in d)
class T(tuple):
    def __new__(cls, *xs): return super().__new__(cls, xs)
print(T(1, 2), T(1) + (2,), T(3, 4)[1])
