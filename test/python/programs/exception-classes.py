class AppError(Exception):
    def __init__(self, code, msg="x"):
        super().__init__(msg); self.code = code
class Sub(AppError): pass
try: raise Sub(5, "boom")
except AppError as e: print(e, e.code, e.args, repr(e), type(e).__name__, isinstance(e, Exception))
try: raise AppError
except TypeError as e: print(e)
try: raise Sub(1)
except (ValueError, AppError) as e: print(e)
class E2(Exception):
    def __str__(self): return "custom"
print(str(E2()), repr(E2(1, 2)), Exception("a", "b").args, str(Exception("a", "b")), str(Exception()), str(KeyError("x")), str(OSError(2, "No such file")), repr(ValueError("it's")))
for bad in [lambda: (_ for _ in ()).throw(5)]:
    try: bad()
    except TypeError as e: print(e)
try: raise 5
except TypeError as e: print(e)
try: raise ValueError("x") from 5
except TypeError as e: print(e)
