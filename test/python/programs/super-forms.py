class Base:
    def __init__(self, x): self.x = x
    @classmethod
    def make(cls, x): return cls(x)
    @staticmethod
    def util(a): return a * 2
class Sub(Base):
    def __init__(self, x):
        super(Sub, self).__init__(x)
        self.y = super().util(x)
    @classmethod
    def make(cls, x): return super().make(x + 1)
s = Sub.make(1); print(s.x, s.y, type(s).__name__, Sub.util(5), s.util(6))
