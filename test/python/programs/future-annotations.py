from __future__ import annotations
class Node:
    next: Node | None = None
    items: list["Node"]
    def link(self, other: Node) -> Node: return other
print(Node.__annotations__, Node.link.__annotations__)
x: undefined[int] = 1
print(__annotations__)
