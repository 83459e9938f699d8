from sqlalchemy import *
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, aliased, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Hive(Base):
    __tablename__ = "hive"
    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str]
    frames: Mapped[list["Frame"]] = relationship(back_populates="hive", order_by="Frame.id")

    def __repr__(self):
        return f"Hive({self.place})"


class Frame(Base):
    __tablename__ = "frame"
    id: Mapped[int] = mapped_column(primary_key=True)
    hive_id: Mapped[int] = mapped_column(ForeignKey("hive.id"))
    kind: Mapped[str]
    grams: Mapped[int | None]
    hive: Mapped[Hive] = relationship(back_populates="frames")

    def __repr__(self):
        return f"Frame({self.id}, {self.kind}, {self.grams})"


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session, session.begin():
    session.add_all([
        Hive(id=1, place="orchard", frames=[Frame(kind="brood", grams=120), Frame(kind="honey", grams=900)]),
        Hive(id=2, place="roof", frames=[Frame(kind="honey", grams=400), Frame(kind="empty")]),
        Hive(id=3, place="meadow"),
    ])
session = Session(engine)

#: a join along a relationship, and where on both sides
stmt = select(Hive.place, Frame.kind).join(Hive.frames).where(Frame.grams > 200).order_by(Frame.grams.desc())
print(stmt)
for place, kind in session.execute(stmt):
    print(place, kind)

#: an outer join counts what is not there
heavy = func.coalesce(func.sum(Frame.grams), 0).label("heavy")
rows = session.execute(select(Hive, heavy).outerjoin(Hive.frames).group_by(Hive.id).order_by(heavy, Hive.id)).all()
print(rows)
print(rows[0]._mapping.keys(), rows[-1].heavy)

#: exists by any and has
print(session.scalars(select(Hive).where(Hive.frames.any(Frame.kind == "empty"))).all())
print(session.scalars(select(Hive).where(~Hive.frames.any())).all())
print(session.scalars(select(Frame).where(Frame.hive.has(place="roof")).order_by(Frame.id)).all())
print(select(Hive.id).where(Hive.frames.any(kind="honey")))

#: exists of one's own, correlated
other = aliased(Frame, name="other")
heavier = exists().where(other.hive_id == Frame.hive_id, other.grams > Frame.grams)
print(session.scalars(select(Frame).where(heavier)).all())
print(select(Frame.id).where(~heavier).where(Frame.grams.is_not(None)))

#: a scalar subquery in the list of columns and in the condition
total = select(func.sum(Frame.grams)).where(Frame.hive_id == Hive.id).scalar_subquery()
print(session.execute(select(Hive.place, total.label("total")).where(total > 500)).all())
print(session.execute(select(Hive.place).order_by(total.desc().nulls_last(), Hive.place)).scalars().all())

#: a subquery in FROM, joined by hand
sub = select(Frame.hive_id, func.max(Frame.grams).label("top")).group_by(Frame.hive_id).subquery("best")
stmt = select(Hive, sub.c.top).join(sub, Hive.id == sub.c.hive_id).order_by(sub.c.top)
print(session.execute(stmt).all())
print(sub.c.keys(), sub.name, sub.c.top.type)

#: a subquery without a name
sub = select(Hive.id, Hive.place).where(Hive.id < 3).subquery()
print(select(sub.c.place).where(sub.c.id == 2))
print(session.scalars(select(sub.c.place).order_by(sub.c.id.desc())).all())

#: two common table expressions, one in terms of the other
honey = select(Frame.hive_id, Frame.grams).where(Frame.kind == "honey").cte("honey")
places = select(Hive.place, honey.c.grams).join(honey, honey.c.hive_id == Hive.id).cte("places")
stmt = select(places.c.place, places.c.grams / 100).order_by(places.c.place)
print(stmt)
print(session.execute(stmt).all())

#: a recursive count
numbers = select(literal(1).label("n")).cte("numbers", recursive=True)
numbers = numbers.union_all(select(numbers.c.n * 2).where(numbers.c.n < 40))
print(session.scalars(select(numbers.c.n)).all())
print(select(numbers))

#: union of columns, ordered by a name
light = select(Frame.kind.label("word")).where(Frame.grams < 500)
named = select(Hive.place).where(Hive.id > 1)
both = union_all(light, named).order_by("word")
print(both)
print(session.scalars(both).all())

#: entities out of a union
first = select(Frame).where(Frame.grams > 800)
second = select(Frame).where(Frame.kind == "brood")
stmt = select(Frame).from_statement(first.union(second))
print(sorted(frame.id for frame in session.scalars(stmt)))
box = first.union_all(second).subquery()
either = aliased(Frame, box)
print(session.scalars(select(either).order_by(either.id)).all())

#: except and intersect nest in brackets
a = select(Frame.hive_id)
b = select(Hive.id).where(Hive.place != "roof")
print(session.scalars(b.except_(a)).all())
print(session.scalars(intersect(a, b)).all())
print(select(union(a, b).subquery().c.hive_id))

#: windows over groups
order = func.row_number().over(partition_by=Frame.hive_id, order_by=Frame.grams.desc()).label("place_in_hive")
running = func.sum(Frame.grams).over(order_by=Frame.id, rows=(None, 0)).label("running")
for row in session.execute(select(Frame.id, order, running).order_by(Frame.id)):
    print(tuple(row))
print(select(func.avg(Frame.grams).over(range_=(-5, 10), order_by=Frame.grams)))
print(select(func.lag(Frame.grams, 2).over(order_by=[Frame.kind, Frame.id.desc()])))

#: an aggregate with a filter
counted = func.count(Frame.id).filter(Frame.kind == "honey", Frame.grams > 500)
print(session.execute(select(func.count(), counted).select_from(Frame)).one())
print(select(counted.label("many")))
print(select(func.group_concat(Frame.kind, "+").filter(Frame.id < 3)))

#: lateral joins as PostgreSQL has them
from sqlalchemy.dialects import postgresql
last = select(Frame.grams).where(Frame.hive_id == Hive.id).order_by(Frame.id.desc()).limit(2).lateral("last")
stmt = select(Hive.place, last.c.grams).join(last, true())
print(stmt.compile(dialect=postgresql.dialect()))
print(select(Hive.id, last.c.grams).outerjoin(last, last.c.grams > 3).compile(dialect=postgresql.dialect()))

#: a self join of aliases
one, two = aliased(Frame), aliased(Frame)
stmt = select(one.id, two.id).join(two, and_(one.hive_id == two.hive_id, one.id < two.id))
print(stmt)
print(session.execute(stmt).all())

#: limit with a tie broken, offset and slice
stmt = select(Frame.id).order_by(Frame.grams, Frame.id)
print(session.scalars(stmt.limit(2)).all(), session.scalars(stmt.offset(3)).all(), session.scalars(stmt.slice(1, 3)).all())
print(stmt.limit(2).offset(1))
print(stmt.slice(1, 3).compile().params)

#: distinct rows and distinct in a function
print(session.scalars(select(Frame.kind).distinct().order_by(Frame.kind)).all())
print(session.scalar(select(func.count(distinct(Frame.kind)))), session.scalar(select(func.count(Frame.kind.distinct()))))
print(select(Frame.kind).distinct())

#: case with a value and case of conditions
by_value = case({"honey": "H", "brood": "B"}, value=Frame.kind, else_="-")
by_size = case((Frame.grams > 500, "big"), (Frame.grams.is_(None), "none"), else_="small")
print(session.execute(select(by_value, by_size).order_by(Frame.id)).all())
print(by_size)

#: in of tuples, of nothing and of a select
print(session.scalars(select(Frame.id).where(tuple_(Frame.hive_id, Frame.kind).in_([(1, "honey"), (2, "empty")]))).all())
print(session.scalars(select(Frame.id).where(Frame.id.in_([]))).all(), session.scalars(select(Hive.id).where(Hive.id.not_in([]))).all())
print(session.scalars(select(Hive.place).where(Hive.id.in_(select(Frame.hive_id).where(Frame.kind == "honey")))).all())

#: patterns and how they are escaped
print(Hive.place.startswith("a_b", autoescape=True))
print(Hive.place.contains("50%", autoescape=True).compile().params)
print(session.scalars(select(Hive.place).where(Hive.place.like("%o%")).order_by(Hive.place)).all())
print(session.scalars(select(Hive.place).where(or_(Hive.place.ilike("RO%"), Hive.place.endswith("ow")))).all())
print(Hive.place.icontains("x"), Hive.place.not_like("q"), Hive.place.regexp_match("^a"))

#: rows of values as a table
from sqlalchemy import values
prices = values(column("kind", String), column("price", Integer), name="prices").data([("honey", 9), ("brood", 2)])
stmt = select(Frame.id, prices.c.price).join(prices, prices.c.kind == Frame.kind).order_by(Frame.id)
print(stmt)

#: columns of a join that have the same name
stmt = select(Hive.id, Frame.id, Frame.hive_id).join(Frame).order_by(Frame.id)
result = session.execute(stmt)
print(result.keys())
print(result.first())
print(stmt.subquery().c.keys())

#: a condition joins as well as a join does
print(len(session.execute(select(Hive.id, Frame.id).where(Hive.id == Frame.hive_id)).all()))

#: filter_by after joins means the last entity
print(select(Hive).join(Hive.frames).filter_by(kind="honey"))
print(session.scalars(select(Hive).filter_by(place="roof", id=2)).one())
select(Hive).filter_by(colour="red")

#: with_only_columns and add_columns
stmt = select(Hive.id).where(Hive.id > 1)
print(stmt.add_columns(Hive.place))
print(stmt.with_only_columns(func.count(Hive.id), maintain_column_froms=True))
print(session.scalar(stmt.with_only_columns(func.count())), stmt.selected_columns.keys())

#: text with columns joined to a table
from sqlalchemy import text
t = text("SELECT hive_id, COUNT(*) AS n FROM frame GROUP BY hive_id").columns(column("hive_id", Integer), column("n", Integer)).subquery("t")
stmt = select(Hive.place, t.c.n).join(t, t.c.hive_id == Hive.id).order_by(Hive.id)
print(stmt)
print(session.execute(stmt).all())

#: a bundle of columns is one member of the row
from sqlalchemy.orm import Bundle
row = session.execute(select(Bundle("small", Frame.id, Frame.kind), Hive.place).join(Frame.hive).order_by(Frame.id)).first()
print(row, row.small.kind, row.place)

#: literal columns, null, true and false
row = session.execute(select(literal("x"), literal(3.5).label("f"), null(), true(), literal_column("1 + 1").label("two"))).one()
print(row, row.f, row.two)
print(select(Hive.id).where(false()), select(Hive.id).where(and_(true(), Hive.id == 1)))

#: ordering by a label and by its direction
label = (Frame.grams * 2).label("twice")
print(select(label).order_by(label))
print(select(label).order_by(desc("twice")))
print(select(label).order_by(label + 1))
print(session.scalars(select(label).where(label > 300).order_by(label.asc())).all())

#: reading for update names tables where it can
from sqlalchemy.dialects import postgresql
stmt = select(Frame).join(Frame.hive).with_for_update(of=Frame, skip_locked=True)
print(stmt.compile(dialect=postgresql.dialect()))
print(select(Hive.id).with_for_update(read=True, nowait=True).compile(dialect=postgresql.dialect()))
print(select(Hive.id).with_for_update())
