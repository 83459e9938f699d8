from typing import Generic, TypeVar, Dict, List, Optional
T = TypeVar('T')
K = TypeVar('K', bound=int)
U = TypeVar('U', int, str)
class Stack(Generic[T]):
    def __init__(self): self.items = []
    def push(self, item: T) -> None: self.items.append(item)
s = Stack[int]()
s.push(1)
print(s.items, Stack[int], Stack.__parameters__, Stack[int].__origin__, s.__orig_class__, isinstance(s, Stack), [c.__name__ for c in Stack.__mro__])
class Names(Stack[str]): pass
class Pair(Generic[K, U]): ...
print(Names.__orig_bases__, Names.__bases__, Pair[int, str], Pair.__parameters__, K.__bound__, U.__constraints__, Dict[str, T][int], Optional[List[T]][str])
Stack[int, str]
