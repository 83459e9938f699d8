import math
print(math.log(8, 2), math.log2(1024), math.log10(1000), math.log(math.e), math.log1p(0), math.exp(1), math.pow(2, 10))
print(math.log(10**400), math.log10(10**400), math.log2(2**1500))
