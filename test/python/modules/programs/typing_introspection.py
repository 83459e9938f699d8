from typing import *
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(Optional[int]), get_args(Optional[int]), get_args(Callable[[int], str]), get_origin(int), get_origin(list[int]), get_args(list[int]), get_origin(int | None), get_args(Annotated[int, 1]), get_origin(Literal[1]), get_args(Literal[1, 2]))
print(Optional[int] == Union[None, int], List[int] == List[int], Optional[int] == (int | None), hash(List[int]) == hash(List[int]), List[int] != List[str], isinstance([], List), issubclass(list, Sequence), isinstance(3, Union[int, str]))
