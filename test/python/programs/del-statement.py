a = [1, 2, 3]; del a[0]; b = {"x": 1}; del b["x"]
class C: pass
c = C(); c.v = 1; del c.v
x = y = 1; del x, y
print(a, b, hasattr(c, "v"))
try: x
except NameError as e: print(e)
def f():
    v = 1
    del v
    return v
try: f()
except UnboundLocalError as e: print(e)
try: del b["q"]
except KeyError as e: print(e)
