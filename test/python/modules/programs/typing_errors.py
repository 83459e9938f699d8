from typing import *
T = TypeVar('T')
class Box(Generic[T]): ...
class Closed(Box[int]): ...
class Movie(TypedDict):
    name: str
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: List[int, str])
attempt(lambda: Optional[int, str])
attempt(lambda: Union[()])
attempt(lambda: List())
attempt(lambda: Union())
attempt(lambda: TypeVar('X', int))
attempt(lambda: isinstance(3, List[int]))
attempt(lambda: Any())
attempt(lambda: Closed[int])
attempt(lambda: Annotated[int])
attempt(lambda: Callable[int])
attempt(lambda: isinstance(3, Movie))
attempt(lambda: Generic[int])
