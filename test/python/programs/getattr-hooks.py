class G:
    def __init__(self): self.real = 1
    def __getattr__(self, name):
        if name.startswith("x"): return name.upper()
        raise AttributeError(f"no {name}")
    def __setattr__(self, name, value):
        print("set", name, value)
        object.__setattr__(self, name, value)
    def __delattr__(self, name): print("del", name); super().__delattr__(name)
g = G(); print(g.real, g.xyz, hasattr(g, "q")); g.v = 2; del g.v
try:
    g.q
except AttributeError as e: print(e)
class H:
    def __getattribute__(self, name):
        if name == "secret": return 42
        return super().__getattribute__(name)
h = H(); h.a = 1; print(h.secret, h.a)
