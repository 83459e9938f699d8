from contextlib import contextmanager
@contextmanager
def managed(n):
    print('enter', n)
    try:
        yield n * 2
    except ValueError as e:
        print('caught', e)
    finally:
        print('exit', n)
with managed(2) as v:
    print(v)
with managed(1):
    raise ValueError('x')
@managed(5)
def decorated():
    print('inside')
decorated()
@contextmanager
def silent():
    if False:
        yield
try:
    with silent():
        pass
except RuntimeError as e:
    print(e)
@contextmanager
def twice():
    yield 1
    yield 2
try:
    with twice():
        pass
except RuntimeError as e:
    print(e)
with managed(3):
    raise KeyError('k')
