print("{} {}".format(1, "a"), "{1} {0}".format("a", "b"), "{x} {y:>5}".format(x=1, y="b"), "{0[1]} {1.real}".format([1, 2], 3), "{{}}".format())
print("{:>10}|{:<10}|{:^10}|{:*^10}".format("a", "b", "c", "d"), "{!r} {!s}".format("a", "b"), "{:{}}".format("x", 5) + "|", "{:,}".format(1234567))
print("{name} is {age}".format_map({"name": "Al", "age": 3}))
