for f in [lambda: [1][5], lambda: [].pop(), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1]["a"], lambda: [3, "a"] < [3, 1], lambda: sorted([1, "a"]), lambda: [1] + (2,), lambda: [1, 2].__getitem__(9)]:
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
