import random
random.seed(7)
print(random.gauss(0, 1), random.gauss(0, 1), random.normalvariate(0, 1), random.expovariate(1.5), random.triangular(0, 1, 0.3))
print(random.betavariate(2, 3), random.gammavariate(2, 3), random.gammavariate(0.5, 3), random.lognormvariate(0, 1), random.paretovariate(3), random.weibullvariate(1, 2), random.vonmisesvariate(0, 4))
