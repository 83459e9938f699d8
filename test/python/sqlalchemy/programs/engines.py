from sqlalchemy import *
from sqlalchemy import schema
from sqlalchemy.orm import *
from sqlalchemy import event, exc

metadata = MetaData()
coin = Table("coin", metadata, Column("id", Integer, primary_key=True), Column("name", String(20), nullable=False, unique=True), Column("year", Integer, index=True))
mint = Table("mint", metadata, Column("coin_id", Integer, ForeignKey("coin.id", ondelete="CASCADE"), primary_key=True), Column("place", String, server_default="here"), CheckConstraint("place <> ''", name="some_place"))

#: reflecting what is there
engine = create_engine("sqlite://")
metadata.create_all(engine)
insp = inspect(engine)
print(sorted(insp.get_table_names()), insp.has_table("coin"), insp.has_table("nope"))
for column in insp.get_columns("coin"):
    print({k: str(v) for k, v in column.items()})
print(insp.get_pk_constraint("mint"), insp.get_foreign_keys("mint"))
print(insp.get_indexes("coin"), insp.get_unique_constraints("coin"), insp.get_check_constraints("mint"))
print(insp.get_view_names(), insp.default_schema_name, insp.get_table_options("coin"))

#: reflecting into tables
engine = create_engine("sqlite://")
metadata.create_all(engine)
other = MetaData()
other.reflect(engine, only=["mint"])
print(sorted(other.tables), repr(other.tables["mint"].c.coin_id))
table = Table("coin", MetaData(), Column("year", String), autoload_with=engine)
print([(c.name, repr(c.type)) for c in table.c])
print(sorted(index.name for index in table.indexes))
Table("nothing", MetaData(), autoload_with=engine)

#: tables made and dropped one by one
engine = create_engine("sqlite://")
coin.create(engine)
coin.create(engine, checkfirst=True)
metadata.create_all(engine, tables=[mint])
mint.drop(engine)
metadata.drop_all(engine)
coin.drop(engine)

#: definitions as text
print(schema.CreateTable(coin), schema.CreateTable(mint, if_not_exists=True), schema.DropTable(mint, if_exists=True))
for index in coin.indexes:
    print(schema.CreateIndex(index), schema.DropIndex(index))
from sqlalchemy.dialects import postgresql
print(schema.CreateTable(Table("all", MetaData(), Column("id", BigInteger, Identity(start=3)), Column("a", ARRAY(Integer)), Column("j", postgresql.JSONB), Column("u", Uuid), Column("t", DateTime(timezone=True)), Column("n", Numeric(5, 2)), Column("e", Enum("x", "y", name="xy")), Column("i", Interval), Column("b", LargeBinary), schema="own")).compile(dialect=postgresql.dialect()))
print(schema.CreateSchema("own"), schema.CreateSequence(Sequence("s", start=5)))

#: events of statements
engine = create_engine("sqlite://")

@event.listens_for(engine, "connect")
def connected(dbapi_connection, record):
    print("connected", type(record).__name__)

@event.listens_for(engine, "before_cursor_execute")
def before(conn, cursor, statement, parameters, context, executemany):
    print(statement, parameters, executemany)

@event.listens_for(engine, "after_cursor_execute")
def after(conn, cursor, statement, parameters, context, executemany):
    print("rows", cursor.rowcount)

for name in ("begin", "commit", "rollback", "savepoint"):
    event.listen(engine, name, lambda *args, name=name: print(name, len(args)))

with engine.begin() as conn:
    conn.execute(text("CREATE TABLE t (n INTEGER)"))
    conn.execute(text("INSERT INTO t VALUES (:n)"), [{"n": 1}, {"n": 2}])
    with conn.begin_nested():
        print(conn.scalars(text("SELECT n FROM t")).all())

#: events that change statements
engine = create_engine("sqlite://")

@event.listens_for(engine, "before_cursor_execute", retval=True)
def comment(conn, cursor, statement, parameters, context, executemany):
    return statement + " /* seen */", parameters

@event.listens_for(engine, "before_execute")
def before(conn, clause, multiparams, params, execution_options):
    print(type(clause).__name__, multiparams, params, dict(execution_options))

with engine.connect() as conn:
    print(conn.scalar(select(literal(4))))
    conn.execute(text("SELECT :a"), {"a": 1})
event.remove(engine, "before_cursor_execute", comment)
with engine.connect() as conn:
    print(conn.scalar(text("SELECT 5")), event.contains(engine, "before_cursor_execute", comment))

#: errors pass by a handler
engine = create_engine("sqlite://")

@event.listens_for(engine, "handle_error")
def failed(context):
    print(type(context.original_exception).__name__, context.statement, context.is_disconnect)
    if "nowhere" in context.statement:
        raise ValueError("asked for nothing") from context.original_exception

with engine.connect() as conn:
    try:
        conn.execute(text("SELECT * FROM nowhere"))
    except ValueError as error:
        print(error, type(error.__cause__).__name__)
    conn.execute(text("SELEC"))

#: transactions as you go
engine = create_engine("sqlite://")
metadata.create_all(engine)
with engine.connect() as conn:
    print(conn.in_transaction(), conn.closed)
    conn.execute(insert(coin).values(name="penny"))
    print(conn.in_transaction(), conn.get_transaction().is_active)
    conn.rollback()
    print(conn.scalar(select(func.count()).select_from(coin)))
    conn.commit()
    with conn.begin() as trans:
        conn.execute(insert(coin).values(name="penny"))
        trans.rollback()
        print(trans.is_active, conn.in_transaction())
    try:
        with conn.begin():
            conn.begin()
    except exc.InvalidRequestError as error:
        print(error)
print(conn.closed)
conn.execute(select(coin))

#: a transaction that was ended inside its block
engine = create_engine("sqlite://")
metadata.create_all(engine)
with engine.begin() as conn:
    conn.commit()
    conn.execute(insert(coin).values(name="x"))

#: savepoints of a connection
engine = create_engine("sqlite://")
metadata.create_all(engine)
with engine.begin() as conn:
    conn.execute(insert(coin).values(name="a"))
    try:
        with conn.begin_nested() as savepoint:
            conn.execute(insert(coin).values(name="b"))
            conn.execute(insert(coin).values(name="a"))
    except exc.IntegrityError as error:
        print(error.orig, savepoint.is_active, conn.in_nested_transaction())
    print(conn.scalars(select(coin.c.name)).all())

#: options of connections and statements
engine = create_engine("sqlite://", execution_options={"who": "engine"})
with engine.connect().execution_options(who="connection", more=1) as conn:
    print(conn.get_execution_options())
    stmt = select(literal(1)).execution_options(who="statement")
    print(stmt.get_execution_options(), conn.execute(stmt).context.execution_options["who"])
print(engine.get_execution_options(), engine.execution_options(x=1).get_execution_options(), engine.name, engine.driver, engine.dialect.name, engine.url, repr(engine))

#: driver SQL and raw cursors
engine = create_engine("sqlite://")
with engine.begin() as conn:
    conn.exec_driver_sql("CREATE TABLE t (a, b)")
    conn.exec_driver_sql("INSERT INTO t VALUES (?, ?)", [(1, "x"), (2, "y")])
    conn.exec_driver_sql("INSERT INTO t VALUES (:a, :b)", {"a": 3, "b": None})
    result = conn.exec_driver_sql("SELECT * FROM t WHERE a > ?", (1,))
    print(result.keys(), result.all(), result.cursor)
    result = conn.execute(text("SELECT a, b FROM t"))
    print([d[0] for d in result.cursor.description], result.fetchone(), result.fetchmany(1), result.fetchall())

#: results in other shapes
engine = create_engine("sqlite://")
with engine.connect() as conn:
    stmt = union_all(*[select(literal(n).label("n"), literal(n % 2).label("odd")) for n in (3, 1, 2)])
    print(conn.execute(stmt).columns("odd").all(), conn.execute(stmt).scalars("n").all(), conn.execute(stmt).mappings().first())
    print(conn.execute(stmt).unique(lambda row: row.odd).all(), conn.execute(stmt).scalars("odd").unique().all())
    frozen = conn.execute(stmt).freeze()
    print(frozen().all(), frozen().scalar(), [tuple(row) for row in conn.execute(stmt)])
    for odd, n in conn.execute(stmt).columns("odd", "n"):
        print(odd, n)
    print(conn.execute(stmt).tuples().all(), list(conn.execute(stmt).partitions(2)), conn.execute(stmt).mappings().keys())
    print({row.n: row for row in conn.execute(stmt)}[3].odd, max(conn.execute(stmt)), sorted(conn.execute(stmt))[0] < (2, 0))

#: what echo prints where it is turned on by logging
import logging
import sys
logging.basicConfig(stream=sys.stdout, format="%(name)s %(levelname)s %(message)s")
engine = create_engine("sqlite://", echo=False)
print(engine.echo)
engine.echo = True
with engine.connect() as conn:
    conn.execute(select(literal("abc"), literal(None)))
    conn.exec_driver_sql("SELECT 1")
engine.echo = False

#: long parameters in the log
engine = create_engine("sqlite://")
metadata.create_all(engine)
with engine.begin() as conn:
    conn.execute(insert(coin), [{"name": f"coin {n}", "year": n} for n in range(20)])
    print(conn.scalars(select(coin.c.id).where(coin.c.name.in_([f"coin {n}" for n in range(60)]))).all()[-1])
    conn.execute(select(literal("long " * 100)))
    conn.execute(insert(coin), {"name": "coin 1"})

#: parameters hidden from the log
engine = create_engine("sqlite://", hide_parameters=True)
metadata.create_all(engine)
with engine.begin() as conn:
    conn.execute(insert(coin), {"name": "secret"})
    conn.execute(insert(coin), {"name": "secret"})

#: URLs
url = URL.create("postgresql+psycopg", "ann", "p@ss/word", "db.example", 5433, "stock", {"sslmode": "require"})
print(url, url.render_as_string(hide_password=False), repr(url), url.get_backend_name(), url.get_driver_name())
print(url.set(database="other", password=None), make_url("sqlite:///file.db").database, url.query, make_url("sqlite://").database, url.update_query_dict({"a": "b"}))
print(make_url("postgresql://h/d") == make_url("postgresql://h/d"), make_url("mysql://u@h:3306/d").port)

#: a connection of a session
engine = create_engine("sqlite://")
metadata.create_all(engine)
with engine.connect() as conn:
    outer = conn.begin()
    with Session(conn, join_transaction_mode="create_savepoint") as session:
        session.execute(insert(coin).values(name="a"))
        session.commit()
        session.execute(insert(coin).values(name="b"))
        session.rollback()
    print(conn.scalars(select(coin.c.name)).all())
    outer.rollback()
    print(conn.scalars(select(coin.c.name)).all())

#: two engines under one session
one, two = create_engine("sqlite://"), create_engine("sqlite://")
coin.create(one)
Table("coin", MetaData(), Column("id", Integer)).create(two)
session = Session(binds={coin: one}, bind=two)
session.execute(insert(coin).values(name="x"))
print(session.get_bind(clause=select(coin)) is one, session.get_bind() is two, session.execute(select(coin.c.name)).all())
print(session.scalar(text("SELECT count(*) FROM coin")))
session.rollback()
