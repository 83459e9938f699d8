class CM:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    def __enter__(self): print("enter", self.name); return self.name
    def __exit__(self, t, v, tb): print("exit", self.name, t and t.__name__, v); return self.swallow
with CM("a") as a, CM("b") as b: print(a, b)
with (CM("p") as p, CM("q") as q,): print(p, q)
with CM("s", True): raise ValueError("swallowed")
try:
    with CM("x"): raise KeyError("k")
except KeyError as e: print("out", e)
def f():
    with CM("r"):
        return "returned"
print(f())
for i in range(3):
    with CM(i):
        if i == 1: continue
        if i == 2: break
class NoExit:
    def __enter__(self): pass
try:
    with NoExit(): pass
except TypeError as e: print(e)
try:
    with 5: pass
except TypeError as e: print(e)
