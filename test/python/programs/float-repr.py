print(1.0, 1e16, 1e15, 1.5e-5, 0.0001, 1e-5, 123456789012345678.0, 0.1 + 0.2, 1/3, -0.0, 1e300 * 10, 5e-324)
print(float("inf"), float("-inf"), float("nan"), float("1e3"), float(" 2.5 "), float(7), 1e100, 100.0, 3.14)
print(2.0 == 2, 1.5.is_integer(), (2.0).is_integer(), (0.5).as_integer_ratio(), 7.0 // 2, -7.5 % 2, 7.5 % -2, 2.0 ** 0.5)
