from functools import cached_property
class Circle:
    def __init__(self, r): self.r = r
    @cached_property
    def area(self):
        "the area"
        print('computing')
        return self.r ** 2 * 3
c = Circle(2)
print(c.area, c.area, c.__dict__, Circle.area.__doc__)
del c.area
c.r = 3
print(c.area)
c.area = 1
print(c.area)
