x = 1
def f():
    try: print(x)
    except UnboundLocalError as e: print(e)
    x = 2
f()
def g():
    def inner(): return v
    try: inner()
    except NameError as e: print(e)
    v = 1
g()
def h():
    for i in []: pass
    try: i
    except UnboundLocalError as e: print(e)
h()
