from dataclasses import dataclass, asdict, astuple, replace, fields, is_dataclass
@dataclass
class Point:
    x: int
    y: int = 0
p = Point(1)
print(p, p == Point(1, 0), p != Point(2), Point(y=3, x=4), asdict(p), astuple(p), replace(p, y=9), [f.name for f in fields(p)], is_dataclass(p), is_dataclass(Point), Point.__match_args__, Point.__doc__, Point.__hash__)
match p:
    case Point(x, y):
        print('matched', x, y)
p.x = 5
print(p, Point.__init__.__qualname__, Point.__annotations__)
p < Point(2)
