import fc from 'fast-check';
import { runWithDatabase } from './run-with-database';

const prelude = `
from collections import OrderedDict, defaultdict, deque, namedtuple
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import chain, count, islice
from operator import attrgetter, itemgetter
from sqlalchemy import ForeignKey, create_engine, event, inspect, select
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, joinedload, mapped_column, relationship, selectinload

class Base(DeclarativeBase):
    pass

class A(Base):
    __tablename__ = 'a'
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    bs: Mapped[list['B']] = relationship(back_populates='a', order_by='B.id')
    numbers = association_proxy('bs', 'id')

class B(Base):
    __tablename__ = 'b'
    id: Mapped[int] = mapped_column(primary_key=True)
    a_id: Mapped[int | None] = mapped_column(ForeignKey('a.id'))
    a: Mapped['A | None'] = relationship(back_populates='bs')

class Holder:
    kept = None
    __slots__ = ('slot',)

class Bag:
    pass

Pair = namedtuple('Pair', 'left right')

def gen(o):
    yield None
    yield o

def closure(o):
    def inner():
        return o
    return inner

@contextmanager
def manager(o):
    yield
    found.append(o)

@lru_cache
def cached(i):
    return s.get(A, i)

class Raising:
    def __init__(self, o):
        self.o = o
    def __repr__(self):
        return str(self.o.name)
    @property
    def given(self):
        reload()
        return self.o

engine = create_engine('sqlite://')
Base.metadata.create_all(engine)
with Session(engine) as s:
    s.add_all([A(id=i, name='a%d' % i) for i in range(1, 5)])
    s.add_all([B(id=i, a_id=(i - 1) // 2 + 1) for i in range(1, 9)])
    s.commit()
s = Session(engine)
found = []
ways = []

def reload():
    """Looks all objects up, so that those that are gone are made anew."""
    for i in range(1, 5):
        s.get(A, i)
    for b in s.scalars(select(B)).all():
        b.a

def same(o):
    if o is None:
        return
    again = s.get(type(o), inspect(o).identity[0])
    if again is not o:
        print('another object', o.id)

def check():
    reload()
    for way in ways:
        same(way())
`;

/** Ways to keep an object, each with a function that gives it back. */
const keepers = [
  'k = [OBJECT]; ways.append(lambda k=k: k[0])',
  'ways.append(closure(OBJECT))',
  'k = gen(OBJECT); next(k); ways.append(lambda k=k: next(k, None))',
  'k = {1: OBJECT}; ways.append(lambda k=k: k[1])',
  'k = Bag(); k.o = OBJECT; ways.append(lambda k=k: k.o)',
  'k = Holder(); k.slot = OBJECT; ways.append(lambda k=k: k.slot)',
  'Holder.kept = OBJECT; ways.append(lambda: Holder.kept)',
  'k = deque([OBJECT]); ways.append(lambda k=k: k[0])',
  'k = defaultdict(list); k[1].append(OBJECT); ways.append(lambda k=k: k[1][0])',
  'k = OrderedDict(a=OBJECT); ways.append(lambda k=k: k["a"])',
  'k = iter([OBJECT, None]); ways.append(lambda k=k: next(k, None))',
  'k = map(lambda o: o, [OBJECT]); ways.append(lambda k=k: next(k, None))',
  'k = zip([OBJECT], count()); ways.append(lambda k=k: next(k, (None,))[0])',
  'k = chain([OBJECT], []); ways.append(lambda k=k: next(k, None))',
  'k = enumerate([OBJECT]); ways.append(lambda k=k: next(k, (0, None))[1])',
  'k = partial(lambda o: o, OBJECT); ways.append(k)',
  'k = Pair(OBJECT, 1); ways.append(lambda k=k: k.left)',
  'k = frozenset([OBJECT]); ways.append(lambda k=k: list(k)[0])',
  'k = {1: OBJECT}.items(); ways.append(lambda k=k: list(k)[0][1])',
  'k = Raising(OBJECT); ways.append(lambda k=k: k.o)',
  'k = ValueError(OBJECT); ways.append(lambda k=k: k.args[0])',
  'k = inspect(OBJECT); ways.append(lambda k=k: k.object)',
  'k = s.execute(select(A).where(A.id == 2)); ways.append(lambda k=k: k.scalar() if not k.closed else None)',
  'k = s.scalars(select(B).where(B.id < 4)); next(k); ways.append(lambda k=k: next(k) if not k.closed else None)',
  'k = s.execute(select(A, B).join(A.bs)).first(); ways.append(lambda k=k: k.B)',
  'k = s.execute(select(B)).mappings().first(); ways.append(lambda k=k: k["B"])',
  'k = s.get(A, 2).bs; ways.append(lambda k=k: k[0])',
  'k = s.get(A, 3).bs; ways.append(lambda k=k: k[-1].a)',
  'k = reversed([OBJECT]); ways.append(lambda k=k: next(k, None))',
  'cached(3); ways.append(lambda: cached(3))',
  'o = OBJECT; o.me = o; k = [o]; o = None; ways.append(lambda k=k: k[0].me)',
  's.get(A, 1).name = "changed"; ways.append(lambda: None)',
  's.info["o"] = OBJECT; ways.append(lambda: s.info.get("o"))',
  'def later(session, *_, o=OBJECT): found.append(o)\nevent.listen(s, "after_flush", later); later = None',
];

/** What reads objects while native code, other functions and handlers of exceptions are at work. */
const readers = [
  'check()',
  'for o in sorted(s.scalars(select(A)).all(), key=lambda o: (len(o.bs), reload())[0]): same(o)',
  'for o in list(map(lambda i: (s.get(B, i), reload())[0], range(1, 9))): same(o)',
  'for o in [*(s.get(A, i) for i in range(1, 5))]: same(o)',
  'for o in (s.get(A, 1), s.get(B, 8), reload()): same(o)',
  'for o in max([[s.get(A, 1)], [s.get(A, 2)]], key=lambda o: (reload(), o[0].id)[1]): same(o)',
  'for o in s.scalars(select(B)): reload(); same(o)',
  'for o in s.query(A): o.bs; reload(); same(o)',
  'for o in chain((s.get(A, i) for i in range(1, 3)), s.query(B)): reload(); same(o)',
  'for o in list(chain((s.get(A, i) for i in range(1, 3)), s.query(B))): same(o)',
  'print(s.get(A, 1) in s.query(A).all(), s.get(A, 1) in s.query(A), s.get(B, 2) in s)',
  'print(f"{Raising(s.get(A, 2))} {Raising(s.get(A, 2))}", Raising(s.get(B, 2)).given.id)',
  'same(Raising(s.get(A, 4)).given)',
  'with manager(s.get(A, 3)): reload()\nfor o in found: same(o)',
  'try:\n    o = s.get(A, 1); raise ValueError(s.get(A, 2))\nexcept ValueError as error:\n    reload(); same(error.args[0])',
  'def work():\n    o = s.get(A, 1)\n    try: return s.get(B, 2)\n    finally: reload(); same(o)\nsame(work())',
  'o, *others = s.scalars(select(A).options(selectinload(A.bs))).all(); reload(); [same(one) for one in others]; same(o)',
  'same(attrgetter("a")(s.get(B, 3))); same(itemgetter(0)([s.get(A, 2)]))',
  'o = s.get(B, 1); o.a = s.get(A, 4); reload(); same(o.a); s.flush(); same(o.a); reload(); same(o.a)',
  'o = B(a=s.get(A, 2)); s.add(o); s.flush(); reload(); same(o); same(o.a); s.rollback()',
  's.commit(); check()',
  's.expire_all(); check()',
  's.rollback(); check()',
  'print(list(s.get(A, 2).numbers)); same(s.merge(s.get(A, 2)))',
  'o = {s.get(A, i): reload() for i in range(1, 5)}; [same(one) for one in o]',
  'match [s.get(A, 1), reload()]:\n    case [o, None]: same(o)',
  'o = None',
];

const expressions = ['s.get(A, 1)', 's.get(A, 2)', 's.get(B, 3)', 's.get(B, 5).a', 's.get(A, 4).bs[0]', 's.scalars(select(A).where(A.id == 3)).one()', 's.scalars(select(B)).first()', 's.query(A).first()'];

const statement = fc.oneof(
  fc.tuple(fc.constantFrom(...keepers), fc.constantFrom(...expressions)).map(([text, object]) => text.replace('OBJECT', object)),
  fc.constantFrom(...readers),
);

test('who keeps an object finds the same one when its row is read again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(statement, { minLength: 4, maxLength: 14 }), async (lines) => {
      const code = `${lines.join('\n')}\nk = o = None\ncheck()\nfor one in found: same(one)\n`;
      const { stdout, error } = await runWithDatabase(prelude + code);
      expect({ error, others: stdout.split('\n').filter((line) => line.includes('another object') || line.includes('False')) }).toEqual({ error: null, others: [] });
    }),
    { numRuns: Number(process.env['SAVEPOINT_REFERENCES'] ?? 20), ...(process.env['SAVEPOINT_SEED'] === undefined ? {} : { seed: Number(process.env['SAVEPOINT_SEED']) }) },
  );
}, 600_000);
