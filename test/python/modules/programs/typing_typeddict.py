from typing import TypedDict, NotRequired, Required
class Movie(TypedDict, total=False):
    name: str
    year: int
class Rated(Movie):
    stars: float
class Partial(TypedDict):
    id: int
    note: NotRequired[str]
m = Movie(name='Alien')
print(m, type(m), sorted(Movie.__optional_keys__), Movie.__annotations__, Movie.__total__, sorted(Rated.__required_keys__), sorted(Partial.__optional_keys__))
D = TypedDict('D', {'a': int})
print(D(a=3), D.__annotations__)
