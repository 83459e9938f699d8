from sqlalchemy import *
from sqlalchemy.dialects import postgresql, sqlite

metadata = MetaData()
lamp = Table(
    "lamp", metadata,
    Column("id", Integer, primary_key=True),
    Column("label", String(20)),
    Column("watts", Integer),
    Column("price", Numeric(8, 2)),
    Column("lit", Boolean),
    Column("bought", Date),
    Column("data", JSON),
)
x, y, z = column("x"), column("y"), column("z")
n, m = column("n", Integer), column("m", Integer)
s, t = column("s", String), column("t", String)
b, c = column("b", Boolean), column("c", Boolean)

def pg(element):
    return element.compile(dialect=postgresql.dialect())

def lite(element):
    return element.compile(dialect=sqlite.dialect())

def filled():
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as conn:
        conn.execute(insert(lamp), [
            {"label": "desk", "watts": 40, "lit": True, "data": {"a": [1, 2], "k": "v"}},
            {"label": "50% off_er", "watts": None, "lit": False, "data": None},
            {"label": "Hall/way", "watts": 7, "lit": None, "data": [5]},
        ])
    return engine.connect()

#: comparisons
for e in (x == 5, x != 5, x > 5, x < 5, x >= 5, x <= 5, x.between(5, 10), x.between(5, 10, symmetric=True), ~x.between(1, 2), between(x, y, z), 5 == x, 5 < x, x == y, x.is_(None), x.is_not(None), x == None, x != None, x.isnot(None), x == null(), x.is_(y), x == "a", x.is_distinct_from(y), x.isnot_distinct_from(3)):
    print(e, "|", e.compile().params, "|", lite(e), "|", pg(e))

#: membership in lists
print(x.in_([1, 2, 3]))
print(x.in_([1, None]).compile().params)
print(x.in_([]), "|", x.not_in([]), "|", x.notin_([1]))
for e in (x.in_([1, 2, 3]), x.in_([]), x.not_in([]), x.in_(["a"]), s.in_([]), x.in_([y, z]), x.in_((1, y)), x.in_(range(3)), x.in_({4})):
    print(lite(e).string, "|", e.compile(compile_kwargs={"render_postcompile": True}), "|", e.compile(compile_kwargs={"literal_binds": True}))
with filled() as conn:
    print(conn.scalars(select(lamp.c.label).where(lamp.c.id.in_([1, 3]))).all())
    print(conn.scalars(select(lamp.c.label).where(lamp.c.id.in_([]))).all())
    print(conn.scalars(select(lamp.c.label).where(lamp.c.id.not_in([]))).all())
    print(conn.scalars(select(lamp.c.label).where(~lamp.c.id.in_([2]))).all())
    print(conn.scalars(select(lamp.c.label).where(lamp.c.label.in_(bindparam("which", expanding=True))), {"which": ["desk", "x"]}).all())
    print(conn.execute(select(lamp.c.id).where(tuple_(lamp.c.id, lamp.c.label).in_([(1, "desk"), (2, "no")]))).all())

#: membership in tuples and subqueries
e = tuple_(x, y).in_([(1, 2), (3, 4)])
print(e, "|", e.compile(compile_kwargs={"render_postcompile": True}), "|", lite(tuple_(x, y).in_([])), "|", e.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
print(pg(tuple_(n, s).in_([(1, "a")])).string, tuple_(x, y) == tuple_(1, 2), tuple_(x, y) > (3, 4), tuple_(n, "a").type)
print(x.in_(select(lamp.c.watts)), "|", x.not_in(select(lamp.c.watts).where(lamp.c.id == 3)))
print(tuple_(x, y).in_(select(lamp.c.id, lamp.c.watts)))
print(x.in_(text("SELECT 1")), x.in_(select(lamp.c.id).union(select(lamp.c.watts))), x.in_(select(lamp.c.id).scalar_subquery()))
print(x.in_(lamp))

#: what is no list
print(x.in_(5))

#: likeness
for e in (s.like("word"), s.ilike("word"), s.not_like("word"), s.notilike("word"), s.like("a/%b", escape="/"), s.ilike("w!_", escape="!"), ~s.like("x"), ~s.ilike(t), s.like(t), x.like("q")):
    print(e, "|", lite(e), "|", pg(e))

#: what texts hold, begin and end with
for e in (s.startswith("w"), s.endswith("w"), s.contains("w"), s.startswith("50%", autoescape=True), s.contains("a_b/c", autoescape=True), s.contains("a_b", autoescape=True, escape="^"), s.startswith("x", escape="!"), s.endswith(t), s.contains(func.lower(t)), ~s.contains("w"), ~s.startswith("z"), s.istartswith("W"), s.iendswith("W"), s.icontains("W"), ~s.icontains("W"), s.icontains("5%", autoescape=True), not_(s.endswith("v"))):
    print(e, "|", lite(e), "|", pg(e), "|", e.compile().params)
with filled() as conn:
    for e in (lamp.c.label.startswith("50%", autoescape=True), lamp.c.label.contains("_", autoescape=True), lamp.c.label.contains("/", autoescape=True), lamp.c.label.iendswith("WAY"), lamp.c.label.ilike("D%")):
        print(conn.scalars(select(lamp.c.id).where(e)).all())

#: escapes want text
s.contains(t, autoescape=True)

#: matches and regular expressions
for e in (s.match("word"), ~s.match("word"), s.regexp_match("w[0-9]"), ~s.regexp_match("w"), s.regexp_match("w", flags="i"), s.regexp_replace("a", "b"), s.regexp_replace("a", "b", flags="ig"), s.regexp_replace(t, "x").concat("z")):
    print(e, "|", pg(e))
print(lite(s.regexp_match("w")), lite(s.match("w")), lite(~s.regexp_match("w")))
print(pg(s.match("x", postgresql_regconfig="english")), pg(func.to_tsvector(s).match("q")), pg(func.to_tsvector("a", "b").bool_op("@@")(func.to_tsquery("c"))))

#: regular expressions on SQLite
with filled() as conn:
    print(conn.scalars(select(lamp.c.id).where(lamp.c.label.regexp_match("^[dH]"))).all())

#: texts put together, and collations
print(s.concat("x"), "|", s + "x", "|", "x" + s, "|", s + t + "c", "|", func.a(s) + "b", "|", x + "text", "|", literal("a") + literal("b"), "|", s.op("+")("x"))
print(collate(s, "my_c"), "|", s.collate("NOCASE") == "x", "|", (s == "x").collate("C"), "|", s.collate("C").desc(), "|", pg(s.collate("en_US") < "b"), "|", repr(s.collate("C").type))
print(select(lamp).order_by(lamp.c.label.collate("nocase").desc().nulls_last()))
print(literal("x").collate("utf8"), "|", s.like("a").collate("C"), "|", func.lower(s).collate("de"))

#: arithmetic
for e in (x + 5, 5 + x, n + 5, x - 5, x * 5, 5 * x, x / 5, 5 / x, n / m, x // 5, n // 2, x % 5, 5 % x, -x, -(x + y), -n * 2, n - (m - 1), (n + m) * 2, n * m / 2, n / (m / 2), n + m + 1, n - m - 1, n % m % 2, column("f", Float) / 2, column("q", Numeric) / n, column("f", Float) // 2, n / column("f", Float), n.op("^")(2), n * -1, x - -y):
    print(e, "|", repr(e.type), "|", lite(e), "|", pg(e))

#: bits
for e in (n.bitwise_and(5), n.bitwise_or(5), n.bitwise_xor(5), n.bitwise_not(), n.bitwise_lshift(5), n.bitwise_rshift(5), n.bitwise_and(m).bitwise_or(1), (n.bitwise_and(1)) == 0, n.bitwise_and(m + 1), n.bitwise_not() + 1, x.bitwise_xor(2), n.bitwise_lshift(m)):
    print(e, "|", repr(e.type), "|", pg(e))
print(lite(n.bitwise_and(5)), lite(n.bitwise_not()), pg(n.bitwise_xor(5)))

#: conjunctions
print((x == 1) & (y == 2), "|", (x == 1) | (y == 2), "|", ~(x == 1), "|", and_(x == 1, y == 2), "|", or_(x == 1, y == 2), "|", not_(x == 1))
print(and_(x == 1, or_(y == 2, y == 3, and_(z == 4, b))), "|", or_(and_(x == 1, y == 2), z == 3), "|", not_(or_(x == 1, y == 2)), "|", ~and_(x == 1, b))
print(and_(true(), x == 1), "|", and_(false(), x == 1), "|", or_(false(), x == 1), "|", or_(true(), x == 1), "|", and_(true()), "|", or_(false()), "|", and_(), "|", not_(true()), "|", not_(false()), "|", not_(null()))
print(and_(b), "|", not_(b), "|", and_(b, c), "|", or_(b, not_(c)), "|", ~b, "|", b == True, "|", b != False, "|", b.is_(True), "|", b.is_(false()), "|", lite(and_(b, ~c)), "|", lite(b == true()), "|", pg(b.is_not(True)))
print(and_(*[x == k for k in range(3)]), "|", (x == 1) & (y == 2) & (z == 3), "|", (x == 1) & ((y == 2) | (z == 3)))
print(select(lamp.c.id).where(and_(True, lamp.c.lit)), select(lamp.c.id).where(lamp.c.lit, true()), lite(select(lamp.c.id).where(~lamp.c.lit)))
print(and_(text("a = b"), x == 1), "|", or_(text("q OR r"), x == 1), "|", literal_column("p") & b)

#: truth of expressions
print(bool(x == x), bool(x == y), bool(x != y))
if x > 5:
    print("never")

#: any and all of something
arr = column("arr", ARRAY(Integer))
sub = select(lamp.c.watts).scalar_subquery()
for e in (any_(sub) == 5, 5 == any_(sub), x == all_(sub), x > any_(select(lamp.c.watts)), all_(sub) < 3, any_(arr) == 5, 5 == any_(arr), arr.any(5), arr.all(5), arr.any(7), ~(5 == any_(arr)), func.f(x).any_() == 3, sub.all_() != x, literal(5) == any_(arr)):
    print(e, "|", pg(e))

#: operators of one's own
for e in (x.op("->")("y"), x.op("&&", is_comparison=True)(y), ~x.op("&&", is_comparison=True)(y), x.bool_op("~~")("z"), x.op("%%")(5), x.op("+", precedence=7)(y) * 2, (x + 1).op("#")(y), x.op("#")(y + 1), x.op("<->", return_type=Float)(y), x.op("-")(x.op("-")(y)), x.op("*", precedence=8)(y + 1), n.op("||")(s)):
    print(e, "|", repr(e.type), "|", pg(e))
import operator
print(n.operate(operator.add, 5), n.reverse_operate(operator.sub, 5))

#: indexes and JSON
j = column("j", JSON)
for e in (j["a"], j[0], j[("a", 1, "b")], j["a"]["b"], j["a"].as_string(), j["a"].as_integer(), j["a"].as_float(), j["a"].as_boolean(), j["a"].as_json(), j["a"].as_numeric(10, 2), j["a"].as_string() == "x", j["a"].as_integer() + 1, j["a"].is_(None), j["a"] == JSON.NULL, j == null(), cast(j["a"], String), j["a"] == "v"):
    print(e, "|", lite(e), "|", pg(e), "|", repr(e.type))
with filled() as conn:
    print(conn.execute(select(lamp.c.data["a"], lamp.c.data["k"].as_string(), lamp.c.data[("a", 1)].as_integer())).all())
    print(conn.scalars(select(lamp.c.id).where(lamp.c.data["k"].as_string() == "v")).all())
    print(conn.scalars(select(lamp.c.id).where(lamp.c.data == None)).all(), conn.scalars(select(lamp.c.id).where(lamp.c.data == JSON.NULL)).all())

#: JSON of PostgreSQL
j = column("j", postgresql.JSONB)
for e in (j["a"], j["a"].astext, j[("a", "b")], j[("a", 1)].astext, j["n"].astext.cast(Integer), j.has_key("k"), j.has_all(["a", "b"]), j.has_any(postgresql.array(["a"])), j.contains({"a": 1}), j.contained_by({"a": 1}), j.path_exists("$.a"), j.path_match("$.a > 1"), j.delete_path(["a"]), j.concat({"b": 2}), j - "a", j["a"].as_integer(), j["a"] == "x", ~j.has_key("k")):
    print(pg(e), "|", repr(e.type))

#: arrays of PostgreSQL
arr, other = column("arr", postgresql.ARRAY(Integer)), column("other", postgresql.ARRAY(Integer))
for e in (arr[2], arr[2:5], arr[1] == 7, arr.contains([1, 2]), arr.contained_by(other), arr.overlap([3]), arr + [4], arr.any(7), arr.all(3), arr == [1, 2], postgresql.array([1, 2]) + postgresql.array([n]), postgresql.array([1, 2])[1], func.array_length(arr, 1), func.array_agg(n)[2:3], func.array_agg(n).type, any_(arr) > 5):
    print(pg(e), "|", repr(getattr(e, "type", None)))
print(column("a2", ARRAY(Integer, dimensions=2))[1][2], pg(cast(postgresql.array([1]), ARRAY(Integer))), pg(literal([1, 2], postgresql.ARRAY(Integer)).contains([1])))
print(repr(ARRAY(Integer)), repr(postgresql.ARRAY(String(5), dimensions=2)), pg(cast(x, ARRAY(Integer, dimensions=2))))

#: directions and nulls
for e in (x.desc(), x.asc(), desc(x), asc("x"), x.desc().nulls_first(), nulls_last(x), x.nullsfirst(), nullslast(x.asc()), x.desc().nulls_last(), desc(x + 1), (x + y).desc()):
    print(e, "|", lite(e), "|", pg(e))
print(select(x.label("q")).order_by(desc("q"), nulls_last("q"), x), select(x).order_by(x.label("l").desc()), select(lamp.c.id.label("k")).order_by("k", lamp.c.watts))

#: distinct in its places
print(distinct(x), x.distinct(), func.count(distinct(x)), func.count(x.distinct()), select(distinct(x)), select(x).distinct(), pg(select(x).distinct(y, z)), func.sum(x).distinct())

#: labels
print(x.label("q"), "|", (x + 1).label("q") + 1, "|", select((x + 1).label("q"), x.label(None), (x * 2).label(None)), "|", select((x + 1).label("q")).where((x + 1).label("q") > 3).order_by((x + 1).label("q")))
print(label("q", x), "|", repr(x.label("q").type), "|", x.label("q").name, x.label("q").element is x, "|", select(x.label("odd name"), y.label("select"), column("Upper")))

#: literals in the text
import datetime, decimal
for value in (5, "it's", None, True, 2.5, decimal.Decimal("1.50"), datetime.date(2024, 2, 3), datetime.datetime(2024, 2, 3, 4, 5, 6), datetime.time(7, 8), b"ab", [1, 2]):
    for dialect in (None, sqlite.dialect(), postgresql.dialect()):
        try:
            print(select(literal(value)).compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
        except Exception as error:
            print(type(error).__name__, error)
print(literal(3), literal("x").compile().params, repr(literal(decimal.Decimal(1)).type), literal(5, String).type, literal(5, literal_execute=True), literal_column("p.q", Integer).type, repr(literal_column("'x'")))

#: case
for e in (case((x == 1, "a"), (x == 2, "b"), else_="c"), case((x == 1, y)), case({1: "a", 2: "b"}, value=x), case({"w": z}, value=x, else_=y), case((x > 1, n), else_=0) + 1, case((x == 1, literal_column("'l'"))).label("q")):
    print(e, "|", repr(e.type), "|", pg(e))
with filled() as conn:
    print(conn.execute(select(case((lamp.c.watts > 10, "bright"), (lamp.c.watts.is_(None), "?"), else_="dim"))).all())

#: parts of dates
import datetime
d = column("d", Date)
print(extract("year", d), "|", extract("dow", lamp.c.bought), "|", lite(extract("year", d)), "|", pg(extract("epoch", d)), "|", repr(extract("day", d).type), "|", extract("year", d) + 1)
print(d - d, repr((d - d).type), repr((d + datetime.timedelta(1)).type), repr((column("w", DateTime) - column("w2", DateTime)).type), repr((column("w", DateTime) + column("i", Interval)).type), repr((d + 5).type))
print(func.now() - datetime.timedelta(days=1), "|", d == datetime.date(2024, 1, 1), "|", d.between(datetime.date(2024, 1, 1), d))

#: expressions know themselves
e = (n + 5) * m
print(type(e).__name__, e.left, e.right, e.operator.__name__, [str(child) for child in e.get_children()], e.compare((n + 5) * m), e.is_clause_element, e.key, n.key, n.name, n.table, lamp.c.id.table.name)
print((x == 5).right.value, (x == 5).left is x, and_(x == 1, y == 2).clauses[0], x.in_([1]).right.expanding, (x + y).self_group(), repr((x == 5).operator), func.f(x, 1).clauses, func.f(x).name)
print(bindparam("p"), bindparam("p", 5).value, bindparam("p", 5).effective_value, bindparam("p", type_=String).type, bindparam("p", unique=True).key != "p", bindparam("p", required=True).required)

#: what is not for these types
print(n.contains("x"), "|", s > 5, "|", b + 1, "|", n.concat(5), "|", n == "5")
print(column("u", Uuid) == 3, repr((n + s).type), repr((s + n).type), repr((n + column("q", Numeric)).type), repr((n == s).type), repr((n / 2).type), repr((n // 2).type), repr((n * 2.5).type))
n["a"]

#: what is no operand
import decimal
print(x == object)

#: unknown names
print(hasattr(x, "nothing"), hasattr(n, "astext"))
x.nothing
