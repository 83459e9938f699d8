def f(x):
    match x:
        case 0: return "zero"
        case 1 | 2: return "one-two"
        case -1: return "neg"
        case "a": return "str"
        case True: return "true"
        case None: return "none"
        case 1.5: return "float"
        case [1, 2]: return "list12"
        case [1, *rest]: return f"list1+{rest}"
        case []: return "empty"
        case (a, b): return f"pair {a} {b}"
        case {"k": v, **rest}: return f"dict {v} {rest}"
        case {}: return "anydict"
        case str() as s: return f"str {s}"
        case int(n) if n > 100: return f"big {n}"
        case _: return "other"
print([f(x) for x in [0, 1, 2, -1, "a", True, None, 1.5, [1, 2], [1, 5, 6], [], (7, 8), {"k": 1, "z": 2}, {}, "hello", 500, 50, 3 + 4j, {1}]])
