from functools import lru_cache, cache
@lru_cache(maxsize=2)
def square(x):
    print('computing', x)
    return x * x
square(1); square(1); square(2); square(3); square(1)
print(square.cache_info(), square.__name__, square.cache_parameters())
square.cache_clear()
print(square.cache_info())
@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(90), fib.cache_info())
class Service:
    def __init__(self): self.calls = 0
    @lru_cache
    def load(self, key):
        self.calls += 1
        return key
s = Service()
s.load(1); s.load(1); s.load(2)
print(s.calls)
square([])
