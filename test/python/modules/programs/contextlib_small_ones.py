from contextlib import suppress, closing, nullcontext, redirect_stdout
import io
with suppress(ZeroDivisionError, KeyError):
    1 / 0
class Resource:
    def close(self): print('closed')
with closing(Resource()) as r:
    print(type(r).__name__)
with nullcontext(5) as n:
    print(n)
buffer = io.StringIO()
with redirect_stdout(buffer):
    print('hidden')
print(repr(buffer.getvalue()))
with suppress(KeyError):
    [].pop()
