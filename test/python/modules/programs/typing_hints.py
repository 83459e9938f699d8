from typing import *
class A:
    x: 'int'
    y: Optional['A']
    z: Annotated[int, 'm']
class B(A):
    w: ClassVar['str'] = 'q'
def f(a: int, b: 'Optional[str]' = None, *c: 'List[A]') -> 'A': ...
print(get_type_hints(B), get_type_hints(A, include_extras=True))
print(get_type_hints(f), f.__annotations__)
def g(x: 'int | None', y: list['A']) -> None: ...
print(get_type_hints(g))
class Broken:
    x: 'Missing'
get_type_hints(Broken)
