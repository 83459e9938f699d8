class A:
    def __repr__(self): return "R"
class B:
    def __str__(self): return "S"
class C:
    def __repr__(self): return "R"
    def __str__(self): return "S"
print(A(), str(A()), f"{A()}", [A()], C(), [C()], f"{C()!r}", "%s %r" % (C(), C()), {"k": C()}, (C(),), {1: [C()]})
print(repr(B())[:17], str(B()), f"{B():}")
class Bad:
    def __str__(self): return 5
try: str(Bad())
except TypeError as e: print(e)
