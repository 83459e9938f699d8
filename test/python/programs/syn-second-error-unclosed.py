def f(:
    pass
print("abc"
