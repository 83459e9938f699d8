import type { Feature } from './run-feature';

/** Engines, connections, results. */
export const engineFeatures: readonly Feature[] = [
  {
    row: 1,
    title: 'an engine connects late, and echoes what it does',
    own: true,
    echoed: true,
    code: `
engine = create_engine("sqlite://", echo=True)
print(engine, engine.dialect.name, engine.url.database)
show()
print("nothing was sent")
with engine.connect() as connection:
    print("connected, and still nothing")
    print(connection.execute(text("SELECT 1 + 1")).scalar())
    print(connection.execute(text("SELECT 1 + 1")).scalar())
    connection.execute(text("SELECT :x"), [{"x": 1}])
attempt(lambda: create_engine("nosuch://"))
attempt(lambda: create_engine("sqlite"))
`,
    stdout: `Engine(sqlite://) sqlite None
nothing was sent
connected, and still nothing
echo: BEGIN (implicit)
echo: SELECT 1 + 1
echo: [generated in ...] ()
2
echo: SELECT 1 + 1
echo: [cached since ...] ()
2
echo: SELECT ?
echo: [generated in ...] (1,)
echo: ROLLBACK
NoSuchModuleError: Can't load plugin: sqlalchemy.dialects:nosuch
ArgumentError: Could not parse SQLAlchemy URL from given URL string
`,
  },
  {
    row: 2,
    title: 'commit as you go, and begin once',
    own: true,
    code: `
engine = create_engine("sqlite://")
show()
with engine.connect() as connection:
    print(connection.in_transaction())
    connection.execute(text("CREATE TABLE some (x int)"))
    print(connection.in_transaction())
    connection.execute(text("INSERT INTO some VALUES (1)"))
    connection.commit()
    connection.execute(text("INSERT INTO some VALUES (2)"))
with engine.begin() as connection:
    print(connection.execute(text("SELECT x FROM some")).all())
def fail():
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO some VALUES (3)"))
        raise ValueError("no")
attempt(fail)
def twice():
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        connection.begin()
attempt(twice)
def after():
    with engine.begin() as connection:
        connection.commit()
        connection.execute(text("SELECT 1"))
attempt(after)
`,
    stdout: `False
> BEGIN (implicit)
> CREATE TABLE some (x int) []
True
> INSERT INTO some VALUES (1) []
> COMMIT
> BEGIN (implicit)
> INSERT INTO some VALUES (2) []
> ROLLBACK
> BEGIN (implicit)
> SELECT x FROM some []
[(1,)]
> COMMIT
> BEGIN (implicit)
> INSERT INTO some VALUES (3) []
> ROLLBACK
ValueError: no
> BEGIN (implicit)
> SELECT 1 []
> ROLLBACK
InvalidRequestError: This connection has already initialized a SQLAlchemy Transaction() object via begin() or autobegin; can't call begin() here unless rollback() or commit() is called first.
> BEGIN (implicit)
> COMMIT
InvalidRequestError: Can't operate on closed transaction inside context manager.  Please complete the context manager before emitting further commands.
`,
  },
  {
    row: 3,
    title: 'names with colons become the parameters of the driver',
    own: true,
    code: `
engine = create_engine("sqlite://")
show()
with engine.connect() as connection:
    connection.execute(text("CREATE TABLE some (x int, y text)"))
    connection.execute(text("INSERT INTO some (x, y) VALUES (:x, :y)"), [{"x": 1, "y": "a"}, {"x": 2, "y": "b"}])
    connection.execute(text("INSERT INTO some (x, y) VALUES (:x, 'at 10\\\\:30')"), {"x": 3})
    print(connection.execute(text("SELECT y FROM some WHERE x > :least AND x <> :least + 5 ORDER BY x"), {"least": 1}).all())
    print(connection.execute(text("SELECT x FROM some WHERE y = :y").bindparams(y="a")).scalar())
    statement = text("SELECT x FROM some WHERE x IN :those").bindparams(bindparam("those", expanding=True))
    print(connection.execute(statement, {"those": [1, 3]}).all())
    attempt(lambda: connection.execute(text("SELECT :a"), {"b": 1}))
on_postgresql(text("SELECT * FROM some WHERE x = :x AND y::text = :y"))
`,
    stdout: `> BEGIN (implicit)
> CREATE TABLE some (x int, y text) []
> INSERT INTO some (x, y) VALUES (?, ?) [[1,"a"],[2,"b"]]
> INSERT INTO some (x, y) VALUES (?, 'at 10:30') [3]
> SELECT y FROM some WHERE x > ? AND x <> ? + 5 ORDER BY x [1,1]
[('b',), ('at 10:30',)]
> SELECT x FROM some WHERE y = ? ["a"]
1
> SELECT x FROM some WHERE x IN (?, ?) [1,3]
[(1,), (3,)]
StatementError: (sqlalchemy.exc.InvalidRequestError) A value is required for bind parameter 'a'
[SQL: SELECT ?]
[parameters: [{'b': 1}]]
(Background on this error at: https://sqlalche.me/e/21/cd3x)
> ROLLBACK
SELECT * FROM some WHERE x = $1 AND y::text = $2
`,
  },
  {
    row: 4,
    title: 'rows are tuples with names, and a result is read once',
    code: `
engine = filled()
with engine.connect() as connection:
    result = connection.execute(select(users.c.id, users.c.name).order_by(users.c.id))
    row = result.first()
    print(row, row.id, row[1], row._mapping["name"], row._mapping[users.c.name], row == (1, "ann"))
    number, name = row
    print(number, name, row._fields, row._asdict(), row[-1], row[0:1], len(row), hash(row) == hash((1, "ann")))
    attempt(lambda: result.first())
    attempt(lambda: row.email)
    attempt(lambda: row._mapping["email"])
    attempt(lambda: row["name"])
    result = connection.execute(select(users.c.id))
    print(result.all(), result.all(), list(result.keys()))
    for position, (who,) in enumerate(connection.execute(select(users.c.name))):
        print(position, who)
    result = connection.execute(select(users.c.id, addresses.c.id).join(addresses))
    row = result.first()
    print(row._fields, row.id, row._mapping[addresses.c.id])
    attempt(lambda: connection.execute(text("CREATE TABLE other (x int)")).all())
`,
    stdout: `(1, 'ann') 1 ann ann ann True
1 ann ('id', 'name') {'id': 1, 'name': 'ann'} ann (1,) 2 True
ResourceClosedError: This result object is closed.
AttributeError: Could not locate column in row for column 'email'
NoSuchColumnError: Could not locate column in row for column 'email'
TypeError: tuple indices must be integers or slices, not str
[(1,), (2,), (3,)] [] ['id']
0 ann
1 bob
2 cid
('id', 'id_1') 1 1
ResourceClosedError: This result object does not return rows. It has been closed automatically.
`,
  },
  {
    row: 5,
    title: 'every way to read a result',
    code: `
with filled().connect() as connection:
    def ask(*those):
        return connection.execute(select(users.c.name, users.c.id).where(users.c.id.in_(those)).order_by(users.c.id))
    print(ask(1, 2).all(), ask(1).first(), ask().first(), ask(2).one(), ask().one_or_none())
    attempt(lambda: ask().one())
    attempt(lambda: ask(1, 2).one())
    attempt(lambda: ask(1, 2).one_or_none())
    print(ask(1, 2).scalar(), ask().scalar(), ask(2).scalar_one(), ask().scalar_one_or_none())
    attempt(lambda: ask().scalar_one())
    attempt(lambda: ask(1, 3).scalar_one_or_none())
    print(ask(1, 2).scalars().all(), ask(1, 2).scalars("id").all(), ask(1, 2).scalars(1).first())
    print(ask(1, 3).mappings().all(), ask(1).mappings().one()["id"])
    print([part for part in ask(1, 2, 3).scalars().partitions(2)], ask(1, 2, 3).fetchmany(2))
    print(connection.scalars(select(literal(1)).union_all(select(literal(1)), select(literal(2)))).unique().all())
    print(ask(1, 2).columns("id").all(), ask(1, 2).columns(1, 0).all())
    result = ask(1, 2, 3)
    print(result.first(), result.closed)
    frozen = ask(1, 2).freeze()
    print(frozen().all(), frozen().scalars().all())
`,
    stdout: `[('ann', 1), ('bob', 2)] ('ann', 1) None ('bob', 2) None
NoResultFound: No row was found when one was required
MultipleResultsFound: Multiple rows were found when exactly one was required
MultipleResultsFound: Multiple rows were found when one or none was required
ann None bob None
NoResultFound: No row was found when one was required
MultipleResultsFound: Multiple rows were found when one or none was required
['ann', 'bob'] [1, 2] 1
[{'name': 'ann', 'id': 1}, {'name': 'cid', 'id': 3}] 1
[['ann', 'bob'], ['cid']] [('ann', 1), ('bob', 2)]
[1, 2]
[(1,), (2,)] [(1, 'ann'), (2, 'bob')]
('ann', 1) True
[('ann', 1), ('bob', 2)] ['ann', 'bob']
`,
  },
  {
    row: 6,
    title: 'savepoints have names that count up',
    own: true,
    code: `
engine = create_engine("sqlite://")
show()
with engine.connect() as connection:
    connection.execute(text("CREATE TABLE some (x int)"))
    connection.commit()
    first = connection.begin_nested()
    connection.execute(text("INSERT INTO some VALUES (1)"))
    first.rollback()
    with connection.begin_nested():
        connection.execute(text("INSERT INTO some VALUES (2)"))
        with connection.begin_nested() as inner:
            connection.execute(text("INSERT INTO some VALUES (3)"))
            inner.rollback()
    print(connection.execute(text("SELECT x FROM some")).all(), connection.in_nested_transaction())
    connection.commit()
with engine.connect() as connection:
    connection.begin_nested()
    attempt(lambda: first.commit())
`,
    stdout: `> BEGIN (implicit)
> CREATE TABLE some (x int) []
> COMMIT
> BEGIN (implicit)
> SAVEPOINT sa_savepoint_1 []
> INSERT INTO some VALUES (1) []
> ROLLBACK TO SAVEPOINT sa_savepoint_1 []
> SAVEPOINT sa_savepoint_2 []
> INSERT INTO some VALUES (2) []
> SAVEPOINT sa_savepoint_3 []
> INSERT INTO some VALUES (3) []
> ROLLBACK TO SAVEPOINT sa_savepoint_3 []
> RELEASE SAVEPOINT sa_savepoint_2 []
> SELECT x FROM some []
[(2,)] False
> COMMIT
> BEGIN (implicit)
> SAVEPOINT sa_savepoint_1 []
InvalidRequestError: This nested transaction is inactive
> ROLLBACK
`,
  },
  {
    row: 7,
    title: 'isolation levels: of an engine, a connection, never in mid-transaction',
    own: true,
    code: `
engine = create_engine("sqlite://")
show()
with engine.connect() as connection:
    print(connection.get_isolation_level(), connection.default_isolation_level)
with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
    connection.execute(text("CREATE TABLE some (x int)"))
    connection.execute(text("INSERT INTO some VALUES (1)"))
    connection.commit()
with engine.connect() as connection:
    print(connection.execute(text("SELECT x FROM some")).all())
    attempt(lambda: connection.execution_options(isolation_level="AUTOCOMMIT"))
    hide()
show()
with engine.connect() as connection:
    connection = connection.execution_options(isolation_level="READ UNCOMMITTED")
    print(connection.get_isolation_level())
other = engine.execution_options(isolation_level="AUTOCOMMIT")
with other.begin() as connection:
    connection.execute(text("INSERT INTO some VALUES (2)"))
attempt(lambda: engine.connect().execution_options(isolation_level="NOSUCH"))
`,
    stdout: `SERIALIZABLE SERIALIZABLE
> BEGIN (implicit; DBAPI should not BEGIN due to autocommit mode)
> CREATE TABLE some (x int) []
> INSERT INTO some VALUES (1) []
> COMMIT using DBAPI connection.commit(), has no effect due to autocommit mode
> BEGIN (implicit)
> SELECT x FROM some []
[(1,)]
InvalidRequestError: This connection has already initialized a SQLAlchemy Transaction() object via begin() or autobegin; isolation_level may not be altered unless rollback() or commit() is called first.
READ UNCOMMITTED
> BEGIN (implicit; DBAPI should not BEGIN due to autocommit mode)
> INSERT INTO some VALUES (2) []
> COMMIT using DBAPI connection.commit(), has no effect due to autocommit mode
ArgumentError: Invalid value 'NOSUCH' for isolation_level. Valid isolation levels for 'sqlite' are READ UNCOMMITTED, SERIALIZABLE, AUTOCOMMIT
`,
  },
  {
    row: 8,
    title: 'statements of the same structure are compiled once',
    echoed: true,
    code: `
engine = filled(echo=True)
show()
with engine.connect() as connection:
    for number in (1, 2):
        print(connection.scalar(select(users.c.name).where(users.c.id == number)))
    print(connection.scalar(select(users.c.name).where(users.c.id != 1)))
    for those in ([1], [1, 2, 3]):
        print(connection.scalars(select(users.c.name).where(users.c.id.in_(those))).all())
    print(connection.scalar(select(users.c.name).where(users.c.id == 1).limit(1)))
`,
    stdout: `echo: BEGIN (implicit)
echo: SELECT user_account.name 
FROM user_account 
WHERE user_account.id = ?
echo: [generated in ...] (1,)
ann
echo: SELECT user_account.name 
FROM user_account 
WHERE user_account.id = ?
echo: [cached since ...] (2,)
bob
echo: SELECT user_account.name 
FROM user_account 
WHERE user_account.id != ?
echo: [generated in ...] (1,)
bob
echo: SELECT user_account.name 
FROM user_account 
WHERE user_account.id IN (?)
echo: [generated in ...] (1,)
['ann']
echo: SELECT user_account.name 
FROM user_account 
WHERE user_account.id IN (?, ?, ?)
echo: [cached since ...] (1, 2, 3)
['ann', 'bob', 'cid']
echo: SELECT user_account.name 
FROM user_account 
WHERE user_account.id = ?
 LIMIT ? OFFSET ?
echo: [generated in ...] (1, 1, 0)
ann
echo: ROLLBACK
`,
  },
];
