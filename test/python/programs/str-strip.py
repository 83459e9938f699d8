print("[" + "  x ".strip() + "]", "xxaxx".strip("x"), "  x".lstrip(), "x  ".rstrip() + "|", "abcba".strip("ab"), "prefix-a".removeprefix("prefix-"), "a.py".removesuffix(".py"))
