print("banana".replace("a", "o"), "banana".replace("a", "o", 2), "abc".replace("", "-"), "banana".count("an"), "banana".find("n"), "banana".rfind("n"), "banana".find("z"), "banana".index("nan"))
print("banana".startswith("ban"), "banana".endswith(("x", "na")), "banana".startswith("an", 1), "a" in "banana", "" in "x")
