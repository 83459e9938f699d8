from enum import Enum, auto, unique
class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
print(repr(Color.RED), str(Color.RED), Color.CRIMSON, list(Color), len(Color), Color.RED.name, Color.RED.value, Color(1) is Color.RED, Color['GREEN'], Color.RED in Color, f'{Color.RED}')
print(Color, type(Color), isinstance(Color.RED, Color), Color.RED == 1, Color.RED != Color.GREEN, [c for c in reversed(Color)], {Color.RED: 'r'}[Color(1)], list(Color.__members__.items()))
