def f(x):
    return g(x) + 1
def g(y):
    return 10 / y
print("start")
f(0)
