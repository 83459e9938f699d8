from contextlib import contextmanager
from typing import Optional
from sqlalchemy import *
from sqlalchemy.orm import *
from sqlalchemy import event, exc


class Base(DeclarativeBase):
    pass


class Crate(Base):
    __tablename__ = "crate"
    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(unique=True)
    weight: Mapped[Optional[int]]
    note: Mapped[Optional[str]] = mapped_column(server_default=text("'plain'"))
    jars: Mapped[list["Jar"]] = relationship(back_populates="crate", cascade="all, delete-orphan")

    def __repr__(self):
        return f"Crate({self.label})"


class Jar(Base):
    __tablename__ = "jar"
    id: Mapped[int] = mapped_column(primary_key=True)
    crate_id: Mapped[int] = mapped_column(ForeignKey("crate.id"))
    name: Mapped[str]
    crate: Mapped[Crate] = relationship(back_populates="jars")

    def __repr__(self):
        return f"Jar({self.name})"


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)

#: sessions open and close in each manner
with Session(engine) as session:
    session.add(Crate(label="a"))
    session.add_all([Crate(label="b"), Crate(label="c")])
    session.commit()
with Session(engine) as session:
    session.begin()
    try:
        session.add(Crate(label="d"))
        session.add(Crate(label="d"))
    except:
        session.rollback()
        raise
    else:
        try:
            session.commit()
        except exc.IntegrityError as error:
            print(error.orig)
            session.rollback()
with Session(engine) as session:
    with session.begin():
        session.add(Crate(label="e"))
with Session(engine) as session, session.begin():
    session.add(Crate(label="f"))
Maker = sessionmaker(engine)
with Maker() as session:
    session.add(Crate(label="g"))
    session.commit()
with Maker.begin() as session:
    session.add(Crate(label="h"))
print(Maker, session.in_transaction())
Maker.configure(expire_on_commit=False)
session = Maker()
print(session.scalars(select(Crate.label)).all(), session.expire_on_commit, session.autoflush)
session.close()
with sessionmaker()(bind=engine) as session:
    print(session.bind is engine, session.get_bind() is engine)
close_all_sessions()

#: no autobegin
session = Session(engine, autobegin=False)
try:
    session.add(Crate(label="x"))
    session.execute(select(Crate))
except exc.InvalidRequestError as error:
    print(error)
session.begin()
session.add(Crate(label="x"))
session.commit()
try:
    session.scalars(select(Crate))
except exc.InvalidRequestError as error:
    print(error)
with session.begin():
    print(session.scalars(select(Crate)).all())
session.begin()
session.begin()

#: transactions that begin and end
session = Session(engine)
print(session.in_transaction(), session.get_transaction())
trans = session.begin()
print(session.in_transaction(), session.get_transaction() is trans, trans.is_active, trans.parent, trans.nested, trans.origin.name)
with session.begin_nested() as nested:
    print(nested.nested, nested.parent is trans, nested.origin.name, session.get_nested_transaction() is nested, session.get_transaction() is trans)
    session.add(Crate(label="n"))
trans.commit()
print(trans.is_active, session.in_transaction())
session.commit()
print(session.connection().get_isolation_level(), session.in_transaction())
session.rollback()
session.execute(select(Crate))
session.reset()
print(session.in_transaction())
session.invalidate()
try:
    trans.commit()
except exc.ResourceClosedError as error:
    print(error)

#: savepoints, and what they give back
session = Session(engine)
for label in ("a", "b", "a", "c"):
    try:
        with session.begin_nested():
            session.merge(Crate(label=label))
    except exc.IntegrityError:
        print("skipped", label)
session.commit()
print(session.scalars(select(Crate).order_by(Crate.id)).all())
one = session.scalars(select(Crate)).first()
with session.begin_nested():
    one.weight = 5
print(one in session.dirty, one.weight)
nested = session.begin_nested()
one.weight = 9
nested.rollback()
print(one.weight)
session.commit()
with session.begin_nested() as nested:
    session.delete(one)
    session.flush()
    nested.rollback()
    print(one in session, inspect(one).persistent)

#: a transaction from outside
connection = engine.connect()
outer = connection.begin()
session = Session(bind=connection, join_transaction_mode="create_savepoint")
session.add(Crate(label="in"))
session.commit()
print(session.scalars(select(Crate)).all())
session.add(Crate(label="no"))
session.rollback()
print(session.scalars(select(Crate)).all())
session.close()
outer.rollback()
print(connection.execute(select(Crate.label)).all())
for mode in ("rollback_only", "control_fully", "conditional_savepoint"):
    outer = connection.begin() if not connection.in_transaction() else connection.get_transaction()
    session = Session(bind=connection, join_transaction_mode=mode)
    session.add(Crate(label=mode))
    session.commit()
    print(mode, connection.in_transaction())
    session.close()
    if connection.in_transaction():
        connection.get_transaction().rollback()
connection.close()

#: levels of isolation
session = Session(engine.execution_options(isolation_level="SERIALIZABLE"))
print(session.connection().get_isolation_level())
session.close()
session = Session(engine)
connection = session.connection(execution_options={"isolation_level": "READ UNCOMMITTED"})
print(connection.get_isolation_level(), session.connection() is connection)
session.commit()
print(session.connection().get_isolation_level())

#: expressions as values of attributes, and nulls that are meant
session = Session(engine)
crate = Crate(label="a", weight=1)
session.add(crate)
session.commit()
crate.weight = Crate.weight + 10
session.flush()
print(crate.weight)
crate.note = func.upper("abc")
session.commit()
print(crate.note)
other = Crate(label="b", note=null())
third = Crate(label="c", note=None)
session.add_all([other, third, Crate(label=func.lower("DDD"))])
session.commit()
print(other.note, third.note, session.scalars(select(Crate.label).order_by(Crate.id)).all())
crate.weight = select(func.max(Crate.id)).scalar_subquery()
session.commit()
print(crate.weight)

#: SQL beside the objects
session = Session(engine)
result = session.execute(text("INSERT INTO crate (label) VALUES (:l)"), {"l": "raw"})
print(result.rowcount)
connection = session.connection()
connection.exec_driver_sql("INSERT INTO crate (label) VALUES ('driver')")
print(session.execute(select(Crate.__table__.c.label)).all(), session.scalar(text("SELECT count(*) FROM crate")))
session.connection().execute(update(Crate.__table__).values(weight=3))
session.commit()

#: values that the database makes
class Ticket(Base):
    __tablename__ = "ticket"
    __mapper_args__ = {"eager_defaults": True}
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(server_default=text("'c'"))
    word: Mapped[str] = mapped_column(default=func.lower("WORD"))
    size: Mapped[Optional[int]] = mapped_column(Computed("length(word)"))

class Slip(Base):
    __tablename__ = "slip"
    __mapper_args__ = {"eager_defaults": False}
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(server_default=text("'c'"))
    changed: Mapped[Optional[str]] = mapped_column(onupdate=func.lower("CHANGED"))
    seen: Mapped[Optional[str]] = mapped_column(server_onupdate=FetchedValue())

Base.metadata.create_all(engine)
session = Session(engine)
ticket, slip = Ticket(), Slip()
session.add_all([ticket, slip])
session.flush()
print(sorted(inspect(ticket).unloaded), sorted(inspect(slip).unloaded))
print(ticket.code, ticket.word, ticket.size, slip.code)
ticket.word = "longer"
slip.code = "d"
session.flush()
print(sorted(inspect(ticket).unloaded), sorted(inspect(slip).unloaded))
print(ticket.size, slip.changed)

#: classes of several databases
other = create_engine("sqlite://")
Base.metadata.create_all(other)
session = Session(binds={Crate: engine, Jar: other})
print(session.get_bind(Crate) is engine, session.get_bind(mapper=inspect(Jar)) is other, session.get_bind(clause=Jar.__table__) is other)
session.add(Crate(label="here"))
session.flush()
print(session.scalars(select(Crate)).all(), session.scalars(select(Jar)).all())
class Routed(Session):
    def get_bind(self, mapper=None, clause=None, **kw):
        if mapper and mapper.class_ is Jar:
            return other
        return engine
with Routed() as routed:
    print(routed.scalars(select(Jar)).all(), routed.get_bind(mapper=inspect(Jar)) is other, routed.get_bind() is engine)
session.bind_mapper(Jar, engine)
session.bind_table(Crate.__table__, other)
print(session.get_bind(Jar) is engine)
Session().execute(text("SELECT 1"))

#: sessions for a scope
registry_of = scoped_session(sessionmaker(engine))
one = registry_of()
print(one is registry_of(), registry_of.registry.has(), registry_of.session_factory)
registry_of.add(Crate(label="scoped"))
registry_of.commit()
print(registry_of.scalars(select(Crate)).all(), registry_of.get(Crate, 1), registry_of.dirty, registry_of.new, registry_of.identity_map.keys())
registry_of.commit()
with registry_of.begin():
    registry_of.add(Crate(label="again"))
print(registry_of.query(Crate).count(), registry_of.is_active, registry_of.bind is engine)
try:
    registry_of(autoflush=False)
except exc.InvalidRequestError as error:
    print(error)
registry_of.remove()
print(registry_of.registry.has(), registry_of() is one)
scope = ["a"]
custom = scoped_session(sessionmaker(engine), scopefunc=lambda: scope[0])
first = custom()
scope[0] = "b"
second = custom()
print(first is second, len(custom.registry.registry))
scope[0] = "a"
print(custom() is first)
custom.remove()
class Named(Base):
    __abstract__ = True
    query = registry_of.query_property()
class Sack(Named):
    __tablename__ = "sack"
    id: Mapped[int] = mapped_column(primary_key=True)
Base.metadata.create_all(engine)
print(Sack.query.all(), Sack.query.filter_by(id=1).first())

#: expiring, refreshing, and what was there before
session = Session(engine)
crate = Crate(label="a", weight=1, jars=[Jar(name="x")])
session.add(crate)
session.commit()
print(crate.__dict__.keys() - {"_sa_instance_state"})
crate.weight, crate.jars
session.expire(crate, ["weight", "jars"])
print(sorted(k for k in crate.__dict__ if k != "_sa_instance_state"))
print(crate.jars, crate.weight)
session.refresh(crate, attribute_names=["weight"])
session.refresh(crate, ["jars"])
session.refresh(crate, with_for_update=True)
session.refresh(crate)
session.expire(crate)
session.expire_all()
crate.weight = 4
print(crate.label, crate.weight)
session.execute(delete(Jar), execution_options={"synchronize_session": False})
session.execute(delete(Crate), execution_options={"synchronize_session": False})
session.expire(crate)
try:
    crate.label
except Exception as error:
    print(type(error).__name__, error)

#: deleting, and what stays in collections
session = Session(engine)
crate = Crate(label="a", jars=[Jar(name="x"), Jar(name="y")])
session.add(crate)
session.commit()
x, y = crate.jars
session.delete(x)
print(x in crate.jars)
session.flush()
print(x in crate.jars, inspect(x).deleted)
session.commit()
print(crate.jars, inspect(x).detached)
crate.jars.remove(y)
session.commit()
print(session.scalars(select(Jar)).all(), inspect(y).detached)
session.delete(crate)
session.delete(crate)
session.commit()
try:
    session.delete(Crate(label="q"))
except exc.InvalidRequestError as error:
    print(error)

#: merging in each way
session = Session(engine)
session.add(Crate(id=1, label="a", weight=1, jars=[Jar(id=1, name="x")]))
session.commit()
merged = session.merge(Crate(id=1, label="b"))
print(merged.label, merged.weight, merged.jars)
merged = session.merge(Crate(id=1, jars=[Jar(id=1, name="xx"), Jar(name="new")]))
print(merged.jars, len(session.dirty), session.new)
session.commit()
detached = session.get(Crate, 1)
session.close()
detached.label = "changed"
with Session(engine) as other:
    own = other.merge(detached)
    print(own is detached, own.label, own in other.dirty)
    other.commit()
print(session.merge_all([Crate(id=1, label="z"), Crate(id=2, label="y")]), session.new)
session.merge(Crate(id=1, label="w"), options=[selectinload(Crate.jars)])

#: what is modified
session = Session(engine)
crate = Crate(label="a", jars=[Jar(name="x")])
session.add(crate)
session.commit()
print(session.is_modified(crate), crate in session.dirty)
crate.label
crate.label = "a"
print(session.is_modified(crate), crate in session.dirty)
crate.weight = None
print(session.is_modified(crate))
crate.jars.append(Jar(name="y"))
print(session.is_modified(crate), session.is_modified(crate, include_collections=False))
from sqlalchemy.orm.attributes import flag_modified, flag_dirty, set_committed_value, get_history, set_attribute, get_attribute, del_attribute, init_collection
session.commit()
crate.label
flag_dirty(crate)
print(crate in session.dirty, session.is_modified(crate))
crate.label
flag_modified(crate, "label")
print(session.is_modified(crate))
session.commit()
crate.label
set_committed_value(crate, "weight", 44)
print(crate.weight, session.is_modified(crate))
set_attribute(crate, "weight", 45)
print(get_attribute(crate, "weight"), get_history(crate, "weight"))
del_attribute(crate, "weight")
print(crate.weight, inspect(crate).attrs.weight.history)
print(session.is_modified(Crate(label="new")))
print(object_session(crate) is session, Session.object_session(crate) is session, Session.identity_key(Crate, 5), Session.identity_key(instance=crate))

#: no autoflush for a while
session = Session(engine)
with session.no_autoflush:
    session.add(Crate(label="a"))
    print(session.scalars(select(Crate)).all())
print(session.scalars(select(Crate)).all())
session.add(Crate(label="b"))
print(session.scalars(select(Crate).execution_options(autoflush=False)).all(), session.query(Crate).autoflush(False).all(), session.autoflush)
session.flush([])
print(len(session.new), len(session.deleted), len(session.identity_map), list(session.identity_map.keys()), Crate(label="z") in session)

#: events of sessions: persistence
log = []
def told(name):
    def handler(session, *rest):
        print(name, *(type(one).__name__ for one in rest))
    return handler
session = Session(engine)
for name in ("before_flush", "after_flush", "after_flush_postexec", "before_commit", "after_commit", "after_begin", "after_rollback", "after_soft_rollback", "after_transaction_create", "after_transaction_end", "before_attach", "after_attach", "transient_to_pending", "pending_to_transient", "pending_to_persistent", "persistent_to_transient", "persistent_to_deleted", "deleted_to_persistent", "deleted_to_detached", "persistent_to_detached", "detached_to_persistent", "loaded_as_persistent", "after_bulk_update", "after_bulk_delete"):
    event.listen(session, name, told(name))
crate = Crate(label="a")
session.add(crate)
session.commit()
crate.weight = 3
session.rollback()
session.execute(update(Crate).values(weight=4))
session.delete(crate)
session.flush()
session.rollback()
session.expunge(crate)
session.add(crate)
with session.begin_nested():
    session.execute(delete(Crate))
session.close()

#: events of all sessions and of those of a maker
@event.listens_for(Session, "before_flush")
def first(session, context, instances):
    print("any", [type(one).__name__ for one in session.new], instances)
before = Session(engine)
maker = sessionmaker(engine)
@event.listens_for(maker, "before_commit")
def second(session):
    print("maker")
@event.listens_for(maker, "after_commit", once=True)
def third(session):
    print("once")
before.add(Crate(label="a"))
before.commit()
with maker.begin() as session:
    session.add(Crate(label="b"))
with maker.begin() as session:
    session.add(Crate(label="c"))
scoped = scoped_session(maker)
event.listen(scoped, "before_commit", lambda session: print("scoped"))
scoped.commit()
event.remove(Session, "before_flush", first)
print(event.contains(maker, "before_commit", second), event.contains(Session, "before_flush", first))
before.add(Crate(label="d"))
before.commit()

#: events of rows and of objects, in their order
@event.listens_for(Base, "before_insert", propagate=True)
def stamp(mapper, connection, target):
    target.note = "stamped"
@event.listens_for(Crate, "after_update")
def after(mapper, connection, target):
    print("updated", target, inspect(target).attrs.weight.history.added)
    connection.execute(Jar.__table__.insert().values(crate_id=target.id, name="by event"))
for name in ("load", "refresh", "expire", "init", "refresh_flush"):
    event.listen(Crate, name, lambda target, *rest, name=name: print(name, [sorted(one) if isinstance(one, (set, frozenset, list, tuple)) else one for one in rest if not hasattr(one, "session")]), propagate=True)
session = Session(engine)
crate = Crate(label="a")
session.add(crate)
session.commit()
print(crate.note)
crate.weight = 2
session.commit()
print(crate.jars)
session.expunge_all()
crate = session.scalars(select(Crate)).one()
session.refresh(crate)
session.expire(crate, ["weight"])
print(crate.weight)

#: statements on their way, and conditions for all of them
session = Session(engine)
session.add(Crate(id=1, label="a", jars=[Jar(id=1, name="x"), Jar(id=2, name="y")]))
session.commit()
@event.listens_for(session, "do_orm_execute")
def watch(state):
    print(state.is_select, state.is_insert, state.is_update, state.is_delete, state.is_orm_statement, state.is_column_load, state.is_relationship_load, state.is_executemany, state.is_select and state.lazy_loaded_from is not None, state.bind_mapper and state.bind_mapper.class_.__name__, [m.class_.__name__ for m in state.all_mappers])
    if state.is_select:
        print(state.loader_strategy_path and str(state.loader_strategy_path), state.load_options._populate_existing)
    if state.is_select and not state.is_column_load and not state.is_relationship_load:
        state.statement = state.statement.options(with_loader_criteria(Jar, Jar.name != "y"))
crate = session.scalars(select(Crate)).one()
print(crate.jars)
print(session.get(Jar, 2))
session.expire(crate)
print(crate.label)
session.refresh(crate)
session.scalars(select(Crate).options(selectinload(Crate.jars)).execution_options(populate_existing=True)).all()
session.execute(update(Crate).values(weight=1))
session.execute(insert(Jar), [{"crate_id": 1, "name": "n"}])
session.execute(text("SELECT 1"))
session.execute(select(Jar.__table__))

#: statements that are answered otherwise
from sqlalchemy.orm import Session as Plain
session = Session(engine)
session.add_all([Crate(id=1, label="a"), Crate(id=2, label="b")])
session.commit()
kept = {}
@event.listens_for(session, "do_orm_execute")
def cached(state):
    if state.execution_options.get("key"):
        key = state.execution_options["key"]
        if key not in kept:
            kept[key] = state.invoke_statement().freeze()
            print("read")
        return loading_merge(state.session, state.statement, kept[key], load=False)
from sqlalchemy.orm.loading import merge_frozen_result
def loading_merge(session, statement, frozen, load):
    return merge_frozen_result(session, statement, frozen, load=load)()
print(session.scalars(select(Crate).order_by(Crate.id), execution_options={"key": "k"}).all())
print(session.scalars(select(Crate).order_by(Crate.id), execution_options={"key": "k"}).all())
@event.listens_for(session, "do_orm_execute")
def changing(state):
    if state.is_select:
        state.update_execution_options(populate_existing=True)
        print(state.load_options._populate_existing, state.execution_options.get("populate_existing"), state.parameters, state.session is session)
print(session.scalars(select(Crate).where(Crate.id == bindparam("i")), {"i": 2}).all())

#: attributes tell, and take other values
@event.listens_for(Crate.label, "set", retval=True)
def cleaned(target, value, oldvalue, initiator):
    print("set", value, oldvalue if isinstance(oldvalue, str) else oldvalue.name, initiator.key)
    return value.strip()
@event.listens_for(Crate.jars, "append")
def added(target, value, initiator):
    print("append", value, type(initiator).__name__)
@event.listens_for(Crate.jars, "remove")
def removed(target, value, initiator):
    print("remove", value)
@event.listens_for(Crate.jars, "bulk_replace")
def replaced(target, values, initiator):
    print("bulk", values)
@event.listens_for(Crate.weight, "init_scalar", retval=True, propagate=True)
def default(target, value, dict_):
    dict_["weight"] = 7
    return 7
@event.listens_for(Crate.jars, "dispose_collection")
def disposed(target, collection, adapter):
    print("dispose", list(collection))
@event.listens_for(Crate.jars, "init_collection")
def initialised(target, collection, adapter):
    print("init", collection)
@event.listens_for(Crate.note, "modified")
def marked(target, initiator):
    print("modified", initiator.key)
crate = Crate(label=" a ")
print(crate.label, crate.weight)
crate.label = "b"
crate.jars = [Jar(name="x")]
jar = Jar(name="y", crate=crate)
crate.jars.remove(jar)
crate.jars = []
session = Session(engine)
session.add(crate)
session.commit()
crate.label = "c"
from sqlalchemy.orm.attributes import flag_modified
crate.note
flag_modified(crate, "note")

#: versions of rows
class Page(Base):
    __tablename__ = "page"
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    body: Mapped[str]
    __mapper_args__ = {"version_id_col": version}

class Sheet(Base):
    __tablename__ = "sheet"
    id: Mapped[int] = mapped_column(primary_key=True)
    tag: Mapped[str] = mapped_column()
    body: Mapped[str]
    __mapper_args__ = {"version_id_col": tag, "version_id_generator": lambda old: (old or "") + "v"}

class Own(Base):
    __tablename__ = "own"
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    body: Mapped[str]
    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

Base.metadata.create_all(engine)
session = Session(engine)
page, sheet, own = Page(body="a"), Sheet(body="a"), Own(body="a", version=1)
session.add_all([page, sheet, own])
session.commit()
page.body = sheet.body = own.body = "b"
own.version = 2
session.commit()
print(page.version, sheet.tag, own.version)
session.execute(update(Page.__table__).values(version=9))
page.body = "c"
session.flush()

#: objects written one by one, with what is told of each
class Place(Base):
    __tablename__ = "place"
    __mapper_args__ = {"batch": False}
    name: Mapped[str] = mapped_column(primary_key=True)
    rank: Mapped[int]

@event.listens_for(Place, "before_insert")
def ranked(mapper, connection, place):
    place.rank = connection.scalar(select(func.count()).select_from(mapper.local_table)) + 1

engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
session.add_all([Place(name=name) for name in ("c", "a", "b")])
session.commit()
print(session.execute(select(Place.name, Place.rank)).all())

#: options of a statement, as a handler sees them
seen = []

@event.listens_for(Session, "do_orm_execute")
def handler(state):
    seen.append((state.execution_options.get("own"), state.execution_options.get("other")))

engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
session.execute(select(Crate).execution_options(own=1), execution_options={"other": 2})
session.execute(select(Crate).execution_options(own=1), execution_options={"own": 3})
print(seen)
event.remove(Session, "do_orm_execute", handler)
