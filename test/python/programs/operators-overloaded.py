class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return V(self.x + o.x, self.y + o.y) if isinstance(o, V) else NotImplemented
    def __sub__(self, o): return V(self.x - o.x, self.y - o.y)
    def __mul__(self, k): return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __neg__(self): return V(-self.x, -self.y)
    def __eq__(self, o): return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)
    def __lt__(self, o): return self.x < o.x
    def __bool__(self): return bool(self.x or self.y)
    def __len__(self): return 2
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __iter__(self): return iter((self.x, self.y))
    def __contains__(self, v): return v in (self.x, self.y)
    def __call__(self, *a): return ("called", a)
    def __repr__(self): return f"V({self.x}, {self.y})"
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
    def __floordiv__(self, k): return V(self.x // k, self.y // k)
    def __invert__(self): return "inv"
    def __int__(self): return self.x
    def __float__(self): return float(self.x)
    def __index__(self): return self.x
    def __round__(self, n=None): return ("round", n)
    def __format__(self, spec): return f"<{spec}>"
    def __hash__(self): return 7
a, b = V(1, 2), V(3, 4)
print(a + b, a - b, a * 3, 3 * a, -a, a == V(1, 2), a != b, a < b, a > b, bool(V(0, 0)), len(a), a[1], list(a), 2 in a, a(1, 2), abs(b), a @ b, b // 2, ~a, int(a), float(b), [10, 20, 30][a], round(a), round(a, 2), f"{a:xyz}", hash(a), hex(b))
x, y = b; print(x, y, sorted([b, a]), max(a, b), {a: 1}[V(1, 2)])
for bad in [lambda: a + 1, lambda: 1 + a, lambda: a <= b, lambda: a % b, lambda: a & b]:
    try: bad()
    except TypeError as e: print(e)
