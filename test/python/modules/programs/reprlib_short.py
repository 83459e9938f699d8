import reprlib
class Chain:
    def __init__(self): self.link = self
    @reprlib.recursive_repr()
    def __repr__(self): return f'Chain({self.link!r})'
print(Chain())
