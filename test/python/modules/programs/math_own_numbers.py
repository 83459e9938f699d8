import math
class Celsius:
    def __init__(self, degrees): self.degrees = degrees
    def __float__(self): return float(self.degrees)
    def __floor__(self): return 'floor'
    def __trunc__(self): return 'trunc'
print(math.sqrt(Celsius(9)), math.floor(Celsius(1)), math.trunc(Celsius(1)), math.ceil(Celsius(2.5)))
