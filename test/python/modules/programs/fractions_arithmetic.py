from fractions import Fraction as F
print(F(1, 3) + F(1, 6), repr(F(2, 4)), F('0.25'), F('3/9'), F(0.5), F(1, 3) * 3, F(7, 2) // 1, F(7, 2) % 1, F(1, 2) ** 2, F(1, 2) == 0.5, F(1, 3) < F(1, 2))
print(float(F(1, 4)), int(F(7, 2)), round(F(5, 2)), F(1, 2) + 1, 1 - F(1, 4), F(1, 2) + 0.5, hash(F(1, 2)) == hash(0.5), F(3.14159).limit_denominator(100), -F(1, 2), abs(F(-1, 2)), F(10, -4))
F(1, 0)
