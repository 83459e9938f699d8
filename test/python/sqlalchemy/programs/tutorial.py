from sqlalchemy import *
from sqlalchemy.dialects import postgresql, sqlite

metadata = MetaData()
keeper = Table(
    "keeper", metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(30), nullable=False),
    Column("town", String),
)
beast = Table(
    "beast", metadata,
    Column("id", Integer, primary_key=True),
    Column("keeper_id", ForeignKey("keeper.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("weight", Integer),
)

def filled():
    engine = create_engine("sqlite+pysqlite:///:memory:")
    metadata.create_all(engine)
    with engine.begin() as conn:
        conn.execute(insert(keeper), [{"name": "ada", "town": "York"}, {"name": "bo", "town": None}, {"name": "cy", "town": "Bath"}])
        conn.execute(insert(beast), [{"keeper_id": 1, "kind": "owl", "weight": 2}, {"keeper_id": 1, "kind": "emu", "weight": 40}, {"keeper_id": 3, "kind": "owl", "weight": 3}])
    return engine

#: an engine, and text that says hello
engine = create_engine("sqlite+pysqlite:///:memory:", echo=True)
print(engine, engine.name, engine.driver, engine.url, engine.dialect.name)
with engine.connect() as conn:
    result = conn.execute(text("select 'good day'"))
    print(result.all())

#: commit as one goes, and begin once
engine = create_engine("sqlite+pysqlite:///:memory:")
with engine.connect() as conn:
    conn.execute(text("CREATE TABLE point (a int, b int)"))
    conn.execute(text("INSERT INTO point (a, b) VALUES (:a, :b)"), [{"a": 1, "b": 1}, {"a": 2, "b": 4}])
    conn.commit()
with engine.begin() as conn:
    conn.execute(text("INSERT INTO point (a, b) VALUES (:a, :b)"), [{"a": 6, "b": 8}, {"a": 9, "b": 10}])
with engine.connect() as conn:
    conn.execute(text("DELETE FROM point"))
with engine.connect() as conn:
    print(conn.execute(text("SELECT count(*) FROM point")).scalar())

#: rows in all their ways
engine = create_engine("sqlite://")
with engine.begin() as conn:
    conn.execute(text("CREATE TABLE point (a int, b int)"))
    conn.execute(text("INSERT INTO point VALUES (:a, :b)"), [{"a": 1, "b": 2}, {"a": 3, "b": 4}, {"a": 5, "b": 6}])
with engine.connect() as conn:
    for row in conn.execute(text("SELECT a, b FROM point")):
        print(f"a: {row.a}  b: {row.b}", row)
    for a, b in conn.execute(text("SELECT a, b FROM point")):
        print(a, b)
    for row in conn.execute(text("SELECT a, b FROM point")):
        print(row[0], row[-1], row[0:1], len(row), row._mapping["a"], row._fields)
    for mapping in conn.execute(text("SELECT a, b FROM point")).mappings():
        print(mapping, mapping["a"], mapping["b"], dict(mapping))
    print(conn.execute(text("SELECT a, b FROM point WHERE b > :least"), {"least": 3}).all())
    for row in conn.execute(text("SELECT a, b FROM point WHERE b > :y ORDER BY a, b"), {"y": 4}):
        print(row._asdict(), row._tuple(), row == (5, 6), hash(row) == hash((5, 6)), row.count(5), row.index(6))

#: tables and their columns
print(keeper.c.name, repr(keeper.c.name))
print(keeper.c.keys(), keeper.primary_key, beast.foreign_keys)
print(repr(keeper))
print(repr(metadata))
print(list(metadata.tables), metadata.sorted_tables, metadata.tables["keeper"] is keeper)
print(keeper.columns.name is keeper.c["name"], keeper.c[0].name, [c.name for c in keeper.c["id", "town"]])
for fk in beast.foreign_keys:
    print(fk, repr(fk), fk.column, fk.parent, fk.target_fullname)
for constraint in sorted(beast.constraints, key=str):
    print(type(constraint).__name__, constraint.name)

#: definitions are emitted
engine = create_engine("sqlite://")
metadata.create_all(engine)
metadata.create_all(engine)
metadata.drop_all(engine)

#: a table read back
engine = filled()
again = MetaData()
read = Table("beast", again, autoload_with=engine)
print(repr(read))
print(sorted(again.tables))

#: an insert and its parameters
stmt = insert(keeper).values(name="dee", town="Hull")
print(stmt)
compiled = stmt.compile()
print(compiled.params, str(compiled), compiled.string, compiled.positiontup)
with filled().connect() as conn:
    result = conn.execute(stmt)
    conn.commit()
    print(result.inserted_primary_key, result.inserted_primary_key_rows, result.lastrowid)
print(insert(keeper))
print(insert(keeper).values().compile(create_engine("sqlite://")))

#: many at once, with a key that a subquery finds
who = select(keeper.c.id).where(keeper.c.name == bindparam("owner")).scalar_subquery()
with filled().connect() as conn:
    result = conn.execute(insert(beast).values(keeper_id=who), [{"owner": "ada", "kind": "elk"}, {"owner": "cy", "kind": "gnu"}])
    conn.commit()
    print(conn.execute(select(beast.c.keeper_id, beast.c.kind)).all())
    print(result.rowcount)

#: inserts that give back
print(insert(beast).returning(beast.c.id, beast.c.kind))
src = select(keeper.c.id, keeper.c.name + "'s pet")
stmt = insert(beast).from_select(["keeper_id", "kind"], src)
print(stmt)
print(stmt.returning(beast.c.id, beast.c.kind))
with filled().begin() as conn:
    print(conn.execute(stmt.returning(beast.c.id, beast.c.kind)).all())

#: select and its columns
print(select(keeper))
print(select(keeper.c.name, keeper.c.town))
print(select(keeper.c["name", "town"]))
stmt = select(keeper).where(keeper.c.name == "ada")
print(stmt)
with filled().connect() as conn:
    for row in conn.execute(stmt):
        print(row)
    for row in conn.execute(select(("Keeper: " + keeper.c.name).label("called")).order_by(keeper.c.name)):
        print(f"{row.called}")
    print(conn.execute(select(text("'some words'"), keeper.c.name).order_by(keeper.c.name)).all())
    for row in conn.execute(select(literal_column("'some words'").label("w"), keeper.c.name).order_by(keeper.c.name)):
        print(f"{row.w}, {row.name}")

#: conditions
print(keeper.c.name == "bo", "|", beast.c.keeper_id > 10)
print(select(keeper).where(keeper.c.name == "bo"))
print(select(beast.c.kind).where(keeper.c.name == "bo").where(beast.c.keeper_id == keeper.c.id))
print(select(beast.c.kind).where(keeper.c.name == "bo", beast.c.keeper_id == keeper.c.id))
print(select(beast.c.kind).where(and_(or_(keeper.c.name == "bo", keeper.c.name == "cy"), beast.c.keeper_id == keeper.c.id)))
print(select(keeper).filter_by(name="bo", town="Bath"))

#: FROM and JOIN
print(select(keeper.c.name))
print(select(keeper.c.name, beast.c.kind))
print(select(keeper.c.name, beast.c.kind).join_from(keeper, beast))
print(select(keeper.c.name, beast.c.kind).join(beast))
print(select(beast.c.kind).select_from(keeper).join(beast))
print(select(func.count("*")).select_from(keeper))
print(select(beast.c.kind).select_from(keeper).join(beast, keeper.c.id == beast.c.keeper_id))
print(select(keeper).join(beast, isouter=True))
print(select(keeper).outerjoin(beast))
print(select(keeper).join(beast, full=True))
print(select(keeper).join_from(keeper, beast, isouter=True).outerjoin_from(beast, keeper.alias("k2")))

#: order, groups and having
print(select(keeper).order_by(keeper.c.name))
print(select(keeper).order_by(keeper.c.town.desc(), asc(keeper.c.name)))
print(func.count(keeper.c.id))
stmt = select(keeper.c.name, func.count(beast.c.id).label("number")).join(beast).group_by(keeper.c.name).having(func.count(beast.c.id) > 1)
print(stmt)
with filled().connect() as conn:
    print(conn.execute(stmt).all())
stmt = select(beast.c.keeper_id, func.count(beast.c.id).label("number")).group_by("keeper_id").order_by("keeper_id", desc("number"))
print(stmt)
print(stmt.order_by(None).group_by(None))
print(select(keeper).order_by("nothing"))

#: a table twice
one, other = keeper.alias(), keeper.alias()
print(select(one.c.name, other.c.name).join_from(one, other, one.c.id > other.c.id))
named = keeper.alias("k")
print(select(named.c.name.label("n"), keeper.c.id).where(named.c.id < keeper.c.id))

#: subqueries and common table expressions
sub = select(func.count(beast.c.id).label("number"), beast.c.keeper_id).group_by(beast.c.keeper_id).subquery()
print(sub)
print(select(sub.c.keeper_id, sub.c.number))
print(select(keeper.c.name, sub.c.number).join_from(keeper, sub))
cte = select(func.count(beast.c.id).label("number"), beast.c.keeper_id).group_by(beast.c.keeper_id).cte()
print(select(keeper.c.name, cte.c.number).join_from(keeper, cte))
stmt = select(keeper.c.name, sub.c.number).join_from(keeper, sub)
with filled().connect() as conn:
    print(conn.execute(stmt).all())
    print(conn.execute(select(keeper.c.name, cte.c.number).outerjoin_from(keeper, cte)).all())

#: a common table expression that counts
nums = select(literal(1).label("n")).cte("nums", recursive=True)
nums = nums.union_all(select(nums.c.n + 1).where(nums.c.n < 4))
stmt = select(nums.c.n, func.sum(nums.c.n).over(order_by=nums.c.n))
print(stmt)
with filled().connect() as conn:
    print(conn.execute(stmt).all())
print(nums, "|", repr(nums.name))
a = select(keeper.c.id).cte("a")
b = select(a.c.id).where(a.c.id > 1).cte("b")
print(select(b.c.id, a.c.id).where(a.c.id == b.c.id))
print(select(keeper.c.id).cte("inner_one", nesting=True).select())
print(select(a.alias("again").c.id, a.c.id))
print(select(a).prefix_with("/* p */").add_cte(select(beast.c.id).cte("unused")))

#: scalar subqueries
sub = select(func.count(beast.c.id)).where(keeper.c.id == beast.c.keeper_id).scalar_subquery()
print(sub)
print(sub == 5)
stmt = select(keeper.c.name, sub.label("number"))
print(stmt)
stmt = select(keeper.c.name, beast.c.kind, select(func.count(beast.c.id)).where(keeper.c.id == beast.c.keeper_id).scalar_subquery().correlate(keeper).label("number")).join_from(keeper, beast).order_by(keeper.c.id, beast.c.id)
print(stmt)
with filled().connect() as conn:
    print(conn.execute(stmt).all())
print(select(keeper.c.name, beast.c.kind, sub.label("number")).join_from(keeper, beast).order_by(keeper.c.id))

#: lateral subqueries
sub = select(func.count(beast.c.id).label("number"), beast.c.kind, beast.c.keeper_id).where(keeper.c.id == beast.c.keeper_id).lateral()
print(select(keeper.c.name, sub.c.number, sub.c.kind).join_from(keeper, sub).order_by(keeper.c.id, beast.c.kind))
near = select(beast.c.kind).where(beast.c.keeper_id == keeper.c.id).order_by(beast.c.weight.desc()).limit(2).lateral("near")
print(select(keeper.c.name, near.c.kind).select_from(keeper).join(near, true()).compile(dialect=postgresql.dialect()))
print(select(keeper.c.name, near.c.kind).outerjoin(near, true()))

#: unions and their kind
one, two = select(keeper).where(keeper.c.name == "ada"), select(keeper).where(keeper.c.name == "cy")
u = union_all(one, two)
print(u)
with filled().connect() as conn:
    print(conn.execute(u).all())
    sub = u.subquery()
    stmt = select(sub.c.name, beast.c.kind).join_from(beast, sub).order_by(sub.c.name, beast.c.kind)
    print(stmt)
    print(conn.execute(stmt).all())
    print(conn.execute(u.order_by("name").limit(1)).all())
    print(conn.execute(one.union(two).order_by(keeper.c.name.desc())).all())
print(one.except_(two))
print(union(intersect(one, two), one))
print(except_all(one, union(two, one).subquery().select()), intersect_all(one, two))
print(union(one.order_by(keeper.c.id).limit(2), two))
print(u.selected_columns.keys(), u.subquery("u").c.keys(), u.exported_columns.keys())

#: exists
sub = select(func.count(beast.c.id)).where(keeper.c.id == beast.c.keeper_id).group_by(beast.c.keeper_id).having(func.count(beast.c.id) > 1).exists()
print(select(keeper.c.name).where(sub))
none = select(beast.c.id).where(keeper.c.id == beast.c.keeper_id).exists()
with filled().connect() as conn:
    print(conn.execute(select(keeper.c.name).where(sub)).all())
    print(conn.execute(select(keeper.c.name).where(~none)).all())
print(select(none.label("any_at_all")))
print(exists().where(beast.c.id == 3), "|", exists(beast.c.id).where(beast.c.id > 4).select())
print(select(exists(select(1).where(keeper.c.id == 1))))
print(select(keeper.c.id).where(exists(beast.c.id).where(beast.c.keeper_id == keeper.c.id).correlate(keeper)))

#: functions
print(select(func.count()).select_from(keeper))
with filled().connect() as conn:
    print(conn.execute(select(func.lower("A String With UPPER"))).all())
    print(conn.execute(select(func.now())).keys())
    print(conn.scalar(select(func.coalesce(keeper.c.town, "none")).where(keeper.c.id == 2)))
print(select(func.some_odd_function(keeper.c.name, 17)))
print(select(func.now()).compile(dialect=postgresql.dialect()))
print(func.now().type, func.max(Column("c", Integer)).type, func.max(Column("s", String)).type)
print(func.upper("lower case").type, repr(func.upper("x").type), repr(func.count().type), repr(func.nothing_known().type))
print(select(func.upper("lower case") + " suffix"))
data = func.json_object('{a, 1, b, "def", c, 3.5}', type_=JSON)
print(repr(data.type), select(data["def"]))
with filled().connect() as conn:
    print(conn.execute(select(func.json('{"def": 3}', type_=JSON)["def"])).scalar())
    print(conn.execute(select(func.sum(beast.c.weight), func.min(beast.c.kind), func.avg(beast.c.weight), func.total(beast.c.weight))).all())
print(func.count().label("n"), func.mod(5, 3), func.current_date(), func.localtime(), func.session_user(), func.user(), func.char_length("a"), func.concat("a", "b"), func.concat_ws("a"))
print(getattr(func, "odd name")(3), func.quoted_("x"), func.Mixed.Case(1))

#: window functions
stmt = select(func.row_number().over(partition_by=keeper.c.name), keeper.c.name, beast.c.kind).select_from(keeper).join(beast)
print(stmt)
with filled().connect() as conn:
    print(conn.execute(stmt).all())
    stmt = select(func.count().over(order_by=keeper.c.name), keeper.c.name, beast.c.kind).select_from(keeper).join(beast)
    print(stmt)
    print(conn.execute(stmt).all())
print(func.rank().over(partition_by=[keeper.c.name, keeper.c.town], order_by=[keeper.c.id.desc(), keeper.c.name]))
print(func.sum(beast.c.weight).over(order_by=beast.c.id, rows=(None, 0)), "|", func.sum(beast.c.weight).over(range_=(-5, 10)), "|", func.sum(beast.c.weight).over(rows=(2, None), partition_by="kind"))
print(func.sum(beast.c.weight).over(order_by="kind", groups=(-1, 1)), "|", over(func.ntile(4), order_by=beast.c.id), "|", func.lag(beast.c.kind, 2).over(order_by=beast.c.id).label("before"))
print(func.row_number().over())

#: aggregates over an order and with a filter
print(func.unnest(func.percentile_disc([0.25, 0.5, 0.75, 1]).within_group(keeper.c.name)))
print(func.mode().within_group(keeper.c.name.desc(), keeper.c.id), "|", within_group(func.rank(3), keeper.c.id))
stmt = select(func.count(beast.c.kind).filter(keeper.c.name == "cy"), func.count(beast.c.kind).filter(keeper.c.name == "ada", beast.c.weight > 3)).select_from(keeper).join(beast)
print(stmt)
with filled().connect() as conn:
    print(conn.execute(stmt).all())
print(func.array_agg(beast.c.kind).filter(beast.c.id > 2).over(partition_by=beast.c.kind))
print(select(func.array_agg(postgresql.aggregate_order_by(beast.c.kind, beast.c.id.desc()))).compile(dialect=postgresql.dialect()))
print(funcfilter(func.count(1), beast.c.kind == "owl"))
print(func.group_concat(beast.c.kind).aggregate_order_by(beast.c.id).compile(dialect=sqlite.dialect()))

#: functions that are tables, and functions that are columns
each = func.json_each('["one", "two", "three"]').table_valued("value")
stmt = select(each).where(each.c.value.in_(["two", "three"]))
print(stmt)
with filled().connect() as conn:
    print(conn.execute(stmt).all())
print(select(func.json_array_elements('["one", "two"]').column_valued("x")))
fn = func.generate_series(4, 1, -1).table_valued("value", with_ordinality="ordinality").render_derived()
print(select(fn), "|", select(fn).compile(dialect=postgresql.dialect()))
print(select(func.json_to_recordset('[{"a":1,"b":"x"}]').table_valued(column("a", Integer), column("b", String)).render_derived(name="r", with_types=True)).compile(dialect=postgresql.dialect()))
print(select(func.unnest(postgresql.array([1, 2])).alias("n").column), "|", select(func.pg_walk().table_valued("x", joins_implicitly=True), keeper.c.id))
print(func.row_to_json(keeper.table_valued()))
print(select(func.row_to_json(keeper.table_valued()), func.f(1).scalar_table_valued("part")))

#: casts, and types that Python alone knows
stmt = select(cast(keeper.c.id, String))
print(stmt)
with filled().connect() as conn:
    print(conn.execute(stmt).all())
    print(cast("{'a': 'b'}", JSON)["a"])
    print(conn.execute(select(type_coerce({"some_key": {"foo": "bar"}}, JSON))).scalar())
    s = select(type_coerce({"some_key": {"foo": "bar"}}, JSON)["some_key"])
    print(s)
print(keeper.c.id.cast(Numeric(5, 2)), repr(type_coerce(keeper.c.id, Float).type), type_coerce(keeper.c.id, Float) / 2)

#: updates
stmt = update(keeper).where(keeper.c.name == "bo").values(town="Leeds")
print(stmt)
print(update(keeper).values(town="Keeper: " + keeper.c.name))
with filled().begin() as conn:
    stmt = update(keeper).where(keeper.c.name == bindparam("oldname")).values(name=bindparam("newname"))
    print(stmt)
    conn.execute(stmt, [{"oldname": "ada", "newname": "al"}, {"oldname": "bo", "newname": "bob"}, {"oldname": "nobody", "newname": "x"}])
    print(conn.execute(select(keeper.c.name)).scalars().all())
    result = conn.execute(update(keeper).values(town="Rye").where(keeper.c.name == "cy"))
    print(result.rowcount)
    print(conn.execute(update(keeper).where(keeper.c.name == "cy").values(town="Ely").returning(keeper.c.id, keeper.c.name)).all())

#: updates that look elsewhere
first = select(beast.c.kind).where(beast.c.keeper_id == keeper.c.id).order_by(beast.c.id).limit(1).scalar_subquery()
stmt = update(keeper).values(town=first)
print(stmt)
with filled().begin() as conn:
    conn.execute(stmt)
    print(conn.execute(select(keeper.c.town)).scalars().all())
    stmt = update(keeper).where(keeper.c.id == beast.c.keeper_id).where(beast.c.kind == "emu").values(town="far")
    print(stmt)
    print(conn.execute(stmt).rowcount)
print(update(keeper).ordered_values((keeper.c.name, 20), (keeper.c.town, keeper.c.name + "x")))
print(update(keeper).values({"name": keeper.c.town}).where(keeper.c.id.in_([1, 2])).compile().params)
stmt = update(keeper).where(keeper.c.id == beast.c.keeper_id).values({keeper.c.town: "near", beast.c.weight: 3})
print(stmt)

#: deletes
stmt = delete(keeper).where(keeper.c.name == "bo")
print(stmt)
with filled().begin() as conn:
    print(conn.execute(stmt).rowcount)
    print(conn.execute(delete(beast).where(beast.c.kind == "owl").returning(beast.c.id, beast.c.keeper_id)).all())
stmt = delete(keeper).where(keeper.c.id == beast.c.keeper_id).where(beast.c.kind == "emu")
print(stmt)
print(stmt.compile(dialect=postgresql.dialect()))
print(delete(keeper), delete(keeper).returning(keeper.c.id))

#: statements for MySQL and for Oracle
from sqlalchemy.dialects import mysql, oracle
def my(element):
    return element.compile(dialect=mysql.dialect())
print(my(update(keeper).where(keeper.c.id == beast.c.keeper_id).where(beast.c.kind == "emu").values(town="far")))
print(my(update(keeper).where(keeper.c.id == beast.c.keeper_id).values({keeper.c.town: "near", beast.c.weight: 3})))
print(my(delete(keeper).where(keeper.c.id == beast.c.keeper_id).where(beast.c.kind == "emu")))
print(my(delete(keeper).where(keeper.c.id == 3)), "|", my(insert(keeper).values(name="x")), "|", my(insert(keeper).values()))
print(my(select(keeper.c.name.concat("x"), keeper.c.name + "a" + "b", keeper.c.name.match("q"), keeper.c.name.regexp_match("^a"), keeper.c.id.is_distinct_from(3), keeper.c.name.ilike("A%"))))
print(my(select(keeper).limit(5).offset(2)), "|", my(select(keeper).limit(5)), "|", my(select(keeper).where(keeper.c.id.in_([]))).string, "|", my(select(cast(keeper.c.id, String), cast("5", Integer), column("order"), column("Mixed"))))
print(my(keeper.c.id / 2), my(keeper.c.id % 2), my(keeper.c.id // 2), my(func.now()), my(select(keeper).with_for_update()))
print(select(func.now()).compile(dialect=oracle.dialect()))
print(select(func.odd_strings(5).column_valued("s")).compile(dialect=oracle.dialect()))
print(select(keeper.alias("k").c.id.label("n")).compile(dialect=oracle.dialect()))

#: several parts of one condition
stmt = select(keeper).where(keeper.c.id > 1)
stmt = stmt.where(keeper.c.name != None).limit(10).offset(2).distinct()
print(stmt)
print(stmt.with_only_columns(keeper.c.id), stmt.add_columns(beast.c.kind).join(beast))
print(stmt.with_only_columns(func.count(), maintain_column_froms=True).order_by(None))
print(select(keeper.c.id).slice(2, 5), select(keeper).fetch(3, with_ties=True).order_by(keeper.c.id), select(keeper).with_for_update(nowait=True, of=keeper))
print(stmt.whereclause, stmt.columns_clause_froms, stmt.get_final_froms(), stmt.selected_columns.keys(), stmt.column_descriptions[0]["name"])
