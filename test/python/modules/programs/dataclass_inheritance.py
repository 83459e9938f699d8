from dataclasses import dataclass, field, InitVar, KW_ONLY
@dataclass
class Base:
    a: int
    def __post_init__(self):
        self.double = self.a * 2
@dataclass
class Child(Base):
    b: str = 'x'
    factor: InitVar[int] = 3
    def __post_init__(self, factor):
        super().__post_init__()
        self.triple = self.a * factor
c = Child(2)
print(c, c.double, c.triple, Child(1, 'y', 10).triple, Child.__mro__[1].__name__)
@dataclass
class Options:
    name: str
    _: KW_ONLY
    size: int = 1
    color: str
print(Options('n', color='red'))
Options('n', 2)
