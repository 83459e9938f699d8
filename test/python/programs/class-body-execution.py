print("before")
class A:
    print("in body")
    x = 1
    y = x + 1
    def f(self): return A.y
    for i in range(2): pass
    if y > 1: z = "cond"
    class Inner:
        w = 5
print(A.y, A.i, A.z, A.Inner.w, A.Inner.__qualname__, A().f(), A.__dict__["x"])
def make(n):
    class C:
        v = n
        def get(self): return n
    return C
print(make(3).v, make(4)().get(), make.__qualname__, make(1).__qualname__)
