print(1 + 2.5, 2 * 1.5, 7 // 2.0, 7 % 2.5, 2 ** 0.5, 1 == 1.0, hash(1) == hash(1.0), 10 ** 20 == 1e20, 10 ** 20 + 0.5, True + 1.5, 3 / 2, 4 / 2, 1e308 * 10, -7 // 2.0, 5 % -3, -5 % 3, 5.5 % -2, 0.1 + 0.2 == 0.3, 2 ** 100 / 2 ** 99, 9007199254740993 == 9007199254740992.0, 1 < 1.5 < 2, int(1e20), float(10 ** 15))
print(round(1.5), round(2.5), round(-1.5), round(1.25, 1), round(1.35, 1), round(15, -1), round(25, -1), int(-2.7), -7 // 2, (-7) % 3, divmod(-7, 2), divmod(7.5, 2), divmod(-7.5, 2))
try: 10 ** 400 * 1.0
except OverflowError as e: print(e)
try: int(float("inf"))
except OverflowError as e: print(e)
try: int(float("nan"))
except ValueError as e: print(e)
try: 2.0 ** 5000
except OverflowError as e: print(e)
