import math
print(math.sin(0), math.cos(0), math.degrees(math.pi), math.radians(180), math.atan2(1, -1), math.asin(1), math.acos(1), math.tan(0.25))
