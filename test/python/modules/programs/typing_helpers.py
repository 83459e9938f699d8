from typing import *
UserId = NewType('UserId', int)
print(UserId(5), UserId, UserId.__supertype__, cast(str, 5), TYPE_CHECKING, assert_type(3, int))
@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
def double(x): return x * 2
print(double(3), len(get_overloads(double)))
@final
class Done: ...
print(Done.__final__, SupportsInt, isinstance(3, SupportsInt), Text)
assert_never(3)
