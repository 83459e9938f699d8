print(True + True, True == 1, isinstance(True, int), True & False, True | False, True ^ True, ~True, bool([]), bool("x"), bool(0.0))
print({1: "a", True: "b", 1.0: "c"}, sum([True, False, True]), [10, 20][True], str(True), int(False))
