def v(x):
    print("v", x); return x
print(1 < 2 < 3, 1 < 3 < 2, v(1) < v(5) < v(3), v(3) < v(1) < v(9), 1 == 1.0 == True, 1 < 2 > 0 != 5, "a" in "abc" == True)
