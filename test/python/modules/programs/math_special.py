import math
for x in (0.1, 0.5, 0.9, 1.0, 2.5, 5.0):
    print(x, math.erf(x), math.erfc(x), math.gamma(x))
print(math.gamma(0.5), math.gamma(-1.5), math.gamma(5), math.lgamma(100))
