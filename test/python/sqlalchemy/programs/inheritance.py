from sqlalchemy import *
from sqlalchemy.orm import *
from sqlalchemy import exc, schema


class Base(DeclarativeBase):
    pass


def opened():
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    return Session(engine)

#: one table for all kinds
class Boat(Base):
    __tablename__ = "boat"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    length: Mapped[float]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "boat"}

class Sailboat(Boat):
    sails: Mapped[int | None]
    __mapper_args__ = {"polymorphic_identity": "sail"}

class Tug(Boat):
    power: Mapped[int | None]
    __mapper_args__ = {"polymorphic_identity": "tug"}

with opened() as session:
    session.add_all([Sailboat(length=9.5, sails=3), Tug(length=20, power=900), Boat(length=3)])
    session.commit()
    boats = session.scalars(select(Boat).order_by(Boat.length)).all()
    print([type(b).__name__ for b in boats])
    print(select(Tug).where(Tug.power > 3))
    print(session.scalars(select(Boat.length).where(Boat.kind.in_(["sail", "boat"]))).all())
    print(session.get(Tug, 1), session.get(Tug, 2).power, session.execute(select(Sailboat.sails, Boat.length)).all())
    print(session.execute(update(Tug).values(power=1)).rowcount, session.execute(delete(Sailboat)).rowcount)

#: a table for each class, joined
class Media(Base):
    __tablename__ = "media"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    type: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "type"}

class Film(Media):
    __tablename__ = "film"
    id: Mapped[int] = mapped_column(ForeignKey("media.id"), primary_key=True)
    minutes: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "film"}

class Song(Media):
    __tablename__ = "song"
    id: Mapped[int] = mapped_column(ForeignKey("media.id"), primary_key=True)
    key: Mapped[str | None]
    __mapper_args__ = {"polymorphic_identity": "song"}

with opened() as session:
    session.add_all([Film(title="Rain", minutes=90), Song(title="Sun", key="C"), Film(title="Fog", minutes=80)])
    session.commit()
    session.expunge_all()
    for one in session.scalars(select(Media).order_by(Media.title)):
        print(type(one).__name__, one.title, one.minutes if isinstance(one, Film) else one.key)
    session.expunge_all()
    every = with_polymorphic(Media, [Film, Song])
    print(select(every).where(or_(every.Film.minutes > 85, every.Song.key == "C")))
    print([m.title for m in session.scalars(select(every).where(or_(every.Film.minutes > 85, every.Song.key == "C")).order_by(every.id))])
    film = session.scalars(select(Film).where(Film.title == "Fog")).one()
    film.title, film.minutes = "Mist", 81
    session.commit()
    session.delete(film)
    session.commit()
    print(session.scalar(select(func.count(Media.id))), session.scalar(select(func.count()).select_from(Film)))

#: loading subclasses by further selects
class Tool(Base):
    __tablename__ = "tool"
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "type", "polymorphic_identity": "tool"}

class Saw(Tool):
    __tablename__ = "saw"
    id: Mapped[int] = mapped_column(ForeignKey("tool.id"), primary_key=True)
    teeth: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "saw", "polymorphic_load": "selectin"}

class Hammer(Tool):
    __tablename__ = "hammer"
    id: Mapped[int] = mapped_column(ForeignKey("tool.id"), primary_key=True)
    weight: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "hammer", "polymorphic_load": "inline"}

with opened() as session:
    session.add_all([Saw(teeth=30), Hammer(weight=2), Saw(teeth=60), Tool()])
    session.commit()
    session.expunge_all()
    print([getattr(t, "teeth", getattr(t, "weight", None)) for t in session.scalars(select(Tool).order_by(Tool.id))])
    session.expunge_all()
    print([type(t).__name__ for t in session.scalars(select(Tool).options(selectin_polymorphic(Tool, [Hammer])).order_by(Tool.id))])

#: a table for each class, on its own
from sqlalchemy.ext.declarative import ConcreteBase

class Plan(ConcreteBase, Base):
    __tablename__ = "plan"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    __mapper_args__ = {"polymorphic_identity": "plan", "concrete": True}

class Trial(Plan):
    __tablename__ = "trial"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    days: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "trial", "concrete": True}

with opened() as session:
    session.add_all([Plan(name="p"), Trial(name="t", days=14)])
    session.commit()
    session.expunge_all()
    print(sorted((type(p).__name__, p.name) for p in session.scalars(select(Plan))))
    print(select(Trial))

#: concrete classes without a common query
class Cup(Base):
    __tablename__ = "cup"
    id: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int]

class Mug(Cup):
    __tablename__ = "mug"
    id: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int]
    handle: Mapped[str]
    __mapper_args__ = {"concrete": True}

with opened() as session:
    session.add_all([Cup(size=1), Mug(size=2, handle="left")])
    session.commit()
    print(len(session.scalars(select(Cup)).all()), session.scalars(select(Mug)).one().handle, inspect(Mug).concrete)

#: relationships between classes of a hierarchy
class Firm(Base):
    __tablename__ = "firm"
    id: Mapped[int] = mapped_column(primary_key=True)
    people: Mapped[list["Human"]] = relationship(back_populates="firm")

class Human(Base):
    __tablename__ = "human"
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]
    firm_id: Mapped[int | None] = mapped_column(ForeignKey("firm.id"))
    firm: Mapped[Firm | None] = relationship(back_populates="people")
    __mapper_args__ = {"polymorphic_on": "type", "polymorphic_identity": "human"}

class Clerk(Human):
    __tablename__ = "clerk"
    id: Mapped[int] = mapped_column(ForeignKey("human.id"), primary_key=True)
    desk: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "clerk"}

with opened() as session:
    session.add(Firm(people=[Clerk(desk=4), Human()]))
    session.commit()
    print(select(Firm.id).join(Firm.people.of_type(Clerk)).where(Clerk.desk > 3))
    print(session.scalars(select(Firm.id).where(Firm.people.of_type(Clerk).any(Clerk.desk == 4))).all())
    session.expunge_all()
    poly = with_polymorphic(Human, "*")
    firm = session.scalars(select(Firm).options(selectinload(Firm.people.of_type(poly)))).one()
    print([(type(p).__name__, getattr(p, "desk", None)) for p in firm.people])

#: three levels, and a condition on the middle one
class Being(Base):
    __tablename__ = "being"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "being"}

class Bird(Being):
    __tablename__ = "bird"
    id: Mapped[int] = mapped_column(ForeignKey("being.id"), primary_key=True)
    wing: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "bird"}

class Owl(Bird):
    __tablename__ = "owl"
    id: Mapped[int] = mapped_column(ForeignKey("bird.id"), primary_key=True)
    eyes: Mapped[str]
    __mapper_args__ = {"polymorphic_identity": "owl"}

with opened() as session:
    session.add_all([Owl(wing=90, eyes="amber"), Bird(wing=20), Being()])
    session.commit()
    print(session.scalars(select(Bird.wing).order_by(Bird.wing)).all(), [type(b).__name__ for b in session.scalars(select(Bird).order_by(Bird.id))])
    print(select(Owl.eyes).where(Owl.wing > 10))
    print([m.class_.__name__ for m in inspect(Being).self_and_descendants], inspect(Owl).polymorphic_identity, inspect(Owl).inherits)
    session.scalars(select(Owl)).one().wing = 91
    session.commit()
    print(session.execute(select(Owl.id, Owl.wing, Owl.eyes)).one())

#: an identity that nobody has
class Card(Base):
    __tablename__ = "card"
    id: Mapped[int] = mapped_column(primary_key=True)
    suit: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "suit", "polymorphic_identity": "none"}

with opened() as session:
    session.execute(insert(Card.__table__).values(suit="stars"))
    session.scalars(select(Card)).all()

#: kinds told by an expression
class Parcel(Base):
    __tablename__ = "parcel"
    id: Mapped[int] = mapped_column(primary_key=True)
    grams: Mapped[int] = mapped_column()
    __mapper_args__ = {"polymorphic_on": case((grams > 1000, "heavy"), else_="light"), "polymorphic_identity": "light"}

class Heavy(Parcel):
    __mapper_args__ = {"polymorphic_identity": "heavy"}

with opened() as session:
    session.add_all([Parcel(grams=10), Heavy(grams=4000)])
    session.commit()
    session.expunge_all()
    print([type(p).__name__ for p in session.scalars(select(Parcel).order_by(Parcel.id))])
    print(select(Heavy.id))

#: columns of siblings under one name
class Vehicle(Base):
    __tablename__ = "vehicle"
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(default="v")
    __mapper_args__ = {"polymorphic_on": "type", "polymorphic_identity": "v"}

class Car(Vehicle):
    doors: Mapped[int] = mapped_column(nullable=True, use_existing_column=True)
    __mapper_args__ = {"polymorphic_identity": "car"}

class Van(Vehicle):
    doors: Mapped[int] = mapped_column(nullable=True, use_existing_column=True)
    __mapper_args__ = {"polymorphic_identity": "van"}

with opened() as session:
    session.add_all([Car(doors=4), Van(doors=5), Vehicle()])
    session.commit()
    print(Vehicle.__table__.c.keys(), session.scalars(select(Van.doors)).all(), session.scalars(select(Car.doors)).all())

#: the same column twice is refused
class Lens(Base):
    __tablename__ = "lens"
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "type"}

class Wide(Lens):
    angle: Mapped[int | None]
    __mapper_args__ = {"polymorphic_identity": "wide"}

class Tele(Lens):
    angle: Mapped[int | None]
    __mapper_args__ = {"polymorphic_identity": "tele"}

#: an abstract base and a mixin, each with columns
class Stamped:
    made_by: Mapped[str] = mapped_column(default="me")

    @declared_attr
    def owner_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("owners.id"))

    @declared_attr
    def owner(cls) -> Mapped["Owner | None"]:
        return relationship("Owner")

class Entry(Base):
    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True)

    @declared_attr.directive
    def __tablename__(cls):
        return cls.__name__.lower() + "s"

class Owner(Entry):
    pass

class Post(Stamped, Entry):
    body: Mapped[str]

with opened() as session:
    session.add(Post(body="b", owner=Owner()))
    session.commit()
    post = session.scalars(select(Post)).one()
    print(post.made_by, post.owner.id, Post.__table__.c.keys(), Post.__tablename__)
    print(schema.CreateTable(Post.__table__))
