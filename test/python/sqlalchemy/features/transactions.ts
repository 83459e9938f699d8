import type { Feature } from './run-feature';

/** Transactions of sessions. */
export const transactionFeatures: readonly Feature[] = [
  {
    row: 93,
    title: 'a session begins by itself; rollback puts objects back',
    code: `
engine = filled()
session = Session(engine)
print(session.in_transaction())
show()
ann = session.get(User, 1)
print(session.in_transaction())
session.commit()
print(session.in_transaction())
new, bob = User(name="new"), session.get(User, 2)
session.add(new)
ann.name = "changed"
lost = session.get(Address, 4)
session.delete(lost)
session.flush()
session.rollback()
print(new in session, inspect(new).transient, inspect(lost).persistent, lost in session)
print(ann.name)
hide()
print(new.id, inspect(bob).expired)
with Session(engine) as session:
    with session.begin():
        session.add(User(name="kept"))
    attempt(lambda: session.begin().__enter__() and session.begin())
def twice():
    with Session(engine) as session:
        session.get(User, 1)
        session.begin()
attempt(twice)
`,
    stdout: `False
> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
True
> COMMIT
False
> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [2]
> SELECT user_account.id, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
> UPDATE user_account SET name=? WHERE user_account.id = ? ["changed",1]
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["new",null]
> SELECT address.id, address.email, address.user_id FROM address WHERE address.id = ? [4]
> DELETE FROM address WHERE address.id = ? [4]
> ROLLBACK
False True True True
> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
ann
4 True
InvalidRequestError: A transaction is already begun on this Session.
InvalidRequestError: A transaction is already begun on this Session.
`,
  },
  {
    row: 94,
    title: 'savepoints of sessions',
    code: `
engine = filled()
session = Session(engine)
session.add(User(name="before"))
show()
nested = session.begin_nested()
inside = User(name="inside")
session.add(inside)
ann = session.get(User, 1)
ann.name = "touched"
session.flush()
nested.rollback()
print(inside in session, inspect(inside).transient, ann.name)
with session.begin_nested():
    session.add(User(name="kept"))
try:
    with session.begin_nested():
        session.add(User(id=1, name="twice"))
except exc.IntegrityError as error:
    print("refused", session.is_active)
print(session.in_nested_transaction())
session.commit()
print(session.scalars(select(User.name).where(User.id > 3)).all())
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["before",null]
> SAVEPOINT sa_savepoint_1 []
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["inside",null]
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
> UPDATE user_account SET name=? WHERE user_account.id = ? ["touched",1]
> ROLLBACK TO SAVEPOINT sa_savepoint_1 []
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
False True ann
> SAVEPOINT sa_savepoint_2 []
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["kept",null]
> RELEASE SAVEPOINT sa_savepoint_2 []
> SAVEPOINT sa_savepoint_3 []
! SAWarning: New instance <User at 0x...> with identity key (<class '__main__.User'>, (1,), None) conflicts with persistent instance <User at 0x...>
> INSERT INTO user_account (id, name, fullname) VALUES (?, ?, ?) [1,"twice",null]
> ROLLBACK TO SAVEPOINT sa_savepoint_3 []
refused True
False
> COMMIT
> BEGIN (implicit)
> SELECT user_account.name FROM user_account WHERE user_account.id > ? [3]
['before', 'kept']
`,
  },
  {
    row: 95,
    title: "a session in somebody else's transaction",
    code: `
engine = filled()
for mode in ("create_savepoint", "rollback_only", "control_fully", "conditional_savepoint"):
    connection = engine.connect()
    outer = connection.begin()
    session = Session(connection, join_transaction_mode=mode)
    show()
    session.add(User(name=mode))
    session.commit()
    session.add(User(name="again " + mode))
    session.rollback()
    hide()
    print(mode, outer.is_active, connection.in_transaction())
    session.close()
    if outer.is_active:
        outer.rollback()
    connection.close()
with Session(engine) as session:
    print(session.scalars(select(User.name).where(User.id > 3)).all())
`,
    stdout: `> SAVEPOINT sa_savepoint_1 []
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["create_savepoint",null]
> RELEASE SAVEPOINT sa_savepoint_1 []
create_savepoint True True
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["rollback_only",null]
rollback_only True True
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["control_fully",null]
> COMMIT
control_fully False False
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["conditional_savepoint",null]
conditional_savepoint True True
['create_savepoint', 'control_fully']
`,
  },
  {
    row: 96,
    title: 'two phases are refused, not ignored',
    own: true,
    code: `
attempt(lambda: Session(create_engine("sqlite://"), twophase=True).execute(text("SELECT 1")))
`,
    stdout: `NotImplementedError: two-phase transactions are not there: a database of a note keeps no prepared transactions
`,
  },
];
