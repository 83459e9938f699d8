from dataclasses import dataclass, FrozenInstanceError
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
print(sorted([Version(2), Version(1, 5)]), Version(1) < Version(1, 1), hash(Version(1)) == hash(Version(1)), {Version(1): 'a'}[Version(1)], Version(2) >= Version(2))
try:
    del Version(1).major
except FrozenInstanceError as e:
    print(e)
Version(1).major = 2
