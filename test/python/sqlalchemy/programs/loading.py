from sqlalchemy import *
from sqlalchemy.orm import *
from sqlalchemy import exc


class Base(DeclarativeBase):
    pass


class Museum(Base):
    __tablename__ = "museum"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    story: Mapped[str | None] = mapped_column(deferred=True)
    halls: Mapped[list["Hall"]] = relationship(back_populates="museum", order_by="Hall.id")


class Hall(Base):
    __tablename__ = "hall"
    id: Mapped[int] = mapped_column(primary_key=True)
    museum_id: Mapped[int] = mapped_column(ForeignKey("museum.id"))
    floor: Mapped[int]
    museum: Mapped[Museum] = relationship(back_populates="halls")
    works: Mapped[list["Work"]] = relationship(back_populates="hall", order_by="Work.id")


class Work(Base):
    __tablename__ = "work"
    id: Mapped[int] = mapped_column(primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"))
    title: Mapped[str]
    year: Mapped[int | None]
    notes: Mapped[str | None]
    hall: Mapped[Hall] = relationship(back_populates="works")


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session, session.begin():
    session.add_all([
        Museum(id=1, name="Glass", story="long", halls=[Hall(id=1, floor=0, works=[Work(title="Bowl", year=1900), Work(title="Vase")]), Hall(id=2, floor=1)]),
        Museum(id=2, name="Rail", halls=[Hall(id=3, floor=0, works=[Work(title="Engine", year=1930, notes="n")])]),
    ])
session = Session(engine)

#: select in, two levels
museums = session.scalars(select(Museum).options(selectinload(Museum.halls).selectinload(Hall.works)).order_by(Museum.id)).all()
print([(m.name, [[w.title for w in h.works] for h in m.halls]) for m in museums])

#: joined, two levels, made unique
stmt = select(Museum).options(joinedload(Museum.halls).joinedload(Hall.works))
museums = session.scalars(stmt).unique().all()
print(sorted(len(m.halls) for m in museums))
session.scalars(stmt).all()

#: joined, to one, as an inner join
works = session.scalars(select(Work).options(joinedload(Work.hall, innerjoin=True).joinedload(Hall.museum, innerjoin=True)).order_by(Work.title)).all()
print([(w.title, w.hall.museum.name) for w in works])

#: subqueries repeat the select
museums = session.scalars(select(Museum).where(Museum.name > "H").options(subqueryload(Museum.halls).subqueryload(Hall.works))).all()
print([len(h.works) for m in museums for h in m.halls])

#: a condition on what is loaded
museums = session.scalars(select(Museum).options(selectinload(Museum.halls.and_(Hall.floor == 0))).order_by(Museum.id)).all()
print([[h.id for h in m.halls] for m in museums])
museums = session.scalars(select(Museum).options(joinedload(Museum.halls.and_(Hall.floor > 0))).order_by(Museum.id).execution_options(populate_existing=True)).unique().all()
print([[h.id for h in m.halls] for m in museums])

#: a condition on every select of a class
stmt = select(Museum).options(with_loader_criteria(Hall, Hall.floor == 1), selectinload(Museum.halls)).order_by(Museum.id)
museums = session.scalars(stmt).all()
print([[h.id for h in m.halls] for m in museums])
print(select(Hall.id).options(with_loader_criteria(Hall, lambda cls: cls.floor == 0)))
print(select(Museum.id).join(Museum.halls).options(with_loader_criteria(Hall, lambda cls: cls.floor == 0)))

#: columns that are loaded and those that are not
work = session.scalars(select(Work).options(load_only(Work.title)).where(Work.id == 3)).one()
print(sorted(inspect(work).unloaded), work.title)
print(work.year, work.notes, sorted(inspect(work).unloaded))

#: a deferred column, undeferred
museum = session.get(Museum, 1)
print("story" in museum.__dict__, museum.story)
session.expunge_all()
museum = session.scalars(select(Museum).options(undefer(Museum.story)).where(Museum.id == 1)).one()
print("story" in museum.__dict__)
session.expunge_all()
museum = session.scalars(select(Museum).options(defer("*"), undefer(Museum.name)).where(Museum.id == 1)).one()

#: deferred columns of a related class
halls = session.scalars(select(Hall).options(selectinload(Hall.works).load_only(Work.year), defer(Hall.floor)).order_by(Hall.id)).all()
print([w.year for h in halls for w in h.works], "floor" in halls[0].__dict__, halls[0].floor)

#: raising instead of loading
hall = session.scalars(select(Hall).options(raiseload("*")).where(Hall.id == 1)).one()
for name in ("works", "museum"):
    try:
        getattr(hall, name)
    except Exception as error:
        print(type(error).__name__, error)
session.expunge_all()
work = session.scalars(select(Work).options(defer(Work.notes, raiseload=True))).first()
work.notes

#: raising only where SQL would be needed
museum = session.get(Museum, 1)
hall = session.scalars(select(Hall).options(raiseload(Hall.museum, sql_only=True)).where(Hall.id == 1)).one()
print(hall.museum.name)
session.expunge_all()
hall = session.scalars(select(Hall).options(raiseload(Hall.museum, sql_only=True)).where(Hall.id == 1)).one()
hall.museum

#: contains eager with an alias and a condition
low = aliased(Hall)
stmt = select(Museum).join(low, Museum.halls).where(low.floor == 0).options(contains_eager(Museum.halls.of_type(low))).order_by(Museum.id)
for museum in session.scalars(stmt).unique():
    print(museum.name, [h.id for h in museum.halls])

#: contains eager through two joins
stmt = select(Work).join(Work.hall).join(Hall.museum).options(contains_eager(Work.hall).contains_eager(Hall.museum)).where(Museum.name == "Glass").order_by(Work.id)
works = session.scalars(stmt).all()
print([w.hall.museum.name for w in works])

#: joined loading under a limit
stmt = select(Museum).options(joinedload(Museum.halls)).order_by(Museum.name.desc()).limit(1)
print([(m.name, len(m.halls)) for m in session.scalars(stmt).unique()])
stmt = select(Hall).options(joinedload(Hall.museum)).order_by(Hall.id).limit(2)
print([h.museum.name for h in session.scalars(stmt)])

#: one default for all relationships
stmt = select(Museum).options(lazyload("*"), selectinload(Museum.halls)).order_by(Museum.id)
museums = session.scalars(stmt).all()
print([len(h.works) for m in museums for h in m.halls])

#: options of a related class in one call
stmt = select(Museum).options(selectinload(Museum.halls).options(joinedload(Hall.works), defer(Hall.floor)))
museums = session.scalars(stmt).all()
print([[w.title for w in h.works] for m in museums for h in m.halls])

#: an option that does not fit
session.scalars(select(Museum).options(selectinload(Hall.works))).all()

#: a path that does not fit
print(select(Museum).options(selectinload(Museum.halls).selectinload(Museum.halls)))

#: a text as an option
select(Museum).options(selectinload("halls"))

#: options with get and refresh
museum = session.get(Museum, 2, options=[selectinload(Museum.halls)])
print([h.id for h in museum.halls])
session.refresh(museum, ["name"])
session.refresh(museum, attribute_names=["halls"])
print(museum.name)

#: an expression read with the object
class Visit(Base):
    __tablename__ = "visit"
    id: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int]
    extra: Mapped[int | None] = query_expression()

Base.metadata.create_all(engine)
session.add_all([Visit(n=3), Visit(n=4)])
session.commit()
visits = session.scalars(select(Visit).options(with_expression(Visit.extra, Visit.n * 10)).order_by(Visit.id)).all()
print([v.extra for v in visits])
session.expunge_all()
print(session.scalars(select(Visit)).first().extra)

#: the same object by two ways is one
a = session.scalars(select(Museum).where(Museum.id == 1)).one()
b = session.scalars(select(Hall).where(Hall.id == 1)).one().museum
c = session.execute(select(Hall, Museum).join(Hall.museum).where(Hall.id == 2)).one()
print(a is b, c.Museum is a, c.Hall.museum is a)

#: existing objects are not overwritten, unless asked
museum = session.get(Museum, 1)
session.connection().execute(update(Museum.__table__).values(name="Other"))
print(session.scalars(select(Museum.name).where(Museum.id == 1)).one(), session.get(Museum, 1).name)
print(session.scalars(select(Museum).where(Museum.id == 1).execution_options(populate_existing=True)).one().name)

#: immediate loading
museums = session.scalars(select(Museum).options(immediateload(Museum.halls)).order_by(Museum.id)).all()
print([len(m.__dict__["halls"]) for m in museums])

#: yield per in parts
for part in session.scalars(select(Work).order_by(Work.id).execution_options(yield_per=2)).partitions():
    print([w.title for w in part])
for work in session.scalars(select(Work).order_by(Work.id)).yield_per(1):
    print(work.id)
