d = {1: "int", "1": "str", (1, 2): "tuple", None: "none", 2.5: "float", frozenset([1]): "fs", b"x": "bytes"}
print(d[1.0], d[True], d["1"], d[(1, 2)], d[None], d[2.5], d[frozenset([1])], d[b"x"], len(d))
try:
    d[[1]] = 1
except TypeError as e:
    print(e)
try:
    d["missing"]
except KeyError as e:
    print(repr(e), e)
class P:
    def __init__(self, x): self.x = x
    def __hash__(self): return hash(self.x)
    def __eq__(self, o): return isinstance(o, P) and self.x == o.x
    def __repr__(self): return f"P({self.x})"
e = {P(1): "a", P(2): "b"}
e[P(1)] = "c"; print(e, e[P(2)], P(3) in e, len({P(1), P(1), P(2)}))
