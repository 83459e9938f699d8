a, (b, *c), d = 1, [2, 3, 4], 5
print(a, b, c, d)
def f(*args, **kw): return args, kw
print(f(*[1, 2], 3, *"ab", x=1, **{"y": 2}, **{"z": 3}), [*range(3), *"ab"], (*[1], 2), {*[1, 2], 3}, {**{"a": 1}, "b": 2})
for i, (x, y) in enumerate([(1, 2), (3, 4)]): print(i, x, y)
a, b = b, a; print(a, b)
for bad in ["a, b = [1]", "a, b = 1, 2, 3", "a, *b, c = [1]", "a, b = 5"]:
    pass
try:
    a, b = [1]
except ValueError as e: print(e)
try:
    a, b = 1, 2, 3
except ValueError as e: print(e)
try:
    a, *b, c = [1]
except ValueError as e: print(e)
try:
    a, b = 5
except TypeError as e: print(e)
