from functools import total_ordering, cmp_to_key
@total_ordering
class Version:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return self.n == other.n
    def __lt__(self, other): return self.n < other.n
print(Version(1) <= Version(1), Version(2) > Version(1), Version(2) >= Version(3), max(Version(1), Version(5)).n)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), sorted('bca', key=cmp_to_key(lambda a, b: (a > b) - (a < b))))
@total_ordering
class Nothing: pass
