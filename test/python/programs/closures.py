def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
c = counter(); c2 = counter()
print(c(), c(5), c2(), counter.__name__, c.__closure__[0].cell_contents)
def outer():
    x = 1
    def mid():
        def inner():
            nonlocal x
            x += 1
            return x
        return inner
    return mid()
f = outer(); print(f(), f())
