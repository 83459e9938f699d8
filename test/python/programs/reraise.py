def f():
    try: int("x")
    except ValueError:
        print("log"); raise
try: f()
except ValueError as e: print(e)
try:
    raise
except RuntimeError as e: print(e)
