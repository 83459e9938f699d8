from itertools import *
print(list(chain('ab', [1])), list(chain.from_iterable(['ab', 'cd'])), list(zip_longest('ab', 'xyz', fillvalue='-')), list(pairwise([1, 2, 3])))
a, b = tee([1, 2, 3])
next(a)
print(list(a), list(b), list(starmap(pow, [(2, 3), (3, 2)])))
