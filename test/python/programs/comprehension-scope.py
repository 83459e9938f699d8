x = "outer"
print([x for x in range(3)], x, {x for x in [1]}, {x: 1 for x in "a"}, list(x for x in "ab"), x)
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [(lambda j=i: j)() for i in range(3)])
class C:
    n = 3
    items = [i for i in range(n)]
print(C.items)
