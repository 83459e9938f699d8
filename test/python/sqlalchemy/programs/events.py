from sqlalchemy import *
from sqlalchemy.orm import *
from sqlalchemy import event, exc


class Base(DeclarativeBase):
    pass


class Train(Base):
    __tablename__ = "train"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    cars: Mapped[list["Car"]] = relationship(back_populates="train", cascade="all, delete-orphan")


class Car(Base):
    __tablename__ = "car"
    id: Mapped[int] = mapped_column(primary_key=True)
    train_id: Mapped[int] = mapped_column(ForeignKey("train.id"))
    seats: Mapped[int]
    train: Mapped[Train] = relationship(back_populates="cars")


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)

#: a flush, told step by step
for name in ("before_flush", "after_flush", "after_flush_postexec", "before_commit", "after_commit", "after_begin", "after_rollback"):
    event.listen(session, name, lambda *args, name=name: print(name, len(args)))
session.add(Train(name="a"))
session.commit()
session.add(Train(name="b"))
session.flush()
session.rollback()

#: the life of an object
for name in ("transient_to_pending", "pending_to_persistent", "persistent_to_deleted", "deleted_to_detached", "persistent_to_detached", "loaded_as_persistent", "detached_to_persistent", "pending_to_transient", "persistent_to_transient"):
    event.listen(session, name, lambda session, one, name=name: print(name, type(one).__name__))
train = Train(name="a")
session.add(train)
session.commit()
session.expunge(train)
session.add(train)
session.delete(train)
session.commit()
session.add(Train(name="b"))
session.rollback()
last = Train(name="c")
session.add(last)
session.commit()
session.expunge_all()
print(len(session.scalars(select(Train)).all()))

#: rows before and after they are written
for name in ("before_insert", "after_insert", "before_update", "after_update", "before_delete", "after_delete"):
    event.listen(Train, name, lambda mapper, connection, target, name=name: print(name, mapper, target.name))

@event.listens_for(Train, "before_update")
def stamp(mapper, connection, target):
    target.name += "!"

train = Train(name="a")
session.add(train)
session.commit()
train.name = "b"
session.commit()
print(train.name)
session.delete(train)
session.commit()

#: a handler writes to another table
log = Table("log", Base.metadata, Column("id", Integer, primary_key=True), Column("what", String))
log.create(engine)

@event.listens_for(Train, "after_insert")
def write(mapper, connection, target):
    connection.execute(insert(log).values(what=f"new {target.name} {target.id}"))

session.add_all([Train(name="a"), Train(name="b")])
session.commit()
print(session.execute(select(log.c.what)).scalars().all())

#: attributes tell what happens to them
@event.listens_for(Train.name, "set")
def renamed(target, value, old, initiator):
    print("set", value, old if isinstance(old, str) else old.name, initiator.key)

@event.listens_for(Train.cars, "append")
def appended(target, value, initiator):
    print("append", value.seats, initiator.op.name if hasattr(initiator.op, "name") else "")

@event.listens_for(Train.cars, "remove")
def removed(target, value, initiator):
    print("remove", value.seats)

@event.listens_for(Train.name, "modified")
def modified(target, initiator):
    print("modified")

train = Train(name="a")
train.name = "b"
train.cars = [Car(seats=1), Car(seats=2)]
train.cars.pop()
Car(seats=5, train=train)
train.cars = []

#: values replaced on their way in
@event.listens_for(Train.name, "set", retval=True, propagate=True)
def trimmed(target, value, old, initiator):
    return value.strip()

@event.listens_for(Train, "init")
def starting(target, args, kwargs):
    kwargs.setdefault("name", " none ")
    print(args, kwargs)

print(repr(Train().name), repr(Train(name=" x ").name))

#: changes within a flush
@event.listens_for(session, "before_flush")
def fill(session, context, instances):
    for one in session.new:
        if isinstance(one, Train) and not one.cars:
            one.cars.append(Car(seats=99))
    print(len(session.new), len(session.dirty), len(session.deleted))

session.add(Train(name="a"))
session.commit()
print(session.scalars(select(Car.seats)).all())

#: statements of the ORM pass by
@event.listens_for(session, "do_orm_execute")
def execute(state):
    print(state.is_select, state.is_update, state.is_relationship_load, state.is_column_load, state.bind_mapper)
    if state.is_select and not state.is_relationship_load and not state.is_column_load:
        state.statement = state.statement.options(with_loader_criteria(Train, Train.name != "hidden"))

session.add_all([Train(name="a", cars=[Car(seats=2)]), Train(name="hidden")])
session.commit()
trains = session.scalars(select(Train)).all()
print([t.name for t in trains], len(trains[0].cars))
session.execute(update(Train).values(name="z"))

#: loading and refreshing
@event.listens_for(Train, "load")
def loaded(target, context):
    print("load", target.name)

@event.listens_for(Train, "refresh")
def refreshed(target, context, attrs):
    print("refresh", sorted(attrs) if attrs else attrs)

@event.listens_for(Train, "expire")
def expired(target, attrs):
    print("expire", attrs)

session.add(Train(name="a"))
session.commit()
session.expunge_all()
train = session.scalars(select(Train)).one()
session.expire(train)
train.name
session.refresh(train, ["name"])
session.commit()

#: handlers for all classes and for subclasses
@event.listens_for(Base, "before_insert", propagate=True)
def all_of_them(mapper, connection, target):
    print(type(target).__name__)

@event.listens_for(Session, "after_begin")
def begun(session, transaction, connection):
    print("begun", transaction.nested)

session.add(Train(name="a", cars=[Car(seats=1)]))
session.commit()
event.remove(Session, "after_begin", begun)
session.scalars(select(Train)).all()

#: tables tell when they are made
thing = Table("thing", MetaData(), Column("id", Integer, primary_key=True))

@event.listens_for(thing, "after_create")
def made(target, connection, **kw):
    print("made", target.name, kw["checkfirst"] if not hasattr(kw["checkfirst"], "name") else kw["checkfirst"])
    connection.execute(insert(target).values(id=7))

event.listen(thing.metadata, "before_create", lambda target, connection, **kw: print("before", [t.name for t in kw["tables"]]))
event.listen(thing, "before_drop", DDL("SELECT 'drop %(table)s'"))
thing.metadata.create_all(engine)
print(session.scalars(select(thing.c.id)).all())
session.rollback()
thing.drop(engine)

#: events that do not exist
for target, name in ((session, "before_breakfast"), (Train, "nope"), (Train.name, "append_"), (engine, "what"), (3, "set")):
    try:
        event.listen(target, name, print)
    except Exception as error:
        print(type(error).__name__, error)
