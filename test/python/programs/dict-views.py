d = {"a": 1, "b": 2}
k = d.keys(); d["c"] = 3
print(k, d.values(), d.items(), len(k), "c" in k, ("a", 1) in d.items(), k & {"a", "z"} == {"a"}, sorted(k | {"z"}), 1 in d.values())
try:
    for x in d: d[x + "x"] = 1
except RuntimeError as e:
    print(e)
