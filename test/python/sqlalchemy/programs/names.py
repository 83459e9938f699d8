import sqlalchemy as sa
from sqlalchemy import *
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles, deregister

metadata = MetaData()
kite = Table("kite", metadata, Column("id", Integer, primary_key=True), Column("span", Integer), Column("label", String(10)))
spare = Table("spare", metadata, Column("id", Integer, primary_key=True), Column("span", Integer), Column("label", String(10)))

def filled(**options):
    engine = create_engine("sqlite://", **options)
    metadata.create_all(engine)
    with engine.begin() as conn:
        conn.execute(insert(kite), [{"span": 1, "label": "x"}, {"span": 9, "label": "y"}])
    return engine

#: submodules are attributes of their packages
print(sa.exc.IntegrityError, sa.types.Integer, sa.sql.select is sa.select, sa.schema.Table is sa.Table, sa.engine.create_engine is sa.create_engine, sa.inspection.inspect is sa.inspect)
print(sa.event.listens_for.__name__, sa.dialects.__name__, sa.pool.__name__, sa.sql.functions.func is sa.func, sa.util.__name__, sa.log.__name__)
import sqlalchemy.exc
print(sa.exc is sqlalchemy.exc)
from sqlalchemy import exc, orm
print(orm.exc.NoResultFound is exc.NoResultFound, orm.attributes.__name__, orm.session.Session is orm.Session, orm.strategy_options.joinedload is orm.joinedload, orm.query.Query is orm.Query)
import sqlalchemy.orm as so
print(so.collections.__name__, so.exc.StaleDataError)

#: names by the modules that define them
from sqlalchemy.sql.ddl import CreateTable, DropTable
from sqlalchemy.sql.dml import Insert, Update
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.type_api import TypeEngine
from sqlalchemy.orm.query import Query
from sqlalchemy.orm.relationships import Relationship
from sqlalchemy.orm.decl_api import DeclarativeBase
from sqlalchemy.orm.scoping import scoped_session
from sqlalchemy.engine.base import Engine as BaseEngine
from sqlalchemy.engine.result import Result as AnyResult
from sqlalchemy.engine.cursor import CursorResult
from sqlalchemy.engine.row import Row, RowMapping
from sqlalchemy.engine.reflection import Inspector
from sqlalchemy.pool.impl import NullPool
from sqlalchemy.dialects.postgresql.json import JSONB
from sqlalchemy.dialects.postgresql.array import ARRAY as PgArray
from sqlalchemy.dialects.postgresql.dml import insert as pg_insert
from sqlalchemy.dialects.sqlite.dml import insert as lite_insert
print(Query.__name__, Insert is sa.Insert, Executable.__name__, BaseEngine is sa.Engine, JSONB is postgresql.JSONB, PgArray is postgresql.ARRAY, callable(postgresql.array), NullPool is sa.pool.NullPool)
print(pg_insert(kite).on_conflict_do_nothing().compile(dialect=postgresql.dialect()))

#: modules that there are none of
try:
    import sqlalchemy.nothing
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    import sqlalchemy.orm.nothing
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    from sqlalchemy.ext.nothing import thing
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    sa.nothing
except AttributeError as e:
    print(e)
try:
    from sqlalchemy.orm import nothing
except ImportError as e:
    print(str(e)[:45])

#: a function of one's own that each dialect writes in its way
from sqlalchemy.sql.expression import FunctionElement, ColumnElement

class widest(FunctionElement):
    type = Numeric()
    name = "widest"
    inherit_cache = True

@compiles(widest)
def any_widest(element, compiler, **kw):
    return compiler.visit_function(element)

@compiles(widest, "sqlite")
def lite_widest(element, compiler, **kw):
    one, other = list(element.clauses)
    return compiler.process(case((one > other, one), else_=other), **kw)

print(widest(kite.c.span, 5), "|", select(widest(kite.c.span, 5)), "|", select(widest(kite.c.span, 5)).compile(dialect=sqlite.dialect()))
print(repr(widest(kite.c.span, 5).type), isinstance(widest(1, 2), ColumnElement), len(widest(1, 2).clauses))
with filled().connect() as conn:
    print(conn.execute(select(kite.c.id, widest(kite.c.span, 5))).all())
    print(conn.execute(select(kite.c.id, widest(kite.c.span, 7).label("w"))).mappings().all())
    print(conn.scalar(select(widest(kite.c.span, 5)).where(kite.c.id == 2)))

#: a function without arguments, by dialect
from sqlalchemy.sql.expression import FunctionElement

class moment(FunctionElement):
    type = DateTime()
    inherit_cache = True

@compiles(moment, "postgresql")
def pg_moment(element, compiler, **kw):
    return "TIMEZONE('utc', CURRENT_TIMESTAMP)"

@compiles(moment)
def any_moment(element, compiler, **kw):
    return "CURRENT_TIMESTAMP"

print(moment(), "|", select(moment()), "|", select(moment().label("n")).compile(dialect=postgresql.dialect()))
log = Table("log", MetaData(), Column("id", Integer, primary_key=True), Column("at", DateTime, server_default=moment()))
print(sa.schema.CreateTable(log))
engine = create_engine("sqlite://")
log.metadata.create_all(engine)
with engine.begin() as conn:
    conn.execute(insert(log))
    print(conn.scalar(select(log.c.at > "2020")))

#: an expression of one's own with attributes
from sqlalchemy.sql.expression import ColumnElement, ColumnClause

class Between(ColumnElement):
    inherit_cache = True

    def __init__(self, element, sign):
        self.element = element
        self.sign = sign
        self.type = element.type

@compiles(Between)
def write(element, compiler, **kw):
    return f"{element.sign}{compiler.process(element.element, **kw)}{element.sign}"

x = Between(kite.c.span, "!")
print(x, "|", select(x), "|", x + 5, "|", repr(x.type), "|", select(kite.c.label).where(x == 3), "|", x.label("k"), "|", select(x.label("k")).order_by(x))
print(x.sign, x.element is kite.c.span)

class Bracketed(ColumnClause):
    inherit_cache = True

@compiles(Bracketed)
def bracketed(element, compiler, **kw):
    return "[%s]" % element.name

print(Bracketed("zig"), select(Bracketed("zig")), Bracketed("zig") == 4)

#: a statement of one's own
from sqlalchemy.sql.expression import Executable, ClauseElement

class FillFrom(Executable, ClauseElement):
    inherit_cache = False

    def __init__(self, table, source):
        self.table = table
        self.source = source

@compiles(FillFrom)
def write(element, compiler, **kw):
    return "INSERT INTO %s %s" % (compiler.process(element.table, asfrom=True, **kw), compiler.process(element.source, **kw))

filling = FillFrom(spare, select(kite).where(kite.c.span > 5))
print(filling)
print(filling.compile(dialect=sqlite.dialect()).params)
with filled().begin() as conn:
    print(conn.execute(filling).rowcount)
    print(conn.execute(select(spare)).all())

#: a definition of one's own, and views
from sqlalchemy.schema import DDLElement

class Alter(DDLElement):
    inherit_cache = False

    def __init__(self, column, command):
        self.column = column
        self.command = command

@compiles(Alter)
def write(element, compiler, **kw):
    return "ALTER TABLE %s ALTER COLUMN %s %s" % (compiler.preparer.format_table(element.column.table), compiler.preparer.format_column(element.column), element.command)

print(Alter(kite.c.span, "SET DEFAULT 5"))

class MakeView(DDLElement):
    def __init__(self, name, source):
        self.name = name
        self.source = source

@compiles(MakeView)
def write_view(element, compiler, **kw):
    return "CREATE VIEW %s AS %s" % (element.name, compiler.sql_compiler.process(element.source, literal_binds=True))

wide = MakeView("wide", select(kite.c.id, kite.c.label).where(kite.c.span > 5))
print(wide)
own = MetaData()
Table("kite", own, Column("id", Integer, primary_key=True), Column("span", Integer), Column("label", String(10)))
event.listen(own, "after_create", wide)
engine = create_engine("sqlite://")
own.create_all(engine)
with engine.begin() as conn:
    conn.execute(insert(kite), [{"span": 1, "label": "x"}, {"span": 9, "label": "y"}])
    print(conn.execute(text("select * from wide")).all())

#: what there is, written in another way
@compiles(sa.Insert)
def write(element, compiler, **kw):
    return compiler.visit_insert(element.prefix_with("OR IGNORE"), **kw)

print(kite.insert().values(span=5))
with filled().begin() as conn:
    conn.execute(kite.insert().values(id=1, span=5))
    conn.execute(insert(kite), [{"id": 1}, {"id": 7}])
    print(conn.execute(select(kite)).all())
deregister(sa.Insert)
print(kite.insert().values(span=5))

#: types, written in another way
from sqlalchemy.schema import CreateTable

@compiles(String, "sqlite")
@compiles(VARCHAR, "sqlite")
def write(type_, compiler, **kw):
    if type_.length == 10:
        return "TEXT /* ten */"
    return compiler.visit_VARCHAR(type_, **kw)

print(CreateTable(kite).compile(dialect=sqlite.dialect()))
print(CreateTable(kite))
print(cast(column("x"), String(10)).compile(dialect=sqlite.dialect()))

class Grade(types.UserDefinedType):
    cache_ok = True

    def get_col_spec(self, **kw):
        return "GRADE"

@compiles(Grade, "sqlite")
def write_grade(type_, compiler, **kw):
    return "INTEGER"

graded = Table("q", MetaData(), Column("z", Grade))
print(CreateTable(graded), CreateTable(graded).compile(dialect=sqlite.dialect()))
deregister(String)
deregister(VARCHAR)

#: columns of CREATE TABLE, written in another way
from sqlalchemy.schema import CreateTable, CreateColumn

@compiles(CreateColumn)
def write(element, compiler, **kw):
    column = element.element
    text = compiler.visit_create_column(element, **kw)
    return text + " /* note */" if column.name == "span" else text

print(CreateTable(kite))
print(CreateColumn(kite.c.label))
deregister(CreateColumn)

#: constructs that nobody can write
from sqlalchemy.sql.expression import FunctionElement, ColumnElement

class Nope(FunctionElement):
    name = "nope"

def failing(make):
    try:
        print(make())
    except exc.SQLAlchemyError as e:
        print(type(e).__name__, str(e)[str(e).index("can't"):])

failing(lambda: str(Nope()))

@compiles(Nope, "postgresql")
def write(element, compiler, **kw):
    return "NOPE()"

print(Nope().compile(dialect=postgresql.dialect()))
failing(lambda: Nope().compile(dialect=sqlite.dialect()))

class Bare(ColumnElement):
    pass

failing(lambda: str(Bare()))

#: functions by class
import sqlalchemy.sql.functions as fn
from sqlalchemy.sql.functions import GenericFunction, ReturnTypeFromArgs, Function, AnsiFunction, count, coalesce

class as_local(GenericFunction):
    type = DateTime()
    inherit_cache = True

print(select(func.as_local()), repr(func.as_local().type), type(func.as_local()).__name__)

class Ring(GenericFunction):
    type = Integer()
    package = "geo"
    name = "ST_Ring"
    identifier = "ring"
    inherit_cache = True

print(func.geo.ring(1, 2), repr(func.geo.ring().type))

class doubled(ReturnTypeFromArgs):
    inherit_cache = True

print(func.doubled(column("x", Integer)), repr(func.doubled(column("x", Integer)).type))

class padded(GenericFunction):
    type = String()
    inherit_cache = True

    def __init__(self, a, b=3, **kw):
        super().__init__(a, literal(b), **kw)

print(func.padded(column("q")), func.padded(column("q"), 8).compile().params)
print(count(), coalesce(column("a", Integer), 5), isinstance(func.count(), count), isinstance(func.now(), fn.now), isinstance(func.max(1), ReturnTypeFromArgs), isinstance(func.foo(), Function), isinstance(func.foo(), GenericFunction))
print(type(func.count()).__name__, type(func.foo()).__name__, func.foo().name, func.current_timestamp(), isinstance(func.current_date(), AnsiFunction))
print(Function("zig", column("a"), type_=Integer), repr(Function("zig", 1, type_=Integer).type))
print(func.as_local().label("x"), func.as_local() > 5, func.geo.ring(column("x")).over(order_by=column("y")))
with create_engine("sqlite://").connect() as conn:
    print(conn.execute(select(func.lower("ABC"), func.count())).all())

#: pools by class
from sqlalchemy.pool import NullPool, StaticPool, QueuePool, SingletonThreadPool, AssertionPool, Pool
engine = create_engine("sqlite://")
print(type(engine.pool).__name__, isinstance(engine.pool, SingletonThreadPool), isinstance(engine.pool, Pool), QueuePool.__mro__[1].__name__)
engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
print(type(engine.pool).__name__, engine.pool.status())
with engine.begin() as conn:
    conn.execute(text("create table t (a int)"))
    conn.execute(text("insert into t values (1)"))
with engine.connect() as one, engine.connect() as other:
    print(one.scalar(text("select count(*) from t")), other.scalar(text("select a from t")))
engine = create_engine("sqlite://", poolclass=NullPool)
print(type(engine.pool).__name__, engine.pool.status())
engine = create_engine("sqlite://", poolclass=AssertionPool)
with engine.connect() as conn:
    try:
        engine.connect()
    except AssertionError as e:
        print(str(e)[:33])
print(type(engine.pool.recreate()).__name__)

#: a pool has its limits
from sqlalchemy.pool import QueuePool
engine = create_engine("sqlite://", poolclass=QueuePool, pool_size=2, max_overflow=1, pool_timeout=0.1, pool_pre_ping=True, pool_recycle=3600)
pool = engine.pool
print(type(pool).__name__, pool.size(), pool.status(), pool.checkedout(), pool.checkedin(), pool.overflow(), pool.timeout())
a, b = engine.connect(), engine.connect()
print(pool.status())
c = engine.connect()
print(pool.status())
try:
    engine.connect()
except exc.TimeoutError as e:
    print(e)
c.close()
print(pool.status())
b.close()
a.close()
print(pool.status(), pool.checkedin())

#: arguments that a pool does not take
from sqlalchemy.pool import NullPool, StaticPool
for options in ({"pool_size": 5, "poolclass": StaticPool}, {"max_overflow": 5, "poolclass": NullPool}, {"max_overflow": 5}):
    try:
        create_engine("sqlite://", **options)
    except TypeError as e:
        print(e)
create_engine("sqlite://", pool_size=3)

#: events of pools
from sqlalchemy.pool import Pool
from sqlalchemy.engine import Engine
told = []

@event.listens_for(Engine, "connect")
def pragma(dbapi_connection, record):
    cursor = dbapi_connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
    told.append("connect of any engine")

@event.listens_for(Pool, "checkout")
def out(dbapi_connection, record, proxy):
    told.append("checkout of any pool")

engine = create_engine("sqlite://")

@event.listens_for(engine.pool, "checkout")
def own_out(dbapi_connection, record, proxy):
    told.append("checkout")

@event.listens_for(engine, "checkin")
def back(dbapi_connection, record):
    told.append("checkin")

@event.listens_for(engine, "reset")
def reset(dbapi_connection, record, state):
    told.append("reset")

with engine.connect() as conn:
    print(conn.scalar(text("PRAGMA foreign_keys")))
with engine.connect():
    pass
print(told)
event.remove(Engine, "connect", pragma)
event.remove(Pool, "checkout", out)

#: markers and small functions
from sqlalchemy.engine.reflection import ObjectKind, ObjectScope
from sqlalchemy.sql import quoted_name, LABEL_STYLE_TABLENAME_PLUS_COL
from sqlalchemy.sql.elements import conv
print(repr(sa.LABEL_STYLE_NONE), repr(sa.LABEL_STYLE_DEFAULT), repr(BLANK_SCHEMA), bitwise_not(column("x")))
print(repr(ObjectKind.ANY), repr(ObjectScope.ANY), ObjectKind.ANY_VIEW, ObjectKind.TABLE in ObjectKind.ANY)
print(repr(quoted_name("a", True)), quoted_name("a", None).quote, repr(conv("x")))
print(custom_op("->")(column("a"), 5), aggregate_order_by(func.f(column("x")), column("y")), outparam("q"))
print(select(kite).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL))
print(sa.event.CANCEL, sa.event.NO_RETVAL, repr(sa.types.NULLTYPE))
seen = []
sa.sql.visitors.traverse(kite.c.span == 5, {}, {"column": lambda c: seen.append(c.name), "bindparam": lambda b: seen.append(b.value)})
print(seen, [type(one).__name__ for one in sa.sql.visitors.iterate(kite.c.span == 5)])

#: engines of configurations, and engines that execute nothing
engine = engine_from_config({"sqlalchemy.url": "sqlite://", "sqlalchemy.echo": "false", "other": 1, "sqlalchemy.pool_size": "3"})
print(engine.url, engine.echo)
engine = engine_from_config({"db.url": "sqlite://", "db.future": "true"}, prefix="db.", hide_parameters=True)
print(engine)
lines = []
mock = create_mock_engine("postgresql+psycopg2://", lambda sql, *given, **named: lines.append(str(sql.compile(dialect=mock.dialect))))
metadata.create_all(mock)
print(lines, mock.dialect.name)

#: classes to ask for
engine = filled()
with engine.begin() as conn:
    frozen = conn.execute(select(kite)).freeze()
    print(frozen().all(), frozen().scalars().all(), isinstance(frozen, FrozenResult))
    result = conn.execute(select(kite))
    print(isinstance(result, CursorResult), isinstance(result, Result), isinstance(conn.scalars(select(kite)), ScalarResult), isinstance(conn.execute(select(kite)).mappings(), MappingResult), isinstance(conn.execute(select(kite)).mappings().first(), RowMapping))
    print(type(conn.get_transaction()).__name__, isinstance(conn.get_transaction(), RootTransaction))
    with conn.begin_nested() as nested:
        print(type(nested).__name__, isinstance(nested, NestedTransaction), isinstance(nested, Transaction))
print(isinstance(select(kite), sa.SelectBase), isinstance(kite.insert(), sa.UpdateBase), isinstance(select(kite), sa.Executable), isinstance(text("x"), sa.Executable), isinstance(kite.insert(), sa.Executable), isinstance(inspect(engine), sa.Inspector))

#: statements of lambdas
with filled().connect() as conn:
    statement = lambda_stmt(lambda: select(kite.c.id))
    statement += lambda s: s.where(kite.c.span == 9)
    print(conn.scalars(statement).all(), type(statement).__name__, isinstance(statement, sa.StatementLambdaElement))
    print(statement)

#: definitions as classes
from sqlalchemy.schema import *
noted = Table("noted", MetaData(), Column("id", Integer, primary_key=True, comment="key"), Column("a", Integer), comment="it's")
print(CreateColumn(noted.c.id), CreateColumn(noted.c.a), SetTableComment(noted), DropTableComment(noted), SetColumnComment(noted.c.id), DropColumnComment(noted.c.id), sep="\n")
create = CreateTable(noted, if_not_exists=True)
print(type(create).__name__, create.element is noted, isinstance(create, DDLElement), isinstance(create, sa.ExecutableDDLElement), create)
first = Table("first", MetaData(), Column("id", Integer, primary_key=True))
second = Table("second", first.metadata, Column("id", ForeignKey("first.id"), primary_key=True))
print([t.name for t in sort_tables([second, first])])

#: tables and views of statements
from sqlalchemy.schema import CreateTableAs, CreateView, DropView
source = select(kite.c.id, kite.c.span.label("z")).where(kite.c.span > 5)
print(CreateTableAs(source, "x", temporary=True, if_not_exists=True))
print(CreateTableAs(source, "x", schema="s"))
print(CreateTableAs(source, "x").table.c.keys())
print(CreateView(source, "v").compile(dialect=postgresql.dialect()))
for options in ({"temporary": True}, {"or_replace": True}, {"materialized": True}):
    print(CreateView(source, "v2", **options).compile(dialect=postgresql.dialect()))
print(DropView(CreateView(source, "v").table), DropView(CreateView(source, "v").table, if_exists=True, materialized=True))
own = MetaData()
view = CreateView(source, "wide", metadata=own)
print(list(own.tables), view.table.c.keys())
engine = filled()
own.create_all(engine)
with engine.connect() as conn:
    print(conn.execute(select(view.table)).all())
own.drop_all(engine)

#: definitions that listen
listed = MetaData()
thing = Table("thing", listed, Column("id", Integer, primary_key=True))
event.listen(thing, "after_create", DDL("CREATE INDEX ix_%(table)s ON %(table)s (id)"))
event.listen(thing, "after_create", DDL("SELECT '%(word)s'", context={"word": "hello"}).execute_if(dialect="sqlite"))
event.listen(thing, "after_create", DDL("SELECT 'never'").execute_if(dialect="postgresql"))
event.listen(thing, "after_create", DDL("SELECT 'asked'").execute_if(callable_=lambda ddl, target, bind, **kw: target.name == "thing"))
listed.create_all(create_engine("sqlite://"))

#: classes of the tables that are there
from sqlalchemy.ext.automap import automap_base
from sqlalchemy.orm import Session
engine = create_engine("sqlite://")
with engine.begin() as conn:
    conn.execute(text("create table reader (id integer primary key, name varchar not null)"))
    conn.execute(text("create table book (id integer primary key, title varchar, reader_id integer not null references reader(id))"))
    conn.execute(text("create table tag (id integer primary key, word varchar)"))
    conn.execute(text("create table book_tag (book_id integer not null references book(id), tag_id integer not null references tag(id))"))
    conn.execute(text("create table keyless (a integer)"))
Base = automap_base()
Base.prepare(autoload_with=engine)
print(sorted(Base.classes.keys()), len(Base.classes), "reader" in Base.classes)
Reader, Book, Tag = Base.classes.reader, Base.classes.book, Base.classes["tag"]
print(sorted(inspect(Reader).relationships.keys()), sorted(inspect(Book).relationships.keys()), sorted(inspect(Tag).relationships.keys()))
print(inspect(Book).relationships["reader"].direction, inspect(Book).relationships["tag_collection"].direction)
with Session(engine) as session:
    book = Book(title="Kites", reader=Reader(name="Ada"))
    book.tag_collection.append(Tag(word="wind"))
    session.add(book)
    session.commit()
    reader = session.scalars(select(Reader)).one()
    print(reader.name, [b.title for b in reader.book_collection], [t.word for t in reader.book_collection[0].tag_collection])
    session.delete(reader)
    session.commit()
    print(session.scalar(select(func.count(Book.id))))
try:
    Base.classes.keyless
except AttributeError as e:
    print(e)

#: names of one's own for the classes of tables
from sqlalchemy.ext.automap import automap_base, generate_relationship
from sqlalchemy.orm import Session, relationship, backref, interfaces
engine = create_engine("sqlite://")
with engine.begin() as conn:
    conn.execute(text("create table reader (id integer primary key, name varchar not null)"))
    conn.execute(text("create table library_book (id integer primary key, title varchar, reader_id integer references reader(id))"))
Base = automap_base()

class Reader(Base):
    __tablename__ = "reader"
    books = relationship("LibraryBook", back_populates="holder")

    def greet(self):
        return f"I am {self.name}"

def camel(base, tablename, table):
    return "".join(part.capitalize() for part in tablename.split("_"))

def scalar(base, local_cls, referred_cls, constraint):
    return "holder"

def many(base, local_cls, referred_cls, constraint):
    return "books"

directions = []

def generate(base, direction, return_fn, attrname, local_cls, referred_cls, **kw):
    directions.append((direction.name, attrname))
    return generate_relationship(base, direction, return_fn, attrname, local_cls, referred_cls, **kw)

Base.prepare(autoload_with=engine, classname_for_table=camel, name_for_scalar_relationship=scalar, name_for_collection_relationship=many, generate_relationship=generate)
print(sorted(Base.classes.keys()), directions)
with Session(engine) as session:
    session.add(Reader(name="Ada", books=[Base.classes.LibraryBook(title="Kites")]))
    session.commit()
    print(session.scalars(select(Base.classes.LibraryBook)).one().holder.greet())

#: elements of documents as attributes
from sqlalchemy.ext.indexable import index_property
from sqlalchemy.orm import DeclarativeBase, Session

class Base(DeclarativeBase):
    pass

class Box(Base):
    __tablename__ = "box"
    id = Column(Integer, primary_key=True)
    data = Column(JSON)
    color = index_property("data", "color")
    size = index_property("data", "size", default=3)
    fixed = index_property("data", "fixed", mutable=False)

engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
print(select(Box).where(Box.color == "red"))
with Session(engine) as session:
    box = Box(color="red")
    session.add(box)
    session.commit()
    print(box.data, box.color, box.size)
    box.size = 8
    session.commit()
    print(box.data, session.scalars(select(Box.id).where(Box.color.as_string() == "red")).all())
    del box.color
    session.commit()
    try:
        box.color
    except AttributeError as e:
        print(e)
    try:
        box.fixed = 1
    except AttributeError as e:
        print("fixed cannot be set")
    print(box.data)

#: names of the ORM
import sqlalchemy.orm as so
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, registry, Session
print(repr(so.MANYTOONE), so.ONETOMANY, so.MANYTOMANY.name, so.MANYTOONE.value, repr(so.NO_VALUE), repr(so.NO_KEY), repr(so.EXT_CONTINUE))
print(so.CascadeOptions("all, delete-orphan"), so.CascadeOptions("all").delete, so.CascadeOptions("").delete, "merge" in so.CascadeOptions("all"))
try:
    so.CascadeOptions("nothing")
except exc.ArgumentError as e:
    print(e)

@so.declarative_mixin
class Named:
    name: Mapped[str]

class Base(DeclarativeBase):
    pass

class Owner(Named, Base):
    __tablename__ = "owner"
    id: Mapped[int] = mapped_column(primary_key=True)
    pets = so.dynamic_loader("Pet", back_populates="owner")

class Pet(Named, Base):
    __tablename__ = "pet"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owner.id"))
    owner: Mapped[Owner] = relationship(back_populates="pets")

so.add_mapped_attribute(Pet, "nick", column_property := so.synonym("name"))
print(inspect(Pet).relationships["owner"].direction is so.MANYTOONE, inspect(Owner).relationships["pets"].direction is so.ONETOMANY)
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    owner = Owner(name="Ada")
    session.add(owner)
    owner.pets.append(Pet(name="Tom"))
    session.commit()
    print(owner.pets.filter(Pet.nick == "Tom").count(), isinstance(owner.pets, so.AppenderQuery), isinstance(inspect(owner), so.InstanceState), isinstance(inspect(owner).attrs.name, so.AttributeState))
    pet = owner.pets.first()
    session.delete(pet)
    session.flush()
    print(so.was_deleted(pet), so.util.was_deleted(owner))
    frozen = session.execute(select(Owner)).freeze()
    session.rollback()
with Session(engine) as session:
    print([o.name for o in so.loading.merge_frozen_result(session, select(Owner), frozen, load=False)().scalars()])

#: dataclasses by decorator
from sqlalchemy.orm import Mapped, mapped_column, registry, mapped_as_dataclass
reg = registry()

@mapped_as_dataclass(reg, kw_only=True)
class Point:
    __tablename__ = "point"
    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    x: Mapped[int]
    y: Mapped[int] = mapped_column(default=5)

print(Point(x=3), Point(x=3) == Point(x=3))
try:
    Point(3)
except TypeError as e:
    print(type(e).__name__)

#: names of PostgreSQL
from sqlalchemy.schema import CreateTable
from sqlalchemy.dialects.postgresql import CreateEnumType, DropEnumType, ENUM, ARRAY, INT4MULTIRANGE, TSTZMULTIRANGE, DATEMULTIRANGE
for type_ in (INT4MULTIRANGE(), TSTZMULTIRANGE(), DATEMULTIRANGE()):
    print(repr(type_), type_.compile(dialect=postgresql.dialect()))
numbers = column("a", ARRAY(Integer))
print(postgresql.Any(5, numbers), postgresql.All(5, numbers))
mood = ENUM("good", "bad", name="mood")
print(CreateEnumType(mood).compile(dialect=postgresql.dialect()), DropEnumType(mood).compile(dialect=postgresql.dialect()))
print(isinstance(postgresql.insert(kite), postgresql.Insert), isinstance(sqlite.insert(kite), sqlite.Insert), isinstance(postgresql.insert(kite), sa.Insert))

#: databases that there are no dialects of
try:
    from sqlalchemy.dialects import informix
except ImportError as e:
    print(str(e)[:58])

#: classes in annotations
from typing import Any, Optional
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Mapper, Query, Session, scoped_session, sessionmaker, DeclarativeMeta

def all_of(a: Select[Any], b: Result[Any], c: CursorResult[Any], d: ColumnElement[bool], e: InstrumentedAttribute[int], f: sessionmaker[Session], g: Row[Any], h: ScalarResult[int], i: Column[int], j: Query[Any], k: scoped_session[Session], l: BinaryExpression[bool], m: Function[int], n: Mapper[Any], o: sa.SQLColumnExpression[str], p: sa.ColumnExpressionArgument[bool]) -> "Optional[Mapped[int]]":
    return "called"

print(all_of(*range(16)))

class Upper(types.TypeDecorator[str]):
    impl = String
    cache_ok = True

    def process_bind_param(self, value: Optional[str], dialect: sa.Dialect) -> Optional[str]:
        return value and f"{value.upper()} {dialect.name}"

class twice(sa.sql.functions.GenericFunction[int]):
    inherit_cache = True
    type = Integer()

print(func.twice(3), repr(func.twice().type))
with create_engine("sqlite://").connect() as conn:
    print(conn.scalar(select(literal("a", Upper))), isinstance(conn.dialect, sa.engine.interfaces.Dialect))

#: exceptions by name
from sqlalchemy.orm import exc as orm_exc
print(exc.AmbiguousColumnError.__mro__[1].__name__, exc.NoDBAPILoaded.__mro__[1].__name__, exc.SAPendingDeprecationWarning.__mro__[1].__name__, orm_exc.ConcurrentModificationError is orm_exc.StaleDataError)
try:
    sa.inspect(5)
except exc.NoInspectionAvailable as e:
    print(isinstance(e, exc.InvalidRequestError), isinstance(e, sa.exc.SQLAlchemyError))
