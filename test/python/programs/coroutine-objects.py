async def f(): return 5
c = f()
print(type(c).__name__, f.__name__)
try: c.send(None)
except StopIteration as e: print(e.value)
try: c.send(None)
except RuntimeError as e: print(e)
class A:
    def __await__(self):
        x = yield "y"
        return x
async def g(): return await A()
k = g(); print(k.send(None))
try: k.send("val")
except StopIteration as e: print(e.value)
