print(", ".join(["a", "b"]), "-".join("abc"), "ab" * 3, 3 * "x", "" * 5, "a" * -1, "".join(str(i) for i in range(5)))
