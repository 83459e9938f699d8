name, n = "Al", 3
print(f"{name} {n + 1} {name!r} {n=} {n = } {name!s:>5} {n:>{n}} {{}} {'nested'} {n:{'>'}{5}}|")
print(f"{[x for x in range(3)]} {({1: 2})[1]} {n if n > 2 else 0} {(lambda x: x * 2)(4)}", f'{name.upper()}' "plain" f"{n}")
print(f"{n!r:^5}|{3.14159:.{n}f}|{name=!s}|{name=:>5}", f"""multi
{n}""", rf"\d{n}", f"{'a' 'b'}")
