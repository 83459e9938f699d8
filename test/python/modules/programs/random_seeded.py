import random
random.seed(42)
print(random.random(), random.randint(1, 100), random.choice('abcdef'), random.uniform(1, 2))
print(random.randrange(0, 100, 7), random.getrandbits(100), random.randrange(10))
