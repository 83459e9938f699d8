class Dog:
    def bark(self): pass
d = Dog()
d.brak()
