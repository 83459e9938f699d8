import random
for seed in ('hello', 1.5, b'xy', 0, -3, 10**30):
    random.seed(seed)
    print(random.random())
own = random.Random(7)
state = own.getstate()
first = own.random()
own.setstate(state)
print(first == own.random(), len(state[1]), random.Random(7).random() == first)
