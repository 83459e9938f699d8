def f(a, b):
    raise ValueError("deep")
f(
    1,
    2,
)
