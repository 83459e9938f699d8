from itertools import *
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: combinations([1], -1))
attempt(lambda: list(islice([1], -1)))
attempt(lambda: list(chain(1)))
attempt(lambda: product(1))
attempt(lambda: count('a'))
attempt(lambda: islice([1], 0, 1, 0))
