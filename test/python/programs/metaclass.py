class Meta(type):
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns); cls.tag = name.lower()
    def __call__(cls, *a, **k): print("call", cls.__name__); return super().__call__(*a, **k)
    def __getitem__(cls, k): return f"{cls.__name__}[{k}]"
    def __len__(cls): return 99
    @property
    def prop(cls): return "meta-prop"
    def __repr__(cls): return f"<cls {cls.__name__}>"
    def __iter__(cls): return iter("abc")
class X(metaclass=Meta, opt=1):
    a = 1
class Y(X): b = 2
print(X.tag, Y.tag, X["k"], len(X), X.prop, type(Y) is Meta, X(), list(X)) if False else print(X.tag, Y.tag, X["k"], len(X), X.prop, type(Y) is Meta, X, list(X), isinstance(X(), X))
print(type("Dyn", (object,), {"v": 5, "m": lambda self: self.v})().m())
