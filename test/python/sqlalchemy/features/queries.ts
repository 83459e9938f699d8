import type { Feature } from './run-feature';

/** Statements of classes. */
export const queryFeatures: readonly Feature[] = [
  {
    row: 97,
    title: 'rows of entities and columns',
    code: `
session = Session(filled())
show()
print(session.execute(select(User).order_by(User.id)).first(), session.scalars(select(User).order_by(User.id)).all())
rows = session.execute(select(User, Address).join(User.addresses).order_by(Address.id)).all()
print(rows[0], rows[0].User is rows[1].User, rows[0]._fields)
print(session.execute(select(User.name, Address.email.label("mail"), User).join(User.addresses).where(User.id == 2)).one())
print(session.scalar(select(User).where(User.id == 3)), session.execute(select(func.count()).select_from(User)).scalar())
print([one["name"] for one in select(User.name, User).column_descriptions], select(User).column_descriptions[0]["entity"] is User)
attempt(lambda: User.nope)
`,
    stdout: `> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account ORDER BY user_account.id []
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account ORDER BY user_account.id []
(User('ann'),) [User('ann'), User('bob'), User('cid')]
> SELECT user_account.id, user_account.name, user_account.fullname, address.id AS id_1, address.email, address.user_id FROM user_account JOIN address ON user_account.id = address.user_id ORDER BY address.id []
(User('ann'), Address('ann@x')) True ('User', 'Address')
> SELECT user_account.name, address.email AS mail, user_account.id, user_account.fullname FROM user_account JOIN address ON user_account.id = address.user_id WHERE user_account.id = ? [2]
('bob', 'bob@x', User('bob'))
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [3]
> SELECT count(*) AS count_1 FROM user_account []
User('cid') 3
['name', 'User'] True
AttributeError: type object 'User' has no attribute 'nope'
`,
  },
  {
    row: 98,
    title: 'joins along relationships',
    code: `
print(select(User).join(User.addresses))
print(select(User).join(User.addresses.and_(Address.email == "x")))
print(select(User.name).join(Address), "/", select(User.name).join(Address, User.id == Address.id))
other = aliased(Address)
print(select(User.id).join(User.addresses.of_type(other)).where(other.email == "x"))
print(select(User.id).join(User.addresses).join(other, User.addresses).where(Address.id < other.id))
print(select(Address.email).join(Address.user).where(User.name == "ann"))
print(select(Address).outerjoin(Address.user), "/", select(User.id).join_from(User, Address))
attempt(lambda: print(select(Address.id).join(User.addresses)))
with Session(filled()) as session:
    print(session.execute(select(User.name, Address.email).join(User.addresses, isouter=True).order_by(User.id, Address.id)).all())
`,
    stdout: `SELECT user_account.id, user_account.name, user_account.fullname 
FROM user_account JOIN address ON user_account.id = address.user_id
SELECT user_account.id, user_account.name, user_account.fullname 
FROM user_account JOIN address ON user_account.id = address.user_id AND address.email = :email_1
SELECT user_account.name 
FROM user_account JOIN address ON user_account.id = address.user_id / SELECT user_account.name 
FROM user_account JOIN address ON user_account.id = address.id
SELECT user_account.id 
FROM user_account JOIN address AS address_1 ON user_account.id = address_1.user_id 
WHERE address_1.email = :email_1
SELECT user_account.id 
FROM user_account JOIN address ON user_account.id = address.user_id JOIN address AS address_1 ON user_account.id = address_1.user_id 
WHERE address.id < address_1.id
SELECT address.email 
FROM address JOIN user_account ON user_account.id = address.user_id 
WHERE user_account.name = :name_1
SELECT address.id, address.email, address.user_id 
FROM address LEFT OUTER JOIN user_account ON user_account.id = address.user_id / SELECT user_account.id 
FROM user_account JOIN address ON user_account.id = address.user_id
SELECT address.id 
FROM user_account JOIN address ON user_account.id = address.user_id
[('ann', 'ann@x'), ('ann', 'ann@y'), ('bob', 'bob@x'), ('cid', None)]
`,
  },
  {
    row: 99,
    title: 'conditions on relationships',
    code: `
session = Session(filled())
ann, bob = session.get(User, 1), session.get(User, 2)
first = session.get(Address, 1)
for one in [User.addresses.any(), User.addresses.any(Address.email == "x"), ~User.addresses.any(), Address.user.has(name="ann"), ~Address.user.has(), Address.user == ann, Address.user != ann, Address.user == None, Address.user != None, User.addresses.contains(first), ~User.addresses.contains(first), with_parent(ann, User.addresses)]:
    print(" ".join(str(one).split()))
show()
print(session.scalars(select(User).where(User.addresses.any(Address.email.startswith("bob")))).all())
print(session.scalars(select(Address).where(Address.user == bob)).all(), session.scalars(select(Address).where(Address.user != ann)).all())
print(session.scalars(select(Address).where(with_parent(ann, User.addresses))).all())
print(session.scalars(select(User).where(User.addresses.contains(first))).all())
attempt(lambda: User.addresses == ann)
attempt(lambda: User.addresses.has())
attempt(lambda: Address.user.any())
attempt(lambda: Address.user.in_([ann]))
`,
    stdout: `EXISTS (SELECT 1 FROM address, user_account WHERE user_account.id = address.user_id)
EXISTS (SELECT 1 FROM address, user_account WHERE user_account.id = address.user_id AND address.email = :email_1)
NOT (EXISTS (SELECT 1 FROM address, user_account WHERE user_account.id = address.user_id))
EXISTS (SELECT 1 FROM user_account, address WHERE user_account.id = address.user_id AND user_account.name = :name_1)
NOT (EXISTS (SELECT 1 FROM user_account, address WHERE user_account.id = address.user_id))
:param_1 = address.user_id
address.user_id != :user_id_1 OR address.user_id IS NULL
address.user_id IS NULL
address.user_id IS NOT NULL
user_account.id = :param_1
user_account.id != :param_1
:param_1 = address.user_id
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE EXISTS (SELECT 1 FROM address WHERE user_account.id = address.user_id AND (address.email LIKE ? || '%')) ["bob"]
[User('bob')]
> SELECT address.id, address.email, address.user_id FROM address WHERE ? = address.user_id [2]
> SELECT address.id, address.email, address.user_id FROM address WHERE address.user_id != ? OR address.user_id IS NULL [1]
[Address('bob@x')] [Address('bob@x'), Address('lost@x')]
> SELECT address.id, address.email, address.user_id FROM address WHERE ? = address.user_id [1]
[Address('ann@x'), Address('ann@y')]
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
[User('ann')]
InvalidRequestError: Can't compare a collection to an object or collection; use contains() to test for membership.
InvalidRequestError: 'has()' not implemented for collections. Use any().
InvalidRequestError: 'any()' not implemented for scalar attributes. Use has().
NotImplementedError: in_() not yet supported for relationships.  For a simple many-to-one, use in_() against the set of foreign key values.
`,
  },
  {
    row: 100,
    title: 'aliases, subqueries and texts as entities',
    code: `
session = Session(filled())
show()
inner = select(User).where(User.id < 3).order_by(User.id).subquery()
Few = aliased(User, inner, name="few")
print(session.execute(select(Few, Address).join(Address, Address.user_id == Few.id).order_by(Address.id)).all())
print(session.scalars(select(User).from_statement(text("SELECT * FROM user_account WHERE name > :n ORDER BY id").bindparams(n="b"))).all())
found = session.scalars(select(User).from_statement(text("SELECT id, name FROM user_account WHERE id = 3").columns(User.id, User.name))).one()
print(found.name)
print(session.scalars(select(aliased(User, select(User).where(User.name == "cid").cte("chosen")))).all())
print(session.scalars(select(User).join(inner, inner.c.id == User.id).order_by(User.id.desc())).all())
made = insert(User).values(name="made").returning(User)
print(session.scalars(select(User).from_statement(made)).all())
`,
    stdout: `> BEGIN (implicit)
> SELECT anon_1.id, anon_1.name, anon_1.fullname, address.id AS id_1, address.email, address.user_id FROM (SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname FROM user_account WHERE user_account.id < ? ORDER BY user_account.id) AS anon_1 JOIN address ON address.user_id = anon_1.id ORDER BY address.id [3]
[(User('ann'), Address('ann@x')), (User('ann'), Address('ann@y')), (User('bob'), Address('bob@x'))]
> SELECT * FROM user_account WHERE name > ? ORDER BY id ["b"]
[User('bob'), User('cid')]
> SELECT id, name FROM user_account WHERE id = 3 []
cid
> WITH chosen AS (SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname FROM user_account WHERE user_account.name = ?) SELECT chosen.id, chosen.name, chosen.fullname FROM chosen ["cid"]
[User('cid')]
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account JOIN (SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname FROM user_account WHERE user_account.id < ? ORDER BY user_account.id) AS anon_1 ON anon_1.id = user_account.id ORDER BY user_account.id DESC [3]
[User('bob'), User('ann')]
> INSERT INTO user_account (name) VALUES (?) RETURNING id, name, fullname ["made"]
[User('made')]
`,
  },
  {
    row: 101,
    title: 'parts of rows',
    code: `
engine = filled()
session = Session(engine)
show()
pair = Bundle("pair", User.name, User.fullname)
row = session.execute(select(pair, User.id).where(pair.c.name == "ann")).one()
print(row.pair.name, row.pair, row.id)
part = session.scalars(select(User).options(load_only(User.name)).where(User.id == 1)).one()
print(part.name)
print(part.fullname)
session.expunge_all()
part = session.scalars(select(User).options(defer(User.fullname)).where(User.id == 2)).one()
print(part.fullname)
session.expunge_all()
part = session.scalars(select(User).options(defer(User.name, raiseload=True)).where(User.id == 2)).one()
attempt(lambda: part.name)
hide()
class Counted(Base):
    __tablename__ = "counted"
    id: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(deferred=True)
    m: Mapped[int] = mapped_column(deferred=True, deferred_group="big")
    k: Mapped[int] = mapped_column(deferred=True, deferred_group="big")
    more: Mapped[Optional[int]] = query_expression()
Base.metadata.create_all(engine)
session = Session(engine)
session.add(Counted(id=1, n=1, m=2, k=3))
session.commit()
session.expunge_all()
show()
print(session.scalars(select(Counted)).one().more)
session.expunge_all()
one = session.scalars(select(Counted).options(undefer(Counted.n), with_expression(Counted.more, Counted.n + 5))).one()
print(one.n, one.more)
print(one.m, one.k)
session.expunge_all()
print(session.scalars(select(Counted).options(undefer_group("big"))).one().k)
`,
    stdout: `> BEGIN (implicit)
> SELECT user_account.name, user_account.fullname, user_account.id FROM user_account WHERE user_account.name = ? ["ann"]
ann ('ann', 'Ann Lee') 1
> SELECT user_account.id, user_account.name FROM user_account WHERE user_account.id = ? [1]
ann
> SELECT user_account.fullname FROM user_account WHERE user_account.id = ? [1]
Ann Lee
> SELECT user_account.id, user_account.name FROM user_account WHERE user_account.id = ? [2]
> SELECT user_account.fullname FROM user_account WHERE user_account.id = ? [2]
None
> SELECT user_account.id, user_account.fullname FROM user_account WHERE user_account.id = ? [2]
InvalidRequestError: 'User.name' is not available due to raiseload=True
> BEGIN (implicit)
> SELECT counted.id FROM counted []
None
> SELECT counted.n + ? AS anon_1, counted.id, counted.n FROM counted [5]
1 6
> SELECT counted.m, counted.k FROM counted WHERE counted.id = ? [1]
2 3
> SELECT counted.id, counted.m, counted.k FROM counted []
3
`,
  },
  {
    row: 102,
    title: 'many rows of a class',
    code: `
engine = filled()
session = Session(engine)
show()
made = session.scalars(insert(User).returning(User), [{"name": "d"}, {"name": "e", "fullname": "E"}])
print(made.all())
print(session.scalars(insert(User).returning(User), [{"name": "f"}, {"name": "g"}]).all())
session.execute(insert(User), [{"name": "h"}, {"name": "i"}])
session.execute(insert(User).values([{"name": "j"}]))
print(session.execute(insert(User).returning(User.id, User.name, sort_by_parameter_order=True), [{"name": "y"}, {"name": "x"}]).all())
session.execute(insert(User), [{"id": 50, "name": "k"}, {"id": 51, "name": "l"}])
session.bulk_save_objects([User(name="m"), User(name="n")])
session.bulk_insert_mappings(User, [{"name": "o"}])
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO user_account (name) VALUES (?) RETURNING id, name, fullname ["d"]
> INSERT INTO user_account (name, fullname) VALUES (?, ?) RETURNING id, name, fullname ["e","E"]
[User('d'), User('e')]
> INSERT INTO user_account (name) VALUES (?), (?) RETURNING id, name, fullname ["f","g"]
[User('f'), User('g')]
> INSERT INTO user_account (name) VALUES (?) [["h"],["i"]]
> INSERT INTO user_account (name) VALUES (?) ["j"]
> INSERT INTO user_account (name) VALUES (?) RETURNING id, name ["y"]
> INSERT INTO user_account (name) VALUES (?) RETURNING id, name ["x"]
[(11, 'y'), (12, 'x')]
> INSERT INTO user_account (id, name) VALUES (?, ?) [[50,"k"],[51,"l"]]
> INSERT INTO user_account (name) VALUES (?) [["m"],["n"]]
> INSERT INTO user_account (name) VALUES (?) ["o"]
`,
  },
  {
    row: 103,
    title: 'many rows by their keys',
    code: `
engine = filled()
session = Session(engine)
ann = session.get(User, 1)
show()
session.execute(update(User), [{"id": 1, "fullname": "X"}, {"id": 2, "fullname": "Y"}])
session.execute(update(User), [{"id": 1, "name": "p"}, {"id": 3, "fullname": "Z", "name": "q"}])
print(ann.fullname, session.execute(text("SELECT name, fullname FROM user_account")).all())
session.bulk_update_mappings(User, [{"id": 2, "name": "r"}])
attempt(lambda: session.execute(update(User), [{"name": "no key"}, {"name": "none"}]))
`,
    stdout: `> UPDATE user_account SET fullname=? WHERE user_account.id = ? [["X",1],["Y",2]]
> UPDATE user_account SET name=? WHERE user_account.id = ? ["p",1]
> UPDATE user_account SET name=?, fullname=? WHERE user_account.id = ? ["q","Z",3]
> SELECT name, fullname FROM user_account []
X [('p', 'X'), ('bob', 'Y'), ('q', 'Z')]
> UPDATE user_account SET name=? WHERE user_account.id = ? ["r",2]
InvalidRequestError: No primary key value supplied for column(s) user_account.id; per-row ORM Bulk UPDATE by Primary Key requires that records contain primary key values (Background on this error at: https://sqlalche.me/e/21/bupq)
`,
  },
  {
    row: 104,
    title: 'UPDATE and DELETE by conditions, and the objects in memory',
    code: `
engine = filled()
session = Session(engine)
ann, bob, cid = session.scalars(select(User).order_by(User.id))
lost = session.get(Address, 4)
show()
print(session.execute(update(User).where(User.name.in_(["ann", "bob"])).values(fullname="both")).rowcount)
print(ann.fullname, cid.fullname)
session.execute(update(User).where(func.lower(User.name) == "cid").values(fullname="lower"))
print(cid.fullname)
session.execute(update(User).where(User.id == 1).values(fullname="silent").execution_options(synchronize_session=False))
print(ann.fullname)
session.execute(update(User).where(User.id == 2).values(fullname="fetched"), execution_options={"synchronize_session": "fetch"})
print(bob.fullname)
session.execute(update(User).where(User.id == 3).values(name=User.name + "!"))
print(cid.name)
session.execute(delete(Address).where(Address.user_id.is_(None)))
print(lost in session, inspect(lost).deleted, inspect(lost).detached)
attempt(lambda: session.execute(update(User).where(func.lower(User.name) == "x").values(name="q").execution_options(synchronize_session="evaluate")))
attempt(lambda: session.execute(update(User).values(name="q").execution_options(synchronize_session="nonsense")))
`,
    stdout: `> UPDATE user_account SET fullname=? WHERE user_account.name IN (?, ?) ["both","ann","bob"]
2
both Cid Ray
> UPDATE user_account SET fullname=? WHERE lower(user_account.name) = ? RETURNING id ["lower","cid"]
lower
> UPDATE user_account SET fullname=? WHERE user_account.id = ? ["silent",1]
both
> UPDATE user_account SET fullname=? WHERE user_account.id = ? RETURNING id ["fetched",2]
fetched
> UPDATE user_account SET name=(user_account.name || ?) WHERE user_account.id = ? ["!",3]
cid!
> DELETE FROM address WHERE address.user_id IS NULL []
False True False
InvalidRequestError: Could not evaluate current criteria in Python: "Cannot evaluate Function". Specify 'fetch' or False for the synchronize_session execution option.
ArgumentError: Valid strategies for session synchronization are 'auto', 'evaluate', 'fetch', False
`,
  },
  {
    row: 105,
    title: 'reading in parts',
    code: `
engine = filled()
session = Session(engine)
show()
for part in session.scalars(select(User).order_by(User.id).execution_options(yield_per=2)).partitions():
    print(part)
result = session.execute(select(User.name).order_by(User.id).execution_options(stream_results=True))
print(result.fetchone(), result.fetchmany(5))
attempt(lambda: session.scalars(select(User).options(joinedload(User.addresses)).execution_options(yield_per=1)).unique().all())
attempt(lambda: session.scalars(select(User).options(subqueryload(User.addresses)).execution_options(yield_per=1)).all())
print([(user.name, len(user.addresses)) for user in session.scalars(select(User).options(selectinload(User.addresses)).order_by(User.id).execution_options(yield_per=2))])
`,
    stdout: `> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account ORDER BY user_account.id []
[User('ann'), User('bob')]
[User('cid')]
> SELECT user_account.name FROM user_account ORDER BY user_account.id []
('ann',) [('bob',), ('cid',)]
> SELECT user_account.id, user_account.name, user_account.fullname, address_1.id AS id_1, address_1.email, address_1.user_id FROM user_account LEFT OUTER JOIN address AS address_1 ON user_account.id = address_1.user_id ORDER BY address_1.id []
InvalidRequestError: Can't use yield_per with eager loaders that require uniquing or row buffering, e.g. joinedload() against collections or subqueryload().  Consider the selectinload() strategy for better flexibility in loading objects.
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account []
InvalidRequestError: Can't use yield_per with eager loaders that require uniquing or row buffering, e.g. joinedload() against collections or subqueryload().  Consider the selectinload() strategy for better flexibility in loading objects.
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account ORDER BY user_account.id []
> SELECT address.user_id, address.id, address.email FROM address WHERE address.user_id IN (?, ?) ORDER BY address.id [1,2]
> SELECT address.user_id, address.id, address.email FROM address WHERE address.user_id IN (?) ORDER BY address.id [3]
[('ann', 2), ('bob', 1), ('cid', 0)]
`,
  },
  {
    row: 106,
    title: 'conditions for all statements of a class',
    code: `
engine = filled()
session = Session(engine)
show()
print(session.scalars(select(User).options(with_loader_criteria(User, User.id > 1)).order_by(User.id)).all())
print(session.scalars(select(User).options(selectinload(User.addresses), with_loader_criteria(Address, Address.email.endswith("@x"))).order_by(User.id)).first().addresses)
print(session.execute(select(User.name, Address.email).outerjoin(User.addresses).options(with_loader_criteria(Address, Address.id > 2)).order_by(User.id)).all())
session.expunge_all()
@event.listens_for(session, "do_orm_execute")
def only_old(state):
    if state.is_select and not state.is_column_load and not state.is_relationship_load:
        state.statement = state.statement.options(with_loader_criteria(User, lambda cls: cls.name != "bob"))
    print("  executing", state.is_select, state.is_update, state.is_relationship_load)
print(session.scalars(select(User).order_by(User.id)).all())
session.execute(update(User).values(fullname="z"))
`,
    stdout: `> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id > ? ORDER BY user_account.id [1]
[User('bob'), User('cid')]
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account ORDER BY user_account.id []
> SELECT address.user_id, address.id, address.email FROM address WHERE address.user_id IN (?, ?, ?) AND (address.email LIKE '%' || ?) ORDER BY address.id [1,2,3,"@x"]
[Address('ann@x')]
> SELECT user_account.name, address.email FROM user_account LEFT OUTER JOIN address ON user_account.id = address.user_id AND address.id > ? ORDER BY user_account.id [2]
[('ann', None), ('bob', 'bob@x'), ('cid', None)]
  executing True False False
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.name != ? ORDER BY user_account.id ["bob"]
[User('ann'), User('cid')]
  executing False True False
> UPDATE user_account SET fullname=? ["z"]
`,
  },
];
