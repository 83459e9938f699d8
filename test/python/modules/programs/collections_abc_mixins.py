from collections.abc import Mapping, MutableMapping, Sequence, Set
class Settings(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = Settings()
m['a'] = 1
m.update(b=2)
print(m.get('z', 0), list(m.items()), m.pop('a'), 'b' in m, m.setdefault('c', 3), list(m.keys()), m == {'b': 2, 'c': 3}, dict(m), {**m})
class Three(Sequence):
    def __getitem__(self, i): return [1, 2, 3][i]
    def __len__(self): return 3
print(list(Three()), 2 in Three(), Three().index(3), Three().count(1), list(reversed(Three())))
class Bad(Mapping): pass
Bad()
