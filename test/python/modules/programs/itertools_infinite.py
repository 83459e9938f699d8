from itertools import *
print(list(islice(count(10, 2), 3)), list(islice(cycle('ab'), 5)), list(repeat(7, 2)), count(5), count(1, 2), repeat('x'), repeat(1, 3))
ticks = count(1.5, 0.5)
print(next(ticks), next(ticks), ticks)
