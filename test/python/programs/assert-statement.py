assert True
assert (1, 2)
try: assert 1 == 2, "math"
except AssertionError as e: print(repr(e))
try: assert []
except AssertionError as e: print(repr(e))
