from enum import Enum
class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
    @property
    def ratio(self):
        return round(self.mass / self.radius, 3)
    @classmethod
    def heaviest(cls):
        return max(cls, key=lambda p: p.mass)
    @staticmethod
    def unit():
        return 'kg'
print(Planet.EARTH.mass, Planet.MARS.ratio, Planet((0.64, 3.39)), Planet.heaviest(), Planet.unit(), Planet.EARTH.value)
