x: int = 5
y: "str"
z: list[int] = [1]
def f(a: int, b: "str" = "x", *args: float, c: bool = True, **kw: dict) -> list[int]: return []
print(__annotations__, f.__annotations__)
class C:
    a: int
    b: str = "q"
    def m(self) -> "C": ...
print(C.__annotations__, C.b, hasattr(C, "a"))
def g():
    v: undefined_name = 1
    return v
print(g())
