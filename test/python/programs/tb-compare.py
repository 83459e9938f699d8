print([3, "a", 1] < [3, 1])
sorted([3, "a"])
