def f(cmd):
    match cmd.split():
        case ["go", ("n" | "s") as d]: return "go " + d
        case ["go", *_]: return "go?"
        case ["get", obj, *rest] if not rest: return "get " + obj
        case [x] | [x, _]: return "short " + x
        case _: return "long"
print([f(c) for c in ["go n", "go x", "get lamp", "get a b", "hi", "hi you", "a b c"]])
data = {"user": {"name": "Al", "roles": ["admin", "dev"]}, "n": 3}
match data:
    case {"user": {"name": str(name), "roles": [first, *others]}, "n": int(n)}:
        print(name, first, others, n)
match 5:
    case x: print(x)
match 1, 2:
    case a, b: print(a, b)
