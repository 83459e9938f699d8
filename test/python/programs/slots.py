class S:
    __slots__ = ("a", "b")
    def __init__(self): self.a = 1
s = S(); print(s.a)
try:
    s.c = 1
except AttributeError as e: print(e)
try:
    s.b
except AttributeError as e: print(e)
print(hasattr(s, "__dict__"), S.__slots__)
