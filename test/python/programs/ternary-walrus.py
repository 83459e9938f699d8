if (n := len([1, 2, 3])) > 2: print(n)
print([y := 5, y ** 2], (z := 3) + z, [last := x for x in range(3)], last)
while (k := n) > 1: n -= 1
print(k, n)
