from enum import Enum, IntEnum
Animal = Enum('Animal', 'CAT DOG FISH')
print(list(Animal), Animal.DOG.value, Animal.__name__, Animal.__module__)
Shape = Enum('Shape', {'SQUARE': 4, 'TRIANGLE': 3})
Rank = IntEnum('Rank', ['ACE', 'KING'], start=10)
print(list(Shape), list(Rank), Enum('E', [('x', 1), ('y', 2)]).y)
