from sqlalchemy import *
from sqlalchemy.orm import *
from sqlalchemy import exc


class Base(DeclarativeBase):
    pass


class Lamp(Base):
    __tablename__ = "lamp"
    id: Mapped[int] = mapped_column(primary_key=True)
    watts: Mapped[int] = mapped_column(CheckConstraint("watts > 0"))
    room: Mapped[str | None]


class Bulb(Base):
    __tablename__ = "bulb"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)

#: what is wrong with an attribute
for wrong in (lambda: Lamp.colour, lambda: Lamp(watts=1).colour, lambda: Lamp(colour="red"), lambda: Lamp.__table__.c.colour, lambda: select(Lamp).filter_by(colour=1), lambda: aliased(Lamp).colour, lambda: Lamp.watts.colour):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, "|", error)

#: a join without a way
session.execute(select(Lamp).join(Bulb))

#: joins of things that are none
for target in (3, "bulb", Lamp.watts, select(Bulb)):
    try:
        print(select(Lamp).join(target))
    except Exception as error:
        print(type(error).__name__, "|", error)

#: things that are no columns
for wrong in (lambda: select("id"), lambda: select(Lamp).where("watts > 3"), lambda: select(Lamp).order_by("nothing").compile(), lambda: select(Lamp).order_by(4), lambda: select(object()), lambda: select([Lamp.id]), lambda: insert("lamp"), lambda: update(3), lambda: select(Lamp).limit("x")):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, "|", error)

#: constraints that hold
for lamp in (Lamp(watts=0), Lamp(), Lamp(watts="many")):
    session.add(lamp)
    try:
        session.commit()
    except exc.SQLAlchemyError as error:
        print(type(error).__name__, "|", error)
        session.rollback()
print(session.scalars(select(Lamp.watts)).all())

#: the parts of an error of the database
try:
    session.execute(text("SELECT nothing FROM nowhere WHERE x = :x"), {"x": 1})
except exc.OperationalError as error:
    print(error.args, error.statement, error.params, error.orig, type(error.orig).__mro__[1].__name__, error.code, error.connection_invalidated)
    print(repr(error), [c.__name__ for c in type(error).__mro__])

#: one row where there are none or two
session.add_all([Lamp(watts=5), Lamp(watts=6)])
session.commit()
for wanted in (lambda: session.scalars(select(Lamp)).one(), lambda: session.scalars(select(Lamp).where(Lamp.id > 9)).one(), lambda: session.execute(select(Lamp)).scalar_one_or_none(), lambda: session.query(Lamp).filter_by(watts=77).one(), lambda: session.query(Lamp).one_or_none()):
    try:
        wanted()
    except Exception as error:
        print(type(error).__name__, "|", error)
print(session.scalars(select(Lamp).where(Lamp.id > 9)).one_or_none(), session.scalars(select(Lamp).where(Lamp.id > 9)).first(), session.execute(select(Lamp.watts)).scalar())

#: rows know their columns only
session.add(Lamp(watts=5))
session.commit()
row = session.execute(select(Lamp.id, Lamp.watts)).one()
for wrong in (lambda: row.room, lambda: row[2], lambda: row["id"], lambda: row._mapping["room"], lambda: row._mapping[Lamp.room], lambda: setattr(row, "id", 3)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, "|", error)
print(row._mapping[Lamp.id], row._mapping["watts"], row.count(5), row.index(1), row.t)

#: a result that is used up
result = session.execute(select(literal(1)))
print(result.all(), result.all(), result.closed)
result.close()
result.all()

#: an update has no rows
result = session.execute(update(Lamp).values(watts=3))
print(result.rowcount, result.returns_rows)
result.all()

#: tables twice
Table("lamp", Base.metadata, Column("id", Integer))

#: classes twice
class Lamp(Base):
    __tablename__ = "lamp2"
    id: Mapped[int] = mapped_column(primary_key=True)

print(Lamp.__table__.name)
class Other(Base):
    __tablename__ = "other"
    id: Mapped[int] = mapped_column(primary_key=True)
    lamp_id: Mapped[int] = mapped_column(ForeignKey("lamp2.id"))
    lamp = relationship("Lamp")
Other()

#: mappings that cannot be
def no_key():
    class A(Base):
        __tablename__ = "a"
        n: Mapped[int]

def no_table():
    class B(Base):
        id: Mapped[int] = mapped_column(primary_key=True)

def no_type():
    class C(Base):
        __tablename__ = "c"
        id: Mapped[int] = mapped_column(primary_key=True)
        what: Mapped[object]

def no_mapped():
    class D(Base):
        __tablename__ = "d"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: str = mapped_column()

def reserved():
    class E(Base):
        __tablename__ = "e"
        id: Mapped[int] = mapped_column(primary_key=True)
        metadata: Mapped[str]

def generic():
    class F(Base):
        __tablename__ = "f"
        id: Mapped[int] = mapped_column(primary_key=True)
        tags: Mapped[list[str]]

for wrong in (no_key, no_table, no_type, no_mapped, reserved, generic):
    try:
        wrong()
        print("fine")
    except Exception as error:
        print(type(error).__name__, "|", error)

#: a foreign key to nowhere
class Plug(Base):
    __tablename__ = "plug"
    id: Mapped[int] = mapped_column(primary_key=True)
    wall_id: Mapped[int] = mapped_column(ForeignKey("wall.id"))

try:
    print(Plug.__table__.c.wall_id.type, list(Plug.__table__.foreign_keys))
    Base.metadata.create_all(engine)
except Exception as error:
    print(type(error).__name__, "|", error)
class Socket(Base):
    __tablename__ = "socket"
    id: Mapped[int] = mapped_column(primary_key=True)
    lamp_id: Mapped[int] = mapped_column(ForeignKey("lamp.number"))
print(select(Socket).join(Lamp))

#: no foreign key between the two
class Cable(Base):
    __tablename__ = "cable"
    id: Mapped[int] = mapped_column(primary_key=True)
    lamps: Mapped[list[Lamp]] = relationship()
configure_mappers()

#: the truth of an expression
if Lamp.id == Lamp.watts:
    print("equal")
if Lamp.id == Lamp.id:
    print("itself")
print(bool(Lamp.id != Lamp.watts))
Lamp.watts > 3 and Lamp.watts < 5

#: adding what is not mapped
for wrong in (lambda: session.add(3), lambda: session.add(Lamp), lambda: session.add(None), lambda: session.delete(Lamp(watts=1)), lambda: session.get(int, 1), lambda: session.add_all([Lamp(watts=2), "x"]), lambda: inspect(4), lambda: session.merge("x")):
    try:
        wrong()
    except Exception as error:
        print(type(error).__module__, type(error).__name__, "|", error)

#: a session without an engine
Session().execute(select(Lamp))

#: no such dialect and no such driver
for url in ("nosuch://x", "sqlite+nosuch://", "not a url", "postgresql://u:p@h/d?x=1"):
    try:
        print(make_url(url), make_url(url).password if url.startswith("p") else "")
        if not url.startswith("postgres"):
            create_engine(url)
    except Exception as error:
        print(type(error).__name__, "|", error)

#: stale rows
from sqlalchemy.orm.exc import StaleDataError
lamp = Lamp(watts=4)
session.add(lamp)
session.commit()
lamp.watts
with engine.begin() as conn:
    conn.execute(delete(Lamp.__table__))
lamp.watts = 9
try:
    session.commit()
except StaleDataError as error:
    print(error)
session.rollback()
lamp.watts
