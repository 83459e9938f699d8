from itertools import *
print(list(compress('abcd', [1, 0, 1, 0])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(lambda x: x % 2, range(5))), list(filterfalse(None, [0, 1, ''])))
print(list(islice('abcdef', 2, None, 2)), list(islice('abc', 2)), list(islice('abc', 0)))
part = islice(range(10), 2, 5)
print(next(part), list(part), list(part))
