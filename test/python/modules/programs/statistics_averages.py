import statistics as s
from fractions import Fraction
print(s.mean([1, 2, 3, 4]), s.mean([1, 2]), s.fmean([1, 2]), s.geometric_mean([1, 2, 4]), s.harmonic_mean([40, 60]), s.mean([Fraction(1, 2), 1]), s.mean([1.5, 2.5, 4]))
print(s.median([3, 1, 2]), s.median([1, 2, 3, 4]), s.median_low([1, 2, 3, 4]), s.median_high([1, 2, 3, 4]), s.mode('aab'), s.multimode('aabb'))
s.mean([])
