import math
print(math.frexp(8.5), math.ldexp(0.5, 4), math.modf(-3.25), math.copysign(3, -0.0), math.fmod(-7, 3), math.remainder(7, 3))
print(math.nextafter(1.0, 2.0), math.ulp(1.0), math.isclose(0.1 + 0.2, 0.3), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1))
