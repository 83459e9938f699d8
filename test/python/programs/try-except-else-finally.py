def f(x):
    try:
        print("try")
        if x == 1: raise ValueError("v")
        if x == 2: raise KeyError("k")
        if x == 3: return "ret"
    except ValueError as e:
        print("ve", e); return "from except"
    except (KeyError, IndexError):
        print("ke")
    else:
        print("else")
    finally:
        print("finally")
    return "end"
for i in range(4): print(f(i))
def g():
    for i in range(3):
        try:
            if i == 0: continue
            if i == 1: break
        finally:
            print("fin", i)
    return "g"
print(g())
def h():
    try: return 1
    finally: return 2
print(h())
def k():
    while True:
        try:
            try: 1 / 0
            finally: print("inner")
        except ZeroDivisionError: return "zde"
print(k())
