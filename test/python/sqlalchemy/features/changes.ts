import type { Feature } from './run-feature';

/** INSERT, UPDATE, DELETE. */
export const changeFeatures: readonly Feature[] = [
  {
    row: 39,
    title: 'INSERT of one row, of many, of many in one statement',
    code: `
engine = filled()
print(insert(users))
print(insert(users).values(name="a"))
print(insert(users).values([{"name": "a", "fullname": "A"}, {"name": "b", "fullname": "B"}]))
print(insert(users).values({"name": func.lower("X"), "id": 9}))
show()
with engine.begin() as connection:
    print(connection.execute(insert(users).values(name="d")).inserted_primary_key)
    print(connection.execute(insert(users), {"name": "e", "fullname": "E"}).inserted_primary_key[0])
    print(connection.execute(insert(users), [{"name": "f"}, {"name": "g"}]).rowcount)
    print(connection.execute(insert(users).values([{"name": "x"}, {"name": "y"}])).rowcount)
    attempt(lambda: connection.execute(insert(users), [{"name": "f", "fullname": "F"}, {"name": "g"}]))
    attempt(lambda: connection.execute(insert(users), {"nope": 1}))
    print(connection.execute(insert(users).prefix_with("OR IGNORE"), {"id": 1, "name": "twice"}).rowcount)
`,
    stdout: `INSERT INTO user_account (id, name, fullname) VALUES (:id, :name, :fullname)
INSERT INTO user_account (name) VALUES (:name)
INSERT INTO user_account (name, fullname) VALUES (:name_m0, :fullname_m0), (:name_m1, :fullname_m1)
INSERT INTO user_account (id, name) VALUES (:id, lower(:lower_1))
> BEGIN (implicit)
> INSERT INTO user_account (name) VALUES (?) ["d"]
(4,)
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["e","E"]
5
> INSERT INTO user_account (name) VALUES (?) [["f"],["g"]]
2
> INSERT INTO user_account (name) VALUES (?), (?) ["x","y"]
2
StatementError: (sqlalchemy.exc.InvalidRequestError) A value is required for bind parameter 'fullname', in parameter group 1
[SQL: INSERT INTO user_account (name, fullname) VALUES (?, ?)]
[parameters: [{'name': 'f', 'fullname': 'F'}, {'name': 'g'}]]
(Background on this error at: https://sqlalche.me/e/21/cd3x)
> INSERT INTO user_account DEFAULT VALUES []
IntegrityError: (sqlite3.IntegrityError) NOT NULL constraint failed: user_account.name
[SQL: INSERT INTO user_account DEFAULT VALUES]
(Background on this error at: https://sqlalche.me/e/21/gkpj)
> INSERT OR IGNORE INTO user_account (id, name) VALUES (?, ?) [1,"twice"]
0
> COMMIT
`,
  },
  {
    row: 40,
    title: 'many rows with RETURNING, in pages',
    code: `
engine = filled()
show()
with engine.begin() as connection:
    result = connection.execute(insert(users).returning(users.c.id, users.c.name), [{"name": "d"}, {"name": "e"}, {"name": "f"}])
    print(result.all())
    result = connection.execution_options(insertmanyvalues_page_size=2).execute(insert(addresses).returning(addresses.c.id), [{"email": str(n)} for n in range(5)])
    print(result.scalars().all())
    result = connection.execute(insert(users).returning(users.c.id, sort_by_parameter_order=True), [{"name": "p"}, {"name": "q"}])
    print(result.all())
hide()
with Session(engine) as session:
    show()
    session.add_all([User(name="u"), User(name="v"), User(name="w", fullname="W")])
    session.flush()
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO user_account (name) VALUES (?), (?), (?) RETURNING id, name ["d","e","f"]
[(4, 'd'), (5, 'e'), (6, 'f')]
> INSERT INTO address (email) VALUES (?), (?) RETURNING id ["0","1"]
> INSERT INTO address (email) VALUES (?), (?) RETURNING id ["2","3"]
> INSERT INTO address (email) VALUES (?) RETURNING id ["4"]
[5, 6, 7, 8, 9]
> INSERT INTO user_account (name) VALUES (?) RETURNING id ["p"]
> INSERT INTO user_account (name) VALUES (?) RETURNING id ["q"]
[(7,), (8,)]
> COMMIT
> BEGIN (implicit)
> INSERT INTO user_account (name, fullname) VALUES (?, ?) RETURNING id ["u",null]
> INSERT INTO user_account (name, fullname) VALUES (?, ?) RETURNING id ["v",null]
> INSERT INTO user_account (name, fullname) VALUES (?, ?) RETURNING id ["w","W"]
> ROLLBACK
`,
  },
  {
    row: 40,
    title: 'many rows with RETURNING on PostgreSQL, in the order of the parameters',
    code: `
engine = create_engine("postgresql+asyncpg://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    show()
    session.add_all([User(name="a"), User(name="b")])
    session.flush()
    print(session.scalars(insert(User).returning(User.id), [{"name": "c"}, {"name": "d"}]).all())
    print(session.scalars(insert(User).returning(User.name, sort_by_parameter_order=True), [{"name": "e"}, {"name": "f"}]).all())
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO user_account (name, fullname) SELECT p0::VARCHAR, p1::VARCHAR FROM (VALUES ($1::VARCHAR, $2::VARCHAR, 0), ($3::VARCHAR, $4::VARCHAR, 1)) AS imp_sen(p0, p1, sen_counter) ORDER BY sen_counter RETURNING user_account.id, user_account.id AS id__1 ["a",null,"b",null]
> INSERT INTO user_account (name) VALUES ($1::VARCHAR), ($2::VARCHAR) RETURNING user_account.id ["c","d"]
[3, 4]
> INSERT INTO user_account (name) SELECT p0::VARCHAR FROM (VALUES ($1::VARCHAR, 0), ($2::VARCHAR, 1)) AS imp_sen(p0, sen_counter) ORDER BY sen_counter RETURNING user_account.name, user_account.id ["e","f"]
['e', 'f']
> ROLLBACK
`,
  },
  {
    row: 41,
    title: 'RETURNING of INSERT, UPDATE and DELETE',
    code: `
engine = filled()
show()
with engine.begin() as connection:
    print(connection.execute(insert(users).values(name="z").returning(users.c.id, users.c.name + "!")).one())
    print(connection.execute(update(users).where(users.c.id > 2).values(name="q").returning(users.c.id, users.c.name)).all())
    print(connection.execute(delete(addresses).where(addresses.c.id < 3).returning(addresses)).all())
hide()
with Session(engine) as session:
    show()
    print(session.scalars(insert(User).values(name="o").returning(User)).one())
    print(session.execute(update(User).where(User.name == "q").values(fullname="Q").returning(User.id, User.fullname)).all())
    print(session.scalars(delete(Address).where(Address.id == 3).returning(Address.email)).all())
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO user_account (name) VALUES (?) RETURNING id, name || ? AS anon_1 ["z","!"]
(4, 'z!')
> UPDATE user_account SET name=? WHERE user_account.id > ? RETURNING id, name ["q",2]
[(3, 'q'), (4, 'q')]
> DELETE FROM address WHERE address.id < ? RETURNING id, email, user_id [3]
[(1, 'ann@x', 1), (2, 'ann@y', 1)]
> COMMIT
> BEGIN (implicit)
> INSERT INTO user_account (name) VALUES (?) RETURNING id, name, fullname ["o"]
User('o')
> UPDATE user_account SET fullname=? WHERE user_account.name = ? RETURNING id, fullname ["Q","q"]
[(3, 'Q'), (4, 'Q')]
> DELETE FROM address WHERE address.id = ? RETURNING email [3]
['bob@x']
> ROLLBACK
`,
  },
  {
    row: 42,
    title: 'INSERT from a SELECT',
    code: `
print(insert(addresses).from_select(["email", "user_id"], select(users.c.name + "@z", users.c.id).where(users.c.id > 1)))
engine = filled()
with engine.begin() as connection:
    show()
    print(connection.execute(insert(addresses).from_select(["email", "user_id"], select(users.c.name + "@z", users.c.id).where(users.c.id > 1))).rowcount)
    print(connection.scalars(select(addresses.c.email).where(addresses.c.email.endswith("@z"))).all())
hide()
metadata = MetaData()
log = Table("log", metadata, Column("id", Integer, primary_key=True), Column("a", String), Column("kind", String, default="copy"))
print(insert(log).from_select([log.c.a], select(users.c.name), include_defaults=False))
`,
    stdout: `INSERT INTO address (email, user_id) SELECT user_account.name || :name_1 AS anon_1, user_account.id 
FROM user_account 
WHERE user_account.id > :id_1
> INSERT INTO address (email, user_id) SELECT user_account.name || ? AS anon_1, user_account.id FROM user_account WHERE user_account.id > ? ["@z",1]
2
> SELECT address.email FROM address WHERE (address.email LIKE '%' || ?) ["@z"]
['bob@z', 'cid@z']
> COMMIT
INSERT INTO log (a) SELECT user_account.name 
FROM user_account
`,
  },
  {
    row: 43,
    title: 'upserts of SQLite and PostgreSQL',
    code: `
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.dialects.postgresql import insert as pg_insert
engine = filled()
one = upsert(users).values(id=1, name="new", fullname="New")
with engine.begin() as connection:
    show()
    connection.execute(one.on_conflict_do_nothing())
    connection.execute(one.on_conflict_do_update(index_elements=["id"], set_={"name": one.excluded.name + "!"}, where=users.c.id < 5))
    connection.execute(upsert(users).on_conflict_do_update(index_elements=[users.c.id], set_=dict(fullname="seen")), [{"id": 1, "name": "x"}, {"id": 9, "name": "nine"}])
    print(connection.execute(one.on_conflict_do_update(index_elements=["id"], set_={"fullname": one.excluded.fullname}).returning(users)).one())
hide()
mine = pg_insert(users).values(name="a")
on_postgresql(mine.on_conflict_do_nothing(index_elements=["name"]))
on_postgresql(mine.on_conflict_do_update(constraint="uq_name", set_={"name": mine.excluded.name, "fullname": "f"}))
on_postgresql(mine.on_conflict_do_update(index_elements=[users.c.name], set_=dict(name="z"), where=mine.excluded.name != users.c.name).returning(users.c.id))
attempt(lambda: upsert(users).on_conflict_do_update(index_elements=["id"], set_={}))
`,
    stdout: `> INSERT INTO user_account (id, name, fullname) VALUES (?, ?, ?) ON CONFLICT DO NOTHING [1,"new","New"]
> INSERT INTO user_account (id, name, fullname) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = (excluded.name || ?) WHERE user_account.id < ? [1,"new","New","!",5]
> INSERT INTO user_account (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET fullname = ? [[1,"x","seen"],[9,"nine","seen"]]
> INSERT INTO user_account (id, name, fullname) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET fullname = excluded.fullname RETURNING id, name, fullname [1,"new","New"]
(1, 'new!', 'New')
> COMMIT
INSERT INTO user_account (name) VALUES ($1::VARCHAR) ON CONFLICT (name) DO NOTHING RETURNING user_account.id
INSERT INTO user_account (name) VALUES ($1::VARCHAR) ON CONFLICT ON CONSTRAINT uq_name DO UPDATE SET name = excluded.name, fullname = $2::VARCHAR RETURNING user_account.id
INSERT INTO user_account (name) VALUES ($1::VARCHAR) ON CONFLICT (name) DO UPDATE SET name = $2::VARCHAR WHERE excluded.name != user_account.name RETURNING user_account.id
ValueError: set parameter dictionary must not be empty
`,
  },
  {
    row: 43,
    title: 'an upsert, run on PostgreSQL',
    code: `
from sqlalchemy.dialects.postgresql import insert as pg_insert
engine = create_engine("postgresql+asyncpg://")
Base.metadata.create_all(engine)
with engine.begin() as connection:
    connection.execute(insert(users), {"id": 1, "name": "a"})
    mine = pg_insert(users).values(id=1, name="b")
    show()
    print(connection.execute(mine.on_conflict_do_update(index_elements=["id"], set_={"name": users.c.name + mine.excluded.name}).returning(users.c.name)).scalar_one())
    print(connection.execute(mine.on_conflict_do_nothing(constraint="user_account_pkey")).rowcount)
`,
    stdout: `> INSERT INTO user_account (id, name) VALUES ($1::INTEGER, $2::VARCHAR) ON CONFLICT (id) DO UPDATE SET name = (user_account.name || excluded.name) RETURNING user_account.name [1,"b"]
ab
> INSERT INTO user_account (id, name) VALUES ($1::INTEGER, $2::VARCHAR) ON CONFLICT ON CONSTRAINT user_account_pkey DO NOTHING [1,"b"]
0
> COMMIT
`,
  },
  {
    row: 44,
    title: 'UPDATE: correlated, of several tables, in an order',
    code: `
print(update(users).where(users.c.id == 1).values(name="n", fullname=users.c.name + "!"))
print(update(users).values(fullname=select(func.max(addresses.c.email)).where(addresses.c.user_id == users.c.id).scalar_subquery()))
print(update(users).where(users.c.id == addresses.c.user_id, addresses.c.email == "ann@x").values(fullname="F"))
on_sqlite(update(users).where(users.c.id == addresses.c.user_id).values(fullname=addresses.c.email))
on_postgresql(update(users).where(users.c.id == addresses.c.user_id).values(fullname=addresses.c.email))
print(update(users).ordered_values((users.c.fullname, "b"), (users.c.name, "a")))
print(update(users).where(users.c.name == bindparam("old")).values(name=bindparam("new")))
engine = filled()
with engine.begin() as connection:
    show()
    print(connection.execute(update(users).where(users.c.name == bindparam("old")).values(name=bindparam("new")), [{"old": "ann", "new": "anna"}, {"old": "bob", "new": "rob"}]).rowcount)
    print(connection.execute(update(users).where(users.c.id == addresses.c.user_id).values(fullname=addresses.c.email).returning(users.c.id, users.c.fullname)).all())
    attempt(lambda: connection.execute(update(users).values(nope=1)))
hide()
`,
    stdout: `UPDATE user_account SET name=:name, fullname=(user_account.name || :name_1) WHERE user_account.id = :id_1
UPDATE user_account SET fullname=(SELECT max(address.email) AS max_1 
FROM address 
WHERE address.user_id = user_account.id)
UPDATE user_account SET fullname=:fullname FROM address WHERE user_account.id = address.user_id AND address.email = :email_1
UPDATE user_account SET fullname=address.email FROM address WHERE user_account.id = address.user_id
UPDATE user_account SET fullname=address.email FROM address WHERE user_account.id = address.user_id
UPDATE user_account SET fullname=:fullname, name=:name
UPDATE user_account SET name=:new WHERE user_account.name = :old
> UPDATE user_account SET name=? WHERE user_account.name = ? [["anna","ann"],["rob","bob"]]
2
> UPDATE user_account SET fullname=address.email FROM address WHERE user_account.id = address.user_id RETURNING id, fullname []
[(1, 'ann@y'), (2, 'bob@x')]
CompileError: Unconsumed column names: nope
> COMMIT
`,
  },
  {
    row: 45,
    title: 'DELETE, and of several tables on PostgreSQL only',
    code: `
print(delete(users).where(users.c.id > 5))
on_postgresql(delete(users).where(users.c.id == addresses.c.user_id, addresses.c.email == "x"))
attempt(lambda: on_sqlite(delete(users).where(users.c.id == addresses.c.user_id)))
print(delete(users).where(users.c.id.in_(select(addresses.c.user_id))))
with filled().begin() as connection:
    show()
    print(connection.execute(delete(addresses).where(addresses.c.user_id == None)).rowcount)
    print(connection.execute(delete(addresses)).rowcount)
`,
    stdout: `DELETE FROM user_account WHERE user_account.id > :id_1
DELETE FROM user_account USING address WHERE user_account.id = address.user_id AND address.email = $1::VARCHAR
NotImplementedError: This backend does not support multiple-table criteria within DELETE
DELETE FROM user_account WHERE user_account.id IN (SELECT address.user_id 
FROM address)
> DELETE FROM address WHERE address.user_id IS NULL []
1
> DELETE FROM address []
3
> COMMIT
`,
  },
  {
    row: 45,
    title: 'DELETE … USING, run',
    code: `
engine = create_engine("postgresql+asyncpg://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add_all([User(name="a", addresses=[Address(email="1"), Address(email="2")]), User(name="b")])
    session.flush()
    show()
    print(session.execute(delete(Address).where(Address.user_id == User.id, User.name == "a").returning(Address.email)).all())
`,
    stdout: `> DELETE FROM address USING user_account WHERE address.user_id = user_account.id AND user_account.name = $1::VARCHAR RETURNING address.email, address.id ["a"]
[('1',), ('2',)]
> ROLLBACK
`,
  },
  {
    row: 46,
    title: 'the number of rows that matched',
    code: `
with filled().begin() as connection:
    print(connection.execute(update(users).values(name="same")).rowcount)
    print(connection.execute(update(users).where(users.c.name == "same").values(name="same")).rowcount)
    print(connection.execute(update(users).where(users.c.id == 77).values(name="x")).rowcount)
    print(connection.execute(delete(addresses).where(addresses.c.id > 2)).rowcount)
    print(connection.execute(text("UPDATE user_account SET name = 'q' WHERE id < 3")).rowcount)
    print(connection.execute(delete(addresses).where(addresses.c.id == bindparam("which")), [{"which": 1}, {"which": 2}, {"which": 9}]).rowcount)
    result = connection.execute(insert(users).values(name="w"))
    print(result.lastrowid, result.is_insert, result.returns_rows)
`,
    stdout: `3
3
0
2
2
2
4 True False
`,
  },
];
