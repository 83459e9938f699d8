def g(n):
    for i in range(n):
        r = yield i
        if r: print("sent", r)
    return "done"
x = g(3); print(next(x), x.send("a"), list(x))
try: next(x)
except StopIteration as e: print(e.value)
y = g(1); next(y)
try: next(y)
except StopIteration as e: print(e.value, e.args)
def d():
    r = yield from g(2)
    print("r", r)
    yield from "ab"
    yield from [1]
print(list(d()), type(g(1)).__name__, sum(i for i in range(5)), list(i * j for i in range(2) for j in range(2)))
