import type { Feature } from './run-feature';

/** Sessions: the states of objects, the identity map. */
export const stateFeatures: readonly Feature[] = [
  {
    row: 64,
    title: 'the five states, with an event for each step',
    code: `
def state_of(thing):
    state = inspect(thing)
    return [name for name in ("transient", "pending", "persistent", "deleted", "detached") if getattr(state, name)]
session = Session(filled(), expire_on_commit=False)
for name in ("transient_to_pending", "pending_to_persistent", "pending_to_transient", "persistent_to_transient", "persistent_to_deleted", "deleted_to_detached", "deleted_to_persistent", "detached_to_persistent", "persistent_to_detached", "loaded_as_persistent"):
    event.listen(session, name, lambda session, thing, name=name: print("  ", name, thing))
user = User(name="new")
print(state_of(user))
session.add(user)
print(state_of(user))
session.flush()
print(state_of(user))
session.delete(user)
print(state_of(user))
session.flush()
print(state_of(user))
session.rollback()
print(state_of(user))
ann = session.get(User, 1)
lost = session.get(Address, 4)
session.delete(lost)
session.commit()
print(state_of(ann), state_of(lost))
bob = session.get(User, 2)
session.expunge(bob)
print(state_of(bob))
session.add(bob)
bob.name
session.close()
print(state_of(bob))
make_transient(bob)
print(state_of(bob), bob.id)
`,
    stdout: `['transient']
   transient_to_pending User('new')
['pending']
   pending_to_persistent User('new')
['persistent']
['persistent']
   persistent_to_deleted User('new')
['deleted']
   deleted_to_detached User('new')
['transient']
   loaded_as_persistent User('ann')
   loaded_as_persistent Address('lost@x')
   persistent_to_deleted Address('lost@x')
['persistent'] ['deleted']
   loaded_as_persistent User('bob')
   persistent_to_detached User('bob')
['detached']
   detached_to_persistent User('bob')
   persistent_to_detached User('ann')
   persistent_to_detached User('bob')
['detached']
['transient'] 2
`,
  },
  {
    row: 65,
    title: 'an object belongs to one session',
    code: `
session = Session(filled())
ann = session.get(User, 1)
print(ann in session, User(name="x") in session, object_session(ann) is session)
attempt(lambda: Session().add(ann))
session.expunge(ann)
print(ann in session, object_session(ann))
attempt(lambda: session.expunge(ann))
attempt(lambda: session.add("text"))
attempt(lambda: session.add(None))
session.add_all([ann, User(name="y")])
print(len(session.new), ann in session, list(session.identity_map.keys()))
session.expunge_all()
print(len(session.new), len(list(session)))
other = Session(session.get_bind())
twin = other.get(User, 1)
attempt(lambda: other.add(ann))
`,
    stdout: `True False True
InvalidRequestError: Object '<User at 0x...>' is already attached to session '1' (this is '2')
False None
InvalidRequestError: Instance <User at 0x...> is not present in this Session
UnmappedInstanceError: Class 'builtins.str' is not mapped
UnmappedInstanceError: Class 'builtins.NoneType' is not mapped
1 True [(<class '__main__.User'>, (1,), None)]
0 0
InvalidRequestError: Can't attach instance <User at 0x...>; another instance with key (<class '__main__.User'>, (1,), None) is already present in this session.
`,
  },
  {
    row: 66,
    title: 'one object for one key',
    code: `
session = Session(filled())
one = session.get(User, 1)
print(session.scalars(select(User).where(User.name == "ann")).one() is one, session.scalars(select(User)).all()[0] is one)
key = inspect(one).key
print(key[0] is User, key[1], key in session.identity_map)
address = session.get(Address, 1)
print(address.user is one, Session(session.get_bind()).get(User, 1) is one)
session.execute(update(users).where(users.c.id == 1).values(name="changed"))
print(session.scalars(select(User).where(User.id == 1)).one().name, session.scalars(select(User.name).where(User.id == 1)).one())
print(session.scalars(select(User).where(User.id == 1).execution_options(populate_existing=True)).one().name, one.name)
`,
    stdout: `True True
True (1,) True
True False
ann changed
changed changed
`,
  },
  {
    row: 67,
    title: 'get() looks before it asks',
    code: `
session = Session(filled())
show()
ann = session.get(User, 1)
pending = User(id=9, name="pending")
session.add(pending)
print(session.get(User, 1) is ann)
print(session.get(User, 77))
print(session.get(User, 9).name)
session.expire(ann)
print(session.get(User, 1) is ann)
attempt(lambda: session.get_one(User, 78))
print(session.get(User, 2, options=[joinedload(User.addresses)]).addresses)
print(session.get(User, 1, populate_existing=True).name)
session.commit()
print(session.get(User, 1).name)
`,
    stdout: `> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
True
> INSERT INTO user_account (id, name, fullname) VALUES (?, ?, ?) [9,"pending",null]
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [77]
None
pending
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
True
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [78]
NoResultFound: No row was found when one was required
> SELECT user_account.id, user_account.name, user_account.fullname, address_1.id AS id_1, address_1.email, address_1.user_id FROM user_account LEFT OUTER JOIN address AS address_1 ON user_account.id = address_1.user_id WHERE user_account.id = ? ORDER BY address_1.id [2]
[Address('bob@x')]
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
ann
> COMMIT
> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
ann
`,
  },
  {
    row: 68,
    title: 'what is new, dirty, deleted',
    code: `
session = Session(filled())
ann, bob = session.get(User, 1), session.get(User, 2)
ann.name = "ann"
show()
print(list(session.dirty), session.is_modified(ann), ann in session.dirty)
session.flush()
print(list(session.dirty))
bob.name = "rob"
new = User(name="n")
session.add(new)
session.delete(session.get(Address, 4))
print(list(session.new), list(session.dirty), list(session.deleted), session.is_modified(bob), session.is_modified(new))
session.flush()
print(session.new, session.dirty, session.deleted)
bob.addresses.append(Address(email="z"))
print(session.is_modified(bob), session.is_modified(bob, include_collections=False), bool(session.new))
`,
    stdout: `[User('ann')] False True
[]
> UPDATE user_account SET name=? WHERE user_account.id = ? ["rob",2]
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["n",null]
> SELECT address.id, address.email, address.user_id FROM address WHERE address.id = ? [4]
[] [] [Address('lost@x')] False False
> DELETE FROM address WHERE address.id = ? [4]
IdentitySet([]) IdentitySet([]) IdentitySet([])
> SELECT address.id, address.email, address.user_id FROM address WHERE ? = address.user_id ORDER BY address.id [2]
True False True
`,
  },
  {
    row: 69,
    title: 'the history of an attribute',
    code: `
from sqlalchemy.orm.attributes import get_history, flag_modified
session = Session(filled())
ann = session.get(User, 1)
show()
print(inspect(ann).attrs.name.history, get_history(ann, "fullname"))
ann.name = "z"
print(inspect(ann).attrs.name.history, inspect(ann).modified)
ann.name = "ann"
print(inspect(ann).attrs.name.history)
ann.addresses.append(Address(email="n"))
history = inspect(ann).attrs.addresses.history
print(history.added, history.unchanged, list(history.deleted), history.has_changes())
fresh = User(name="q")
print(inspect(fresh).attrs.name.history, inspect(fresh).attrs.fullname.history, inspect(fresh).attrs.name.loaded_value)
session.flush()
bob = session.get(User, 2)
flag_modified(bob, "name")
session.flush()
print(sorted(inspect(bob).unloaded), inspect(bob).dict["name"])
`,
    stdout: `History(added=(), unchanged=['ann'], deleted=()) History(added=(), unchanged=['Ann Lee'], deleted=())
History(added=['z'], unchanged=(), deleted=['ann']) True
History(added=(), unchanged=['ann'], deleted=())
> SELECT address.id, address.email, address.user_id FROM address WHERE ? = address.user_id ORDER BY address.id [1]
[Address('n')] [Address('ann@x'), Address('ann@y')] [] True
History(added=['q'], unchanged=(), deleted=()) History(added=(), unchanged=(), deleted=()) q
> INSERT INTO address (email, user_id) VALUES (?, ?) ["n",1]
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [2]
> UPDATE user_account SET name=? WHERE user_account.id = ? ["bob",2]
['addresses'] bob
`,
  },
  {
    row: 70,
    title: 'factories of sessions',
    code: `
engine = filled()
Maker = sessionmaker(engine, expire_on_commit=False)
show()
with Maker.begin() as session:
    session.add(User(name="n"))
hide()
with Maker() as session:
    print(session.scalar(select(func.count()).select_from(User)))
def failing():
    with Maker.begin() as session:
        session.add(User(name="lost"))
        session.flush()
        raise ValueError("stop")
attempt(failing)
Maker.configure(autoflush=False)
print(Maker().autoflush, Maker(autoflush=True).autoflush, isinstance(Maker(), Session))
Local = scoped_session(Maker)
print(Local() is Local(), Local.scalar(select(func.count(User.id))))
first = Local()
Local.remove()
print(Local() is first)
with Session(engine) as a, a.begin():
    a.add(User(name="w"))
with Maker() as session:
    print(session.scalar(select(func.count(User.id))), object_session(User(name="x")))
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["n",null]
> COMMIT
4
ValueError: stop
False True True
True 4
False
5 None
`,
  },
  {
    row: 71,
    title: 'closing',
    code: `
engine = filled()
show()
with Session(engine) as session:
    ann = session.get(User, 1)
    ann.name = "lost"
    session.flush()
print(ann.name, inspect(ann).detached, session.in_transaction())
print(session.get(User, 1).name)
session.reset()
print(session.in_transaction(), len(list(session)))
session.close()
strict = Session(engine, close_resets_only=False)
strict.close()
attempt(lambda: strict.get(User, 1))
`,
    stdout: `> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
> UPDATE user_account SET name=? WHERE user_account.id = ? ["lost",1]
> ROLLBACK
lost True False
> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
ann
> ROLLBACK
False 0
InvalidRequestError: This Session has been permanently closed and is unable to handle any more transaction requests.
`,
  },
  {
    row: 72,
    title: 'merge brings the state of another object',
    code: `
engine = filled()
session = Session(engine)
show()
given = User(id=1, name="merged")
merged = session.merge(given)
print(merged is given, merged in session, given in session, merged.name, merged.fullname)
session.flush()
print(session.merge(User(name="fresh")).id, session.merge(merged) is merged)
session.flush()
hide()
other = Session(engine)
bob = other.get(User, 2)
bob.addresses
other.close()
bob.name = "rob"
bob.addresses.append(Address(email="extra"))
show()
print([address.email for address in session.merge(bob).addresses])
hide()
detached = other.get(User, 3)
other.expunge(detached)
show()
print(session.merge(detached, load=False) in session)
attempt(lambda: session.merge(bob, load=False))
`,
    stdout: `> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
False True False merged Ann Lee
> UPDATE user_account SET name=? WHERE user_account.id = ? ["merged",1]
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["fresh",null]
None True
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [2]
> SELECT address.id, address.email, address.user_id FROM address WHERE ? = address.user_id ORDER BY address.id [2]
['bob@x', 'extra']
True
InvalidRequestError: merge() with load=False option does not support objects transient (i.e. unpersisted) objects.  flush() all changes on mapped instances before merging with load=False.
`,
  },
  {
    row: 73,
    title: 'refresh and expire',
    code: `
session = Session(filled())
ann = session.get(User, 1)
ann.addresses
show()
session.expire(ann, ["name"])
print(ann.fullname)
print(ann.name)
session.refresh(ann)
session.refresh(ann, ["fullname"])
session.expire(ann)
print(inspect(ann).expired)
print(ann.fullname, len(ann.addresses))
ann.name = "lost"
session.expire_all()
print(ann.name)
ann.name = "mine"
print(session.scalars(select(User).where(User.id == 1).execution_options(populate_existing=True)).one().name)
session.refresh(ann, with_for_update=True)
attempt(lambda: session.refresh(User(name="x")))
attempt(lambda: session.expire(User(name="x")))
`,
    stdout: `Ann Lee
> SELECT user_account.name FROM user_account WHERE user_account.id = ? [1]
ann
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
> SELECT user_account.fullname FROM user_account WHERE user_account.id = ? [1]
True
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
> SELECT address.id, address.email, address.user_id FROM address WHERE ? = address.user_id ORDER BY address.id [1]
Ann Lee 2
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
ann
> UPDATE user_account SET name=? WHERE user_account.id = ? ["mine",1]
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
mine
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
InvalidRequestError: Instance '<User at 0x...>' is not persistent within this Session
InvalidRequestError: Instance '<User at 0x...>' is not persistent within this Session
`,
  },
  {
    row: 74,
    title: 'after a commit everything is read anew, or not',
    code: `
engine = filled()
session = Session(engine)
ann, bob = session.get(User, 1), session.get(User, 2)
session.commit()
show()
print(ann.name, ann.fullname)
print(bob.id)
session.commit()
bob.name = "set"
session.commit()
hide()
session = Session(engine, expire_on_commit=False)
new = User(name="n")
session.add(new)
show()
session.commit()
print(new.id, new.name, session.in_transaction())
`,
    stdout: `> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
ann Ann Lee
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [2]
2
> COMMIT
> BEGIN (implicit)
> SELECT user_account.id, user_account.fullname FROM user_account WHERE user_account.id = ? [2]
> UPDATE user_account SET name=? WHERE user_account.id = ? ["set",2]
> COMMIT
> BEGIN (implicit)
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["n",null]
> COMMIT
4 n False
`,
  },
  {
    row: 75,
    title: 'what a detached object cannot do',
    code: `
engine = filled()
session = Session(engine)
ann = session.get(User, 1)
session.expunge(ann)
print(ann.name)
attempt(lambda: ann.addresses)
session.add(ann)
session.commit()
session.close()
attempt(lambda: ann.name)
print(inspect(ann).detached)
fresh = User(name="t")
print(fresh.addresses)
address = Session(engine).get(Address, 1)
inspect(address).session.close()
attempt(lambda: address.user)
partial = session.scalars(select(User).options(load_only(User.name)).where(User.id == 2)).one()
session.close()
attempt(lambda: partial.fullname)
`,
    stdout: `ann
DetachedInstanceError: Parent instance <User at 0x...> is not bound to a Session; lazy load operation of attribute 'addresses' cannot proceed (Background on this error at: https://sqlalche.me/e/21/bhk3)
DetachedInstanceError: Instance <User at 0x...> is not bound to a Session; attribute refresh operation cannot proceed (Background on this error at: https://sqlalche.me/e/21/bhk3)
True
[]
DetachedInstanceError: Parent instance <Address at 0x...> is not bound to a Session; lazy load operation of attribute 'user' cannot proceed (Background on this error at: https://sqlalche.me/e/21/bhk3)
DetachedInstanceError: Parent instance <User at 0x...> is not bound to a Session; deferred load operation of attribute 'fullname' cannot proceed (Background on this error at: https://sqlalche.me/e/21/bhk3)
`,
  },
  {
    row: 76,
    title: 'the row is gone',
    code: `
session = Session(filled())
ann, bob = session.get(User, 1), session.get(User, 2)
session.execute(text("DELETE FROM address"))
session.execute(text("DELETE FROM user_account WHERE id < 3"))
print(ann.name)
session.expire(ann)
attempt(lambda: ann.name)
attempt(lambda: session.refresh(bob))
print(session.get(User, 2))
session.rollback()
print(ann.name)
`,
    stdout: `ann
ObjectDeletedError: Instance '<User at 0x...>' has been deleted, or its row is otherwise not present.
InvalidRequestError: Could not refresh instance '<User at 0x...>'
None
ann
`,
  },
];
