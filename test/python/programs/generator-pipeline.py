def nums():
    n = 0
    while True: yield n; n += 1
def take(it, n):
    for _, v in zip(range(n), it): yield v
def sq(it):
    for v in it: yield v * v
print(list(take(sq(nums()), 5)), next(x for x in nums() if x > 10), any(x > 3 for x in nums()), {x for x in take(nums(), 3)})
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
g = fib(); print([next(g) for _ in range(10)])
def tree(t):
    if isinstance(t, list):
        for s in t: yield from tree(s)
    else: yield t
print(list(tree([1, [2, [3, 4], 5], [[6]]])))
