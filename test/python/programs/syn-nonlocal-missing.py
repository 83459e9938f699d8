def f():
    nonlocal nope
