import traceback
def inner():
    raise ValueError('deep')
try:
    inner()
except ValueError as e:
    print(traceback.format_exc().splitlines()[-1], traceback.format_exception_only(e), [(f.lineno, f.name, f.line) for f in traceback.extract_tb(e.__traceback__)], traceback.format_exception(e)[-1])
print(traceback.format_exc().strip())
