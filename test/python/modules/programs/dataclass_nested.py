from dataclasses import dataclass, field, asdict, astuple, make_dataclass
@dataclass
class Tree:
    value: int
    kids: list['Tree'] = field(default_factory=list)
t = Tree(1, [Tree(2), Tree(3, [Tree(4)])])
print(t, asdict(t), astuple(t))
t.kids.append(t)
print(t)
Made = make_dataclass('Made', ['x', ('y', int), ('z', int, field(default=3))])
print(Made(1, 2), Made(1, 2) == Made(1, 2, 3))
@dataclass(eq=False)
class Plain:
    a: int
print(Plain(1) == Plain(1), Plain.__eq__ is object.__eq__)
@dataclass(repr=False, init=False)
class Own:
    a: int = 5
    def __repr__(self): return f'<own {self.a}>'
print(Own())
asdict(3)
