from enum import IntEnum, StrEnum, Enum, auto
class Size(IntEnum):
    S = 1
    M = 2
class Mode(StrEnum):
    READ = auto()
    WRITE = 'w'
class Kind(str, Enum):
    A = 'a'
    B = 'b'
print(Size.S + 1, Size.S == 1, Size.M > Size.S, repr(Size.S), str(Size.S), f'{Size.M}', sorted(Size, reverse=True), Size(2), [10, 20, 30][Size.M])
print(Mode.READ, repr(Mode.READ), Mode.READ == 'read', Mode.WRITE.upper(), f'{Mode.READ}', Mode('w'))
print(Kind.A, repr(Kind.A), Kind.A == 'a', Kind('b'), f'{Kind.A}', Kind.A.value, 'a' in [Kind.A])
