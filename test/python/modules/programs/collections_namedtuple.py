from collections import namedtuple
Point = namedtuple('Point', 'x y', defaults=[0])
p = Point(1)
print(p, p.x, p.y, p._replace(x=5), p._asdict(), Point._fields, Point._make([3, 4]), p == (1, 0), Point(x=1, y=2), Point.__name__, Point._field_defaults, isinstance(p, tuple), p[0], *p)
x, y = p
class Vector(namedtuple('Base', 'a b')):
    def total(self): return self.a + self.b
print(x, y, Vector(1, 2), Vector(1, 2).total(), {p: 1}[Point(1, 0)], sorted([Point(2, 1), Point(1, 2)]), namedtuple('R', 'a class a', rename=True)._fields)
match p:
    case Point(x=1, y=b):
        print('b', b)
for f in [lambda: Point(), lambda: Point(1, 2, 3), lambda: Point(z=1), lambda: namedtuple('a', 'x x'), lambda: namedtuple('a', 'class'), lambda: p._replace(q=1)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
p.x = 3
