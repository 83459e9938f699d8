print("x".center(5, "*") + "|" + "ab".center(5) + "|" + "x".ljust(4, ".") + "|" + "x".rjust(4), "42".zfill(5), "-42".zfill(6), "a\tb".expandtabs(4), "abcd".center(7, "*"))
