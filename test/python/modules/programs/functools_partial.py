from functools import partial, partialmethod, reduce
add = partial(lambda a, b, c=0: (a, b, c), 1, c=10)
print(add(5), add(5, c=6), add.args, add.keywords, partial(add, 2)(), partial(int, base=2)('101'), repr(partial(print, 1, end=''))[:17])
class Cell:
    def __init__(self): self.alive = False
    def set(self, state): self.alive = state
    live = partialmethod(set, True)
c = Cell()
c.live()
print(c.alive, reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a + b, [], 5))
reduce(lambda a, b: a, [])
