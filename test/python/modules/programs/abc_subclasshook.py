from abc import ABC
class Quacks(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return hasattr(other, 'quack') or NotImplemented
class Duck:
    def quack(self): pass
print(isinstance(Duck(), Quacks), issubclass(Duck, Quacks), isinstance(3, Quacks))
