from enum import Enum, unique
class Color(Enum):
    RED = 1
    GREEN = 2
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: Color(9))
attempt(lambda: Color['X'])
attempt(lambda: Color.X)
attempt(lambda: setattr(Color, 'RED', 3))
attempt(lambda: delattr(Color, 'RED'))
attempt(lambda: setattr(Color.RED, 'value', 3))
attempt(lambda: Color.RED < Color.GREEN)
attempt(lambda: Color.RED.other)
attempt(lambda: Color())
try:
    class More(Color):
        BLUE = 3
except TypeError as e:
    print(e)
try:
    class Twice(Enum):
        A = 1
        A = 2
except TypeError as e:
    print(e)
@unique
class Dup(Enum):
    A = 1
    B = 1
