t = (1, 2, 3)
print(t, (1,), (), t[0], t[-1], t[1:], t + (4,), t * 2, len(t), 2 in t, t.index(3), t.count(1), (1, 2) == (1, 2), (1, 2) < (1, 3))
a, b, c = t; (d, (e, f)) = (1, (2, 3)); print(a, b, c, d, e, f, tuple("abc"), tuple([1]), hash((1, 2)) == hash((1, 2)))
x, *y = t; *p, q = t; print(x, y, p, q)
try:
    t[0] = 1
except TypeError as e:
    print(e)
