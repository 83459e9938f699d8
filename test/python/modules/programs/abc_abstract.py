from abc import ABC, abstractmethod, ABCMeta
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def describe(self): return f'{self.name}: {self.area()}'
class Square(Shape):
    def area(self): return 4
try:
    Square()
except TypeError as e:
    print(e)
class Named(Square):
    name = 'square'
print(Named().describe(), sorted(Shape.__abstractmethods__), isinstance(Named(), Shape), issubclass(Named, Shape))
class Other: pass
Shape.register(Other)
print(isinstance(Other(), Shape), issubclass(Other, Shape))
class Maker(metaclass=ABCMeta):
    @classmethod
    @abstractmethod
    def make(cls): ...
    @staticmethod
    @abstractmethod
    def tool(): ...
try:
    Maker()
except TypeError as e:
    print(e)
Shape()
