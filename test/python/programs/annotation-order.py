def show(x):
    print("eval", x); return x
class C:
    a: show("ann") = show("value")
b: show("ann2") = show("value2")
(d): int = 3
print(d, "d" in __annotations__)
class E: pass
E.attr: show("ann3") = show("v3")
try:
    u: missing_type = 1
except NameError as e: print(e, u)
