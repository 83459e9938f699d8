from sqlalchemy import *
from sqlalchemy.orm import *
from sqlalchemy import exc


class Base(DeclarativeBase):
    pass


class Seed(Base):
    __tablename__ = "seed"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    grams: Mapped[int] = mapped_column(default=1)
    pots: Mapped[list["Pot"]] = relationship(back_populates="seed", cascade="all, delete-orphan")

    def __repr__(self):
        return f"Seed({self.name!r})"


class Pot(Base):
    __tablename__ = "pot"
    id: Mapped[int] = mapped_column(primary_key=True)
    seed_id: Mapped[int] = mapped_column(ForeignKey("seed.id"))
    seed: Mapped[Seed] = relationship(back_populates="pots")


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)

#: states one by one
def told(seed):
    state = inspect(seed)
    return [name for name in ("transient", "pending", "persistent", "deleted", "detached") if getattr(state, name)]

seed = Seed(name="dill")
print(told(seed), inspect(seed).key, inspect(seed).session)
session.add(seed)
print(told(seed), seed in session.new, list(session.new))
session.flush()
print(told(seed), inspect(seed).identity, inspect(seed).key)
session.delete(seed)
print(told(seed), seed in session.deleted)
session.flush()
print(told(seed), inspect(seed).was_deleted)
session.commit()
print(told(seed))
make_transient(seed)
print(told(seed), seed.id)

#: expunge, and add again
seed = Seed(name="dill")
session.add(seed)
session.commit()
print(seed.name)
session.expunge(seed)
seed.name = "mint"
print(inspect(seed).detached, session.scalars(select(Seed.name)).all())
session.add(seed)
print(seed in session.dirty, session.dirty)
session.commit()
print(session.scalars(select(Seed.name)).all())
session.expunge(Seed(name="x"))

#: expire and refresh
seed = Seed(name="dill")
session.add(seed)
session.commit()
seed.name
session.expire(seed, ["grams"])
print(sorted(inspect(seed).unloaded), inspect(seed).expired, inspect(seed).expired_attributes)
print(seed.grams)
session.execute(text("UPDATE seed SET grams = 7"))
print(seed.grams)
session.refresh(seed)
print(seed.grams)
session.expire_all()
print(seed.name)

#: changes before a refresh are lost
seed = Seed(name="dill")
session.add(seed)
session.commit()
with session.no_autoflush:
    seed.name = "other"
    session.refresh(seed)
    print(seed.name, session.dirty)
session.refresh(Seed(name="x"))

#: history of attributes
seed = Seed(name="dill", grams=4)
session.add(seed)
session.commit()
seed.grams
seed.grams = 5
print(inspect(seed).attrs.grams.history, inspect(seed).attrs.name.history, inspect(seed).modified)
print(inspect(seed).attrs.grams.history.has_changes(), inspect(seed).attrs.grams.value, inspect(seed).attrs.grams.loaded_value)
seed.grams = 4
print(session.is_modified(seed), seed in session.dirty)
from sqlalchemy.orm.attributes import get_history
seed.pots.append(Pot())
print(get_history(seed, "pots").added[0] is seed.pots[0], len(get_history(seed, "pots").deleted))
session.commit()

#: merging copies the state of another object
session.add(Seed(id=1, name="dill", pots=[Pot(), Pot()]))
session.commit()
given = Seed(id=1, name="mint", pots=[Pot(id=2)])
merged = session.merge(given)
print(merged is given, merged.name, [p.id for p in merged.pots])
session.commit()
print(session.scalars(select(Pot.id)).all(), given in session)
new = session.merge(Seed(name="rue"))
session.commit()
print(new.id)

#: merging without a select
session.add(Seed(id=1, name="dill"))
session.commit()
seed = session.get(Seed, 1)
session.close()
other = Session(engine)
copy = other.merge(seed, load=False)
print(copy is seed, copy.name, other.dirty)
print(other.merge(Seed(id=1, name="z"), load=False))

#: a savepoint that fails leaves the rest
session.add(Seed(name="dill"))
try:
    with session.begin_nested():
        session.add(Seed(name="mint"))
        session.add(Seed(name="dill"))
except exc.IntegrityError as error:
    print(error.orig, error.statement)
session.add(Seed(name="rue"))
session.commit()
print(session.scalars(select(Seed.name)).all())

#: savepoints in savepoints
session.add(Seed(name="a"))
outer = session.begin_nested()
session.add(Seed(name="b"))
inner = session.begin_nested()
session.add(Seed(name="c"))
print(session.in_nested_transaction(), session.get_nested_transaction() is inner, outer.is_active)
inner.rollback()
outer.commit()
print(session.in_nested_transaction(), session.in_transaction())
session.commit()
print(session.scalars(select(Seed.name).order_by(Seed.id)).all(), session.in_transaction())

#: begin twice
with session.begin():
    session.add(Seed(name="a"))
print(session.scalars(select(Seed)).all())
session.begin()

#: work after a failed flush
session.add(Seed(name=None))
try:
    session.flush()
except exc.IntegrityError as error:
    print(error)
print(session.is_active)
try:
    session.scalars(select(Seed)).all()
except exc.PendingRollbackError as error:
    print(error)
session.rollback()
print(session.is_active, session.scalars(select(Seed)).all())

#: rolled back objects
seed = Seed(name="dill")
session.add(seed)
session.commit()
new = Seed(name="new")
session.add(new)
seed.name = "changed"
session.flush()
session.rollback()
print(inspect(new).transient, new.name, seed.name, new in session)
session.delete(seed)
session.flush()
session.rollback()
print(inspect(seed).persistent, seed.name)

#: autoflush may be off
with Session(engine, autoflush=False) as session:
    session.add(Seed(name="a"))
    print(session.scalar(select(func.count(Seed.id))))
    session.flush()
    print(session.scalar(select(func.count(Seed.id))))

#: an error in autoflush says so
session.add(Seed(name=None))
session.scalars(select(Seed)).all()

#: closed sessions start anew
session.add(Seed(name="a"))
session.commit()
seed = session.scalars(select(Seed)).one()
session.close()
print(seed.name, inspect(seed).detached, seed in session)
print(session.scalars(select(Seed.id)).all())
with Session(engine, close_resets_only=False) as last:
    pass
last.scalars(select(Seed.id))

#: detached and expired
session.add(Seed(name="a"))
session.commit()
seed = session.scalars(select(Seed)).one()
session.commit()
session.expunge(seed)
try:
    seed.pots
except exc.InvalidRequestError as error:
    print(type(error).__name__, str(error)[:40])
except Exception as error:
    print(type(error).__module__, type(error).__name__, error)
seed.name

#: one object in two sessions
seed = Seed(name="a")
session.add(seed)
session.flush()
print(object_session(seed) is session)
Session(engine).add(seed)

#: bulk methods of old
session.bulk_save_objects([Seed(name="a"), Seed(name="b", grams=3)])
session.bulk_insert_mappings(Seed, [{"name": "c"}, {"name": "d", "grams": 9}])
session.bulk_update_mappings(Seed, [{"id": 1, "grams": 50}, {"id": 2, "grams": 60}])
print(session.execute(select(Seed.name, Seed.grams).order_by(Seed.id)).all())

#: bulk insert and update by execute
print(session.scalars(insert(Seed).returning(Seed), [{"name": "a"}, {"name": "b"}]).all())
session.execute(update(Seed), [{"id": 1, "grams": 5}, {"id": 2, "name": "bb"}])
session.expire_all()
print([(s.name, s.grams) for s in session.scalars(select(Seed).order_by(Seed.id))])
session.execute(insert(Seed), [{"name": "c", "grams": 2}, {"name": "d"}])
print(session.scalars(select(Seed.grams).order_by(Seed.id)).all())
session.execute(update(Seed), [{"name": "without key"}])

#: updates by condition and the objects in memory
one, two = Seed(name="a", grams=1), Seed(name="b", grams=2)
session.add_all([one, two])
session.commit()
one.grams, two.grams
session.execute(update(Seed).where(Seed.grams > 1).values(grams=Seed.grams * 10))
print(one.grams, two.grams)
session.execute(update(Seed).where(Seed.name == func.lower("A")).values(name="z"), execution_options={"synchronize_session": "fetch"})
print(one.name)
session.execute(update(Seed).values(grams=0), execution_options={"synchronize_session": False})
print(one.grams)
session.execute(delete(Seed).where(Seed.name == "z"))
print(inspect(one).deleted or inspect(one).detached, one in session)
print(session.scalars(update(Seed).values(grams=3).returning(Seed)).all()[0] is two, two.grams)

#: an update whose condition Python cannot evaluate
session.add(Seed(name="a"))
session.commit()
seed = session.scalars(select(Seed)).one()
session.execute(update(Seed).where(func.length(Seed.name) == 1).values(grams=8))
print(seed.grams)
session.execute(update(Seed).where(func.length(Seed.name) == 1).values(grams=9), execution_options={"synchronize_session": "evaluate"})

#: get, get_one and the identity map
session.add_all([Seed(id=3, name="c")])
session.commit()
seed = session.get(Seed, 3)
print(session.get(Seed, 3) is seed, session.get(Seed, 4), len(session.identity_map), list(session.identity_map.values()))
print(session.identity_key(Seed, 3), inspect(seed).key in session.identity_map, list(session))
try:
    session.get_one(Seed, 4)
except exc.NoResultFound as error:
    print(error)
session.get(Seed, (1, 2))

#: session makers and their options
maker = sessionmaker(engine, expire_on_commit=False, info={"who": "me"})
with maker.begin() as one:
    seed = Seed(name="a")
    one.add(seed)
print(seed.name, one.info, maker.kw["expire_on_commit"], one.bind is engine)
class Own(Session):
    def names(self):
        return self.scalars(select(Seed.name)).all()
with sessionmaker(engine, class_=Own)() as own:
    print(own.names(), type(own).__mro__[1].__name__)

#: enabling a relationship on something not in the session
pot = Pot(seed=Seed(name="a"))
session.add(pot)
session.commit()
pot = Pot(seed_id=1)
print(pot.seed)
session.add(pot)
print(pot.seed)
session.flush()
print(pot.seed)
session.refresh(pot)
print(pot.seed)
