import math
print(math.sqrt(2), math.floor(-2.5), math.ceil(2.1), math.trunc(-3.7), math.pi, math.e, math.tau, math.inf, math.nan)
print(math.gcd(12, 18, 30), math.lcm(4, 6), math.comb(52, 5), math.perm(10, 3), math.factorial(25), math.isqrt(10**20 + 1))
print(math.hypot(3, 4), math.dist((1, 2), (4, 6)), math.prod([1, 2, 3.5]), math.fsum([0.1] * 10))
