import statistics as s
print(s.stdev([1, 2, 3, 4]), s.pstdev([1, 2, 3, 4]), s.variance([1, 2, 3, 4]), s.pvariance([1, 2, 3]), s.quantiles([1, 2, 3, 4, 5]), s.quantiles([1, 2, 3, 4, 5], n=10, method='inclusive'))
print(s.correlation([1, 2, 3], [1, 5, 7]), s.linear_regression([1, 2, 3], [2, 4, 6.5]), s.covariance([1, 2, 3], [1, 5, 7]), s.NormalDist(0, 1).cdf(1.5), s.NormalDist(1, 2) + s.NormalDist(2, 3))
s.stdev([1])
