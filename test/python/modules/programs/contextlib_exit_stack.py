from contextlib import ExitStack, contextmanager
@contextmanager
def managed(n):
    print('enter', n)
    yield n
    print('exit', n)
with ExitStack() as stack:
    print([stack.enter_context(managed(i)) for i in range(3)])
    stack.callback(print, 'callback', 1)
    stack.push(lambda *details: print(details[0]))
with ExitStack() as stack:
    stack.push(lambda *details: True)
    raise ValueError
kept = None
with ExitStack() as stack:
    stack.callback(print, 'later')
    kept = stack.pop_all()
print('not yet')
kept.close()
try:
    with ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        raise ValueError('v')
except ZeroDivisionError as e:
    print(type(e.__context__).__name__)
with ExitStack() as stack:
    stack.enter_context(5)
