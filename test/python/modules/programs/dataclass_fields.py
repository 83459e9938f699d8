from dataclasses import dataclass, field, fields
from typing import ClassVar
@dataclass
class Basket:
    owner: str
    items: list[str] = field(default_factory=list)
    secret: str = field(default='s', repr=False, compare=False)
    count: int = field(init=False, default=0)
    kind: ClassVar[str] = 'basket'
    note: str = field(default='', metadata={'unit': 'text'})
a, b = Basket('ann'), Basket('bob')
a.items.append('apple')
print(a, b, a.items is b.items, Basket.kind, Basket('ann', ['apple'], 'other') == a, [f.name for f in fields(a)], fields(a)[4].metadata['unit'])
try:
    @dataclass
    class Bad:
        items: list = []
except ValueError as e:
    print(e)
@dataclass
class Order:
    a: int = 0
    b: int
