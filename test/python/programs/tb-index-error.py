def pick(items, i): return items[i]
pick([1, 2], 5)
