from collections.abc import *
print(isinstance([], Sequence), isinstance({}, Mapping), isinstance('a', Iterable), isinstance(5, Iterable), isinstance(iter([]), Iterator), isinstance(print, Callable), isinstance(set(), Set), isinstance((x for x in []), Generator), isinstance([], Hashable), isinstance((), Hashable), isinstance({}.keys(), KeysView), isinstance(range(3), Sequence), isinstance([], MutableSequence), issubclass(dict, MutableMapping))
class Box:
    def __len__(self): return 0
    def __iter__(self): return iter(())
    def __contains__(self, x): return False
print(isinstance(Box(), Collection), isinstance(Box(), Sized), isinstance(Box(), Sequence), Iterable[int], Sequence)
