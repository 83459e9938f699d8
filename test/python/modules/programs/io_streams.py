import io
f = io.StringIO('one\ntwo\nthree')
print(f.readline(), f.read(3), f.tell(), f.readlines(), f.read(), f.seek(0), next(f), [line for line in f])
g = io.StringIO()
print('hello', 'there', file=g)
g.write('end')
print(repr(g.getvalue()), g.tell(), g.seek(0, 2))
b = io.BytesIO(b'abc')
print(b.read(1), b.getvalue(), b.write(b'XYZ'), b.getvalue())
with io.StringIO() as h:
    h.write('x')
h.getvalue()
