print(int | None, int | str, list[int], dict[str, list[int]], tuple[int, ...], isinstance(1, int | str), isinstance(None, int | None), issubclass(bool, int | str), int | int, (int | str) == (str | int))
print(type(int | None).__name__, (int | str).__args__, list[int].__origin__, list[int].__args__, list[int]([1]), type(list[int]).__name__)
try: isinstance([], list[int])
except TypeError as e: print(e)
try: int | 5
except TypeError as e: print(e)
