import type { Feature } from './run-feature';

/** Events, errors, asyncio, migrations. */
export const eventFeatures: readonly Feature[] = [
  {
    row: 117,
    title: 'the events of a session, in order',
    code: `
session = Session(filled())
names = []
for name in ("before_commit", "before_flush", "after_begin", "after_flush", "after_flush_postexec", "pending_to_persistent", "after_commit", "before_attach", "after_attach", "after_transaction_create", "after_transaction_end", "after_rollback", "after_soft_rollback"):
    event.listen(session, name, lambda *arguments, name=name: names.append(name))
event.listen(User, "before_insert", lambda mapper, connection, target: names.append("before_insert"))
event.listen(User, "after_insert", lambda mapper, connection, target: names.append("after_insert"))
session.add(User(name="n"))
print(names)
names.clear()
session.commit()
print(names)
names.clear()
session.get(User, 1).name = "z"
session.flush()
print(names)
names.clear()
session.rollback()
print(names)
@event.listens_for(session, "before_flush")
def add_more(session, context, instances):
    for thing in list(session.new):
        if isinstance(thing, User) and thing.name == "parent":
            thing.addresses.append(Address(email="made"))
session.add(User(name="parent"))
session.commit()
print(session.scalars(select(Address.email).where(Address.id > 4)).all())
`,
    stdout: `['after_transaction_create', 'before_attach', 'after_attach']
['before_commit', 'before_flush', 'after_transaction_create', 'after_begin', 'before_insert', 'after_insert', 'after_flush', 'pending_to_persistent', 'after_flush_postexec', 'after_transaction_end', 'after_commit', 'after_transaction_end']
['after_transaction_create', 'after_begin', 'before_flush', 'after_transaction_create', 'after_flush', 'after_flush_postexec', 'after_transaction_end']
['after_rollback', 'after_transaction_end', 'after_soft_rollback']
['made']
`,
  },
  {
    row: 118,
    title: 'the events of mappers and attributes',
    code: `
session = Session(filled())
@event.listens_for(User, "before_update")
def before_update(mapper, connection, target):
    print("  before_update", mapper.class_.__name__, session.is_modified(target))
    target.fullname = "by event"
@event.listens_for(User, "after_delete")
def after_delete(mapper, connection, target):
    print("  after_delete", target)
@event.listens_for(User, "load")
def loaded(target, context):
    print("  load", target)
@event.listens_for(User.name, "set", retval=True)
def setting(target, value, old, initiator):
    print("  set", value, old if isinstance(old, str) else "nothing", initiator.key)
    return value.strip()
@event.listens_for(User.addresses, "append")
def append(target, value, initiator):
    print("  append", value)
@event.listens_for(User.addresses, "remove")
def remove(target, value, initiator):
    print("  remove", value)
ann = session.get(User, 1)
ann.name = "  spaced "
print(ann.name)
ann.addresses.append(Address(email="new"))
ann.addresses.remove(ann.addresses[0])
session.flush()
print(ann.fullname)
new = User(name="x")
session.add(new)
session.flush()
session.delete(new)
session.flush()
`,
    stdout: `  load User('ann')
  set   spaced  ann name
spaced
  before_update User True
  append Address('new')
  remove Address('ann@x')
  before_update User True
by event
  set x nothing name
  after_delete User('x')
`,
  },
  {
    row: 119,
    title: 'the events of engines',
    code: `
engine = filled()
count = []
@event.listens_for(engine, "before_cursor_execute", retval=True)
def before(connection, cursor, statement, parameters, context, executemany):
    count.append(statement.split()[0])
    return statement + " -- seen", parameters
@event.listens_for(engine, "after_cursor_execute")
def after(connection, cursor, statement, parameters, context, executemany):
    count.append(statement[-4:])
for name in ("begin", "commit", "rollback"):
    event.listen(engine, name, lambda connection, name=name: count.append(name))
with Session(engine) as session:
    for user in session.scalars(select(User)):
        user.addresses
    session.commit()
print(count)
count.clear()
with engine.begin() as connection:
    connection.execute(insert(users), [{"name": "a"}, {"name": "b"}])
print(count)
event.remove(engine, "before_cursor_execute", before)
count.clear()
with engine.connect() as connection:
    connection.execute(text("SELECT 1"))
print(count, event.contains(engine, "after_cursor_execute", after))
`,
    stdout: `['begin', 'SELECT', 'seen', 'SELECT', 'seen', 'SELECT', 'seen', 'SELECT', 'seen', 'commit']
['begin', 'INSERT', 'seen', 'commit']
['begin', 'CT 1', 'rollback'] True
`,
  },
  {
    row: 120,
    title: 'errors with the statement, its parameters, and where to read on',
    code: `
engine = filled()
with engine.connect() as connection:
    def told(work):
        try:
            work()
        except exc.SQLAlchemyError as error:
            print(type(error).__name__, "|", error, "|", getattr(error, "code", None))
            if isinstance(error, exc.DBAPIError):
                print("  ", type(error.orig).__name__, error.orig, error.connection_invalidated)
    told(lambda: connection.execute(insert(users), {"id": 1, "name": "x"}))
    told(lambda: connection.execute(text("SELECT * FROM nowhere")))
    told(lambda: connection.execute(text("SELEC 1")))
    told(lambda: connection.execute(insert(users), [{"id": 1, "name": "x"}, {"id": 2, "name": "y"}]))
    told(lambda: connection.execute(select(column("nope")).select_from(users)))
    attempt(lambda: connection.execute("SELECT 1"))
    attempt(lambda: connection.execute(text("SELECT :x"), 5))
print(issubclass(exc.IntegrityError, exc.DBAPIError), issubclass(exc.DBAPIError, exc.StatementError), issubclass(exc.NoResultFound, exc.InvalidRequestError))
hidden = create_engine("sqlite://", hide_parameters=True)
with hidden.connect() as connection:
    attempt(lambda: connection.execute(text("SELECT * FROM nowhere WHERE x = :x"), {"x": "secret"}))
with engine.connect() as connection:
    attempt(lambda: connection.execute(text("SELECT * FROM nowhere WHERE x = :x"), {"x": "long" * 200}))
`,
    stdout: `IntegrityError | (sqlite3.IntegrityError) UNIQUE constraint failed: user_account.id
[SQL: INSERT INTO user_account (id, name) VALUES (?, ?)]
[parameters: (1, 'x')]
(Background on this error at: https://sqlalche.me/e/21/gkpj) | gkpj
   IntegrityError UNIQUE constraint failed: user_account.id False
OperationalError | (sqlite3.OperationalError) no such table: nowhere
[SQL: SELECT * FROM nowhere]
(Background on this error at: https://sqlalche.me/e/21/e3q8) | e3q8
   OperationalError no such table: nowhere False
OperationalError | (sqlite3.OperationalError) near "SELEC": syntax error
[SQL: SELEC 1]
(Background on this error at: https://sqlalche.me/e/21/e3q8) | e3q8
   OperationalError near "SELEC": syntax error False
IntegrityError | (sqlite3.IntegrityError) UNIQUE constraint failed: user_account.id
[SQL: INSERT INTO user_account (id, name) VALUES (?, ?)]
[parameters: [(1, 'x'), (2, 'y')]]
(Background on this error at: https://sqlalche.me/e/21/gkpj) | gkpj
   IntegrityError UNIQUE constraint failed: user_account.id False
OperationalError | (sqlite3.OperationalError) no such column: nope
[SQL: SELECT nope 
FROM user_account]
(Background on this error at: https://sqlalche.me/e/21/e3q8) | e3q8
   OperationalError no such column: nope False
ObjectNotExecutableError: Not an executable object: 'SELECT 1'
ArgumentError: mapping or list expected for parameters
True True True
OperationalError: (sqlite3.OperationalError) no such table: nowhere
[SQL: SELECT * FROM nowhere WHERE x = ?]
[SQL parameters hidden due to hide_parameters=True]
(Background on this error at: https://sqlalche.me/e/21/e3q8)
OperationalError: (sqlite3.OperationalError) no such table: nowhere
[SQL: SELECT * FROM nowhere WHERE x = ?]
[parameters: ('longlonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglongl ... (502 characters truncated) ... glonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglonglong',)]
(Background on this error at: https://sqlalche.me/e/21/e3q8)
`,
  },
  {
    row: 121,
    title: 'asyncio: attributes may not read by themselves',
    own: true,
    code: `
import asyncio
from sqlalchemy.ext.asyncio import AsyncAttrs, AsyncSession, async_sessionmaker, create_async_engine
class Base(AsyncAttrs, DeclarativeBase):
    pass
class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int]
    bs: Mapped[List["B"]] = relationship()
class B(Base):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(primary_key=True)
    a_id: Mapped[int] = mapped_column(ForeignKey("a.id"))
async def main():
    engine = create_async_engine("sqlite+aiosqlite://")
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    maker = async_sessionmaker(engine)
    async with maker() as session:
        async with session.begin():
            session.add(A(id=1, n=5, bs=[B(id=1), B(id=2)]))
        show()
        a = (await session.scalars(select(A))).one()
        try:
            print(a.bs)
        except Exception as error:
            print(type(error).__name__, error)
        print([b.id for b in await a.awaitable_attrs.bs])
        await session.commit()
        try:
            print(a.n)
        except Exception as error:
            print(type(error).__name__)
        await session.refresh(a, ["n"])
        print(a.n, await session.run_sync(lambda sync: sync.scalar(select(func.count(B.id)))))
        result = await session.stream_scalars(select(B.id).order_by(B.id))
        print([number async for number in result])
        async with session.begin_nested():
            session.add(B(a_id=1))
        print((await session.execute(select(A.id, A.n))).all())
    await engine.dispose()
asyncio.run(main())
`,
    stdout: `> BEGIN (implicit)
> SELECT a.id, a.n FROM a []
MissingGreenlet greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place? (Background on this error at: https://sqlalche.me/e/21/xd2s)
> SELECT b.id, b.a_id FROM b WHERE ? = b.a_id [1]
[1, 2]
> COMMIT
MissingGreenlet
> BEGIN (implicit)
> SELECT a.n FROM a WHERE a.id = ? [1]
> SELECT count(b.id) AS count_1 FROM b []
5 2
> SELECT b.id FROM b ORDER BY b.id []
[1, 2]
> SAVEPOINT sa_savepoint_1 []
> INSERT INTO b (a_id) VALUES (?) [1]
> RELEASE SAVEPOINT sa_savepoint_1 []
> SELECT a.id, a.n FROM a []
[(1, 5)]
> ROLLBACK
`,
  },
  {
    row: 122,
    title: 'what to change in a database, to have what classes say',
    own: true,
    code: `
from alembic.migration import MigrationContext
from alembic.autogenerate import compare_metadata
before, after = MetaData(), MetaData()
Table("pet", before, Column("id", Integer, primary_key=True), Column("name", String(20)), Column("old", Integer))
Table("gone", before, Column("id", Integer, primary_key=True))
Table("pet", after, Column("id", Integer, primary_key=True), Column("name", String(20), nullable=False), Column("age", Integer))
Table("owner", after, Column("id", Integer, primary_key=True))
engine = create_engine("sqlite://")
before.create_all(engine)
with engine.connect() as connection:
    for change in compare_metadata(MigrationContext.configure(connection), after):
        one = change[0] if isinstance(change, list) else change
        print(one[0], one[1].name if one[0].endswith("table") else one[3].name if one[0].endswith("column") else one[1:4])
`,
    stdout: `add_table owner
remove_table gone
add_column age
modify_nullable (None, 'pet', 'name')
remove_column old
`,
  },
];
