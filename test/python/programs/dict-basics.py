d = {"a": 1, "b": 2}
d["c"] = 3; print(d, d["a"], d.get("z"), d.get("z", 0), len(d), "a" in d, list(d), list(d.values()), list(d.items()))
d.update(a=10, e=5); d.update({"f": 6}); d.update([("g", 7)]); print(d, d.pop("a"), d.pop("zz", None), d.popitem(), d)
print(d.setdefault("b", 9), d.setdefault("n", []), d, dict(a=1), dict([(1, 2)]), dict({1: 2}, b=3), {**d, "x": 1})
del d["b"]; print(d, d == {"n": [], "c": 3, "e": 5, "f": 6}, {} or "empty", dict.fromkeys("ab", 0), d.copy() == d)
d |= {"z": 26}; print({"a": 1} | {"b": 2}, d)
for k, v in {"x": 1, "y": 2}.items(): print(k, v, end=";")
print(); print(dict(zip("ab", (1, 2))), {i: i * i for i in range(3)}, list(reversed({"a": 1, "b": 2})))
