from enum import Enum
class Level(Enum):
    LOW = 'low'
    HIGH = 'high'
    @classmethod
    def _missing_(cls, value):
        if isinstance(value, str):
            for member in cls:
                if member.value == value.lower():
                    return member
        return None
print(Level('HIGH'), Level('Low'))
Level('none')
