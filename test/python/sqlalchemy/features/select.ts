import type { Feature } from './run-feature';

/** Expressions and SELECT. */
export const selectFeatures: readonly Feature[] = [
  {
    row: 18,
    title: 'the FROM list follows from the columns, and a product is warned of',
    code: `
engine = filled()
print(select(users.c.name))
print(select(users))
print(select(User.name, Address.email).where(User.id == Address.user_id))
print(select(func.count()).select_from(users))
print(select(literal(1)))
with engine.connect() as connection:
    print(len(connection.execute(select(users.c.id, addresses.c.id)).all()))
    print(len(connection.execute(select(users.c.id, addresses.c.id).where(users.c.id == addresses.c.user_id)).all()))
    print(len(connection.execute(select(users.c.id).where(addresses.c.id > 2)).all()))
with Session(engine) as session:
    print(session.execute(select(User, Address).join(User.addresses).order_by(Address.id)).first())
`,
    stdout: `SELECT user_account.name 
FROM user_account
SELECT user_account.id, user_account.name, user_account.fullname 
FROM user_account
SELECT user_account.name, address.email 
FROM user_account, address 
WHERE user_account.id = address.user_id
SELECT count(*) AS count_1 
FROM user_account
SELECT :param_1 AS anon_1
! SAWarning: SELECT statement has a cartesian product between FROM element(s) "address" and FROM element "user_account".  Apply join condition(s) between each element to resolve.
12
3
! SAWarning: SELECT statement has a cartesian product between FROM element(s) "address" and FROM element "user_account".  Apply join condition(s) between each element to resolve.
6
(User('ann'), Address('ann@x'))
`,
  },
  {
    row: 19,
    title: 'operators and their parentheses',
    code: `
a, b, c = column("a", Integer), column("b", Integer), column("c", String)
for one in [a == None, a != None, a.is_(None), a.is_not(None), a == 5, a > b, ~(a == 5), ~a.in_([1, 2]), a.not_in([1]), a.between(1, 2), ~a.between(1, 2), c.like("x%"), c.not_like("x"), c.ilike("X"), c.contains("a%b", autoescape=True), c.startswith("q"), c.endswith("z"), c + "x", a + 1, a - (b - 1), (a - b) - 1, (a + b) * 2, a / b, a // b, a % 2, -a, c.collate("nocase"), c.op("~*")("r"), a.bool_op("<->")(b), a.is_distinct_from(b), c.regexp_match("^a"), a.bitwise_and(3), c.concat("y"), a.desc(), a == b + 1, c == "x"]:
    print(one)
print(and_(a == 1, or_(a == 2, b == 3)), "/", or_(and_(a == 1, b == 2), a == 3), "/", (a == 1) & (b == 2) | (a == 3), "/", ~((a == 1) & (b == 2)), "/", not_(or_(a == 1, b == 2)), "/", and_(True, a == 1), "/", or_(False, a == 1))
on_sqlite(select(c.ilike("X"), c.concat("y"), a.is_distinct_from(b), a / b, a // b, c.regexp_match("r")))
on_postgresql(select(c.ilike("X"), c.concat("y"), a.is_distinct_from(b), a / b, a // b, c.regexp_match("r")))
with filled().connect() as connection:
    print(connection.scalars(select(users.c.name).where(users.c.fullname == None)).all(), connection.scalars(select(users.c.name).where(~users.c.fullname.like("Ann%"))).all())
attempt(lambda: bool(a == 5))
attempt(lambda: bool((a == 1) & (b == 2)))
print(bool(a == a), bool(a == b), bool(a != b))
`,
    stdout: `a IS NULL
a IS NOT NULL
a IS NULL
a IS NOT NULL
a = :a_1
a > b
a != :a_1
(a NOT IN (__[POSTCOMPILE_a_1]))
(a NOT IN (__[POSTCOMPILE_a_1]))
a BETWEEN :a_1 AND :a_2
a NOT BETWEEN :a_1 AND :a_2
c LIKE :c_1
c NOT LIKE :c_1
lower(c) LIKE lower(:c_1)
c LIKE '%' || :c_1 || '%' ESCAPE '/'
c LIKE :c_1 || '%'
c LIKE '%' || :c_1
c || :c_1
a + :a_1
a - (b - :b_1)
(a - b) - :param_1
(a + b) * :param_1
a / CAST(b AS NUMERIC)
a / b
a % :a_1
-a
c COLLATE nocase
c ~* :c_1
a <-> b
a IS DISTINCT FROM b
c <regexp> :c_1
a & :a_1
c || :c_1
a DESC
a = b + :b_1
c = :c_1
a = :a_1 AND (a = :a_2 OR b = :b_1) / a = :a_1 AND b = :b_1 OR a = :a_2 / a = :a_1 AND b = :b_1 OR a = :a_2 / NOT (a = :a_1 AND b = :b_1) / NOT (a = :a_1 OR b = :b_1) / a = :a_1 / a = :a_1
SELECT lower(c) LIKE lower(?) AS anon_1, c || ? AS anon_2, a IS NOT b AS anon_3, a / (b + 0.0) AS anon_4, a / b AS anon_5, c REGEXP ? AS anon_6
SELECT c ILIKE $1::VARCHAR AS anon_1, c || $2::VARCHAR AS anon_2, a IS DISTINCT FROM b AS anon_3, a / CAST(b AS NUMERIC) AS anon_4, a / b AS anon_5, c ~ $3::VARCHAR AS anon_6
['bob'] ['cid']
TypeError: Boolean value of this clause is not defined
True False True
`,
  },
  {
    row: 20,
    title: 'IN takes lists that are written out late, empty ones too',
    code: `
engine = filled()
print(select(users.c.id).where(users.c.id.in_([1, 2])))
show()
with engine.connect() as connection:
    for those in ([1, 2], [3], []):
        print(connection.scalars(select(users.c.name).where(users.c.id.in_(those))).all())
    print(connection.scalars(select(users.c.name).where(users.c.id.not_in([]))).all())
    print(connection.scalars(select(users.c.name).where(users.c.id.in_(select(addresses.c.user_id)))).all())
    print(connection.scalars(select(users.c.name).where(tuple_(users.c.id, users.c.name).in_([(1, "ann"), (2, "no")]))).all())
    print(connection.scalars(select(users.c.name).where(users.c.id.in_(bindparam("those"))), {"those": [2, 3]}).all())
hide()
on_postgresql(select(users.c.id).where(users.c.id.in_([1, 2])))
attempt(lambda: users.c.id.in_(5))
`,
    stdout: `SELECT user_account.id 
FROM user_account 
WHERE user_account.id IN (__[POSTCOMPILE_id_1])
> BEGIN (implicit)
> SELECT user_account.name FROM user_account WHERE user_account.id IN (?, ?) [1,2]
['ann', 'bob']
> SELECT user_account.name FROM user_account WHERE user_account.id IN (?) [3]
['cid']
> SELECT user_account.name FROM user_account WHERE user_account.id IN (SELECT 1 FROM (SELECT 1) WHERE 1!=1) []
[]
> SELECT user_account.name FROM user_account WHERE (user_account.id NOT IN (SELECT 1 FROM (SELECT 1) WHERE 1!=1)) []
['ann', 'bob', 'cid']
> SELECT user_account.name FROM user_account WHERE user_account.id IN (SELECT address.user_id FROM address) []
['ann', 'bob']
> SELECT user_account.name FROM user_account WHERE (user_account.id, user_account.name) IN (VALUES (?, ?), (?, ?)) [1,"ann",2,"no"]
['ann']
> SELECT user_account.name FROM user_account WHERE user_account.id IN (?, ?) [2,3]
['bob', 'cid']
> ROLLBACK
SELECT user_account.id FROM user_account WHERE user_account.id IN (__[POSTCOMPILE_id_1])
ArgumentError: IN expression list, SELECT construct, or bound parameter object expected, got 5.
`,
  },
  {
    row: 21,
    title: 'columns get names where they have none, or the same',
    code: `
print(select(users.c.id, addresses.c.id, users.c.name.label("who")))
print(select(users.c.id, users.c.id, users.c.id))
print(select(users.c.id + 1, users.c.id * 2, func.count(users.c.id), func.count(addresses.c.id), func.lower(users.c.name)))
print(select((users.c.id + 1).label("next"), literal("x"), literal(5).label("five"), cast(users.c.id, String)))
inner = select(users.c.id, addresses.c.id).subquery()
print(inner.c.keys(), select(inner))
with filled().connect() as connection:
    print(list(connection.execute(select(users.c.id, addresses.c.id, users.c.id + 1, func.max(users.c.id)).join(addresses)).keys()))
`,
    stdout: `SELECT user_account.id, address.id AS id_1, user_account.name AS who 
FROM user_account, address
SELECT user_account.id, user_account.id AS id__1, user_account.id AS id__2 
FROM user_account
SELECT user_account.id + :id_1 AS anon_1, user_account.id * :id_2 AS anon_2, count(user_account.id) AS count_1, count(address.id) AS count_2, lower(user_account.name) AS lower_1 
FROM user_account, address
SELECT user_account.id + :id_1 AS next, :param_1 AS anon_1, :param_2 AS five, CAST(user_account.id AS VARCHAR) AS id 
FROM user_account
['id', 'id_1'] SELECT anon_1.id, anon_1.id_1 
FROM (SELECT user_account.id AS id, address.id AS id_1 
FROM user_account, address) AS anon_1
['id', 'id_1', 'anon_1', 'max_1']
`,
  },
  {
    row: 22,
    title: 'conditions add up, filter_by asks the last joined',
    code: `
print(select(User.id).where(User.name == "a").where(User.id > 2, User.fullname != None))
print(select(User.id).filter_by(name="a", id=3))
print(select(User.id).join(User.addresses).filter_by(email="e"))
print(select(users.c.id).filter_by(name="z"))
print(select(User.id).select_from(Address).filter_by(email="x"))
attempt(lambda: select(User.id).filter_by(nope=1))
attempt(lambda: select(User.id).where("name = 'a'"))
print(select(User.id).where(or_(User.name == "a", User.name == "b"), User.id > 1))
`,
    stdout: `SELECT user_account.id 
FROM user_account 
WHERE user_account.name = :name_1 AND user_account.id > :id_1 AND user_account.fullname IS NOT NULL
SELECT user_account.id 
FROM user_account 
WHERE user_account.name = :name_1 AND user_account.id = :id_1
SELECT user_account.id 
FROM user_account JOIN address ON user_account.id = address.user_id 
WHERE address.email = :email_1
SELECT user_account.id 
FROM user_account 
WHERE user_account.name = :name_1
SELECT user_account.id 
FROM address, user_account 
WHERE address.email = :email_1
InvalidRequestError: None of the FROM clause entities have a property "nope". Searched entities: Mapper[User(user_account)]
ArgumentError: Textual SQL expression "name = 'a'" should be explicitly declared as text("name = 'a'")
SELECT user_account.id 
FROM user_account 
WHERE (user_account.name = :name_1 OR user_account.name = :name_2) AND user_account.id > :id_1
`,
  },
  {
    row: 23,
    title: 'joins find their condition, or say why not',
    code: `
print(select(users.c.name).join(addresses))
print(select(users.c.name).join_from(users, addresses))
print(select(users.c.name).outerjoin(addresses))
print(select(users.c.name).join(addresses, isouter=True, full=True))
print(select(func.count()).select_from(users).join(addresses, users.c.id == addresses.c.user_id))
print(users.join(addresses).select())
metadata = MetaData()
stranger = Table("stranger", metadata, Column("id", Integer))
double = Table("double", MetaData(), Column("a", Integer), Column("b", Integer))
attempt(lambda: select(users.c.name).join(stranger).compile())
attempt(lambda: select(users.c.name, addresses.c.email).join(stranger).compile())
one = Table("one", metadata, Column("id", Integer, primary_key=True))
two = Table("two", metadata, Column("x", ForeignKey("one.id")), Column("y", ForeignKey("one.id")))
attempt(lambda: one.join(two))
attempt(lambda: print(select(literal(1)).join(users)))
attempt(lambda: print(select(users.c.name, stranger.c.id).join(addresses)))
`,
    stdout: `SELECT user_account.name 
FROM user_account JOIN address ON user_account.id = address.user_id
SELECT user_account.name 
FROM user_account JOIN address ON user_account.id = address.user_id
SELECT user_account.name 
FROM user_account LEFT OUTER JOIN address ON user_account.id = address.user_id
SELECT user_account.name 
FROM user_account FULL OUTER JOIN address ON user_account.id = address.user_id
SELECT count(*) AS count_1 
FROM user_account JOIN address ON user_account.id = address.user_id
SELECT user_account.id, user_account.name, user_account.fullname, address.id AS id_1, address.email, address.user_id 
FROM user_account JOIN address ON user_account.id = address.user_id
InvalidRequestError: Don't know how to join to Table('stranger', MetaData(), Column('id', Integer(), table=<stranger>), schema=None). Please use the .select_from() method to establish an explicit left side, as well as providing an explicit ON clause if not present already to help resolve the ambiguity.
InvalidRequestError: Don't know how to join to Table('stranger', MetaData(), Column('id', Integer(), table=<stranger>), schema=None). Please use the .select_from() method to establish an explicit left side, as well as providing an explicit ON clause if not present already to help resolve the ambiguity.
AmbiguousForeignKeysError: Can't determine join between 'one' and 'two'; tables have more than one foreign key constraint relationship between them. Please specify the 'onclause' of this join explicitly.
InvalidRequestError: Don't know how to join to Table('user_account', MetaData(), Column('id', Integer(), table=<user_account>, primary_key=True, nullable=False), Column('name', String(length=30), table=<user_account>, nullable=False), Column('fullname', String(), table=<user_account>), schema=None). Please use the .select_from() method to establish an explicit left side, as well as providing an explicit ON clause if not present already to help resolve the ambiguity.
SELECT user_account.name, stranger.id 
FROM user_account JOIN address ON user_account.id = address.user_id, stranger
`,
  },
  {
    row: 24,
    title: 'ORDER BY knows labels by their names',
    code: `
print(select(users.c.name.label("who"), users.c.id).order_by("who", desc("id")))
print(select(users.c.name).order_by(users.c.name.desc(), users.c.id.asc()))
print(select(users.c.name).order_by(users.c.fullname.desc().nulls_last(), users.c.id.nulls_first()))
print(select(func.count().label("n"), users.c.name).group_by("name").order_by(desc("n")))
print(select(users.c.id).order_by(users.c.id).order_by(users.c.name), "/", select(users.c.id).order_by(users.c.id).order_by(None))
label = (users.c.id + 1).label("next")
print(select(label).order_by(label), "/", select(label).order_by(label.desc()))
attempt(lambda: select(users.c.name).order_by("nope").compile())
print(select(users.c.name).order_by(text("nope")))
with filled().connect() as connection:
    print(connection.scalars(select(users.c.name).order_by(users.c.fullname.nulls_last())).all())
`,
    stdout: `SELECT user_account.name AS who, user_account.id 
FROM user_account ORDER BY who, user_account.id DESC
SELECT user_account.name 
FROM user_account ORDER BY user_account.name DESC, user_account.id ASC
SELECT user_account.name 
FROM user_account ORDER BY user_account.fullname DESC NULLS LAST, user_account.id NULLS FIRST
SELECT count(*) AS n, user_account.name 
FROM user_account GROUP BY user_account.name ORDER BY n DESC
SELECT user_account.id 
FROM user_account ORDER BY user_account.id, user_account.name / SELECT user_account.id 
FROM user_account
SELECT user_account.id + :id_1 AS next 
FROM user_account ORDER BY next / SELECT user_account.id + :id_1 AS next 
FROM user_account ORDER BY next DESC
CompileError: Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL expression 'nope' should be explicitly declared as text('nope')
SELECT user_account.name 
FROM user_account ORDER BY nope
['ann', 'cid', 'bob']
`,
  },
  {
    row: 25,
    title: 'groups, their conditions, DISTINCT',
    code: `
statement = select(users.c.name, func.count(addresses.c.id).label("n")).join(addresses, isouter=True).group_by(users.c.name).having(func.count(addresses.c.id) > 0).order_by(users.c.name)
print(statement)
with filled().connect() as connection:
    print(connection.execute(statement).all())
print(select(users.c.name).distinct(), "/", select(func.count(distinct(users.c.name))), "/", select(func.count(users.c.name.distinct())))
with Session(filled()) as session:
    show()
    print(session.query(User).join(User.addresses).distinct().order_by(Address.email).all())
    print(session.scalars(select(User).join(User.addresses).distinct().order_by(Address.email)).all())
`,
    stdout: `SELECT user_account.name, count(address.id) AS n 
FROM user_account LEFT OUTER JOIN address ON user_account.id = address.user_id GROUP BY user_account.name 
HAVING count(address.id) > :count_1 ORDER BY user_account.name
[('ann', 2), ('bob', 1)]
SELECT DISTINCT user_account.name 
FROM user_account / SELECT count(DISTINCT user_account.name) AS count_1 
FROM user_account / SELECT count(DISTINCT user_account.name) AS count_1 
FROM user_account
> BEGIN (implicit)
> SELECT DISTINCT user_account.id AS user_account_id, user_account.name AS user_account_name, user_account.fullname AS user_account_fullname FROM user_account JOIN address ON user_account.id = address.user_id ORDER BY address.email []
[User('ann'), User('bob')]
> SELECT DISTINCT user_account.id, user_account.name, user_account.fullname FROM user_account JOIN address ON user_account.id = address.user_id ORDER BY address.email []
[User('ann'), User('bob')]
> ROLLBACK
`,
  },
  {
    row: 26,
    title: 'aliases have names that are made up',
    code: `
a, b = users.alias(), users.alias()
print(select(a.c.id, b.c.id).where(a.c.id < b.c.id))
print(select(users.alias("u").c.name))
x, y = aliased(User), aliased(User, name="boss")
print(select(x.name, y.name).join(y, x.id == y.id))
print(select(a.c.name, addresses.c.email).join(addresses, a.c.id == addresses.c.user_id))
print(a.c.id.table is a)
with Session(filled()) as session:
    print(session.execute(select(x, y).where(x.id == y.id - 1).order_by(x.id)).all())
`,
    stdout: `SELECT user_account_1.id, user_account_2.id AS id_1 
FROM user_account AS user_account_1, user_account AS user_account_2 
WHERE user_account_1.id < user_account_2.id
SELECT u.name 
FROM user_account AS u
SELECT user_account_1.name, boss.name AS name_1 
FROM user_account AS user_account_1 JOIN user_account AS boss ON user_account_1.id = boss.id
SELECT user_account_1.name, address.email 
FROM user_account AS user_account_1 JOIN address ON user_account_1.id = address.user_id
True
[(User('ann'), User('bob')), (User('bob'), User('cid'))]
`,
  },
  {
    row: 27,
    title: 'subqueries and common table expressions',
    code: `
counted = select(addresses.c.user_id, func.count(addresses.c.id).label("n")).group_by(addresses.c.user_id)
inner = counted.subquery()
print(select(users.c.name, inner.c.n).join(inner, users.c.id == inner.c.user_id))
shared = counted.cte("counted")
print(select(users.c.name, shared.c.n).join_from(users, shared, users.c.id == shared.c.user_id))
print(select(counted.cte()))
numbers = select(literal(1).label("n")).cte("numbers", recursive=True)
numbers = numbers.union_all(select(numbers.c.n + 1).where(numbers.c.n < 5))
print(select(func.sum(numbers.c.n)))
engine = filled()
with engine.connect() as connection:
    print(connection.scalar(select(func.sum(numbers.c.n))))
    print(connection.execute(select(users.c.name, inner.c.n).join(inner, users.c.id == inner.c.user_id).order_by(users.c.id)).all())
attempt(lambda: select(inner).join(users).compile())
late = select(users.c.id).where(users.c.name == "z").cte("late")
print(insert(addresses).from_select(["user_id"], select(late.c.id)))
print(update(users).where(users.c.id.in_(select(late.c.id))).values(name="q"))
on_postgresql(select(insert(users).values(name="n").returning(users.c.id).cte("made")))
`,
    stdout: `SELECT user_account.name, anon_1.n 
FROM user_account JOIN (SELECT address.user_id AS user_id, count(address.id) AS n 
FROM address GROUP BY address.user_id) AS anon_1 ON user_account.id = anon_1.user_id
WITH counted AS 
(SELECT address.user_id AS user_id, count(address.id) AS n 
FROM address GROUP BY address.user_id)
 SELECT user_account.name, counted.n 
FROM user_account JOIN counted ON user_account.id = counted.user_id
WITH anon_1 AS 
(SELECT address.user_id AS user_id, count(address.id) AS n 
FROM address GROUP BY address.user_id)
 SELECT anon_1.user_id, anon_1.n 
FROM anon_1
WITH RECURSIVE numbers(n) AS 
(SELECT :param_1 AS n UNION ALL SELECT numbers.n + :n_1 AS anon_1 
FROM numbers 
WHERE numbers.n < :n_2)
 SELECT sum(numbers.n) AS sum_1 
FROM numbers
15
[('ann', 2), ('bob', 1)]
WITH late AS 
(SELECT user_account.id AS id 
FROM user_account 
WHERE user_account.name = :name_1)
 INSERT INTO address (user_id) SELECT late.id 
FROM late
WITH late AS 
(SELECT user_account.id AS id 
FROM user_account 
WHERE user_account.name = :name_1)
 UPDATE user_account SET name=:name WHERE user_account.id IN (SELECT late.id 
FROM late)
WITH made AS (INSERT INTO user_account (name) VALUES ($1::VARCHAR) RETURNING user_account.id) SELECT made.id FROM made
`,
  },
  {
    row: 28,
    title: 'scalar subqueries and what they correlate to',
    code: `
count = select(func.count(addresses.c.id)).where(addresses.c.user_id == users.c.id).scalar_subquery()
print(count)
print(select(users.c.name, count.label("n")))
print(select(users.c.name, count).where(count > 1).order_by(count))
print(select(users.c.name, addresses.c.email, count.correlate(users).label("n")).join_from(users, addresses))
try:
    select(users.c.name, addresses.c.email, count).join_from(users, addresses).compile()
except exc.InvalidRequestError as error:
    print(str(error).partition("returned")[2])
print(select(users.c.name).where(users.c.id == select(func.max(users.c.id)).correlate(None).scalar_subquery()))
with filled().connect() as connection:
    print(connection.execute(select(users.c.name, count.label("n")).order_by(users.c.id)).all())
print(update(users).values(fullname=select(addresses.c.email).where(addresses.c.user_id == users.c.id).limit(1).scalar_subquery()))
print(select(users.c.name).where(exists().where(addresses.c.user_id == users.c.id)).subquery().c.keys())
`,
    stdout: `(SELECT count(address.id) AS count_1 
FROM address, user_account 
WHERE address.user_id = user_account.id)
SELECT user_account.name, (SELECT count(address.id) AS count_1 
FROM address 
WHERE address.user_id = user_account.id) AS n 
FROM user_account
SELECT user_account.name, (SELECT count(address.id) AS count_1 
FROM address 
WHERE address.user_id = user_account.id) AS anon_1 
FROM user_account 
WHERE (SELECT count(address.id) AS count_1 
FROM address 
WHERE address.user_id = user_account.id) > :param_1 ORDER BY (SELECT count(address.id) AS count_1 
FROM address 
WHERE address.user_id = user_account.id)
SELECT user_account.name, address.email, (SELECT count(address.id) AS count_1 
FROM address 
WHERE address.user_id = user_account.id) AS n 
FROM user_account JOIN address ON user_account.id = address.user_id
 no FROM clauses due to auto-correlation; specify correlate(<tables>) to control correlation manually.
SELECT user_account.name 
FROM user_account 
WHERE user_account.id = (SELECT max(user_account.id) AS max_1 
FROM user_account)
[('ann', 2), ('bob', 1), ('cid', 0)]
UPDATE user_account SET fullname=(SELECT address.email 
FROM address 
WHERE address.user_id = user_account.id
 LIMIT :param_1)
['name']
`,
  },
  {
    row: 29,
    title: 'LATERAL sees what stands left of it',
    code: `
last = select(addresses.c.email).where(addresses.c.user_id == users.c.id).order_by(addresses.c.id.desc()).limit(1).lateral("last")
on_postgresql(select(users.c.name, last.c.email).join(last, true()))
on_postgresql(select(users.c.name, last.c.email).select_from(users.outerjoin(last, true())))
on_postgresql(select(users.c.name, last.c.email))
on_postgresql(select(users.c.name, select(addresses.c.email).where(addresses.c.user_id == users.c.id).lateral().c.email))
`,
    stdout: `SELECT user_account.name, last.email FROM user_account JOIN LATERAL (SELECT address.email AS email FROM address WHERE address.user_id = user_account.id ORDER BY address.id DESC LIMIT $1::INTEGER) AS last ON true
SELECT user_account.name, last.email FROM user_account LEFT OUTER JOIN LATERAL (SELECT address.email AS email FROM address WHERE address.user_id = user_account.id ORDER BY address.id DESC LIMIT $1::INTEGER) AS last ON true
SELECT user_account.name, last.email FROM user_account, LATERAL (SELECT address.email AS email FROM address WHERE address.user_id = user_account.id ORDER BY address.id DESC LIMIT $1::INTEGER) AS last
SELECT user_account.name, anon_1.email FROM user_account, LATERAL (SELECT address.email AS email FROM address WHERE address.user_id = user_account.id) AS anon_1
`,
  },
  {
    row: 29,
    title: 'LATERAL, run',
    code: `
engine = create_engine("postgresql+asyncpg://")
Base.metadata.create_all(engine)
last = select(addresses.c.email).where(addresses.c.user_id == users.c.id).order_by(addresses.c.id.desc()).limit(1).lateral("last")
with Session(engine) as session:
    session.add_all([User(name="a", addresses=[Address(email="1"), Address(email="2")]), User(name="b")])
    session.flush()
    show()
    print(session.execute(select(User.name, last.c.email).outerjoin(last, true()).order_by(User.id)).all())
`,
    stdout: `> SELECT user_account.name, last.email FROM user_account LEFT OUTER JOIN LATERAL (SELECT address.email AS email FROM address WHERE address.user_id = user_account.id ORDER BY address.id DESC LIMIT $1::INTEGER) AS last ON true ORDER BY user_account.id [1]
[('a', '2'), ('b', None)]
> ROLLBACK
`,
  },
  {
    row: 30,
    title: 'EXISTS and its opposite',
    code: `
there = exists().where(addresses.c.user_id == users.c.id)
print(select(users.c.name).where(there))
print(select(users.c.name).where(~there))
print(select(exists(select(addresses.c.id))), "/", select(select(addresses.c.id).exists().label("some")))
print(select(users.c.name).where(select(addresses.c.email).where(addresses.c.user_id == users.c.id).exists()))
print(exists(addresses.c.id).where(addresses.c.user_id == 5).select())
with filled().connect() as connection:
    print(connection.scalars(select(users.c.name).where(~there)).all(), connection.scalar(select(there.correlate(None).select_from(users))))
`,
    stdout: `SELECT user_account.name 
FROM user_account 
WHERE EXISTS (SELECT * 
FROM address 
WHERE address.user_id = user_account.id)
SELECT user_account.name 
FROM user_account 
WHERE NOT (EXISTS (SELECT * 
FROM address 
WHERE address.user_id = user_account.id))
SELECT EXISTS (SELECT address.id 
FROM address) AS anon_1 / SELECT EXISTS (SELECT address.id 
FROM address) AS "some"
SELECT user_account.name 
FROM user_account 
WHERE EXISTS (SELECT address.email 
FROM address 
WHERE address.user_id = user_account.id)
SELECT EXISTS (SELECT address.id 
FROM address 
WHERE address.user_id = :user_id_1) AS anon_1
['cid'] True
`,
  },
  {
    row: 31,
    title: 'unions and their members',
    code: `
a, b = select(users.c.id).where(users.c.id == 1), select(users.c.id).where(users.c.id == 2)
print(union(a, b).order_by("id").limit(2))
print(a.union_all(b, a))
print(except_(union(a, b), b))
print(intersect(a, b).subquery().select())
print(union_all(a.limit(1), b.order_by(users.c.id)))
on_sqlite(union_all(a.limit(1), b))
on_sqlite(union_all(union(a, b), a))
engine = filled()
with engine.connect() as connection:
    print(connection.scalars(union_all(a, b, b).order_by(text("1"))).all())
    attempt(lambda: connection.execute(union_all(a.limit(1), b)))
attempt(lambda: union(a, select(users.c.id, users.c.name)).compile())
with Session(engine) as session:
    both = union_all(select(User).where(User.id == 1), select(User).where(User.id == 3))
    print(session.scalars(select(User).from_statement(both)).all(), session.scalars(select(aliased(User, both.subquery()))).all())
`,
    stdout: `SELECT user_account.id 
FROM user_account 
WHERE user_account.id = :id_1 UNION SELECT user_account.id 
FROM user_account 
WHERE user_account.id = :id_2 ORDER BY id
 LIMIT :param_1
SELECT user_account.id 
FROM user_account 
WHERE user_account.id = :id_1 UNION ALL SELECT user_account.id 
FROM user_account 
WHERE user_account.id = :id_2 UNION ALL SELECT user_account.id 
FROM user_account 
WHERE user_account.id = :id_1
(SELECT user_account.id 
FROM user_account 
WHERE user_account.id = :id_1 UNION SELECT user_account.id 
FROM user_account 
WHERE user_account.id = :id_2) EXCEPT SELECT user_account.id 
FROM user_account 
WHERE user_account.id = :id_2
SELECT anon_1.id 
FROM (SELECT user_account.id AS id 
FROM user_account 
WHERE user_account.id = :id_1 INTERSECT SELECT user_account.id AS id 
FROM user_account 
WHERE user_account.id = :id_2) AS anon_1
(SELECT user_account.id 
FROM user_account 
WHERE user_account.id = :id_1
 LIMIT :param_1) UNION ALL (SELECT user_account.id 
FROM user_account 
WHERE user_account.id = :id_2 ORDER BY user_account.id)
(SELECT user_account.id FROM user_account WHERE user_account.id = ? LIMIT ? OFFSET ?) UNION ALL SELECT user_account.id FROM user_account WHERE user_account.id = ?
(SELECT user_account.id FROM user_account WHERE user_account.id = ? UNION SELECT user_account.id FROM user_account WHERE user_account.id = ?) UNION ALL SELECT user_account.id FROM user_account WHERE user_account.id = ?
[1, 2, 2]
OperationalError: (sqlite3.OperationalError) near "(": syntax error
[SQL: (SELECT user_account.id 
FROM user_account 
WHERE user_account.id = ?
 LIMIT ? OFFSET ?) UNION ALL SELECT user_account.id 
FROM user_account 
WHERE user_account.id = ?]
[parameters: (1, 1, 0, 2)]
(Background on this error at: https://sqlalche.me/e/21/e3q8)
CompileError: All selectables passed to CompoundSelect must have identical numbers of columns; select #1 has 1 columns, select #2 has 2
[User('ann'), User('cid')] [User('ann'), User('cid')]
`,
  },
  {
    row: 32,
    title: 'functions, and what they give',
    code: `
print(select(func.now(), func.anything(1, "x"), func.count(), func.coalesce(users.c.fullname, "none")))
for one in [func.count(users.c.id), func.max(users.c.name), func.sum(users.c.id), func.coalesce(users.c.name, "x"), func.now(), func.current_date(), func.random(), func.lower("A"), func.char_length("a"), func.anything(), func.concat("a", "b"), func.array_agg(users.c.id), func.anything(type_=Integer), func.localtime()]:
    print(type(one.type).__name__, end=" ")
print()
print(func.schema.thing(5), func.current_timestamp(), func.coalesce(users.c.id, 0) + 1, func.f(func.g(1)))
print(select(func.lower(users.c.name), func.lower(users.c.fullname)).subquery().c.keys())
with filled().connect() as connection:
    print(connection.execute(select(func.count(), func.max(users.c.name), func.upper("x"), func.sum(users.c.id), func.round(2.5))).one())
`,
    stdout: `SELECT now() AS now_1, anything(:anything_2, :anything_3) AS anything_1, count(*) AS count_1, coalesce(user_account.fullname, :coalesce_2) AS coalesce_1 
FROM user_account
Integer String Integer String DateTime Date NullType NullType Integer NullType String ARRAY Integer DateTime 
schema.thing(:thing_1) CURRENT_TIMESTAMP coalesce(user_account.id, :coalesce_1) + :coalesce_2 f(g(:g_1))
['lower', 'lower_1']
(3, 'cid', 'X', 6, 3.0)
`,
  },
  {
    row: 33,
    title: 'windows, filters, WITHIN GROUP',
    code: `
print(select(func.row_number().over(partition_by=addresses.c.user_id, order_by=addresses.c.id)))
print(select(func.sum(users.c.id).over(order_by=users.c.id, rows=(None, 0)).label("running"), func.rank().over()))
print(select(func.max(users.c.id).over(order_by=users.c.id, range_=(-1, 2)), func.max(users.c.id).over(order_by=users.c.id, groups=(0, None))))
print(select(func.count(users.c.id).filter(users.c.name == "a"), func.count(users.c.id).filter(users.c.id > 1, users.c.id < 3).over(partition_by=users.c.name)))
print(select(func.percentile_cont(0.5).within_group(users.c.id).label("middle"), func.mode().within_group(users.c.name.desc()).label("most")))
on_postgresql(select(func.string_agg(users.c.name, ",").within_group(users.c.id).label("all")))
with filled().connect() as connection:
    print(connection.execute(select(addresses.c.email, func.row_number().over(partition_by=addresses.c.user_id, order_by=addresses.c.id)).order_by(addresses.c.id)).all())
`,
    stdout: `SELECT row_number() OVER (PARTITION BY address.user_id ORDER BY address.id) AS anon_1 
FROM address
SELECT sum(user_account.id) OVER (ORDER BY user_account.id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running, rank() OVER () AS anon_1 
FROM user_account
SELECT max(user_account.id) OVER (ORDER BY user_account.id RANGE BETWEEN :param_1 PRECEDING AND :param_2 FOLLOWING) AS anon_1, max(user_account.id) OVER (ORDER BY user_account.id GROUPS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS anon_2 
FROM user_account
SELECT count(user_account.id) FILTER (WHERE user_account.name = :name_1) AS anon_1, count(user_account.id) FILTER (WHERE user_account.id > :id_1 AND user_account.id < :id_2) OVER (PARTITION BY user_account.name) AS anon_2 
FROM user_account
SELECT percentile_cont(:percentile_cont_1) WITHIN GROUP (ORDER BY user_account.id) AS middle, mode() WITHIN GROUP (ORDER BY user_account.name DESC) AS most 
FROM user_account
SELECT string_agg(user_account.name, $1::VARCHAR) WITHIN GROUP (ORDER BY user_account.id) AS "all" FROM user_account
[('ann@x', 1), ('ann@y', 2), ('bob@x', 1), ('lost@x', 1)]
`,
  },
  {
    row: 34,
    title: 'CASE, CAST and their kin',
    code: `
kind = case((users.c.id == 1, "first"), (users.c.id < 3, "second"), else_="other")
print(select(kind.label("kind")))
print(select(case({"ann": 1, "bob": 2}, value=users.c.name, else_=0)))
print(select(cast(users.c.id, String(5)), type_coerce(users.c.name, JSON), extract("year", func.now()), literal("x"), null(), true(), false(), literal_column("1 + 1")))
on_sqlite(select(extract("month", column("d", Date)), cast("5", Integer), true(), users.c.id.cast(Float)))
on_postgresql(select(extract("month", column("d", Date)), cast("5", Integer), true(), cast(users.c.name, postgresql.ARRAY(Integer))))
with filled().connect() as connection:
    print(connection.execute(select(users.c.name, kind, cast(users.c.id, String), null()).order_by(users.c.id)).all())
    print(connection.scalar(select(type_coerce(literal('{"a": 1}', String), JSON))))
    print(connection.execute(select(extract("year", literal(datetime.date(2024, 5, 6))))).scalar())
`,
    stdout: `SELECT CASE WHEN (user_account.id = :id_1) THEN :param_1 WHEN (user_account.id < :id_2) THEN :param_2 ELSE :param_3 END AS kind 
FROM user_account
SELECT CASE user_account.name WHEN :param_1 THEN :param_2 WHEN :param_3 THEN :param_4 ELSE :param_5 END AS anon_1 
FROM user_account
SELECT CAST(user_account.id AS VARCHAR(5)) AS id, user_account.name AS name, EXTRACT(year FROM now()) AS anon_1, :param_1 AS anon_2, NULL AS anon_3, true AS anon_4, false AS anon_5, 1 + 1 
FROM user_account
SELECT CAST(STRFTIME('%m', d) AS INTEGER) AS anon_1, CAST(? AS INTEGER) AS anon_2, 1 AS anon_3, CAST(user_account.id AS FLOAT) AS id FROM user_account
SELECT EXTRACT(month FROM d) AS anon_1, CAST($1::INTEGER AS INTEGER) AS anon_2, true AS anon_3, CAST(user_account.name AS INTEGER[]) AS name FROM user_account
[('ann', 'first', '1', None), ('bob', 'second', '2', None), ('cid', 'other', '3', None)]
{"a": 1}
2024
`,
  },
  {
    row: 35,
    title: 'VALUES, tuples and functions that are tables',
    code: `
made = values(column("id", Integer), column("name", String), name="made").data([(1, "a"), (2, "b")])
print(select(made).where(made.c.id > 1))
on_postgresql(select(users.c.id, made.c.name).join(made, users.c.id == made.c.id))
each = func.json_each('[1, 2, "z"]').table_valued("key", "value")
print(select(each.c.value, each.c.key))
print(select(tuple_(users.c.id, users.c.name) == tuple_(1, "x")))
on_postgresql(select(func.generate_series(1, 3).table_valued("n", with_ordinality="place").render_derived()))
on_postgresql(select(func.unnest(users.c.name).column_valued("one")))
on_postgresql(select(func.json_to_recordset("[]").table_valued(column("a", Integer), column("b", Text)).render_derived(with_types=True)))
with filled().connect() as connection:
    print(connection.execute(select(each.c.key, each.c.value)).all())
    print(connection.scalar(select(func.count()).select_from(each)))
`,
    stdout: `SELECT made.id, made.name 
FROM (VALUES (:param_1, :param_2), (:param_3, :param_4)) AS made (id, name) 
WHERE made.id > :id_1
SELECT user_account.id, made.name FROM user_account JOIN (VALUES ($1::INTEGER, $2::VARCHAR), ($3::INTEGER, $4::VARCHAR)) AS made (id, name) ON user_account.id = made.id
SELECT anon_1.value, anon_1.key 
FROM json_each(:json_each_1) AS anon_1
SELECT (user_account.id, user_account.name) = (:param_1, :param_2) AS anon_1 
FROM user_account
SELECT anon_1.n, anon_1.place FROM generate_series($1::INTEGER, $2::INTEGER) WITH ORDINALITY AS anon_1(n, place)
SELECT one FROM unnest(user_account.name) AS one
SELECT anon_1.a, anon_1.b FROM json_to_recordset($1::VARCHAR) AS anon_1(a INTEGER, b TEXT)
[(0, 1), (1, 2), (2, 'z')]
3
`,
  },
  {
    row: 36,
    title: 'LIMIT, OFFSET, FETCH',
    code: `
statement = select(users.c.id).order_by(users.c.id)
for one in [statement.limit(2), statement.offset(1), statement.limit(5).offset(2), statement.fetch(3), statement.fetch(3, with_ties=True).offset(1), statement.slice(1, 3), statement.limit(2).limit(None)]:
    print(text_of(one))
on_sqlite(statement.offset(1))
on_postgresql(statement.fetch(2, with_ties=True))
with filled().connect() as connection:
    show()
    print(connection.scalars(statement.offset(1)).all(), connection.scalars(statement.limit(1).offset(2)).all(), connection.scalars(statement.slice(0, 2)).all())
hide()
attempt(lambda: on_sqlite(statement.fetch(3)))
`,
    stdout: `SELECT user_account.id FROM user_account ORDER BY user_account.id LIMIT :param_1
SELECT user_account.id FROM user_account ORDER BY user_account.id LIMIT -1 OFFSET :param_1
SELECT user_account.id FROM user_account ORDER BY user_account.id LIMIT :param_1 OFFSET :param_2
SELECT user_account.id FROM user_account ORDER BY user_account.id FETCH FIRST :param_1 ROWS ONLY
SELECT user_account.id FROM user_account ORDER BY user_account.id OFFSET :param_1 ROWS FETCH FIRST :param_2 ROWS WITH TIES
SELECT user_account.id FROM user_account ORDER BY user_account.id LIMIT :param_1 OFFSET :param_2
SELECT user_account.id FROM user_account ORDER BY user_account.id
SELECT user_account.id FROM user_account ORDER BY user_account.id LIMIT ? OFFSET ?
SELECT user_account.id FROM user_account ORDER BY user_account.id FETCH FIRST ($1::INTEGER) ROWS WITH TIES
> BEGIN (implicit)
> SELECT user_account.id FROM user_account ORDER BY user_account.id LIMIT ? OFFSET ? [-1,1]
> SELECT user_account.id FROM user_account ORDER BY user_account.id LIMIT ? OFFSET ? [1,2]
> SELECT user_account.id FROM user_account ORDER BY user_account.id LIMIT ? OFFSET ? [2,0]
[2, 3] [3] [1, 2]
> ROLLBACK
SELECT user_account.id FROM user_account ORDER BY user_account.id FETCH FIRST ? ROWS ONLY
`,
  },
  {
    row: 37,
    title: "FOR UPDATE is PostgreSQL's",
    code: `
statement = select(users.c.id, addresses.c.id).join(addresses)
for one in [statement.with_for_update(), statement.with_for_update(nowait=True), statement.with_for_update(skip_locked=True, of=users), statement.with_for_update(read=True), statement.with_for_update(key_share=True, of=[users, addresses]), statement.with_for_update(read=True, key_share=True), select(User.id).with_for_update(of=User)]:
    on_postgresql(one)
on_sqlite(statement.with_for_update())
print(statement.with_for_update(nowait=True))
with Session(filled()) as session:
    print(session.get(User, 1, with_for_update=True))
`,
    stdout: `SELECT user_account.id, address.id AS id_1 FROM user_account JOIN address ON user_account.id = address.user_id FOR UPDATE
SELECT user_account.id, address.id AS id_1 FROM user_account JOIN address ON user_account.id = address.user_id FOR UPDATE NOWAIT
SELECT user_account.id, address.id AS id_1 FROM user_account JOIN address ON user_account.id = address.user_id FOR UPDATE OF user_account SKIP LOCKED
SELECT user_account.id, address.id AS id_1 FROM user_account JOIN address ON user_account.id = address.user_id FOR SHARE
SELECT user_account.id, address.id AS id_1 FROM user_account JOIN address ON user_account.id = address.user_id FOR NO KEY UPDATE OF user_account, address
SELECT user_account.id, address.id AS id_1 FROM user_account JOIN address ON user_account.id = address.user_id FOR KEY SHARE
SELECT user_account.id FROM user_account FOR UPDATE OF user_account
SELECT user_account.id, address.id AS id_1 FROM user_account JOIN address ON user_account.id = address.user_id
SELECT user_account.id, address.id AS id_1 
FROM user_account JOIN address ON user_account.id = address.user_id FOR UPDATE
User('ann')
`,
  },
  {
    row: 38,
    title: 'a statement as text, with names or values',
    code: `
statement = select(users.c.id).where(users.c.name == "x'y", users.c.id.in_([1, 2]), users.c.fullname.is_(None)).limit(5)
print(statement)
print(statement.compile(compile_kwargs={"literal_binds": True}))
print(statement.compile(dialect=asyncpg.dialect(), compile_kwargs={"literal_binds": True}))
compiled = statement.compile()
print(compiled.params, str(compiled) == str(statement))
compiled = statement.compile(dialect=sqlite.dialect())
print(compiled.params, compiled.positiontup)
print(select(users.c.id).where(column("d") == datetime.date(2024, 1, 2), column("b") == True, column("f") == 1.5, column("n") == None).compile(compile_kwargs={"literal_binds": True}))
print(insert(users).values(name="it's").compile(compile_kwargs={"literal_binds": True}))
print(users.c.name == "a", (users.c.name == "a").compile().params)
`,
    stdout: `SELECT user_account.id 
FROM user_account 
WHERE user_account.name = :name_1 AND user_account.id IN (__[POSTCOMPILE_id_1]) AND user_account.fullname IS NULL
 LIMIT :param_1
SELECT user_account.id 
FROM user_account 
WHERE user_account.name = 'x''y' AND user_account.id IN (1, 2) AND user_account.fullname IS NULL
 LIMIT 5
SELECT user_account.id 
FROM user_account 
WHERE user_account.name = 'x''y' AND user_account.id IN (1, 2) AND user_account.fullname IS NULL 
 LIMIT 5
{'name_1': "x'y", 'id_1': [1, 2], 'param_1': 5} True
{'name_1': "x'y", 'id_1': [1, 2], 'param_1': 5, 'param_2': 0} ['name_1', 'id_1', 'param_1', 'param_2']
SELECT user_account.id 
FROM user_account 
WHERE d = '2024-01-02' AND b = true AND f = 1.5 AND n IS NULL
INSERT INTO user_account (name) VALUES ('it''s')
user_account.name = :name_1 {'name_1': 'a'}
`,
  },
];
