from enum import Enum, auto
class Step(Enum):
    FIRST = auto()
    FIFTH = 5
    SIXTH = auto()
print([s.value for s in Step])
class Named(Enum):
    def _generate_next_value_(name, start, count, last_values):
        return name.lower() * 2
    AB = auto()
    CD = auto()
print([n.value for n in Named])
class Pair(Enum):
    A = (auto(), 'x')
    B = (auto(), 'y')
print([p.value for p in Pair])
