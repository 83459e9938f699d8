import random
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: random.choice([]))
attempt(lambda: random.randint(5, 1))
attempt(lambda: random.sample([1], 2))
attempt(lambda: random.sample({1, 2}, 1))
attempt(lambda: random.choices([1, 2], [1]))
attempt(lambda: random.seed([1]))
attempt(lambda: random.randrange(0))
