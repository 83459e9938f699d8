import inspect
def f(a, b: int = 2, /, c=3, *args: str, d, e: float = 1.5, **kw) -> list[int]:
    """doc
       more"""
print(inspect.signature(f), [str(p) for p in inspect.signature(f).parameters.values()], inspect.getdoc(f), inspect.signature(lambda x, *, y=1: 0))
sig = inspect.signature(f)
print(sig.bind(1, d=2).arguments, sig.parameters['b'].default, sig.parameters['b'].kind, sig.return_annotation, sig.parameters['d'].default is inspect.Parameter.empty)
class K:
    def __init__(self, x, y=1): pass
    def m(self, z): pass
print(inspect.signature(K), inspect.signature(K(1).m), inspect.signature(K.m))
from dataclasses import dataclass
@dataclass
class P:
    x: int
    y: str = 'a'
print(inspect.signature(P))
from functools import partial
print(inspect.signature(partial(f, 1, d=5)))
sig.bind()
