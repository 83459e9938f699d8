class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Q(P): pass
def f(p):
    match p:
        case Q(x=0): return "Q0"
        case P(0, 0): return "origin"
        case P(x, 0): return f"x-axis {x}"
        case P(x=0, y=yy): return f"y {yy}"
        case P(x, y) if x == y: return f"diag {x}"
        case P(): return "P"
        case [P(x=1) as first, *_, P(y=9)]: return f"seq {first.x}"
        case {"p": P(x=v)}: return f"in dict {v}"
        case (int() | float()) as n: return f"num {n}"
print([f(v) for v in [P(0, 0), P(3, 0), P(0, 4), P(2, 2), P(1, 2), Q(0, 5), [P(1, 1), 5, P(3, 9)], {"p": P(7, 7)}, 3, 2.5, "none"]])
class Color:
    RED = 1
def g(c):
    match c:
        case Color.RED: return "red"
        case [Color.RED, x]: return x
        case _: return "?"
print(g(1), g([1, 2]), g(3))
match = 5; case = match; print(match, case)
try:
    match P(1, 2):
        case P(1, 2, 3): pass
except TypeError as e: print(e)
