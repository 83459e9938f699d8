words = ["banana", "Apple", "cherry", "apple"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sorted([(2, "b"), (1, "z"), (2, "a")]))
print(sorted([3, 1, 2], key=lambda x: -x), sorted({"b": 1, "a": 2}), sorted([True, False, 2]), sorted([1.5, 1, 0.5]))
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return f"K{self.v}"
print(sorted([K(3), K(1), K(2)]), max([K(1), K(3)], key=lambda k: k.v), min(K(2), K(1)))
