import datetime
import decimal
import enum
import uuid
from dataclasses import dataclass
from typing import Annotated, Literal, Optional

from sqlalchemy import *
from sqlalchemy import schema
from sqlalchemy.orm import *
from sqlalchemy import exc


class Base(DeclarativeBase):
    pass


def opened():
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    return Session(engine)

#: a hybrid with an expression of its own, a setter and an update
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property

class Tank(Base):
    __tablename__ = "tank"
    id: Mapped[int] = mapped_column(primary_key=True)
    low: Mapped[float]
    high: Mapped[float]

    @hybrid_property
    def span(self) -> float:
        return self.high - self.low

    @span.setter
    def span(self, value):
        self.high = self.low + value

    @span.update_expression
    def span(cls, value):
        return [(cls.high, cls.low + value)]

    @hybrid_property
    def state(self):
        return "full" if self.high > 9 else "half"

    @state.expression
    def state(cls):
        return case((cls.high > 9, "full"), else_="half")

    @hybrid_method
    def within(self, x):
        return (self.low < x) & (x < self.high)

with opened() as session:
    session.add_all([Tank(low=1, high=5), Tank(low=2, high=10.5)])
    session.commit()
    print(session.execute(select(Tank.id, Tank.span, Tank.state).order_by(Tank.span)).all())
    print(select(Tank.span), select(Tank.id).where(Tank.within(3)))
    session.execute(update(Tank).where(Tank.id == 1).values({Tank.span: 20}))
    tank = session.get(Tank, 1)
    print(tank.high, tank.span, tank.state, tank.within(1.5))
    tank.span = 3
    session.commit()
    print(session.scalars(select(Tank.high).where(Tank.state == "half")).all())

#: a hybrid over a relationship
from sqlalchemy.ext.hybrid import hybrid_property

class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    entries: Mapped[list["Entry"]] = relationship()

    @hybrid_property
    def balance(self):
        return sum(entry.cents for entry in self.entries)

    @balance.inplace.expression
    @classmethod
    def _balance(cls):
        return select(func.coalesce(func.sum(Entry.cents), 0)).where(Entry.account_id == cls.id).label("balance")

class Entry(Base):
    __tablename__ = "entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    cents: Mapped[int]

with opened() as session:
    session.add_all([Account(entries=[Entry(cents=5), Entry(cents=-2)]), Account()])
    session.commit()
    print(session.execute(select(Account.id, Account.balance).order_by(Account.balance.desc())).all())
    print([a.balance for a in session.scalars(select(Account).where(Account.balance < 1))])

#: a comparator of one's own
from sqlalchemy.ext.hybrid import Comparator, hybrid_property

class Folded(Comparator):
    def __eq__(self, other):
        return func.lower(self.__clause_element__()) == func.lower(other)

class Plate(Base):
    __tablename__ = "plate"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]

    @hybrid_property
    def folded(self):
        return self.text.lower()

    @folded.comparator
    def folded(cls):
        return Folded(cls.text)

with opened() as session:
    session.add(Plate(text="AbC"))
    session.commit()
    print(select(Plate.id).where(Plate.folded == "abc"))
    print(session.scalars(select(Plate.text).where(Plate.folded == "aBc")).all())

#: composites of columns
@dataclass
class Span:
    begin: int
    end: int

class Lesson(Base):
    __tablename__ = "lesson"
    id: Mapped[int] = mapped_column(primary_key=True)
    span: Mapped[Span] = composite(mapped_column("from_"), mapped_column("to_"))

with opened() as session:
    session.add_all([Lesson(span=Span(8, 9)), Lesson(span=Span(10, 12))])
    session.commit()
    print(session.scalars(select(Lesson.span).order_by(Lesson.id)).all())
    lesson = session.scalars(select(Lesson).where(Lesson.span == Span(8, 9))).one()
    lesson.span = Span(7, 9)
    session.commit()
    print(lesson.span, session.execute(select(Lesson.__table__)).first())
    print(select(Lesson.id).where(Lesson.span != Span(1, 2)))
    print(session.execute(update(Lesson).values({Lesson.span: Span(0, 1)})).rowcount, lesson.span)

#: a column property with a correlated subquery
class Lake(Base):
    __tablename__ = "lake"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

class Fish(Base):
    __tablename__ = "fish"
    id: Mapped[int] = mapped_column(primary_key=True)
    lake_id: Mapped[int] = mapped_column(ForeignKey("lake.id"))

Lake.count = column_property(select(func.count(Fish.id)).where(Fish.lake_id == Lake.id).correlate_except(Fish).scalar_subquery())

with opened() as session:
    session.add_all([Lake(id=1, name="a"), Lake(id=2, name="b")])
    session.flush()
    session.add_all([Fish(lake_id=2), Fish(lake_id=2)])
    session.commit()
    print([(l.name, l.count) for l in session.scalars(select(Lake).order_by(Lake.count.desc()))])
    print(select(Lake.name).where(Lake.count > 1))

#: validators that change and refuse
class Buoy(Base):
    __tablename__ = "buoy"
    id: Mapped[int] = mapped_column(primary_key=True)
    colour: Mapped[str]
    parts: Mapped[list["Part"]] = relationship()

    @validates("colour")
    def _colour(self, key, value):
        if value not in ("red", "green"):
            raise ValueError(f"{value} is no {key}")
        return value.upper()

    @validates("parts", include_removes=True)
    def _parts(self, key, part, is_remove):
        print(key, "removed" if is_remove else "added", part.n)
        return part

class Part(Base):
    __tablename__ = "part"
    id: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int]
    buoy_id: Mapped[int | None] = mapped_column(ForeignKey("buoy.id"))

buoy = Buoy(colour="red", parts=[Part(n=1)])
buoy.parts.append(Part(n=2))
del buoy.parts[0]
print(buoy.colour)
buoy.colour = "blue"

#: mapped dataclasses
class Data(MappedAsDataclass, Base):
    __abstract__ = True

class Stone(Data):
    __tablename__ = "stone"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    weight: Mapped[int]
    name: Mapped[str] = mapped_column(default="pebble")
    secret: Mapped[str | None] = mapped_column(default=None, repr=False, compare=False)
    chips: Mapped[list["Chip"]] = relationship(default_factory=list, repr=False)

class Chip(Data):
    __tablename__ = "chip"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    stone_id: Mapped[int | None] = mapped_column(ForeignKey("stone.id"), init=False)

stone = Stone(3, secret="s", chips=[Chip()])
print(stone, stone == Stone(3), stone == Stone(3, chips=stone.chips))
with opened() as session:
    session.add(stone)
    session.commit()
    print(stone, stone.chips)
try:
    Stone()
except TypeError as error:
    print(error)

#: fields without a default after those with one
class Data(MappedAsDataclass, Base):
    __abstract__ = True

class Wrong(Data):
    __tablename__ = "wrong"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    a: Mapped[int] = mapped_column(default=3)
    b: Mapped[str]

#: a type of one's own over texts
class Csv(TypeDecorator):
    impl = String
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else ",".join(value)

    def process_result_value(self, value, dialect):
        return None if value is None else value.split(",")

    def coerce_compared_value(self, op, value):
        return String() if isinstance(value, str) else self

class Menu(Base):
    __tablename__ = "menu"
    id: Mapped[int] = mapped_column(primary_key=True)
    dishes: Mapped[list[str] | None] = mapped_column(Csv(50))

with opened() as session:
    session.add_all([Menu(dishes=["soup", "pie"]), Menu()])
    session.commit()
    print(session.scalars(select(Menu.dishes).order_by(Menu.id)).all())
    print(session.scalars(select(Menu.id).where(Menu.dishes == ["soup", "pie"])).all(), session.scalars(select(Menu.id).where(Menu.dishes.like("%pie%"))).all())
    print(repr(Menu.__table__.c.dishes.type), schema.CreateTable(Menu.__table__))

#: a type that may not be cached warns
class Plain(TypeDecorator):
    impl = Integer

with create_engine("sqlite://").connect() as conn:
    print(conn.scalar(select(cast(literal(4, Plain), Plain))))

#: enums in three ways
class Size(enum.Enum):
    SMALL = "s"
    LARGE = "l"

class Shirt(Base):
    __tablename__ = "shirt"
    id: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[Size]
    by_value: Mapped[Size] = mapped_column(Enum(Size, values_callable=lambda e: [m.value for m in e], native_enum=False, create_constraint=True, name="bv"))
    cut: Mapped[Literal["slim", "wide"]]
    plain: Mapped[str] = mapped_column(Enum("x", "y", name="xy"))

with opened() as session:
    session.add(Shirt(size=Size.SMALL, by_value=Size.LARGE, cut="slim", plain="x"))
    session.commit()
    print(session.execute(select(Shirt.size, Shirt.by_value, Shirt.cut, Shirt.plain)).one())
    print(session.execute(select(cast(Shirt.size, String), cast(Shirt.by_value, String))).one())
    print(schema.CreateTable(Shirt.__table__))
    print(session.scalars(select(Shirt.id).where(Shirt.size == Size.SMALL)).all())
    session.add(Shirt(size="huge", by_value=Size.LARGE, cut="slim", plain="x"))
    session.flush()

#: JSON: paths, null and changes in place
from sqlalchemy.ext.mutable import MutableDict
class Doc(Base):
    __tablename__ = "doc"
    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[dict | None] = mapped_column(JSON)
    live: Mapped[dict | None] = mapped_column(MutableDict.as_mutable(JSON))

with opened() as session:
    doc = Doc(body={"a": {"b": [1, 2]}, "t": "x"}, live={"n": 1})
    session.add_all([doc, Doc(body=None), Doc(body=JSON.NULL)])
    session.commit()
    print(session.execute(select(Doc.body["a"]["b"][1], Doc.body[("a", "b", 0)].as_integer(), Doc.body["t"].as_string()).where(Doc.id == 1)).one())
    print(session.scalars(select(Doc.id).where(Doc.body.is_(None))).all(), session.scalars(select(Doc.body)).all())
    doc.live["n"] = 2
    doc.body["t"] = "lost"
    print(doc in session.dirty)
    session.commit()
    print(doc.live, doc.body["t"], type(doc.live).__name__)
    print(select(Doc.id).where(Doc.body["t"].as_string() == "x"))

#: dates, times and spans
class Event(Base):
    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime.datetime]
    day: Mapped[datetime.date]
    clock: Mapped[datetime.time]
    lasts: Mapped[datetime.timedelta]
    made: Mapped[datetime.datetime] = mapped_column(server_default=func.now())

with opened() as session:
    session.add(Event(at=datetime.datetime(2024, 2, 29, 23, 5, 1, 25), day=datetime.date(2024, 2, 29), clock=datetime.time(7, 30), lasts=datetime.timedelta(hours=30, microseconds=4)))
    session.commit()
    one = session.scalars(select(Event)).one()
    print(one.at, one.day, one.clock, one.lasts, isinstance(one.made, datetime.datetime))
    print(session.execute(select(extract("month", Event.at), extract("year", Event.day), func.strftime("%d", Event.day))).one())
    print(session.scalars(select(Event.id).where(Event.at > datetime.datetime(2024, 1, 1), Event.day.between(datetime.date(2024, 2, 1), datetime.date(2024, 3, 1)))).all())
    print(Event.at - Event.made, repr((Event.at - Event.made).type), repr((Event.at + datetime.timedelta(days=1)).type))

#: decimals and floats
class Bill(Base):
    __tablename__ = "bill"
    id: Mapped[int] = mapped_column(primary_key=True)
    net: Mapped[decimal.Decimal] = mapped_column(Numeric(10, 2))
    rate: Mapped[float]
    rough: Mapped[float] = mapped_column(Numeric(5, 1, asdecimal=False))

with opened() as session:
    session.add(Bill(net=decimal.Decimal("10.10"), rate=0.25, rough=1.5))
    session.commit()
    print(session.execute(select(Bill.net, Bill.rate, Bill.rough, Bill.net * 2, Bill.net * Bill.rate, func.sum(Bill.net))).one())
    print([repr(e.type) for e in (Bill.net * 2, Bill.net / 3, Bill.rate + 1, Bill.net + Bill.rate)])

#: annotated types and a map of types
key = Annotated[int, mapped_column(primary_key=True)]
short = Annotated[str, 8]
made = Annotated[datetime.date, mapped_column(default=lambda: datetime.date(2024, 1, 1))]

class Typed(DeclarativeBase):
    type_annotation_map = {short: String(8), str: Text(), dict[str, int]: JSON, decimal.Decimal: Numeric(6, 3)}

class Crate(Typed):
    __tablename__ = "crate"
    id: Mapped[key]
    mark: Mapped[short]
    word: Mapped[Optional[str]]
    counts: Mapped[dict[str, int]]
    price: Mapped[decimal.Decimal | None]
    made: Mapped[made]

for column in Crate.__table__.c:
    print(repr(column))

#: a version counter that meets another writer
from sqlalchemy.orm.exc import StaleDataError
class Sheet(Base):
    __tablename__ = "sheet"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}

with opened() as session:
    sheet = Sheet(text="a")
    session.add(sheet)
    session.commit()
    sheet.text = "b"
    session.commit()
    print(sheet.version)
    session.execute(text("UPDATE sheet SET version = 9"))
    sheet.text = "c"
    try:
        session.flush()
    except StaleDataError as error:
        print(error)
    session.rollback()
    sheet = session.scalars(select(Sheet)).one()
    session.delete(sheet)
    session.commit()

#: defaults of every kind
class Job(Base):
    __tablename__ = "job"
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[int] = mapped_column(default=3)
    b: Mapped[str] = mapped_column(default=lambda: "made")
    c: Mapped[str] = mapped_column(server_default="srv")
    d: Mapped[str | None] = mapped_column(onupdate=func.upper("changed"))
    e: Mapped[int] = mapped_column(default=select(func.coalesce(func.max(text("id")), 0) + 1).select_from(text("job")).scalar_subquery())
    f: Mapped[int] = mapped_column(insert_default=5)

with opened() as session:
    job = Job()
    print(job.a, job.f)
    session.add(job)
    session.flush()
    print(job.a, job.b, job.c, job.d, job.e, job.f)
    job.a = 4
    session.flush()
    print(job.d)
    print(Job.__table__.c.a.default, Job.__table__.c.c.server_default.arg, Job.__table__.c.b.default.is_callable)

#: columns computed by the database, read back
class Box(Base):
    __tablename__ = "box"
    id: Mapped[int] = mapped_column(primary_key=True)
    w: Mapped[int]
    h: Mapped[int]
    area: Mapped[int] = mapped_column(Computed("w * h"))
    __mapper_args__ = {"eager_defaults": True}

with opened() as session:
    box = Box(w=2, h=3)
    session.add(box)
    session.flush()
    print(box.area)
    box.w = 5
    session.flush()
    print(box.area)
    print(schema.CreateTable(Box.__table__))

#: attributes under other names than their columns
class Fruit(Base):
    __tablename__ = "fruit"
    id: Mapped[int] = mapped_column("fruit_id", primary_key=True)
    label: Mapped[str] = mapped_column("name")
    other: Mapped[str] = synonym("label")

with opened() as session:
    session.add(Fruit(other="fig"))
    session.commit()
    row = session.execute(select(Fruit.id, Fruit.label, Fruit.other)).one()
    print(row, row._fields)
    print(Fruit.__table__.c.keys(), inspect(Fruit).attrs.keys(), inspect(Fruit).columns.keys(), inspect(Fruit).synonyms.keys())
    print(select(Fruit), insert(Fruit).values(label="x"))

#: a class over a select
numbers = Table("numbers", Base.metadata, Column("n", Integer, primary_key=True), Column("even", Boolean))

class Even(Base):
    __table__ = select(numbers.c.n).where(numbers.c.even).subquery("evens")
    __mapper_args__ = {"primary_key": [__table__.c.n]}

with opened() as session:
    session.execute(insert(numbers), [{"n": n, "even": n % 2 == 0} for n in range(5)])
    print([e.n for e in session.scalars(select(Even).order_by(Even.n.desc()))])
    print(select(Even))

#: a class over a join
left = Table("lefts", Base.metadata, Column("id", Integer, primary_key=True), Column("a", String))
right = Table("rights", Base.metadata, Column("id", Integer, ForeignKey("lefts.id"), primary_key=True), Column("b", String))

class Both(Base):
    __table__ = join(left, right)
    id = column_property(left.c.id, right.c.id)

with opened() as session:
    session.add(Both(a="x", b="y"))
    session.commit()
    both = session.scalars(select(Both)).one()
    both.b = "z"
    session.commit()
    print(both.id, both.a, both.b)
    print(select(Both.b))

#: imperative mapping with properties
reg = registry()
shops = Table("shop", reg.metadata, Column("id", Integer, primary_key=True), Column("_name", String))
class Shop:
    def __init__(self, name):
        self.name = name
    def __repr__(self):
        return f"Shop {self.name}"
mapper = reg.map_imperatively(Shop, shops, properties={"name": shops.c._name})
engine = create_engine("sqlite://")
reg.metadata.create_all(engine)
with Session(engine) as session:
    session.add(Shop("Corner"))
    session.commit()
    print(session.scalars(select(Shop).where(Shop.name == "Corner")).one())
    print(mapper, class_mapper(Shop) is mapper, mapper.get_property("name").columns, Shop.name.key)

#: what inspection tells
class Tower(Base):
    __tablename__ = "tower"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(doc="how it is called", info={"show": True})
    bells: Mapped[list["Bell"]] = relationship(back_populates="tower")

class Bell(Base):
    __tablename__ = "bell"
    id: Mapped[int] = mapped_column(primary_key=True)
    tower_id: Mapped[int] = mapped_column(ForeignKey(Tower.id))
    tower: Mapped[Tower] = relationship(back_populates="bells")

mapper = inspect(Tower)
print(mapper.class_, mapper.local_table, mapper.primary_key, mapper.relationships.keys(), mapper.column_attrs.keys())
print(mapper.relationships.bells.mapper, mapper.relationships.bells.local_remote_pairs)
print(Tower.name.info, Tower.__table__.c.name.doc, Tower.name.property.columns[0] is Tower.__table__.c.name, mapper.c.name.nullable)
print(repr(mapper), str(mapper), Tower.name, Tower.bells, repr(Base.metadata), Base.registry.metadata is Base.metadata)
print([t.name for t in Base.metadata.sorted_tables], list(Base.metadata.tables))
print(mapper.primary_key_from_instance(Tower(id=4)), mapper.identity_key_from_primary_key((4,)), mapper.all_orm_descriptors.keys())

#: association proxies of scalars and of dictionaries
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.orm.collections import attribute_keyed_dict

class House(Base):
    __tablename__ = "house"
    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped["Address"] = relationship(back_populates="house", uselist=False)
    street = association_proxy("address", "street", creator=lambda street: Address(street=street))
    facts: Mapped[dict[str, "Fact"]] = relationship(collection_class=attribute_keyed_dict("name"), cascade="all, delete-orphan")
    values = association_proxy("facts", "value", creator=lambda k, v: Fact(name=k, value=v))

class Address(Base):
    __tablename__ = "address"
    id: Mapped[int] = mapped_column(primary_key=True)
    street: Mapped[str]
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    house: Mapped[House] = relationship(back_populates="address")

class Fact(Base):
    __tablename__ = "fact"
    id: Mapped[int] = mapped_column(primary_key=True)
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    name: Mapped[str]
    value: Mapped[str]

with opened() as session:
    house = House(street="Elm", values={"roof": "tile"})
    house.values["door"] = "oak"
    session.add(house)
    session.commit()
    print(house.street, dict(house.values), sorted(house.facts), house.values)
    house.street = "Oak"
    house.values["roof"] = "slate"
    del house.values["door"]
    session.commit()
    print(house.address.street, session.scalars(select(Fact.value)).all())
    print(session.scalars(select(House.id).where(House.street == "Oak")).all(), select(House.id).where(House.values.contains("slate")))
    print(House(id=3).street)

#: an ordered list that numbers its members
from sqlalchemy.ext.orderinglist import ordering_list

class Tour(Base):
    __tablename__ = "tour"
    id: Mapped[int] = mapped_column(primary_key=True)
    stops: Mapped[list["Stop"]] = relationship(order_by="Stop.position", collection_class=ordering_list("position"))

class Stop(Base):
    __tablename__ = "stop"
    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id"))
    name: Mapped[str]
    position: Mapped[int | None]

with opened() as session:
    tour = Tour(stops=[Stop(name="a"), Stop(name="b")])
    tour.stops.insert(0, Stop(name="z"))
    session.add(tour)
    session.commit()
    print([(s.name, s.position) for s in tour.stops])
    tour.stops.insert(2, tour.stops.pop(0))
    session.commit()
    print([(s.name, s.position) for s in tour.stops])

#: naming conventions and constraints of a class
class Named(DeclarativeBase):
    metadata = MetaData(naming_convention={"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s"})

class Dock(Named):
    __tablename__ = "dock"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20), index=True, unique=True)
    next_id: Mapped[int | None] = mapped_column(ForeignKey("dock.id"))
    depth: Mapped[int] = mapped_column(CheckConstraint("depth > 0", name="deep"))
    __table_args__ = (UniqueConstraint("name", "depth"), Index(None, "depth", "name"), {"comment": "where ships lie"})

print(schema.CreateTable(Dock.__table__))
print(sorted(i.name for i in Dock.__table__.indexes), sorted(str(c.name) for c in Dock.__table__.constraints), Dock.__table__.comment)

#: an object made by a loader calls the reconstructor
class Kite(Base):
    __tablename__ = "kite"
    id: Mapped[int] = mapped_column(primary_key=True)
    def __init__(self, **kw):
        super().__init__(**kw)
        self.origin = "made"
    @reconstructor
    def _loaded(self):
        self.origin = "loaded"

with opened() as session:
    session.add(Kite(id=1))
    session.commit()
    session.expunge_all()
    kite = session.get(Kite, 1)
    print(kite.origin, kite.__dict__["id"], sorted(k for k in kite.__dict__ if not k.startswith("_")))
