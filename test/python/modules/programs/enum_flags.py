from enum import Flag, IntFlag, auto
class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
print(repr(Perm.R | Perm.X), Perm.RW, repr(Perm.RW), Perm.R in Perm.RW, ~Perm.R, repr(Perm(0)), list(Perm.RW), list(Perm), bool(Perm.R & Perm.W), Perm.R ^ Perm.RW, len(Perm.RW), (Perm.R | Perm.X).name)
class Bits(IntFlag):
    A = 1
    B = 2
print(repr(Bits.A | Bits.B), Bits.A | 8, repr(Bits.A | 8), Bits.A | Bits.B == 3, repr(~Bits.A), int(Bits.B))
Perm(64)
