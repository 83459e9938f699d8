print("a,b,,c".split(","), " a  b ".split(), "a b c".split(" ", 1), "a.b.c".rsplit(".", 1), "x".split(","), "".split(), "".split(","))
print("a\nb\r\nc\n".splitlines(), "a\nb".splitlines(True), "k=v=w".partition("="), "k=v=w".rpartition("="), "kv".partition("="))
print("  a b  c ".split(None, 1), "  a b  c ".rsplit(None, 1))
