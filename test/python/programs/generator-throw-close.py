def g():
    try:
        while True:
            try: yield 1
            except ValueError as e: print("caught", e); yield "recovered"
    finally: print("closing")
x = g(); next(x); print(x.throw(ValueError("v"))); print(next(x)); x.close(); print(list(x))
def outer():
    try: yield from g()
    finally: print("outer closing")
o = outer(); next(o); print(o.throw(ValueError("w"))); o.close()
y = g(); next(y)
try: y.throw(KeyError("k"))
except KeyError as e: print("out", e)
z = g(); z.close()
try: g().send(1)
except TypeError as e: print(e)
def bad():
    try: yield
    except GeneratorExit: yield 2
b = bad(); next(b)
try: b.close()
except RuntimeError as e: print(e)
