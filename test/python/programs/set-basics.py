s = {3, 1, 2}
print(s, len(s), 2 in s, s | {5}, s & {1, 9}, s - {1}, s ^ {1, 7}, {1} < s, s <= s, s.isdisjoint({9}), set(), {1, 1})
s.add(10); s.discard(99); s.remove(1); s.update([4], [5]); print(s, sorted(s), s.issubset(range(20)), s.issuperset({4}))
print(frozenset([1, 2]), frozenset(), set("a"), {x % 3 for x in range(10)}, s == {2, 3, 4, 5, 10}, hash(frozenset([1])) == hash(frozenset([1])))
try:
    s.remove(99)
except KeyError as e:
    print("KeyError", e)
try:
    {[1]}
except TypeError as e:
    print(e)
