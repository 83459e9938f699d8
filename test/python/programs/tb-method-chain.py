class A:
    def x(self): return self
    def boom(self): raise KeyError("k")
A().x().x().boom()
