a = [1]; b = [1]
print(a == b, a is b, a is not b, None is None, True is True, (x := 5) is x, "ab" is not None)
