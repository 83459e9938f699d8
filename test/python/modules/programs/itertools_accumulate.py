from itertools import accumulate
import operator
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], operator.mul, initial=10)), list(accumulate([3, 1, 2], max)), list(accumulate([])))
