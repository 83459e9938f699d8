class A:
    x = 1
    def m(self): pass
a = A(); a.y = 2
print([n for n in dir(a) if not n.startswith("_")], "A" in globals(), globals()["A"] is A, vars(a))
def f(p):
    q = 1
    return sorted(locals())
print(f(1), __name__)
globals()["dyn"] = 5; print(dyn)
if __name__ == "__main__": print("main")
