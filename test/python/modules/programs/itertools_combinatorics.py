from itertools import *
print(list(combinations('abcd', 2)), list(combinations_with_replacement('ab', 2)))
print(list(permutations([1, 2, 3])), list(permutations('abc', 2)))
print(list(product('ab', [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(combinations([1], 2)), list(permutations([], 0)))
