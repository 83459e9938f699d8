from dataclasses import dataclass
from enum import Enum
from typing import Annotated, ClassVar, Dict, List, Literal, Optional, Set
import datetime, decimal, uuid
from sqlalchemy import *
from sqlalchemy import event
from sqlalchemy.orm import *
from sqlalchemy.orm.collections import attribute_keyed_dict
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property

class Base(DeclarativeBase):
    pass

def opened():
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    return Session(engine)

#: annotations of every kind
import enum
class Color(enum.Enum):
    RED = "r"
    BLUE = "b"

class Thing(Base):
    __tablename__ = "thing"
    kinds: ClassVar[int] = 3
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[str | None]
    b: Mapped[Optional[float]]
    c: Mapped["int | None"]
    color: Mapped[Color]
    size: Mapped[Literal["s", "m", "xxl"]]
    when: Mapped[datetime.datetime]
    price: Mapped[decimal.Decimal]
    token: Mapped[uuid.UUID]
    raw: Mapped[bytes]

for column in Thing.__table__.c:
    print(column.name, repr(column.type), column.nullable)
print(Thing.kinds)

#: values go to the database and come back as they are
class Thing(Base):
    __tablename__ = "thing"
    id: Mapped[int] = mapped_column(primary_key=True)
    when: Mapped[datetime.datetime]
    day: Mapped[datetime.date]
    price: Mapped[decimal.Decimal] = mapped_column(Numeric(10, 2))
    ratio: Mapped[float]
    token: Mapped[uuid.UUID]
    raw: Mapped[bytes]
    doc: Mapped[dict] = mapped_column(JSON)
    ok: Mapped[bool]
    big: Mapped[int] = mapped_column(BigInteger)

with opened() as session:
    session.add(Thing(when=datetime.datetime(2024, 1, 2, 3, 4, 5), day=datetime.date(2024, 5, 6), price=decimal.Decimal("4.50"), ratio=6.0,
                      token=uuid.UUID(int=7), raw=b"\x00a", doc={"a": [1, 2.5, None]}, ok=True, big=2**60))
    session.commit()
    thing = session.scalars(select(Thing)).one()
    for value in (thing.when, thing.day, thing.price, thing.ratio, thing.token, thing.raw, thing.doc, thing.ok, thing.big):
        print(repr(value))
    print(session.scalar(select(Thing.id).where(Thing.doc["a"][0].as_integer() == 1, Thing.price == decimal.Decimal("4.5"))))

#: collections are lists, sets and dicts
class Note(Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    keyword: Mapped[str]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))

class Tag(Base):
    __tablename__ = "tag"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))

class Item(Base):
    __tablename__ = "item"
    id: Mapped[int] = mapped_column(primary_key=True)
    notes: Mapped[Dict[str, "Note"]] = relationship(collection_class=attribute_keyed_dict("keyword"), cascade="all, delete-orphan")
    tags: Mapped[Set["Tag"]] = relationship()
    tag_list: Mapped[List["Tag"]] = relationship(viewonly=True, order_by=Tag.id)

with opened() as session:
    item = Item()
    item.notes["a"] = Note(keyword="a")
    item.notes["b"] = Note(keyword="b")
    item.tags |= {Tag(id=1)}
    session.add(item)
    session.flush()
    item.tags.add(Tag(id=2))
    session.commit()
    print(sorted(item.notes), len(item.tags), [tag.id for tag in item.tag_list[1:]])
    del item.notes["a"]
    item.tags.remove(next(tag for tag in item.tags if tag.id == 2))
    session.commit()
    print(session.scalar(select(func.count()).select_from(Note)), len(item.tags), isinstance(item.tag_list, list), type(item.tags).__name__)

#: hybrids, column properties, synonyms and validators
class Account(Base):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    first: Mapped[str] = mapped_column()
    last: Mapped[str] = mapped_column()
    cents: Mapped[int] = mapped_column(default=0)
    full = column_property(first + " " + last)
    given = synonym("first")

    @hybrid_property
    def euros(self):
        return self.cents / 100

    @euros.inplace.setter
    def _set_euros(self, value):
        self.cents = int(value * 100)

    @hybrid_method
    def richer(self, than):
        return self.cents > than

    @validates("first", "last")
    def named(self, key, value):
        if not value:
            raise ValueError(f"{key} is empty")
        return value.strip()

with opened() as session:
    account = Account(first=" Ada ", last="L")
    account.cents = 250
    session.add(account)
    session.commit()
    print(account.full, account.given, account.euros, account.richer(200))
    print(session.scalars(select(Account.full).where(Account.richer(200), Account.given == "Ada")).all())
    print(select(Account.id).where(Account.euros > 2))
    print(session.scalars(select(Account).filter_by(euros=2.5)).one() is account)
    try:
        Account(first="")
    except ValueError as error:
        print(error)

#: association proxies and composites
@dataclass
class Point:
    x: int
    y: int

class Vertex(Base):
    __tablename__ = "vertex"
    id: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[Point] = composite(mapped_column("x1"), mapped_column("y1"))

class Keyword(Base):
    __tablename__ = "keyword"
    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    def __init__(self, word):
        self.word = word

class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    kw: Mapped[List["Keyword"]] = relationship(order_by=Keyword.id)
    keywords: AssociationProxy[List[str]] = association_proxy("kw", "word")

with opened() as session:
    user = User(keywords=["a", "b"])
    user.keywords.append("c")
    session.add_all([user, Vertex(start=Point(3, 4))])
    session.commit()
    print(user.keywords, [k.word for k in user.kw], "b" in user.keywords)
    print(session.scalars(select(User.id).where(User.keywords.contains("c"))).all(), session.scalars(select(User.id).where(User.keywords == "x")).all())
    vertex = session.scalars(select(Vertex).where(Vertex.start == Point(3, 4))).one()
    print(vertex.start, Vertex.__table__.c.keys())

#: inheritance of every kind
class Employee(Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    type: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "type", "polymorphic_identity": "employee"}

class Engineer(Employee):
    __tablename__ = "engineer"
    id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    language: Mapped[str]
    __mapper_args__ = {"polymorphic_identity": "engineer"}

class Manager(Employee):
    budget: Mapped[int | None]
    __mapper_args__ = {"polymorphic_identity": "manager"}

with opened() as session:
    session.add_all([Engineer(name="e", language="C"), Manager(name="m", budget=3), Employee(name="x")])
    session.commit()
    print([(type(one).__name__, one.name) for one in session.scalars(select(Employee).order_by(Employee.id))])
    print(session.scalars(select(Manager.budget)).all(), session.scalars(select(Engineer.language)).all())
    print(isinstance(session.get(Employee, 1), Engineer), session.get(Employee, 1).language)

#: types, defaults and events that Python defines
class Upper(TypeDecorator):
    impl = String
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value and value.upper()

    def process_result_value(self, value, dialect):
        return f"<{value}>"

class Word(Base):
    __tablename__ = "word"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Upper(20))
    length: Mapped[int] = mapped_column(default=lambda context: len(context.get_current_parameters()["text"]))
    made: Mapped[str] = mapped_column(default=lambda: "now")

@event.listens_for(Word, "before_insert")
def before(mapper, connection, target):
    print("before", target.text)

@event.listens_for(Word.text, "set", retval=True)
def setting(target, value, old, initiator):
    return value + "!"

with opened() as session:
    @event.listens_for(session, "before_commit")
    def committing(session):
        print("commit")
    session.add(Word(text="abc"))
    session.commit()
    word = session.scalars(select(Word)).one()
    print(word.text, word.length, word.made)
    print(session.scalars(select(Word.id).where(Word.text == "abc!")).all())

#: rows, mappings and results
class Pet(Base):
    __tablename__ = "pet"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

with opened() as session:
    session.execute(insert(Pet), [{"name": "a"}, {"name": "b"}])
    row = session.execute(select(Pet.id, Pet.name.label("who"))).first()
    print(row, row.who, row[0], row._mapping["who"], row._asdict(), row == (1, "a"), tuple(row), len(row))
    number, who = row
    print(number, who, row._fields, dict(row._mapping), [*session.execute(select(Pet.name)).scalars()])
    print(session.execute(select(Pet.name)).mappings().all())
    print([names for names in session.scalars(select(Pet.name)).partitions(1)])
    try:
        row.nope
    except AttributeError as error:
        print(error)
    try:
        session.execute(select(Pet.id)).scalar_one()
    except Exception as error:
        print(type(error).__name__, error)

#: classical mapping, imperative and by decorator
mapper_registry = registry()
table = Table("pet", mapper_registry.metadata, Column("id", Integer, primary_key=True), Column("name", String(20)), Column("owner_id", ForeignKey("owner.id")))
owners = Table("owner", mapper_registry.metadata, Column("id", Integer, primary_key=True))

class Pet:
    pass

class Owner:
    def __init__(self, pets):
        self.pets = pets

mapper_registry.map_imperatively(Pet, table)
mapper_registry.map_imperatively(Owner, owners, properties={"pets": relationship(Pet, backref="owner", order_by=table.c.id)})

@mapper_registry.mapped
class Toy:
    __tablename__ = "toy"
    id: Mapped[int] = mapped_column(primary_key=True)

engine = create_engine("sqlite://")
mapper_registry.metadata.create_all(engine)
with Session(engine) as session:
    session.add_all([Owner([Pet(name="Rex")]), Toy(id=3)])
    session.commit()
    pet = session.query(Pet).filter_by(name="Rex").one()
    print(pet.owner.pets == [pet], session.get(Toy, 3).id, inspect(Pet).local_table.name)

#: sessions: savepoints, merging, states, scoped sessions
class Pet(Base):
    __tablename__ = "pet"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)

from sqlalchemy.exc import IntegrityError, NoResultFound
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
maker = sessionmaker(engine, expire_on_commit=False)
with maker.begin() as session:
    session.add(Pet(name="a"))
    try:
        with session.begin_nested():
            session.add(Pet(name="a"))
    except IntegrityError as error:
        print(type(error.orig).__module__, type(error.orig).__name__, error.orig, error.params)
    session.add(Pet(name="b"))
with maker() as session:
    pet = session.merge(Pet(id=1, name="z"))
    print(session.dirty, pet in session, session.is_modified(pet), session.new)
    session.rollback()
    print(pet.name, object_session(pet) is session, inspect(pet).persistent)
    try:
        session.get_one(Pet, 99)
    except NoResultFound as error:
        print(error)
Local = scoped_session(maker)
print(Local() is Local(), Local.scalars(select(Pet.name).order_by(Pet.name)).all())
Local.remove()
