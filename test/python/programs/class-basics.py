class Dog:
    """A dog."""
    kind = "canine"
    def __init__(self, name, *, age=1):
        self.name = name
        self.age = age
    def speak(self): return f"{self.name} says woof"
    def __repr__(self): return f"Dog({self.name!r})"
d = Dog("Rex", age=3)
print(d, d.speak(), d.kind, Dog.kind, d.__dict__, Dog.__name__, Dog.__doc__, type(d), isinstance(d, Dog), Dog.__module__, d.__class__ is Dog)
d.kind = "mutt"; print(d.kind, Dog.kind, hasattr(d, "x"), getattr(d, "age"), getattr(d, "zzz", "dflt"))
setattr(d, "color", "red"); print(d.color, vars(d)); del d.color
try:
    d.color
except AttributeError as e:
    print(e)
print(Dog.speak(d), str(d), Dog.speak.__qualname__, d.speak.__self__ is d)
