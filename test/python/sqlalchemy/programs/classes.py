import dataclasses
import enum
import operator
import uuid
from typing import Any, Annotated, ClassVar, Optional

from sqlalchemy import *
from sqlalchemy.orm import *
from sqlalchemy import event, exc, schema


class Base(DeclarativeBase):
    pass


def opened():
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    return Session(engine)

#: classes mapped by a decorator, without a base
reg = registry()

@reg.mapped
class Mill:
    __tablename__ = "mill"
    id: Mapped[int] = mapped_column(primary_key=True)
    river: Mapped[Optional[str]] = mapped_column(String(30))
    wheels: Mapped[list["Wheel"]] = relationship(back_populates="mill", order_by="Wheel.size.desc()")

@reg.mapped
class Wheel:
    __tablename__ = "wheel"
    id = mapped_column(Integer, primary_key=True)
    size = mapped_column(Integer, nullable=False)
    mill_id = mapped_column(ForeignKey("mill.id"))
    mill = relationship("Mill", back_populates="wheels")

engine = create_engine("sqlite://")
reg.metadata.create_all(engine)
with Session(engine) as session:
    session.add(Mill(river="Inn", wheels=[Wheel(size=2), Wheel(size=3)]))
    session.commit()
    mill = session.scalars(select(Mill)).one()
    print([w.size for w in mill.wheels], mill.wheels[0].mill is mill, isinstance(mill, DeclarativeBase))
    print(sorted(m.class_.__name__ for m in reg.mappers), Mill.__mapper__, repr(Wheel.__table__.c.mill_id))
try:
    Mill(lake=1)
except TypeError as error:
    print(error)

#: bases made by functions
from sqlalchemy.orm import declarative_base

class Common:
    def label(self):
        return f"{type(self).__name__} {self.id}"

Old = declarative_base(cls=Common, name="Old", metadata=MetaData(naming_convention={"uq": "uq_%(table_name)s_%(column_0_name)s"}))
New = registry().generate_base()

class Jar(Old):
    __tablename__ = "jar"
    __table_args__ = (UniqueConstraint("label_text"), {"comment": "glass", "sqlite_autoincrement": True})
    id = Column(Integer, primary_key=True)
    label_text = Column("label_text", String(10), index=True)

class Lid(New):
    __tablename__ = "lid"
    __table_args__ = {"info": {"made": "here"}}
    id: Mapped[int] = mapped_column(primary_key=True)

print(Old.__name__, New.__name__, Jar(id=4).label(), Jar.__table__.comment, Lid.__table__.info, issubclass(Jar, Common))
print(sorted(str(c.name) for c in Jar.__table__.constraints), [i.name for i in Jar.__table__.indexes])
print(schema.CreateTable(Jar.__table__))

#: a table given, with attributes of other names
class Reel(Base):
    __table__ = Table("reel", Base.metadata, Column("reel_id", Integer, primary_key=True), Column("reel_name", String(20)), Column("length", Float), Column("secret", String))
    id = __table__.c.reel_id
    name = __table__.c.reel_name
    turns = column_property(__table__.c.length * 10, deferred=True)

class Spool(Base):
    __table__ = Table("spool", Base.metadata, Column("id", Integer, primary_key=True), Column("width", Integer), Column("hidden", Integer))
    __mapper_args__ = {"exclude_properties": ["hidden"], "column_prefix": "_"}

class Bobbin(Base):
    __table__ = Table("bobbin", Base.metadata, Column("id", Integer, primary_key=True), Column("width", Integer), Column("colour", String), Column("hidden", Integer))
    __mapper_args__ = {"include_properties": ["id", "width"]}

with opened() as session:
    session.add_all([Reel(name="a", length=2.5, secret="s"), Spool(_width=3), Bobbin(width=4)])
    session.commit()
    reel = session.scalars(select(Reel).where(Reel.name == "a")).one()
    print(reel.id, reel.turns, reel.secret)
    print(inspect(Spool).attrs.keys(), inspect(Bobbin).attrs.keys(), inspect(Reel).attrs.keys(), hasattr(Bobbin, "colour"))
    print(select(Spool), select(Bobbin))

#: orders of columns and settings of the mapper by functions
class Dated:
    made: Mapped[str] = mapped_column(default="now", sort_order=99)
    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-10)

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return "t_" + cls.__name__.lower()

    @declared_attr.directive
    def __mapper_args__(cls):
        return {"eager_defaults": True, "confirm_deleted_rows": False}

    @declared_attr.directive
    def __table_args__(cls):
        return (Index(f"ix_{cls.__name__.lower()}_made", "made"),)

class Rope(Dated, Base):
    length: Mapped[int]

class Knot(Dated, Base):
    rope_id: Mapped[int] = mapped_column(ForeignKey(Rope.id))
    kind: Mapped[str]

print(Rope.__table__.c.keys(), Knot.__table__.c.keys(), [i.name for i in Knot.__table__.indexes])
with opened() as session:
    session.add(Rope(length=4))
    session.flush()
    print(inspect(Rope).eager_defaults, inspect(Rope).confirm_deleted_rows, Rope.__tablename__)

#: mixins under inheritance
class Named:
    @declared_attr.directive
    def __tablename__(cls):
        if has_inherited_table(cls):
            return None
        return cls.__name__.lower()

    @declared_attr
    def title(cls) -> Mapped[str]:
        return mapped_column(String(40), default=cls.__name__)

class Keyed:
    @declared_attr.cascading
    def id(cls) -> Mapped[int]:
        for base in cls.__mro__[1:-1]:
            if getattr(base, "__table__", None) is not None:
                return mapped_column(ForeignKey(base.id), primary_key=True)
        return mapped_column(primary_key=True)

class Vessel(Named, Base):
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "vessel"}

class Ferry(Vessel):
    cars: Mapped[int] = mapped_column(nullable=True)
    __mapper_args__ = {"polymorphic_identity": "ferry"}

class Rock(Keyed, Base):
    __tablename__ = "rock"
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "rock"}

class Basalt(Rock):
    __tablename__ = "basalt"
    age: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "basalt"}

with opened() as session:
    session.add_all([Ferry(cars=3), Vessel(), Basalt(age=7)])
    session.commit()
    print([(type(v).__name__, v.title) for v in session.scalars(select(Vessel).order_by(Vessel.id))])
    print(Ferry.__table__ is Vessel.__table__, repr(Basalt.__table__.c.id), session.scalars(select(Basalt)).one().age)
    print(has_inherited_table(Ferry), has_inherited_table(Vessel))

#: mixins give relationships, proxies and expressions
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.ext.hybrid import hybrid_property

class HasPlace:
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))

    @declared_attr
    def place(cls) -> Mapped["Place"]:
        return relationship("Place", primaryjoin=lambda: Place.id == cls.place_id)

    @declared_attr
    def place_name(cls):
        return association_proxy("place", "name", creator=lambda name: Place(name=name))

    @declared_attr
    def double(cls) -> Mapped[int]:
        return column_property(cls.size * 2)

    @hybrid_property
    def triple(self):
        return self.size * 3

class Place(Base):
    __tablename__ = "place"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

class Barn(HasPlace, Base):
    __tablename__ = "barn"
    id: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column()

class Shed(HasPlace, Base):
    __tablename__ = "shed"
    id: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column()

with opened() as session:
    session.add_all([Barn(size=2, place_name="hill"), Shed(size=5, place=Place(name="dale"))])
    session.commit()
    barn = session.scalars(select(Barn).where(Barn.place_name == "hill")).one()
    print(barn.double, barn.triple, barn.place_name, session.scalars(select(Shed.triple).where(Shed.double == 10)).all())
    print(select(Shed.double, Barn.triple))

#: annotations told by a base
class Mark(enum.Enum):
    HIGH = "h"
    LOW = "l"

Amount = Annotated[float, mapped_column(Numeric(8, 2), nullable=False)]
Ident = Annotated[int, mapped_column(primary_key=True)]
Code = Annotated[str, mapped_column(String(4), index=True)]
Ref = Annotated[int, mapped_column(ForeignKey("ledger.id"))]

class Typed(DeclarativeBase):
    type_annotation_map = {int: BigInteger().with_variant(Integer, "sqlite"), str: String(30), bytes: LargeBinary(8), enum.Enum: Enum(enum.Enum, native_enum=False)}

class Ledger(Typed):
    __tablename__ = "ledger"
    id: Mapped[Ident]
    code: Mapped[Code]
    total: Mapped[Amount] = mapped_column("sum_total")
    note: Mapped[str | None]
    raw: Mapped[bytes]
    above: Mapped[Optional[Ref]]
    count: Mapped[int] = mapped_column(Integer, nullable=True)
    flag: Mapped[bool] = mapped_column(default=False)
    token: Mapped[uuid.UUID]
    mark: Mapped[Mark]
    not_mapped: ClassVar[int] = 4

for column in Ledger.__table__.c:
    print(repr(column.type), column.name, column.nullable, column.primary_key, column.index, [f.target_fullname for f in column.foreign_keys])
print(schema.CreateTable(Ledger.__table__), Ledger.not_mapped)

#: a class of annotations that says too little
class Odd:
    pass

try:
    class Loose(Base):
        __tablename__ = "loose"
        id: Mapped[int] = mapped_column(primary_key=True)
        what: Mapped[Odd]
except Exception as error:
    print(type(error).__name__, error)
try:
    class Keyless(Base):
        __tablename__ = "keyless"
        name: Mapped[str]
except Exception as error:
    print(type(error).__name__, error)
try:
    class Tableless(Base):
        id: Mapped[int] = mapped_column(primary_key=True)
except Exception as error:
    print(type(error).__name__, error)
try:
    class Plain(Base):
        __tablename__ = "plain"
        id: int = mapped_column(primary_key=True)
except Exception as error:
    print(type(error).__name__, error)

#: a table that is defined twice
class First(Base):
    __tablename__ = "twice"
    id: Mapped[int] = mapped_column(primary_key=True)
try:
    class Second(Base):
        __tablename__ = "twice"
        id: Mapped[int] = mapped_column(primary_key=True)
except Exception as error:
    print(type(error).__name__, error)

class Third(Base):
    __tablename__ = "twice"
    __table_args__ = {"extend_existing": True}
    id: Mapped[int] = mapped_column(primary_key=True)
    more: Mapped[str]

print(Third.__table__ is First.__table__, First.__table__.c.keys(), inspect(First).attrs.keys(), inspect(Third).attrs.keys())
kept = Table("twice", Base.metadata, Column("other", Integer), keep_existing=True)
print(kept.c.keys())
Table("twice", Base.metadata, Column("more", Integer), extend_existing=True)
print(repr(First.__table__.c.more.type))

#: classes mapped by hand, once and again
mapper_registry = registry()
plots = Table("plot", mapper_registry.metadata, Column("id", Integer, primary_key=True), Column("w", Integer), Column("h", Integer), Column("owner_id", ForeignKey("farmer.id")))
farmers = Table("farmer", mapper_registry.metadata, Column("id", Integer, primary_key=True), Column("name", String), Column("password", String))

class Plot:
    def __init__(self, w, h):
        self.w, self.h = w, h

class Farmer:
    pass

class Miller(Farmer):
    pass

mapper_registry.map_imperatively(Plot, plots, properties={"area": column_property(plots.c.w * plots.c.h), "width": synonym("w")}, include_properties=["id", "w", "h", "owner_id"])
mapper_registry.map_imperatively(Farmer, farmers, exclude_properties={"password"}, properties={"plots": relationship(Plot, backref="owner", order_by=plots.c.id)})
engine = create_engine("sqlite://")
mapper_registry.metadata.create_all(engine)
with Session(engine) as session:
    farmer = Farmer(name="Ida")
    farmer.plots = [Plot(2, 3), Plot(4, 5)]
    session.add(farmer)
    session.commit()
    print([(p.area, p.width, p.owner.name) for p in farmer.plots], hasattr(farmer, "password"))
    print(select(Farmer), session.scalars(select(Plot.id).where(Plot.width == 4)).all())
print(inspect(Farmer).attrs.keys(), inspect(Plot).synonyms.keys(), class_mapper(Farmer).relationships["plots"].order_by)
try:
    mapper_registry.map_imperatively(Plot, plots)
except Exception as error:
    print(type(error).__name__, error)
clear_mappers()
try:
    inspect(Plot)
except Exception as error:
    print(type(error).__name__, error)
mapper_registry.map_imperatively(Plot, plots)
print(inspect(Plot).attrs.keys())
try:
    select(Farmer)
except Exception as error:
    print(type(error).__name__, error)

#: dataclasses by a decorator and by parameters of the class
reg = registry()

@reg.mapped_as_dataclass(kw_only=True, unsafe_hash=True)
class Coin:
    __tablename__ = "coin"
    id: Mapped[int] = mapped_column(init=False, primary_key=True, repr=False)
    value: Mapped[int]
    metal: Mapped[str] = mapped_column(default="tin", compare=False)
    year: Mapped[Optional[int]] = mapped_column(default=None, kw_only=False)
    tags: ClassVar[list] = []

class Data(MappedAsDataclass, DeclarativeBase, repr=False, order=True):
    pass

class Purse(Data):
    __tablename__ = "purse"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    owner: Mapped[str] = mapped_column(default="who", sort_order=2)
    size: Mapped[int] = mapped_column(default_factory=lambda: 7)
    pockets: Mapped[list["Pocket"]] = relationship(default_factory=list, back_populates="purse", compare=False)

    def __post_init__(self):
        self.checked = self.size > 3

class Pocket(Data, repr=True):
    __tablename__ = "pocket"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    purse_id: Mapped[Optional[int]] = mapped_column(ForeignKey("purse.id"), init=False)
    purse: Mapped[Optional[Purse]] = relationship(default=None, back_populates="pockets", repr=False)

print(Coin(1900, value=5), Coin(value=5) == Coin(value=5, metal="x"), hash(Coin(value=5)) == hash(Coin(value=5)))
print(repr(Purse())[:20] != "Purse(", Purse(owner="a") < Purse(owner="b"), Purse().checked, Pocket(purse=Purse("z")))
print(Purse().size, Purse.__table__.c.keys())
try:
    Coin(5)
except TypeError as error:
    print(error)
try:
    Purse(nope=1)
except TypeError as error:
    print(error)

#: dataclass mixins and a dataclass mapped by hand
class Stamped(MappedAsDataclass):
    made: Mapped[int] = mapped_column(init=False, default=7)
    by: Mapped[str] = mapped_column(kw_only=True)

class Letter(Stamped, Base):
    __tablename__ = "letter"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    text: Mapped[str]

reg = registry()

@dataclasses.dataclass
class Town:
    name: str = dataclasses.field(default="?")
    id: int = dataclasses.field(default=None)
    streets: list["Street"] = dataclasses.field(default_factory=list)

@dataclasses.dataclass
class Street:
    name: str
    id: int = dataclasses.field(init=False)

reg.map_imperatively(Town, Table("town", reg.metadata, Column("id", Integer, primary_key=True), Column("name", String)), properties={"streets": relationship(Street)})
reg.map_imperatively(Street, Table("street", reg.metadata, Column("id", Integer, primary_key=True), Column("name", String), Column("town_id", ForeignKey("town.id"))))

print(Letter("hi", by="me"))
engine = create_engine("sqlite://")
reg.metadata.create_all(engine)
with Session(engine) as session:
    session.add(Town("Ulm", streets=[Street("Gasse")]))
    session.commit()
    print(session.scalars(select(Town)).one(), Town())
with opened() as session:
    session.add(Letter("hi", by="me"))
    session.commit()
    print(session.scalars(select(Letter)).one())

#: expressions as attributes
class Loaf(Base):
    __tablename__ = "loaf"
    id: Mapped[int] = mapped_column(primary_key=True)
    grain: Mapped[str] = mapped_column(String(10))
    shape: Mapped[str] = mapped_column(String(10))
    grams: Mapped[int] = mapped_column()
    full: Mapped[str] = column_property(grain + " " + shape)
    note: Mapped[str] = query_expression()
    priced: Mapped[int] = query_expression(literal(3))
    slices: Mapped[list["Slice"]] = relationship()

class Slice(Base):
    __tablename__ = "slice"
    id: Mapped[int] = mapped_column(primary_key=True)
    loaf_id: Mapped[int] = mapped_column(ForeignKey("loaf.id"))

Loaf.slice_count = column_property(select(func.count(Slice.id)).where(Slice.loaf_id == Loaf.id).correlate_except(Slice).scalar_subquery(), deferred=True)
Loaf.kilos = column_property(Loaf.grams / 1000.0, deferred=True, group="weights")
Loaf.pounds = column_property(Loaf.grams / 500.0, deferred=True, group="weights")
Loaf.path = column_property("bakery/" + Loaf.grain)
inspect(Loaf).add_property("shout", column_property(func.upper(Loaf.grain)))

with opened() as session:
    session.add(Loaf(grain="rye", shape="round", grams=1500, slices=[Slice(), Slice()]))
    session.commit()
    loaf = session.scalars(select(Loaf).options(with_expression(Loaf.note, Loaf.grain + "!"))).one()
    print(loaf.full, loaf.path, loaf.note, loaf.priced, loaf.shout)
    print(loaf.kilos, loaf.pounds, loaf.slice_count)
    print(select(Loaf.id).where(Loaf.path.like("%rye%"), Loaf.slice_count > 1).order_by(Loaf.full))
    loaf.grain = "oat"
    session.commit()
    print(loaf.full, object_session(loaf) is session)

#: deferred columns and how they are asked for
class Scroll(Base):
    __tablename__ = "scroll"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    text: Mapped[str] = mapped_column(deferred=True)
    image: Mapped[bytes] = mapped_column(deferred=True, deferred_group="heavy")
    sound: Mapped[bytes] = mapped_column(deferred=True, deferred_group="heavy")
    locked: Mapped[str] = mapped_column(deferred=True, deferred_raiseload=True)

with opened() as session:
    session.add(Scroll(title="t", text="x", image=b"1", sound=b"2", locked="l"))
    session.commit()
    session.expunge_all()
    one = session.scalars(select(Scroll)).one()
    print(sorted(inspect(one).unloaded), one.text, one.image, one.sound)
    try:
        one.locked
    except exc.InvalidRequestError as error:
        print(error)
    session.expunge_all()
    print(session.scalars(select(Scroll).options(undefer(Scroll.text), undefer_group("heavy"), undefer(Scroll.locked))).one().locked)
    session.expunge_all()
    one = session.scalars(select(Scroll).options(load_only(Scroll.title, raiseload=True))).one()
    try:
        one.text
    except exc.InvalidRequestError as error:
        print(error)

#: synonyms and descriptors
class Cask(Base):
    __tablename__ = "cask"
    id: Mapped[int] = mapped_column(primary_key=True)
    _litres: Mapped[int] = mapped_column("litres")

    @property
    def litres(self):
        return self._litres

    @litres.setter
    def litres(self, value):
        self._litres = abs(value)

    litres = synonym("_litres", descriptor=litres)
    size: Mapped[int] = synonym("_litres")

    @synonym_for("_litres")
    @property
    def doubled(self):
        return f"twice {self._litres}"

with opened() as session:
    cask = Cask(litres=-4)
    print(cask.litres, cask._litres, cask.size, cask.doubled)
    cask.size = 9
    session.add(cask)
    session.commit()
    print(session.scalars(select(Cask.litres).where(Cask.litres > 3)).all(), select(Cask.doubled), session.scalars(select(Cask).filter_by(size=9)).one().litres)

#: operators of one's own
from sqlalchemy.orm import PropComparator

class Loud(ColumnProperty.Comparator):
    def __eq__(self, other):
        return func.upper(self.__clause_element__()) == func.upper(other)

    def near(self, other):
        return self.like(other[0] + "%")

class Plate(Base):
    __tablename__ = "plate"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = column_property(Column("text", String(20)), comparator_factory=Loud)

with opened() as session:
    session.add(Plate(text="Abc"))
    session.commit()
    print(select(Plate.id).where(Plate.text == "abc"))
    print(session.scalars(select(Plate.text).where(Plate.text == "ABC")).all(), session.scalars(select(Plate.text).where(Plate.text.near("Axx"))).all())

#: composites of many kinds
@dataclasses.dataclass
class Spot:
    x: int
    y: Optional[int]

class Angle:
    def __init__(self, degrees, minutes):
        self.degrees, self.minutes = degrees, minutes
    @classmethod
    def _generate(cls, *values):
        return cls(*values)
    def __composite_values__(self):
        return self.degrees, self.minutes
    def __eq__(self, other):
        return isinstance(other, Angle) and (self.degrees, self.minutes) == (other.degrees, other.minutes)
    def __repr__(self):
        return f"{self.degrees}d{self.minutes}"

class Ray(Base):
    __tablename__ = "ray"
    id: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[Spot] = composite(mapped_column("x1"), mapped_column("y1"))
    end: Mapped[Spot] = composite(mapped_column("x2"), mapped_column("y2"))
    deg: Mapped[int]
    minute: Mapped[int]
    turn: Mapped[Angle] = composite(Angle, "deg", "minute")
    same: Mapped[Angle] = composite(Angle._generate, "deg", "minute")
    note: Mapped[str | None]

print(repr(Ray.__table__.c.y1), repr(Ray.__table__.c.x1))
with opened() as session:
    session.add_all([Ray(start=Spot(1, 2), end=Spot(3, None), turn=Angle(30, 5)), Ray(start=Spot(0, 0), end=Spot(9, 9), turn=Angle(10, 0), note="n")])
    session.commit()
    ray = session.scalars(select(Ray).order_by(Ray.start)).first()
    print(ray.start, ray.end, ray.turn, ray.start is ray.start)
    print(session.execute(select(Ray.end, Ray.id, Ray.turn).where(Ray.turn == Angle(30, 5))).all())
    print(session.execute(select(Ray.id).where(Ray.end != Spot(9, 9))).all())
    ray.turn = Angle(11, 1)
    print(inspect(ray).attrs.turn.history, inspect(ray).attrs.deg.history, ray in session.dirty)
    session.commit()
    session.execute(update(Ray).where(Ray.id == 1).values({Ray.start: Spot(7, 7), Ray.note: "up"}))
    print(session.get(Ray, 1).start, session.execute(insert(Ray).values([{"start": Spot(4, 4), "end": Spot(5, 5), "turn": Angle(1, 1)}]).returning(Ray.start)).one())
    print(inspect(Ray).composites.keys(), inspect(Ray).composites.start.props, inspect(Ray).attrs.keys())
    print(select(Ray.start), select(Ray.id).order_by(Ray.end.desc(), Ray.turn))
    try:
        session.execute(update(Ray).values({Ray.same: Angle(1, 2)}))
    except exc.ArgumentError as error:
        print(error)
    print(ray.same)
    aka = aliased(Ray)
    print(select(aka.end).where(aka.start == Spot(1, 2)))

#: a composite that is compared in a way of its own
class Further(Composite.Comparator):
    def __gt__(self, other):
        return and_(*[a > b for a, b in zip(self.__clause_element__().clauses, dataclasses.astuple(other))])

@dataclasses.dataclass
class Size:
    w: int
    h: int

class Chest(Base):
    __tablename__ = "chest"
    id: Mapped[int] = mapped_column(primary_key=True)
    size: Mapped[Size] = composite(mapped_column("w"), mapped_column("h"), comparator_factory=Further)

with opened() as session:
    session.add_all([Chest(size=Size(1, 1)), Chest(size=Size(5, 6))])
    session.commit()
    print(select(Chest.id).where(Chest.size > Size(2, 2)))
    print(session.scalars(select(Chest.size).where(Chest.size > Size(2, 2))).all())

#: values that tell when they change
from sqlalchemy.ext.mutable import Mutable, MutableDict, MutableList, MutableSet

class Csv(TypeDecorator):
    impl = String
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else ",".join(sorted(value))

    def process_result_value(self, value, dialect):
        return None if value is None else set(value.split(","))

class Depot(Base):
    __tablename__ = "depot"
    id: Mapped[int] = mapped_column(primary_key=True)
    facts: Mapped[dict[str, Any] | None] = mapped_column(MutableDict.as_mutable(JSON))
    items: Mapped[list | None] = mapped_column(MutableList.as_mutable(JSON))
    tags: Mapped[set | None] = mapped_column(MutableSet.as_mutable(Csv))
    still: Mapped[dict | None] = mapped_column(JSON)

def changed(depot):
    found = sorted(attr.key for attr in inspect(depot).attrs if attr.history.has_changes())
    session.commit()
    return found

with opened() as session:
    depot = Depot(facts={"a": 1}, items=[3, 1, 2], still={}, tags={"x", "y"})
    session.add(depot)
    session.commit()
    depot.facts["b"] = 2
    print(changed(depot), depot.facts)
    depot.facts.update(c=3)
    depot.items.append(4)
    print(changed(depot), depot.facts, depot.items)
    print(depot.facts.pop("a"), depot.facts.setdefault("d", 9), changed(depot))
    del depot.facts["d"]
    depot.items.sort(reverse=True)
    print(changed(depot), depot.items, depot.facts)
    depot.items[0:2] = [8]
    depot.items.extend([5]); depot.items += [6]; depot.items.insert(0, 0); depot.items.remove(5); depot.items.reverse()
    print(changed(depot), depot.items, depot.items.pop(), depot.items.index(8))
    depot.tags.add("z"); depot.tags |= {"w"}; depot.tags.discard("x")
    print(changed(depot), sorted(depot.tags), type(depot.tags).__name__)
    depot.facts.clear(); depot.items.clear()
    print(changed(depot), depot.facts, depot.items, type(depot.facts).__name__, isinstance(depot.items, list))
    depot.still["x"] = 1
    print(changed(depot), depot.still)
    depot.facts = None
    print(changed(depot), depot.facts)
    depot.facts = {"z": 1}
    print(type(depot.facts).__name__, changed(depot))
    try:
        depot.facts = [1]
    except ValueError as error:
        print(error)

#: a mutable of one's own, and one for all columns of a type
from sqlalchemy.ext.mutable import Mutable, MutableDict

class Tracked(Mutable):
    def __init__(self, words):
        self.words = words
    @classmethod
    def coerce(cls, key, value):
        if isinstance(value, str):
            return cls(value.split())
        return value if isinstance(value, cls) else Mutable.coerce(key, value)
    def add(self, word):
        self.words.append(word)
        self.changed()

class Words(TypeDecorator):
    impl = String
    cache_ok = True
    def process_bind_param(self, value, dialect):
        return None if value is None else " ".join(value.words)
    def process_result_value(self, value, dialect):
        return None if value is None else Tracked(value.split())

class Doc(TypeDecorator):
    impl = JSON
    cache_ok = True

MutableDict.associate_with(Doc)

class Diary(Base):
    __tablename__ = "diary"
    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[Tracked] = mapped_column(Tracked.as_mutable(Words(50)))
    doc: Mapped[dict] = mapped_column(Doc)

with opened() as session:
    diary = Diary(words="to be", doc={"n": 1})
    session.add(diary)
    session.commit()
    diary.words.add("or")
    diary.doc["n"] += 1
    print(diary in session.dirty, sorted(a.key for a in inspect(diary).attrs if a.history.has_changes()))
    session.commit()
    print(diary.words.words, diary.doc, type(diary.doc).__name__)
    try:
        diary.words = 4
    except ValueError as error:
        print(error)

#: a composite that tells when it changes
from sqlalchemy.ext.mutable import MutableComposite

@dataclasses.dataclass
class Pin(MutableComposite):
    x: int
    y: int

    def __setattr__(self, key, value):
        object.__setattr__(self, key, value)
        self.changed()

class Board(Base):
    __tablename__ = "board"
    id: Mapped[int] = mapped_column(primary_key=True)
    pin: Mapped[Pin] = composite(mapped_column("x"), mapped_column("y"))

with opened() as session:
    board = Board(pin=Pin(1, 2))
    session.add(board)
    session.commit()
    board.pin.x = 8
    print(board in session.dirty, inspect(board).attrs.pin.value)
    session.commit()
    print(board.pin, session.execute(select(Board.__table__)).one())
    board.pin.y = 5
    session.rollback()
    print(board.pin)

#: dictionaries and lists of one's own
from sqlalchemy.orm.collections import attribute_keyed_dict, collection, column_keyed_dict, keyfunc_mapping, KeyFuncDict

class Tracks(list):
    def loudest(self):
        return max(self, key=lambda t: t.volume)

class Bag:
    def __init__(self):
        self.inside = {}
    @collection.appender
    def put(self, item):
        self.inside[item.title] = item
    @collection.remover
    def take(self, item):
        del self.inside[item.title]
    @collection.iterator
    def __iter__(self):
        return iter(self.inside.values())
    @collection.internally_instrumented
    def quiet(self):
        return "quiet"

class ByVolume(KeyFuncDict):
    def __init__(self):
        super().__init__(keyfunc=lambda t: t.volume)

class Album(Base):
    __tablename__ = "album"
    id: Mapped[int] = mapped_column(primary_key=True)
    tracks: Mapped[Tracks] = relationship("Track", collection_class=Tracks)
    by_title: Mapped[dict[str, "Track"]] = relationship(collection_class=attribute_keyed_dict("title"), viewonly=True)
    by_id = relationship("Track", collection_class=lambda: column_keyed_dict(Track.__table__.c.id)(), viewonly=True)
    by_both: Mapped[dict] = relationship("Track", collection_class=keyfunc_mapping(lambda t: (t.title, t.volume)), viewonly=True)
    bag: Mapped[Bag] = relationship("Track", collection_class=Bag, viewonly=True)
    loud: Mapped[ByVolume] = relationship("Track", collection_class=ByVolume, viewonly=True)

class Track(Base):
    __tablename__ = "track"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    volume: Mapped[int] = mapped_column(default=1)
    album_id: Mapped[int | None] = mapped_column(ForeignKey("album.id"))

with opened() as session:
    album = Album(tracks=[Track(title="a", volume=3), Track(title="b", volume=5)])
    session.add(album)
    session.commit()
    print(type(album.tracks).__name__, isinstance(album.tracks, Tracks), album.tracks.loudest().title, type(album.by_title).__name__)
    print(sorted(album.by_title), sorted(album.by_both), sorted(album.loud), album.bag.quiet(), [t.title for t in album.bag])
    album.tracks.append(Track(title="c"))
    album.tracks.remove(album.tracks[0])
    session.commit()
    print([t.title for t in album.tracks], len(album.tracks))

#: a bag of one's own that is written
from sqlalchemy.orm.collections import collection

class Bag:
    def __init__(self):
        self.inside = {}
    @collection.appender
    def put(self, item):
        print("put", item.name)
        self.inside[item.name] = item
    @collection.remover
    def take(self, item):
        print("take", item.name)
        del self.inside[item.name]
    @collection.iterator
    def __iter__(self):
        return iter(self.inside.values())
    @collection.adds(1)
    def place(self, item):
        self.inside[item.name] = item
    @collection.removes_return()
    def any(self):
        return self.inside.pop(sorted(self.inside)[0])
    @collection.replaces("item")
    def swap(self, item):
        old = self.inside.pop(item.name, None)
        self.inside[item.name] = item
        return old
    def __len__(self):
        return len(self.inside)

class Traveller(Base):
    __tablename__ = "traveller"
    id: Mapped[int] = mapped_column(primary_key=True)
    bag: Mapped[Bag] = relationship("Thing", collection_class=Bag, back_populates="owner", cascade="all, delete-orphan")

class Thing(Base):
    __tablename__ = "thing"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("traveller.id"))
    owner: Mapped[Traveller] = relationship(back_populates="bag")

with opened() as session:
    one = Traveller()
    one.bag.put(Thing(name="hat"))
    one.bag.place(Thing(name="map"))
    Thing(name="rope", owner=one)
    session.add(one)
    session.commit()
    print(len(one.bag), [t.name for t in one.bag], all(t.owner is one for t in one.bag))
    gone = one.bag.any()
    print(gone.name, gone.owner, gone in session.deleted)
    old = one.bag.swap(Thing(name="map"))
    print(old.owner, len(session.new))
    session.commit()
    print(session.scalars(select(Thing.name).order_by(Thing.name)).all())

#: keys of dictionaries that are not there
from sqlalchemy.orm import attribute_keyed_dict, keyfunc_mapping

class Office(Base):
    __tablename__ = "office"
    id: Mapped[int] = mapped_column(primary_key=True)
    desks: Mapped[dict[str, "Desk"]] = relationship(collection_class=attribute_keyed_dict("name"), back_populates="office")
    loose: Mapped[dict[str, "Desk"]] = relationship(collection_class=attribute_keyed_dict("name", ignore_unpopulated_attribute=True), viewonly=True)

class Desk(Base):
    __tablename__ = "desk"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    office: Mapped[Office | None] = relationship(back_populates="desks")

office = Office()
office.desks["a"] = Desk(name="a")
office.desks.set(Desk(name="b"))
print(sorted(office.desks), office.desks.pop("a").office, office.desks.get("zz"), "b" in office.desks)
try:
    Desk(office=office)
except Exception as error:
    print(type(error).__name__, error)
try:
    office.desks.remove(Desk(name="q"))
except Exception as error:
    print(type(error).__name__, error)
try:
    office.desks = [Desk(name="y")]
except Exception as error:
    print(type(error).__name__, error)
office = Office(desks={"y": Desk(name="y")})
print(office.desks.keys(), office.desks.setdefault("w", Desk(name="w")).office is office, sorted(office.desks))
office.desks.update(m=Desk(name="m"))
print(len(office.desks), office.desks.popitem()[0], len(office.desks))
office.desks.clear()
print(office.desks)

#: lists in an order of their own
from sqlalchemy.ext.orderinglist import count_from_0, count_from_1, count_from_n_factory, ordering_list

def letters(index, collection):
    return "abcdefgh"[index]

class Queue(Base):
    __tablename__ = "queue"
    id: Mapped[int] = mapped_column(primary_key=True)
    by_one: Mapped[list["Guest"]] = relationship(order_by="Guest.place", collection_class=ordering_list("place", count_from=1), cascade="all, delete-orphan")

class Guest(Base):
    __tablename__ = "guest"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    place: Mapped[int | None]
    queue_id: Mapped[int | None] = mapped_column(ForeignKey("queue.id"))

class Shelf(Base):
    __tablename__ = "shelf"
    id: Mapped[int] = mapped_column(primary_key=True)
    books: Mapped[list["Volume"]] = relationship(order_by="Volume.mark", collection_class=ordering_list("mark", ordering_func=letters, reorder_on_append=True))

class Volume(Base):
    __tablename__ = "volume"
    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str | None]
    shelf_id: Mapped[int | None] = mapped_column(ForeignKey("shelf.id"))

with opened() as session:
    queue = Queue(by_one=[Guest(name=n) for n in "xyz"])
    session.add(queue)
    session.commit()
    print([(g.name, g.place) for g in queue.by_one])
    queue.by_one.insert(1, Guest(name="new"))
    queue.by_one.append(Guest(name="last", place=70))
    print([(g.name, g.place) for g in queue.by_one])
    queue.by_one.reorder()
    moved = queue.by_one.pop(0)
    print(moved.place, [(g.name, g.place) for g in queue.by_one])
    queue.by_one[0] = Guest(name="swap")
    queue.by_one[1:3] = [Guest(name="p"), Guest(name="q")]
    del queue.by_one[0]
    queue.by_one.remove(queue.by_one[-1])
    session.commit()
    print([(g.name, g.place) for g in queue.by_one])
    shelf = Shelf(books=[Volume(), Volume(mark="q")])
    shelf.books.append(Volume(mark="z"))
    print([v.mark for v in shelf.books], count_from_0(3, []), count_from_1(3, []), count_from_n_factory(7)(3, []))

#: proxies of lists, sets and single values
from sqlalchemy.ext.associationproxy import association_proxy

class Cook(Base):
    __tablename__ = "cook"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    dishes: Mapped[list["Dish"]] = relationship(cascade="all, delete-orphan", order_by="Dish.id")
    dish_names = association_proxy("dishes", "name")
    skills: Mapped[set["Skill"]] = relationship(cascade="all, delete-orphan")
    skill_words = association_proxy("skills", "word", creator=lambda word: Skill(word=word))
    hat: Mapped["Hat"] = relationship(cascade="all, delete-orphan", uselist=False)
    hat_colour = association_proxy("hat", "colour", creator=lambda c: Hat(colour=c), cascade_scalar_deletes=True)

class Dish(Base):
    __tablename__ = "dish"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    cook_id: Mapped[int] = mapped_column(ForeignKey("cook.id"))
    def __init__(self, name):
        self.name = name

class Skill(Base):
    __tablename__ = "skill"
    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str]
    cook_id: Mapped[int] = mapped_column(ForeignKey("cook.id"))

class Hat(Base):
    __tablename__ = "hat"
    id: Mapped[int] = mapped_column(primary_key=True)
    colour: Mapped[str]
    cook_id: Mapped[int] = mapped_column(ForeignKey("cook.id"))

with opened() as session:
    cook = Cook(name="Bo", dish_names=["pie", "soup"], skill_words={"boil"}, hat_colour="white")
    session.add(cook)
    session.commit()
    cook.dish_names.append("stew"); cook.dish_names[0] = "cake"; cook.dish_names.remove("soup")
    cook.skill_words.add("bake"); session.commit(); cook.skill_words.add("fry"); session.flush(); cook.skill_words.discard("boil"); cook.skill_words |= {"roast"}
    print(cook.dish_names, sorted(cook.skill_words), cook.hat_colour, len(cook.dish_names), "cake" in cook.dish_names, cook.dish_names == ["cake", "stew"])
    session.commit()
    cook.dish_names[:] = ["a", "b", "c"]
    cook.dish_names.extend(["x"])
    print(cook.dish_names[1:3], cook.dish_names.count("x"), cook.dish_names.index("x"), cook.dish_names.pop(), list(reversed(cook.dish_names)), cook.dish_names + ["q"], cook.dish_names * 2)
    del cook.dish_names[0]
    print(cook.dish_names.copy(), cook.skill_words & {"fry"}, cook.skill_words.union({"z"}) >= {"z"}, cook.skill_words.issuperset({"bake"}))
    del cook.hat_colour
    print(cook.hat, cook.hat_colour)
    session.commit()
    print(session.scalar(select(func.count(Hat.id))), session.scalars(select(Cook.name).where(Cook.dish_names == "b")).all())
    print(select(Cook.id).where(Cook.dish_names.contains("b")), select(Cook.id).where(Cook.skill_words.any(Skill.word == "fry")))
    print(select(Cook.id).where(Cook.hat_colour == None), select(Cook.id).where(Cook.hat_colour != "red"))
    print(select(Cook.id).where(Cook.dish_names.like("b%")))
    proxy = inspect(Cook).all_orm_descriptors["dish_names"]
    print(proxy.extension_type.name, Cook.dish_names.scalar, Cook.hat_colour.scalar, Cook.dish_names.target_class.__name__, Cook.dish_names.remote_attr, Cook.dish_names.local_attr)

#: proxies of proxies and of dictionaries
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.orm import attribute_keyed_dict

class Reader(Base):
    __tablename__ = "reader"
    id: Mapped[int] = mapped_column(primary_key=True)
    marks: Mapped[dict[str, "Mark"]] = relationship(back_populates="reader", collection_class=attribute_keyed_dict("key"), cascade="all, delete-orphan")
    pages = association_proxy("marks", "page")

class Mark(Base):
    __tablename__ = "mark"
    reader_id: Mapped[int] = mapped_column(ForeignKey("reader.id"), primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"), primary_key=True)
    key: Mapped[str]
    reader: Mapped[Reader] = relationship(back_populates="marks")
    leaf: Mapped["Page"] = relationship()
    page = association_proxy("leaf", "text")
    def __init__(self, key, page):
        self.key = key
        self.page = page

class Page(Base):
    __tablename__ = "page"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    def __init__(self, text):
        self.text = text

with opened() as session:
    reader = Reader()
    reader.pages["k1"] = "one"
    reader.pages.update({"k2": "two"})
    session.add(reader)
    session.commit()
    print(reader.pages, reader.marks["k1"].leaf.text, sorted(reader.pages.items()), reader.pages.get("zz", 0), "k1" in reader.pages)
    reader.pages["k1"] = "uno"
    print(reader.marks["k1"].leaf.text, reader.pages.pop("k2"), reader.pages.setdefault("k3", "three"), sorted(reader.pages.values()), dict(reader.pages) == reader.pages)
    session.commit()
    print(select(Reader.id).join(Reader.marks).where(Mark.page == "uno"))

#: hybrids of every kind
from sqlalchemy.ext.hybrid import Comparator, hybrid_method, hybrid_property

class Upper(Comparator[str]):
    def __eq__(self, other):
        return func.upper(self.__clause_element__()) == func.upper(other)
    def operate(self, op, other, **kw):
        return op(func.upper(self.__clause_element__()), func.upper(other), **kw)

class Spell(Base):
    __tablename__ = "spell"
    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str]
    power: Mapped[int]
    cost: Mapped[int] = mapped_column(default=1)

    @hybrid_property
    def strength(self) -> int:
        """how strong"""
        return self.power * 2

    @strength.inplace.setter
    def _strength_setter(self, value):
        self.power = value // 2

    @strength.inplace.update_expression
    @classmethod
    def _strength_update(cls, value):
        return [(cls.power, value / 2), (cls.cost, value)]

    @hybrid_property
    def shout(self):
        return self.word.upper()

    @shout.comparator
    def shout(cls):
        return Upper(cls.word)

    @hybrid_property
    def cheap(self):
        return self.cost < 5

    @cheap.inplace.deleter
    def _cheap(self):
        self.cost = 0

    @hybrid_method
    def beats(self, other):
        return self.power > other

    @beats.inplace.expression
    @classmethod
    def _beats(cls, other):
        return func.coalesce(cls.power, 0) > other

class Charm(Spell):
    @Spell.strength.overrides.expression
    @classmethod
    def strength(cls):
        return cls.power + 100

with opened() as session:
    session.add_all([Spell(word="lumos", power=3), Spell(word="Nox", strength=20)])
    session.commit()
    print(session.execute(select(Spell.word, Spell.strength, Spell.cheap).order_by(Spell.strength.desc())).all())
    print(select(Spell.word).where(Spell.shout == "nox"), select(Spell.shout > "a"))
    print(session.scalars(select(Spell.word).where(Spell.shout == "NOX")).all(), session.scalars(select(Spell.word).filter_by(strength=6)).all())
    print(select(Spell.id).where(Spell.beats(4)), Spell(power=9).beats(4))
    session.execute(update(Spell).where(Spell.word == "Nox").values({Spell.strength: 30}), execution_options={"synchronize_session": "fetch"})
    spell = session.scalars(select(Spell).where(Spell.power == 15)).one()
    print(spell.strength, spell.cost)
    del spell.cheap
    print(spell.cost, spell.cheap, Spell.strength.__doc__)
    aka = aliased(Spell)
    print(select(aka.strength).where(aka.shout == "x"), select(Charm.strength))
    print(session.execute(select(func.max(Spell.strength).label("top"), Spell.cheap).group_by(Spell.cheap).having(Spell.cheap)).all())
    try:
        spell.shout = "x"
    except AttributeError as error:
        print(error)

#: a hybrid that is another kind of value
from sqlalchemy.ext.hybrid import Comparator, hybrid_property

class Plain(Comparator):
    def __init__(self, word):
        if isinstance(word, str):
            self.word = word.lower()
        elif isinstance(word, Plain):
            self.word = word.word
        else:
            self.word = func.lower(word)
    def operate(self, op, other, **kwargs):
        if not isinstance(other, Plain):
            other = Plain(other)
        return op(self.word, other.word, **kwargs)
    def __clause_element__(self):
        return self.word
    def __str__(self):
        return self.word
    key = "word"

class Term(Base):
    __tablename__ = "term"
    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str]
    @hybrid_property
    def plain(self):
        return Plain(self.word)

with opened() as session:
    session.add(Term(word="SoMe"))
    session.commit()
    print(select(Term.id).filter(Term.plain == "SOME"), session.scalars(select(Term.word).where(Term.plain == "sOmE")).all())
    one, two = aliased(Term), aliased(Term)
    print(select(one.id, two.id).where(one.plain > two.plain))
    print(str(session.scalars(select(Term)).one().plain))

#: a table for every class, and one query for all
from sqlalchemy.ext.declarative import AbstractConcreteBase, ConcreteBase

class Animal(ConcreteBase, Base):
    __tablename__ = "animal"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))
    __mapper_args__ = {"polymorphic_identity": "animal", "concrete": True}

class Dog(Animal):
    __tablename__ = "dog"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))
    trick: Mapped[str] = mapped_column(String(20))
    __mapper_args__ = {"polymorphic_identity": "dog", "concrete": True}

class Part(AbstractConcreteBase, Base):
    strict_attrs = True
    name = mapped_column(String(20))

class Screw(Part):
    __tablename__ = "screw"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))
    thread: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "screw", "concrete": True}

class Plank(Part):
    __tablename__ = "plank"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))
    wood: Mapped[str]
    __mapper_args__ = {"polymorphic_identity": "plank", "concrete": True}

Base.registry.configure()
with opened() as session:
    session.add_all([Animal(name="a"), Dog(name="d", trick="roll"), Screw(name="s", thread=3), Plank(name="p", wood="oak")])
    session.commit()
    session.expunge_all()
    print(sorted((type(a).__name__, a.name) for a in session.scalars(select(Animal))))
    print([(d.trick, d.name) for d in session.scalars(select(Dog))])
    print(sorted((type(p).__name__, p.name) for p in session.scalars(select(Part).order_by(Part.name))))
    print(select(Animal).where(Animal.name == "x"))
    print(inspect(Dog).concrete, inspect(Dog).polymorphic_identity)

#: a union of tables by hand
managers = Table("manager", Base.metadata, Column("id", Integer, primary_key=True), Column("name", String(9)), Column("budget", Integer))
clerks = Table("clerk", Base.metadata, Column("id", Integer, primary_key=True), Column("name", String(9)), Column("desk", String(5)))
union = polymorphic_union({"manager": managers, "clerk": clerks}, "kind", "pjoin")

class Person(Base):
    __table__ = union
    __mapper_args__ = {"polymorphic_on": union.c.kind, "primary_key": [union.c.id]}

class Manager(Person):
    __table__ = managers
    __mapper_args__ = {"polymorphic_identity": "manager", "concrete": True}

class Clerk(Person):
    __table__ = clerks
    __mapper_args__ = {"polymorphic_identity": "clerk", "concrete": True}

print(union.c.keys(), select(union))
with opened() as session:
    session.add(Manager(name="m", budget=4))
    session.flush()
    session.add(Clerk(name="c", desk="d1"))
    session.commit()
    session.expunge_all()
    print(sorted((type(p).__name__, p.name) for p in session.scalars(select(Person))))
    print(session.scalars(select(Manager.budget)).all())

#: classes that stand between
class Craft(Base):
    __tablename__ = "craft"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_abstract": True}

class Wooden(Craft):
    wood: Mapped[str] = mapped_column(nullable=True)
    __mapper_args__ = {"polymorphic_abstract": True}

class Raft(Wooden):
    logs: Mapped[int] = mapped_column(nullable=True)
    __mapper_args__ = {"polymorphic_identity": "raft"}

class Canoe(Wooden):
    seats: Mapped[int] = mapped_column(nullable=True)
    __mapper_args__ = {"polymorphic_identity": "canoe"}

class Kite(Craft):
    span: Mapped[float] = mapped_column(nullable=True)
    __mapper_args__ = {"polymorphic_identity": "kite"}

with opened() as session:
    session.add_all([Raft(wood="fir", logs=9), Canoe(wood="ash", seats=2), Kite(span=1.5)])
    session.commit()
    print([type(c).__name__ for c in session.scalars(select(Craft).order_by(Craft.id))], [c.wood for c in session.scalars(select(Wooden).order_by(Wooden.id))])
    print(select(Wooden.id), inspect(Craft).polymorphic_map.keys(), inspect(Wooden).polymorphic_abstract)
    try:
        Craft()
    except Exception as error:
        print(type(error).__name__, error)

#: joined inheritance, joined again
class Staff(Base):
    __tablename__ = "staff"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    chief_id: Mapped[int | None] = mapped_column(ForeignKey("chief.id"))
    chief: Mapped["Chief | None"] = relationship(foreign_keys=chief_id, back_populates="team")
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "staff"}

class Chief(Staff):
    __tablename__ = "chief"
    id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    rank: Mapped[int]
    team: Mapped[list[Staff]] = relationship(foreign_keys=Staff.chief_id, back_populates="chief")
    __mapper_args__ = {"polymorphic_identity": "chief", "inherit_condition": id == Staff.id}

with opened() as session:
    session.add(Chief(rank=1, team=[Staff(), Chief(rank=2)]))
    session.commit()
    print(select(Staff.id).join(Staff.chief))
    print(session.scalars(select(Staff.id).join(Staff.chief).where(Chief.rank == 1).order_by(Staff.id)).all())
    boss = aliased(Chief, flat=True)
    print(select(Staff.id).join(Staff.chief.of_type(boss)).where(boss.rank > 1))
    print(select(Chief.id).join(Chief.team))

#: a class of several tables, and of a query
people = Table("people", Base.metadata, Column("id", Integer, primary_key=True), Column("name", String))
mails = Table("mail", Base.metadata, Column("id", Integer, primary_key=True), Column("person_id", ForeignKey("people.id")), Column("box", String))
joined = join(people, mails)

class PersonMail(Base):
    __table__ = joined
    id = column_property(people.c.id, mails.c.person_id)
    mail_id = mails.c.id

counts = select(func.count(mails.c.id).label("boxes"), mails.c.person_id).group_by(mails.c.person_id).subquery()

class Owner(Base):
    __table__ = join(people, counts, people.c.id == counts.c.person_id)
    id = people.c.id

with opened() as session:
    session.add(PersonMail(name="ann", box="a@x"))
    session.commit()
    one = session.scalars(select(PersonMail)).one()
    print(one.id, one.mail_id, one.name, one.box)
    one.box = "b@x"
    one.name = "Ann"
    session.commit()
    print(session.execute(select(Owner.name, Owner.boxes)).all(), inspect(PersonMail).tables, inspect(PersonMail).primary_key)
    session.delete(one)
    session.commit()
    print(session.scalar(select(func.count()).select_from(people)), session.scalar(select(func.count()).select_from(mails)))

#: versions that are made in other ways
class Deed(Base):
    __tablename__ = "deed"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    version: Mapped[str] = mapped_column(String(8))
    __mapper_args__ = {"version_id_col": version, "version_id_generator": lambda version: "v1" if version is None else version + "'"}

class Pact(Base):
    __tablename__ = "pact"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

with opened() as session:
    deed, pact = Deed(text="a"), Pact(text="p", version=1)
    session.add_all([deed, pact])
    session.commit()
    deed.text = "b"
    pact.text = "q"
    pact.version = 2
    session.commit()
    print(deed.version, pact.version, inspect(Deed).version_id_col)
    session.execute(text("UPDATE pact SET version = 5"))
    pact.text = "r"
    pact.version = 3
    try:
        session.flush()
    except exc.SQLAlchemyError as error:
        print(type(error).__name__, error)

#: a second way to a class by its index
from sqlalchemy.ext.indexable import index_property

class Gadget(Base):
    __tablename__ = "gadget"
    id: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[dict | None] = mapped_column(JSON)
    name = index_property("data", "name")
    size = index_property("data", "size", default=0)

with opened() as session:
    gadget = Gadget(data={"name": "lamp"})
    print(gadget.name, gadget.size)
    gadget.name = "torch"
    gadget.size = 4
    session.add(gadget)
    session.commit()
    print(gadget.data, session.scalars(select(Gadget.id).where(Gadget.name == "torch")).all())
    print(select(Gadget.size))
    del gadget.size
    print(gadget.size, gadget.data)
    try:
        Gadget().name
    except AttributeError as error:
        print(error)

#: attributes that tell of all that happens
from sqlalchemy.orm import attributes

class Cart(Base):
    __tablename__ = "cart"
    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str | None] = mapped_column(default="none")
    loads: Mapped[list["Sack"]] = relationship()

class Sack(Base):
    __tablename__ = "sack"
    id: Mapped[int] = mapped_column(primary_key=True)
    cart_id: Mapped[int | None] = mapped_column(ForeignKey("cart.id"))

@event.listens_for(Cart.label, "init_scalar", retval=True, propagate=True)
def first(target, value, dict_):
    dict_["label"] = "given"
    return "given"

@event.listens_for(Cart.loads, "bulk_replace")
def bulk(target, values, initiator):
    print("bulk", len(values), initiator.op.name)

@event.listens_for(Cart.loads, "append_wo_mutation")
def silent(target, value, initiator):
    print("already there")

@event.listens_for(Cart.loads, "init_collection")
def made(target, collection, adapter):
    print("made", len(collection))

@event.listens_for(Cart.loads, "dispose_collection")
def disposed(target, collection, adapter):
    print("disposed", len(collection))

@event.listens_for(Cart.loads, "remove")
def removed(target, value, initiator):
    print("remove", initiator.op.name, initiator.key)

@event.listens_for(Cart.loads, "modified")
def modified(target, initiator):
    print("modified", initiator.key)

@event.listens_for(Cart.label, "set", active_history=True)
def label_set(target, value, old, initiator):
    print("label", value, old if isinstance(old, (str, type(None))) else old.name)

@event.listens_for(Cart.label, "remove")
def label_gone(target, value, initiator):
    print("label gone", value)

cart = Cart()
print(cart.label)
cart.loads = [Sack(), Sack()]
cart.loads = cart.loads[:1]
attributes.flag_modified(cart, "loads")
cart.label = "x"
del cart.label
with opened() as session:
    cart = Cart(label="z")
    session.add(cart)
    session.commit()
    cart.label = "w"
    print(attributes.get_history(cart, "label"), inspect(cart).attrs.label.history.sum())
    attributes.set_attribute(cart, "label", "v")
    print(attributes.get_attribute(cart, "label"))
    attributes.del_attribute(cart, "label")
    attributes.set_committed_value(cart, "label", "u")
    attributes.init_collection(cart, "loads").append_without_event(Sack())
    print(cart.label, len(cart.loads), attributes.instance_state(cart) is inspect(cart), attributes.instance_dict(cart)["label"])

#: mappers tell when they are made
seen, handlers = [], {}
for name in ("before_mapper_configured", "mapper_configured", "before_configured", "after_configured", "instrument_class", "after_mapper_constructed"):
    def heard(*args, name=name):
        seen.append((name, args[-1].__name__ if args and isinstance(args[-1], type) else len(args)))
    event.listen(Mapper, name, heard)
    handlers[name] = heard

class Kiln(Base):
    __tablename__ = "kiln"
    id: Mapped[int] = mapped_column(primary_key=True)

class Oven(Base):
    __tablename__ = "oven"
    id: Mapped[int] = mapped_column(primary_key=True)

configure_mappers()
print(seen)
seen.clear()
configure_mappers()
print(seen)
for name, handler in handlers.items():
    event.remove(Mapper, name, handler)

#: objects tell of their life
class Moth(Base):
    __tablename__ = "moth"
    id: Mapped[int] = mapped_column(primary_key=True)
    wings: Mapped[int] = mapped_column(default=4)
    colour: Mapped[str | None] = mapped_column(server_default="grey")

    def __init__(self, **kw):
        if "bad" in kw:
            raise ValueError("bad moth")
        super().__init__(**kw)

    @reconstructor
    def again(self):
        print("again", self.id)

for name in ("init", "init_failure", "load", "refresh", "refresh_flush", "expire"):
    event.listen(Moth, name, lambda *args, name=name: print(name, len(args)))

try:
    Moth(bad=1)
except ValueError as error:
    print(error)
with opened() as session:
    moth = Moth(wings=3)
    session.add(moth)
    session.flush()
    print(moth.colour)
    session.commit()
    session.expire(moth, ["wings"])
    print(moth.wings)
    session.refresh(moth)
    session.expunge_all()
    session.scalars(select(Moth)).all()

#: what is known of a mapped class
class Grove(Base):
    __tablename__ = "grove"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(info={"a": 1}, doc="its name", comment="shown")
    trees: Mapped[list["Tree"]] = relationship(back_populates="grove", doc="all of them", info={"many": True})
    alias = synonym("name")

class Tree(Base):
    __tablename__ = "tree"
    id: Mapped[int] = mapped_column(primary_key=True)
    grove_id: Mapped[int | None] = mapped_column(ForeignKey("grove.id"))
    grove: Mapped[Grove | None] = relationship(back_populates="trees")

mapper = inspect(Grove)
print(mapper.attrs.keys(), mapper.column_attrs.keys(), mapper.composites.keys(), list(mapper.iterate_properties) != [], mapper.is_aliased_class, mapper.is_selectable)
print(mapper.get_property("name").columns, mapper.get_property("trees").direction.name, mapper.has_property("zz"), mapper.get_property_by_column(Grove.__table__.c.name).key)
print(mapper.single, mapper.configured, mapper.class_manager.class_ is Grove, mapper.persist_selectable, mapper.local_table is Grove.__table__)
print(mapper.columns.name, mapper.c.name is Grove.__table__.c.name, mapper.primary_key_from_instance(Grove(id=3)), mapper.identity_key_from_instance(Grove(id=3)), mapper.identity_key_from_primary_key([3]))
print(Grove.name.info, Grove.trees.info, Grove.name.property, Grove.trees.property, Grove.trees.property.mapper, Grove.name.parent, Grove.name.key, Grove.name.class_.__name__)
print(repr(Grove.name.property), Grove.trees.property.uselist, Grove.trees.property.back_populates, Grove.trees.property.local_columns, Grove.trees.property.remote_side, Grove.trees.property.primaryjoin)
print(Grove.name.expression, Grove.name.comparator.__class__.__name__, Grove.name.is_attribute, Grove.alias)
print(mapper.polymorphic_on, mapper.inherits, list(mapper.polymorphic_iterator()) == [mapper], mapper.common_parent(inspect(Tree)), mapper.mapper is mapper, mapper.entity is Grove, mapper.validators, mapper.version_id_col)
tree = Tree(grove=Grove(name="g"))
state = inspect(tree)
print(state.transient, state.mapper, state.attrs.keys(), sorted(state.unloaded), sorted(state.dict.keys() - {"_sa_instance_state"}), state.attrs.grove.history.added[0].name, state.attrs["grove_id"].loaded_value)
print(state.object is tree, state.obj() is tree, state.class_.__name__, state.is_instance, state.session, state.identity, state.has_identity, sorted(state.unmodified), sorted(state.unmodified_intersection({"id", "grove"})))
print(object_mapper(tree), class_mapper(Tree))
for wrong in (int, 4, "x", object()):
    try:
        inspect(wrong)
    except Exception as error:
        print(type(error).__name__, str(error)[:60])
try:
    class_mapper(int)
except Exception as error:
    print(type(error).__name__, error)
try:
    object_mapper(4)
except Exception as error:
    print(type(error).__name__, error)
print([k for k, d in mapper.all_orm_descriptors.items()], mapper.get_property("alias").name)
try:
    mapper.get_property("zz")
except Exception as error:
    print(type(error).__name__, error)
try:
    mapper.attrs.zz
except AttributeError as error:
    print(error)

#: keys and helpers of the ORM
from sqlalchemy.orm.util import identity_key, was_deleted, object_mapper

class Peg(Base):
    __tablename__ = "peg"
    id: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(default=0)

with opened() as session:
    peg = Peg(n=4)
    session.add(peg)
    session.flush()
    print(identity_key(Peg, 1), identity_key(instance=peg), identity_key(Peg, (1,), identity_token=None))
    row = session.execute(select(Peg.__table__)).one()
    print(identity_key(Peg, row=row), session.identity_key(Peg, 3))
    session.delete(peg)
    session.flush()
    print(was_deleted(peg), inspect(peg).was_deleted, inspect(peg).deleted)
    session.commit()
    print(was_deleted(peg), inspect(peg).detached)
    make_transient(peg)
    print(inspect(peg).transient, inspect(peg).key, peg.n)

#: constraints that types bring along
class Grade(enum.Enum):
    A = 1
    B = 2

class Exam(Base):
    __tablename__ = "exam"
    id: Mapped[int] = mapped_column(primary_key=True)
    grade: Mapped[Grade] = mapped_column(Enum(Grade, create_constraint=True, native_enum=False))
    word: Mapped[str] = mapped_column(Enum("x", "y", name="words", create_constraint=True))
    done: Mapped[bool] = mapped_column(Boolean(create_constraint=True, name="done_is_bool"))
    maybe: Mapped[bool | None] = mapped_column(Boolean(create_constraint=True))

print(schema.CreateTable(Exam.__table__))
print(sorted(str(c.name) for c in Exam.__table__.constraints if isinstance(c, CheckConstraint) and isinstance(c.name, str)))
with opened() as session:
    session.add(Exam(grade=Grade.A, word="x", done=True))
    session.commit()
    print(session.execute(select(Exam.grade, Exam.word, Exam.done, Exam.maybe)).one())
    try:
        session.execute(text("INSERT INTO exam (grade, word, done) VALUES ('A', 'x', 7)"))
    except exc.IntegrityError as error:
        print(error.orig)

#: names in quotes that SQLAlchemy has as well
class Jar(Base):
    __tablename__ = "jar"
    id: Mapped[int] = mapped_column(primary_key=True)
    labels: Mapped[list["Label"]] = relationship(back_populates="jar")
    first: Mapped[Optional["Label"]] = relationship(viewonly=True, primaryjoin="Jar.id == Label.jar_id")

class Label(Base):
    __tablename__ = "label"
    id: Mapped[int] = mapped_column(primary_key=True)
    jar_id: Mapped[int] = mapped_column(ForeignKey("jar.id"))
    jar: Mapped["Jar"] = relationship(back_populates="labels")
    size: Mapped["int | None"]
    text: Mapped[Optional["str"]]

engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
session.add(Jar(labels=[Label(size=3)]))
session.commit()
jar = session.scalars(select(Jar)).one()
print(len(jar.labels), jar.first is jar.labels[0], jar.labels[0].jar is jar, jar.first.size, jar.first.text)
