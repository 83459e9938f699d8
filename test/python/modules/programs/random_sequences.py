import random
random.seed(1)
deck = list(range(20))
random.shuffle(deck)
print(deck)
print(random.sample(range(1000), 10), random.sample(list('abcdefgh'), 3), random.choices([1, 2, 3], k=5), random.choices('ab', weights=[1, 9], k=8))
print(random.sample([1, 2, 3], 2, counts=[2, 2, 2]))
