from typing import NamedTuple
class Point(NamedTuple):
    """a point"""
    x: int
    y: str = 'd'
    def total(self): return self.x * 2
    @property
    def text(self): return f'{self.x}{self.y}'
p = Point(1)
print(p, p.total(), p.text, Point._fields, Point.__annotations__, Point._field_defaults, p._replace(x=2), Point(y='z', x=5), p == (1, 'd'), Point.__doc__, p._asdict())
Pt = NamedTuple('Pt', [('a', int), ('b', str)])
print(Pt(1, 'x'))
try:
    class Bad(NamedTuple):
        a: int = 1
        b: int
except TypeError as e:
    print(e)
Point()
