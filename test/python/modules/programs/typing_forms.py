from typing import *
T = TypeVar('T')
print(Optional[int], Union[int, str], Union[int, None], List[int], Dict[str, List[int]], Tuple[int, ...], Callable[[int, str], bool], Callable[..., None], Literal['a', 1], Annotated[int, 'x', 3], ClassVar[int], Final[str], Type[int])
print(Any, List, Optional['Foo'], Iterable[T], T, Set[int], Sequence[int], Mapping[str, Any], Union[int, Union[str, int]], Optional[Optional[int]], Self, NoReturn, Never, Generator[int, None, str], Awaitable[int], Tuple[()], Union[int])
