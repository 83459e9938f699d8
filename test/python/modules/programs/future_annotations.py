from __future__ import annotations
import __future__
class Node:
    next: Node | None = None
def f(x: Missing) -> list[Also]: ...
print(Node.__annotations__, f.__annotations__, __future__.annotations.getOptionalRelease()[:2])
