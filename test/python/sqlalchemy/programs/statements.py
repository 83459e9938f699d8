from sqlalchemy import *
from sqlalchemy.dialects import postgresql, sqlite

metadata = MetaData()
ferry = Table(
    "ferry", metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(30), nullable=False, unique=True),
    Column("seats", Integer, server_default="10"),
    Column("note", Text),
)
trip = Table(
    "trip", metadata,
    Column("ferry_id", ForeignKey("ferry.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("sold", Integer, default=0),
)
engine = create_engine("sqlite://")
metadata.create_all(engine)

#: an insert tells its keys
with engine.begin() as conn:
    result = conn.execute(ferry.insert().values(name="Gull", seats=40))
    print(result.inserted_primary_key, result.inserted_primary_key.id, result.rowcount, result.is_insert)
    result = conn.execute(insert(ferry), [{"name": "Tern"}, {"name": "Auk"}])
    print(result.rowcount)
    print(conn.execute(select(ferry).order_by(ferry.c.id)).all())

#: many rows in one VALUES
import datetime
stmt = insert(ferry).values([{"name": "A", "seats": 1}, {"name": "B", "seats": 2}])
print(stmt)
with engine.begin() as conn:
    conn.execute(stmt)
    conn.execute(insert(trip), [{"ferry_id": 1, "day": datetime.date(2024, 5, d)} for d in (1, 2, 3)])
    print(conn.execute(select(trip.c.sold, trip.c.day).order_by(trip.c.day.desc())).first())

#: rows come back in the order in which they were given
with engine.begin() as conn:
    stmt = insert(ferry).returning(ferry.c.id, ferry.c.seats, sort_by_parameter_order=True)
    print(conn.execute(stmt, [{"name": n} for n in ("x", "y", "z")]).all())
    print(conn.execute(update(ferry).where(ferry.c.name < "z").values(seats=ferry.c.seats + ferry.c.id).returning(ferry)).all())
    print(conn.scalars(delete(ferry).where(ferry.c.id == 3).returning(ferry.c.name)).all())

#: an upsert on SQLite, with a condition
stmt = sqlite.insert(ferry).values(name="Gull", seats=5)
stmt = stmt.on_conflict_do_update(index_elements=["name"], set_={"seats": stmt.excluded.seats + ferry.c.seats}, where=ferry.c.seats < 12)
print(stmt.compile(dialect=sqlite.dialect()))
with engine.begin() as conn:
    for _ in range(3):
        conn.execute(stmt)
        print(conn.scalar(select(ferry.c.seats)))
    conn.execute(sqlite.insert(ferry).values(name="Gull").on_conflict_do_nothing())
    print(conn.scalar(select(func.count()).select_from(ferry)))

#: an upsert on PostgreSQL by a constraint
stmt = postgresql.insert(ferry).values(name="Gull", seats=5)
print(stmt.on_conflict_do_nothing(constraint="ferry_name_key").compile(dialect=postgresql.dialect()))
more = stmt.on_conflict_do_update(index_elements=[ferry.c.name], index_where=ferry.c.seats > 3, set_=dict(seats=stmt.excluded.seats, note="again"))
print(more.returning(ferry.c.id).compile(dialect=postgresql.dialect()))

#: an update from another table
stmt = update(ferry).values(note="busy").where(ferry.c.id == trip.c.ferry_id).where(trip.c.sold > 5)
print(stmt)
print(stmt.compile(dialect=postgresql.dialect()))
print(delete(ferry).where(ferry.c.id == trip.c.ferry_id).compile(dialect=postgresql.dialect()))

#: an update by a subquery and in a given order
sold = select(func.sum(trip.c.sold)).where(trip.c.ferry_id == ferry.c.id).scalar_subquery()
print(update(ferry).values(seats=sold))
print(update(ferry).ordered_values((ferry.c.note, "n"), (ferry.c.seats, ferry.c.seats + 1)))
with engine.begin() as conn:
    conn.execute(insert(ferry).values(name="a"))
    print(conn.execute(update(ferry).values({ferry.c.seats: sold, "note": func.upper(ferry.c.name)})).rowcount)
    print(conn.execute(select(ferry.c.seats, ferry.c.note)).one())

#: a change inside a common table expression
gone = delete(trip).where(trip.c.sold == 0).returning(trip.c.ferry_id).cte("gone")
stmt = select(func.count()).select_from(gone)
print(stmt.compile(dialect=postgresql.dialect()))
new = insert(ferry).values(name="n").returning(ferry.c.id).cte("new")
print(select(new.c.id).compile(dialect=postgresql.dialect()))

#: insert from a select, with the names of columns
src = select(ferry.c.name + " II", ferry.c.seats).where(ferry.c.seats > 3)
stmt = insert(ferry).from_select(["name", "seats"], src)
print(stmt)
with engine.begin() as conn:
    conn.execute(insert(ferry).values(name="Gull"))
    conn.execute(stmt)
    print(conn.scalars(select(ferry.c.name)).all())

#: parameters by name, some left to the call
stmt = select(ferry.c.name).where(ferry.c.seats >= bindparam("least"), ferry.c.name != bindparam("but", "Auk"))
print(stmt, stmt.compile().params)
with engine.begin() as conn:
    conn.execute(insert(ferry), [{"name": "Auk", "seats": 9}, {"name": "Tern", "seats": 9}])
    print(conn.execute(stmt, {"least": 3}).all(), conn.execute(stmt.params(least=2, but="Tern")).all())
    conn.execute(stmt)

#: values without a column of that name
print(insert(ferry).values(colour="red").compile())

#: an insert of defaults only
import datetime
with engine.begin() as conn:
    print(insert(Table("log", metadata, Column("id", Integer, primary_key=True))).values())
    conn.execute(insert(ferry).values(id=2, name="n"))
    print(conn.execute(insert(trip).values(ferry_id=2, day=datetime.date(2024, 1, 1))).inserted_primary_key)
    conn.execute(insert(ferry))

#: texts with literals
stmt = select(ferry).where(ferry.c.name == "O'Hara", ferry.c.seats.in_([1, 2]), ferry.c.note.is_(None)).limit(3)
print(stmt.compile(compile_kwargs={"literal_binds": True}))
print(stmt.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True}))
print(select(literal(True), literal(1.5), literal("%")).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))

#: reprs of the objects of statements
stmt = select(ferry.c.id)
print(repr(ferry.c.id))
print(repr(ferry.c.seats))
print(repr(trip))
print(repr(ferry.c.id == 3))
print(repr(bindparam("x", 4)))
print(repr(text("SELECT 1")), repr(func.now()))

#: types tell what results are
for expression in (ferry.c.seats + 1, ferry.c.seats / 2, ferry.c.name + "x", func.count(), func.max(ferry.c.name), cast("1", Numeric), ferry.c.seats > 1, func.foo(1), extract("year", trip.c.day), trip.c.day - trip.c.day):
    print(str(expression), "|", repr(expression.type))

#: brackets where they are needed only
a, b, c = column("a"), column("b"), column("c")
for e in (a + b * c, (a + b) * c, a - (b - c), -(a + b), not_(and_(a == 1, b == 2)), or_(a == 1, and_(b == 2, c == 3)), and_(or_(a == 1, b == 2), c == 3), ~(a == b), (a == b) == c, a.like("x") & b.in_([1]), not_(a.in_([1])), not_(a.between(1, 2)), a % 5 // 2, a.op("->")(b) + c, (a | b) & c):
    print(e)

#: comparison with None, with bools and with expressions
a = column("a", Integer)
for e in (a == None, a != None, None == a, a.is_distinct_from(3), a.is_not_distinct_from(None), column("b", Boolean) == True, not_(column("b", Boolean)), a < func.abs(a), 3 < a, a.is_(true()), a == select(func.max(a)).scalar_subquery(), a == any_(select(a).scalar_subquery()), 5 == all_(select(a).scalar_subquery())):
    print(e)

#: casts and type coercion
a = column("a")
print(cast(a, Numeric(10, 2)), type_coerce(a, String), try_cast(a, Integer))
print(a.cast(JSON), cast("5", Integer).compile().params)
print(cast(a, postgresql.ARRAY(Integer)).compile(dialect=postgresql.dialect()))
with engine.connect() as conn:
    print(conn.execute(select(cast("12", Integer) + 1, cast(3, String), type_coerce(literal_column("'2024-02-03'"), Date))).one())

#: functions of the standard and of one's own
with engine.connect() as conn:
    print(conn.execute(select(func.lower("ABC"), func.length("four"), func.coalesce(None, 4), func.nullif(1, 1), func.round(2.567, 1))).one())
print(func.current_timestamp(), func.now(), func.pkg.sub.call(1), func.count(), func.random().type)
print(func.string_agg(column("x"), ",").within_group(column("y")), func.aggregate_strings(column("x"), ", ").compile(dialect=postgresql.dialect()))
print(func.percentile_cont(0.5).within_group(column("x").desc()))

#: grouping sets, cube and rollup
a, b = column("a"), column("b")
print(select(a, b, func.count()).group_by(func.cube(a, b)))
print(select(a).group_by(func.rollup(a, b), func.grouping_sets(tuple_(a, b), a)))

#: prefixes, suffixes, hints and comments
print(select(ferry.c.id).prefix_with("SQL_NO_CACHE").suffix_with("-- end"))
print(insert(ferry).prefix_with("OR IGNORE").values(name="x"))
print(select(ferry.c.id).with_statement_hint("hint!"))
print(ferry.alias("f").select().where(text("f.id = :n")).params(n=3).compile().params)

#: compare statements by structure
one, two = select(ferry.c.id).where(ferry.c.seats > 3), select(ferry.c.id).where(ferry.c.seats > 4)
print(one.compare(one), one.compare(two), one.compare(select(ferry.c.id)), (ferry.c.id == 1).compare(ferry.c.id == 1))
print(one == one, one.whereclause, one.get_final_froms()[0].name, one.is_select, one.columns_clause_froms[0] is ferry)

#: nested joins
third = Table("stop", metadata, Column("id", Integer, primary_key=True), Column("ferry_id", ForeignKey("ferry.id")), Column("port", String))
j = ferry.join(trip).outerjoin(third, third.c.ferry_id == ferry.c.id)
print(j)
print(select(ferry.c.name, third.c.port).select_from(j))
print(select(ferry).join(trip.join(third, third.c.ferry_id == trip.c.ferry_id), ferry.c.id == trip.c.ferry_id, full=True))

#: table samples and functions in FROM
print(select(tablesample(ferry, func.bernoulli(5), name="few", seed=func.random())))
print(select(func.generate_series(1, 5).table_valued("value", name="g")))
print(select(func.json_each('[1,2]').table_valued("key", "value").c.value))
with engine.connect() as conn:
    print(conn.execute(select(func.json_each('[4,7]').table_valued("value").c.value)).scalars().all())
print(select(func.unnest(column("x")).column_valued("item")))
