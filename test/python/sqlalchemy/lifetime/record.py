"""Random programs that keep and drop references to mapped objects, and what SQLAlchemy on CPython makes of them.

    python3 record.py [first-seed count] > programs.json

Each prints, now and then, what is in the identity map; statements are recorded too. Cycles are never collected: only
counted references free objects.
"""
import contextlib
import gc
import io
import json
import random

from sqlalchemy import event

PRELUDE = '''
from functools import partial
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

class Base(DeclarativeBase):
    pass

class A(Base):
    __tablename__ = 'a'
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    bs: Mapped[list['B']] = relationship(back_populates='a', order_by='B.id')

    def hello(self):
        return self.name

class B(Base):
    __tablename__ = 'b'
    id: Mapped[int] = mapped_column(primary_key=True)
    a_id: Mapped[int | None] = mapped_column(ForeignKey('a.id'))
    a: Mapped['A | None'] = relationship(back_populates='bs')

class Holder:
    pass

def gen(o):
    yield o.id
    yield o

def lazily(o):
    return lambda: o

def parent(i):
    b = s.get(B, i)
    return b.a

def children(i):
    a = s.get(A, i)
    return a.bs

def walk(a, depth=0):
    for b in a.bs:
        if depth < 1 and b.a is not None:
            walk(b.a, depth + 1)

def known():
    print(sorted((key[0].__name__, key[1][0]) for key in s.identity_map.keys()))

engine = create_engine('sqlite://')
Base.metadata.create_all(engine)
with Session(engine) as s:
    s.add_all([A(id=i, name='a%d' % i) for i in range(1, 5)])
    s.add_all([B(id=i, a_id=(i - 1) // 2 + 1) for i in range(1, 9)])
    s.commit()
s = Session(engine)
x = y = f = g = it = m = rows = None
l, d, h = [], {}, Holder()
'''

# {A}, {B}: an expression for an object; {a}, {b}: keys.
STATEMENTS = '''
x = {A}
y = {B}
x = None
y = None
del x; x = None
x = y
l.append({A})
l.append({B})
l.clear()
l[:] = l[1:]
d['k'] = {B}
d[{a}] = {A}
d.clear()
f = lazily({A})
f = lazily({B})
f = None
f = partial(print, {A})
g = gen({A}); next(g)
g = gen({B}); next(g)
g = None
list(g or [])
h.o = {A}
h.p = {B}
h = Holder()
it = iter([{A}, {B}]); next(it)
it = None
m = {A}.hello
m = None
t = ({A}, {B}); u, v = t
t = u = v = None
if isinstance(x, A): x.tag = {B}
if isinstance(x, A): x.me = x
if isinstance(y, B): y.tag = x
if isinstance(x, A): x.name
if isinstance(x, A): len(x.bs)
if isinstance(y, B): y.a
if isinstance(y, B) and y.a: y.a.bs
{A}.bs
{B}.a
{A}.name = 'n{a}'
if isinstance(x, A): x.name = 'm{a}'
s.flush()
s.commit()
s.rollback()
s.expire_all()
if x is not None and x in s: s.expire(x)
if x is not None and x in s: s.refresh(x)
walk({A})
for b in s.scalars(select(B).where(B.id > {b})).all(): b.a
for b in children({a}): b.a
b = None
for a in s.scalars(select(A)).all(): a.bs
a = None
[b.a.id for b in s.scalars(select(B)).all() if b.a]
rows = s.execute(select(A, B).join(A.bs).where(B.id < {b})).all()
rows = None
print([type(o).__name__ for o in s.scalars(select(B).where(B.a_id == {a})).all()])
print({A} is {A})
print({B}.a is {B}.a)
y = B(id=20 + {b}, a={A}); s.add(y)
s.add(B(a={A})); s.flush()
if isinstance(y, B) and y in s: y.a = {A}
if isinstance(y, B) and y in s and y.a: y.a.bs.remove(y)
known()
known()
known()
try: raise ValueError({A})
except ValueError as error: known()
with s.no_autoflush: {A}.bs
print(f'{{{A}.name}} {{{B}.a is None}}')
'''.strip().splitlines()


def expression(random, kind):
    key = random.randint(1, 4) if kind == 'A' else random.randint(1, 8)
    return random.choice({
        'A': [f's.get(A, {key})', f's.get(A, {key})', f'parent({key})', f's.scalars(select(A).where(A.id == {key})).one()'],
        'B': [f's.get(B, {key})', f's.get(B, {key})', f'children({key % 4 + 1})[0]', f's.scalars(select(B).where(B.id == {key})).first()'],
    }[kind])


def program(seed):
    chance = random.Random(seed)
    lines = []
    for _ in range(chance.randint(12, 30)):
        line = chance.choice(STATEMENTS)
        if line.startswith(('except', 'try')):
            line = 'try: raise ValueError({A})\nexcept ValueError as error: known()'
        while '{A}' in line:
            line = line.replace('{A}', expression(chance, 'A'), 1)
        while '{B}' in line:
            line = line.replace('{B}', expression(chance, 'B'), 1)
        line = line.replace('{a}', str(chance.randint(1, 4))).replace('{b}', str(chance.randint(1, 8))).replace('{{', '{').replace('}}', '}')
        lines.append(line)
    return '\n'.join(lines) + '\nknown()\n'


def run(code):
    output = io.StringIO()
    namespace = {'__name__': '__main__'}
    statements = []
    error = None
    with contextlib.redirect_stdout(output):
        exec(compile(PRELUDE, 'prelude', 'exec'), namespace)

        @event.listens_for(namespace['engine'], 'before_cursor_execute')
        def note(conn, cursor, sql, parameters, context, many):
            statements.append(' '.join(sql.split()) + ' ' + json.dumps(parameters))

        try:
            exec(compile(code, 'cell', 'exec'), namespace)
        except Exception as raised:
            error = type(raised).__name__
    return {'code': code, 'stdout': output.getvalue(), 'statements': statements, 'error': error}


if __name__ == '__main__':
    import sys
    import warnings

    warnings.simplefilter('ignore')
    gc.disable()
    first, count = (int(one) for one in sys.argv[1:3]) if len(sys.argv) > 2 else (1, 24)
    print(json.dumps({'prelude': PRELUDE, 'programs': [run(program(seed)) for seed in range(first, first + count)]}, indent=1))
