class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): self.i = 0; return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1; return self.i
print(list(Count(3)), sum(Count(4)), [x for x in Count(2)], max(Count(5)), 2 in Count(3), dict.fromkeys(Count(2)), tuple(Count(2)), list(zip(Count(2), "ab")), list(map(str, Count(2))), sorted(Count(3), reverse=True))
it = iter([1, 2]); print(next(it), next(it), next(it, "end"))
try: next(it)
except StopIteration as e: print("stop", e.value)
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq(), list(reversed([1, 2, 3])), list(iter(lambda c=iter([1, 2, 0, 5]): next(c), 0)))
