print(range(5), list(range(2, 10, 3)), list(range(5, 0, -2)), len(range(0, 10, 3)), 4 in range(0, 10, 2), range(10)[3], range(10)[-1], range(10)[2:5], list(reversed(range(3))), range(3) == range(0, 3), range(0).__len__())
print(range(1, 10, 2).index(5), range(10).count(3), list(range(-3, 3)), range(10 ** 20)[10 ** 19], bool(range(0)), sum(range(101)))
try:
    range(1, 2, 0)
except ValueError as e:
    print(e)
