import type { Feature } from './run-feature';

/** Loading strategies and collections. */
export const loadingFeatures: readonly Feature[] = [
  {
    row: 107,
    title: 'lazy loading, one statement for each object',
    code: `
session = Session(filled())
show()
people = session.scalars(select(User).order_by(User.id)).all()
for user in people:
    print(user.name, [address.email for address in user.addresses])
print(people[0].addresses[0].user is people[0])
mails = session.scalars(select(Address).order_by(Address.id)).all()
print([address.user for address in mails])
session.expire(people[0])
session.expire(mails[0])
print(mails[0].user is people[0])
`,
    stdout: `> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account ORDER BY user_account.id []
> SELECT address.id, address.email, address.user_id FROM address WHERE ? = address.user_id ORDER BY address.id [1]
ann ['ann@x', 'ann@y']
> SELECT address.id, address.email, address.user_id FROM address WHERE ? = address.user_id ORDER BY address.id [2]
bob ['bob@x']
> SELECT address.id, address.email, address.user_id FROM address WHERE ? = address.user_id ORDER BY address.id [3]
cid []
True
> SELECT address.id, address.email, address.user_id FROM address ORDER BY address.id []
[User('ann'), User('ann'), User('bob'), None]
> SELECT address.id, address.email, address.user_id FROM address WHERE address.id = ? [1]
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
True
`,
  },
  {
    row: 108,
    title: 'joined eager loading',
    code: `
session = Session(filled())
show()
print([(user, user.addresses) for user in session.scalars(select(User).options(joinedload(User.addresses)).order_by(User.id)).unique()])
session.expunge_all()
print([(user, user.addresses) for user in session.scalars(select(User).options(joinedload(User.addresses)).order_by(User.id).limit(2).offset(1)).unique().all()])
print(session.scalars(select(Address).options(joinedload(Address.user)).where(Address.id == 3)).one().user)
print(session.execute(select(User, Address).join(User.addresses).options(joinedload(User.addresses)).where(Address.id == 1)).unique().all())
attempt(lambda: session.scalars(select(User).options(joinedload(User.addresses))).all())
print(session.query(User).options(joinedload(User.addresses)).count(), len(session.query(User).options(joinedload(User.addresses)).all()))
`,
    stdout: `> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname, address_1.id AS id_1, address_1.email, address_1.user_id FROM user_account LEFT OUTER JOIN address AS address_1 ON user_account.id = address_1.user_id ORDER BY user_account.id, address_1.id []
[(User('ann'), [Address('ann@x'), Address('ann@y')]), (User('bob'), [Address('bob@x')]), (User('cid'), [])]
> SELECT anon_1.id, anon_1.name, anon_1.fullname, address_1.id AS id_1, address_1.email, address_1.user_id FROM (SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname FROM user_account ORDER BY user_account.id LIMIT ? OFFSET ?) AS anon_1 LEFT OUTER JOIN address AS address_1 ON anon_1.id = address_1.user_id ORDER BY anon_1.id, address_1.id [2,1]
[(User('bob'), [Address('bob@x')]), (User('cid'), [])]
> SELECT address.id, address.email, address.user_id, user_account_1.id AS id_1, user_account_1.name, user_account_1.fullname FROM address LEFT OUTER JOIN user_account AS user_account_1 ON user_account_1.id = address.user_id WHERE address.id = ? [3]
User('bob')
> SELECT user_account.id, user_account.name, user_account.fullname, address.id AS id_1, address.email, address.user_id, address_1.id AS id_2, address_1.email AS email_1, address_1.user_id AS user_id_1 FROM user_account JOIN address ON user_account.id = address.user_id LEFT OUTER JOIN address AS address_1 ON user_account.id = address_1.user_id WHERE address.id = ? ORDER BY address_1.id [1]
[(User('ann'), Address('ann@x'))]
> SELECT user_account.id, user_account.name, user_account.fullname, address_1.id AS id_1, address_1.email, address_1.user_id FROM user_account LEFT OUTER JOIN address AS address_1 ON user_account.id = address_1.user_id ORDER BY address_1.id []
InvalidRequestError: The unique() method must be invoked on this Result, as it contains results that include joined eager loads against collections
> SELECT count(*) AS count_1 FROM (SELECT user_account.id AS user_account_id, user_account.name AS user_account_name, user_account.fullname AS user_account_fullname FROM user_account) AS anon_1 []
> SELECT user_account.id AS user_account_id, user_account.name AS user_account_name, user_account.fullname AS user_account_fullname, address_1.id AS address_1_id, address_1.email AS address_1_email, address_1.user_id AS address_1_user_id FROM user_account LEFT OUTER JOIN address AS address_1 ON user_account.id = address_1.user_id ORDER BY address_1.id []
3 3
`,
  },
  {
    row: 109,
    title: 'an inner join, where there is always one',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    b_id: Mapped[int] = mapped_column(ForeignKey("b.id"))
    b: Mapped["B"] = relationship(lazy="joined", innerjoin=True)
class B(Base):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(primary_key=True)
    c_id: Mapped[int] = mapped_column(ForeignKey("c.id"))
    c: Mapped["C"] = relationship()
    many: Mapped[List["D"]] = relationship()
class C(Base):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True)
class D(Base):
    __tablename__ = "d"
    id: Mapped[int] = mapped_column(primary_key=True)
    b_id: Mapped[int] = mapped_column(ForeignKey("b.id"))
    c_id: Mapped[int] = mapped_column(ForeignKey("c.id"))
    c: Mapped["C"] = relationship()
print(select(A))
print(select(A).options(joinedload(A.b).joinedload(B.c)))
print(select(A).options(joinedload(A.b, innerjoin=True).joinedload(B.c, innerjoin=True)))
print(select(B).options(joinedload(B.many).joinedload(D.c, innerjoin=True)))
print(select(B).options(joinedload(B.many).joinedload(D.c, innerjoin="unnested")))
print(select(A).options(lazyload(A.b)))
`,
    stdout: `SELECT a.id, a.b_id, b_1.id AS id_1, b_1.c_id 
FROM a JOIN b AS b_1 ON b_1.id = a.b_id
SELECT a.id, a.b_id, c_1.id AS id_1, b_1.id AS id_2, b_1.c_id 
FROM a JOIN b AS b_1 ON b_1.id = a.b_id LEFT OUTER JOIN c AS c_1 ON c_1.id = b_1.c_id
SELECT a.id, a.b_id, c_1.id AS id_1, b_1.id AS id_2, b_1.c_id 
FROM a JOIN b AS b_1 ON b_1.id = a.b_id JOIN c AS c_1 ON c_1.id = b_1.c_id
SELECT b.id, b.c_id, c_1.id AS id_1, d_1.id AS id_2, d_1.b_id, d_1.c_id AS c_id_1 
FROM b LEFT OUTER JOIN (d AS d_1 JOIN c AS c_1 ON c_1.id = d_1.c_id) ON b.id = d_1.b_id
SELECT b.id, b.c_id, c_1.id AS id_1, d_1.id AS id_2, d_1.b_id, d_1.c_id AS c_id_1 
FROM b LEFT OUTER JOIN d AS d_1 ON b.id = d_1.b_id LEFT OUTER JOIN c AS c_1 ON c_1.id = d_1.c_id
SELECT a.id, a.b_id 
FROM a
`,
  },
  {
    row: 110,
    title: 'select-in loading',
    code: `
session = Session(filled())
show()
print([(user, user.addresses) for user in session.scalars(select(User).options(selectinload(User.addresses)).order_by(User.id))])
session.expunge_all()
ann = session.get(User, 1)
print([address.user for address in session.scalars(select(Address).options(selectinload(Address.user)).order_by(Address.id))])
hide()
session.execute(insert(User), [{"id": number, "name": str(number)} for number in range(100, 1101)])
session.expunge_all()
sizes = []
event.listen(session.get_bind(), "before_cursor_execute", lambda connection, cursor, statement, parameters, context, executemany: sizes.append(len(parameters)))
many = session.scalars(select(User).options(selectinload(User.addresses))).all()
print(len(many), sizes)
`,
    stdout: `> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account ORDER BY user_account.id []
> SELECT address.user_id, address.id, address.email FROM address WHERE address.user_id IN (?, ?, ?) ORDER BY address.id [1,2,3]
[(User('ann'), [Address('ann@x'), Address('ann@y')]), (User('bob'), [Address('bob@x')]), (User('cid'), [])]
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
> SELECT address.id, address.email, address.user_id FROM address ORDER BY address.id []
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id IN (?, ?) [1,2]
[User('ann'), User('ann'), User('bob'), None]
1004 [0, 500, 500, 4]
`,
  },
  {
    row: 110,
    title: 'select-in loading over a table between',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
link = Table("link", Base.metadata, Column("a_id", ForeignKey("a.id"), primary_key=True), Column("b_id", ForeignKey("b.id"), primary_key=True))
class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    bs: Mapped[List["B"]] = relationship(secondary=link, order_by="B.id", lazy="selectin")
class B(Base):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(primary_key=True)
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    one, two = B(id=1), B(id=2)
    session.add_all([A(id=1, bs=[one, two]), A(id=2, bs=[two]), A(id=3)])
    session.commit()
with Session(engine) as session:
    print([[b.id for b in a.bs] for a in session.scalars(select(A).order_by(A.id))])
`,
    stdout: `[[1, 2], [2], []]
`,
  },
  {
    row: 111,
    title: 'subquery loading',
    code: `
session = Session(filled())
show()
print([(user, user.addresses) for user in session.scalars(select(User).options(subqueryload(User.addresses)).where(User.id < 3).order_by(User.id))])
session.expunge_all()
print([user.addresses for user in session.scalars(select(User).options(subqueryload(User.addresses)).order_by(User.id.desc()).limit(2))])
`,
    stdout: `> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id < ? ORDER BY user_account.id [3]
> SELECT address.id AS address_id, address.email AS address_email, address.user_id AS address_user_id, anon_1.user_account_id AS anon_1_user_account_id FROM (SELECT user_account.id AS user_account_id FROM user_account WHERE user_account.id < ?) AS anon_1 JOIN address ON anon_1.user_account_id = address.user_id ORDER BY address.id [3]
[(User('ann'), [Address('ann@x'), Address('ann@y')]), (User('bob'), [Address('bob@x')])]
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account ORDER BY user_account.id DESC LIMIT ? OFFSET ? [2,0]
> SELECT address.id AS address_id, address.email AS address_email, address.user_id AS address_user_id, anon_1.user_account_id AS anon_1_user_account_id FROM (SELECT user_account.id AS user_account_id FROM user_account ORDER BY user_account.id DESC LIMIT ? OFFSET ?) AS anon_1 JOIN address ON anon_1.user_account_id = address.user_id ORDER BY address.id [2,0]
[[], [Address('bob@x')]]
`,
  },
  {
    row: 112,
    title: 'at once, never, or an error',
    code: `
session = Session(filled())
show()
print(session.scalars(select(User).options(immediateload(User.addresses)).where(User.id == 1)).one().addresses)
session.expunge_all()
user = session.scalars(select(User).options(raiseload(User.addresses)).where(User.id == 1)).one()
attempt(lambda: user.addresses)
session.expunge_all()
one = session.scalars(select(Address).options(raiseload(Address.user, sql_only=True)).where(Address.id == 1)).one()
attempt(lambda: one.user)
ann = session.get(User, 1)
print(one.user is ann)
session.expunge_all()
import warnings
warnings.simplefilter("ignore")
user = session.scalars(select(User).options(noload(User.addresses)).where(User.id == 1)).one()
print(user.addresses)
session.expunge_all()
user = session.scalars(select(User).options(raiseload("*")).where(User.id == 1)).one()
attempt(lambda: user.addresses)
hide()
class Strict(Base):
    __tablename__ = "strict"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[Optional[int]] = mapped_column(ForeignKey("user_account.id"))
    user: Mapped[Optional[User]] = relationship(lazy="raise_on_sql")
    again: Mapped[Optional[User]] = relationship(lazy="raise", viewonly=True)
Base.metadata.create_all(session.get_bind())
strict = Strict(user_id=2)
session.add(strict)
session.commit()
attempt(lambda: strict.user)
attempt(lambda: strict.again)
`,
    stdout: `> BEGIN (implicit)
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
> SELECT address.id, address.email, address.user_id FROM address WHERE ? = address.user_id ORDER BY address.id [1]
[Address('ann@x'), Address('ann@y')]
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
InvalidRequestError: 'User.addresses' is not available due to lazy='raise'
> SELECT address.id, address.email, address.user_id FROM address WHERE address.id = ? [1]
InvalidRequestError: 'Address.user' is not available due to lazy='raise_on_sql'
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
True
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
[]
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
InvalidRequestError: 'User.addresses' is not available due to lazy='raise'
InvalidRequestError: 'Strict.user' is not available due to lazy='raise_on_sql'
InvalidRequestError: 'Strict.again' is not available due to lazy='raise'
`,
  },
  {
    row: 113,
    title: "the query's own join fills the collection",
    code: `
session = Session(filled())
show()
found = session.scalars(select(User).join(User.addresses).where(Address.email.endswith("@x")).options(contains_eager(User.addresses)).order_by(User.id, Address.id)).unique().all()
print([(user, user.addresses) for user in found])
session.expunge_all()
other = aliased(Address)
print([address.user.name for address in session.scalars(select(Address).join(Address.user).options(contains_eager(Address.user)).order_by(Address.id))])
session.expunge_all()
print([(user, user.addresses) for user in session.scalars(select(User).outerjoin(User.addresses.of_type(other)).options(contains_eager(User.addresses.of_type(other))).order_by(User.id, other.id)).unique()])
`,
    stdout: `> BEGIN (implicit)
> SELECT address.id, address.email, address.user_id, user_account.id AS id_1, user_account.name, user_account.fullname FROM user_account JOIN address ON user_account.id = address.user_id WHERE (address.email LIKE '%' || ?) ORDER BY user_account.id, address.id ["@x"]
[(User('ann'), [Address('ann@x')]), (User('bob'), [Address('bob@x')])]
> SELECT user_account.id, user_account.name, user_account.fullname, address.id AS id_1, address.email, address.user_id FROM address JOIN user_account ON user_account.id = address.user_id ORDER BY address.id []
['ann', 'ann', 'bob']
> SELECT address_1.id, address_1.email, address_1.user_id, user_account.id AS id_1, user_account.name, user_account.fullname FROM user_account LEFT OUTER JOIN address AS address_1 ON user_account.id = address_1.user_id ORDER BY user_account.id, address_1.id []
[(User('ann'), [Address('ann@x'), Address('ann@y')]), (User('bob'), [Address('bob@x')]), (User('cid'), [])]
`,
  },
  {
    row: 114,
    title: 'options of options',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    x: Mapped[int]
    bs: Mapped[List["B"]] = relationship(back_populates="a")
class B(Base):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(primary_key=True)
    y: Mapped[int]
    a_id: Mapped[int] = mapped_column(ForeignKey("a.id"))
    a: Mapped[A] = relationship(back_populates="bs")
    cs: Mapped[List["C"]] = relationship()
class C(Base):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True)
    z: Mapped[int]
    b_id: Mapped[int] = mapped_column(ForeignKey("b.id"))
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add(A(id=1, x=1, bs=[B(id=1, y=1, cs=[C(id=1, z=1)]), B(id=2, y=2)]))
    session.commit()
def shown(*options):
    with Session(engine) as session:
        show()
        a = session.scalars(select(A).options(*options)).unique().one()
        hide()
        return a
print([[c.id for c in b.cs] for b in shown(joinedload(A.bs).selectinload(B.cs)).bs])
shown(selectinload(A.bs).options(load_only(B.y), selectinload(B.cs).load_only(C.z)))
shown(joinedload(A.bs).load_only(B.y))
shown(selectinload(A.bs.and_(B.y > 1)))
shown(selectinload("*"))
shown(defaultload(A.bs).joinedload(B.cs))
with Session(engine) as session:
    a = session.scalars(select(A).options(selectinload(A.bs), raiseload("*"))).one()
    attempt(lambda: a.bs[0].cs)
try:
    shown(joinedload(B.cs))
except exc.ArgumentError as error:
    print("does not apply to any of the root entities" in str(error))
attempt(lambda: joinedload(A.bs).joinedload(A.bs))
`,
    stdout: `> BEGIN (implicit)
> SELECT a.id, a.x, b_1.id AS id_1, b_1.y, b_1.a_id FROM a LEFT OUTER JOIN b AS b_1 ON a.id = b_1.a_id []
> SELECT c.b_id, c.id, c.z FROM c WHERE c.b_id IN (?, ?) [1,2]
[[1], []]
> BEGIN (implicit)
> SELECT a.id, a.x FROM a []
> SELECT b.a_id, b.id, b.y FROM b WHERE b.a_id IN (?) [1]
> SELECT c.b_id, c.id, c.z FROM c WHERE c.b_id IN (?, ?) [1,2]
> BEGIN (implicit)
> SELECT a.id, a.x, b_1.id AS id_1, b_1.y FROM a LEFT OUTER JOIN b AS b_1 ON a.id = b_1.a_id []
> BEGIN (implicit)
> SELECT a.id, a.x FROM a []
> SELECT b.a_id, b.id, b.y FROM b WHERE b.a_id IN (?) AND b.y > ? [1,1]
> BEGIN (implicit)
> SELECT a.id, a.x FROM a []
> SELECT b.a_id, b.id, b.y FROM b WHERE b.a_id IN (?) [1]
> SELECT c.b_id, c.id, c.z FROM c WHERE c.b_id IN (?, ?) [1,2]
> BEGIN (implicit)
> SELECT a.id, a.x FROM a []
InvalidRequestError: 'B.cs' is not available due to lazy='raise'
> BEGIN (implicit)
> ROLLBACK
True
ArgumentError: ORM mapped entity or attribute "A.bs" does not link from relationship "A.bs".
`,
  },
  {
    row: 115,
    title: 'collections that are not loaded',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    bs: WriteOnlyMapped["B"] = relationship(order_by="B.id", cascade="all, delete-orphan", passive_deletes=True)
    ds: DynamicMapped["D"] = relationship(order_by="D.id")
class B(Base):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int]
    a_id: Mapped[int] = mapped_column(ForeignKey("a.id", ondelete="cascade"))
class D(Base):
    __tablename__ = "d"
    id: Mapped[int] = mapped_column(primary_key=True)
    a_id: Mapped[Optional[int]] = mapped_column(ForeignKey("a.id"))
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
show()
a = A(id=1, bs=[B(n=1), B(n=2)], ds=[D(id=1)])
session.add(a)
session.commit()
extra = B(n=3)
a.bs.add(extra)
a.bs.add_all([B(n=4)])
session.flush()
print(session.scalars(a.bs.select().where(B.n > 1)).all()[0].n)
a.bs.remove(extra)
session.flush()
session.execute(a.bs.insert(), [{"n": 7}, {"n": 8}])
session.execute(a.bs.update().values(n=0).where(B.n > 6))
session.execute(a.bs.delete().where(B.n == 0))
attempt(lambda: list(a.bs))
print(a.ds.count(), a.ds.filter(D.id > 5).all(), [d.id for d in a.ds])
a.ds.append(D(id=2))
session.flush()
a.ds.remove(a.ds[0])
session.flush()
print(len(a.ds.all()))
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO a (id) VALUES (?) [1]
> INSERT INTO b (n, a_id) VALUES (?, ?) RETURNING id [1,1]
> INSERT INTO b (n, a_id) VALUES (?, ?) RETURNING id [2,1]
> INSERT INTO d (id, a_id) VALUES (?, ?) [1,1]
> COMMIT
> BEGIN (implicit)
> SELECT a.id FROM a WHERE a.id = ? [1]
> INSERT INTO b (n, a_id) VALUES (?, ?) RETURNING id [3,1]
> INSERT INTO b (n, a_id) VALUES (?, ?) RETURNING id [4,1]
> SELECT b.id, b.n, b.a_id FROM b WHERE ? = b.a_id AND b.n > ? ORDER BY b.id [1,1]
2
> DELETE FROM b WHERE b.id = ? [3]
> INSERT INTO b (n, a_id) VALUES (?, ?) [[7,1],[8,1]]
> UPDATE b SET n=? WHERE ? = b.a_id AND b.n > ? [0,1,6]
> DELETE FROM b WHERE ? = b.a_id AND b.n = ? [1,0]
TypeError: WriteOnly collections don't support iteration in-place; to query for collection items, use the select() method to produce a SQL statement and execute it with session.scalars().
> SELECT count(*) AS count_1 FROM (SELECT d.id AS d_id, d.a_id AS d_a_id FROM d WHERE ? = d.a_id ORDER BY d.id) AS anon_1 [1]
> SELECT d.id AS d_id, d.a_id AS d_a_id FROM d WHERE ? = d.a_id AND d.id > ? ORDER BY d.id [1,5]
> SELECT d.id AS d_id, d.a_id AS d_a_id FROM d WHERE ? = d.a_id ORDER BY d.id [1]
1 [] [1]
> INSERT INTO d (id, a_id) VALUES (?, ?) [2,1]
> SELECT d.id AS d_id, d.a_id AS d_a_id FROM d WHERE ? = d.a_id ORDER BY d.id LIMIT ? OFFSET ? [1,1,0]
> UPDATE d SET a_id=? WHERE d.id = ? [null,1]
> SELECT d.id AS d_id, d.a_id AS d_a_id FROM d WHERE ? = d.a_id ORDER BY d.id [1]
1
`,
  },
  {
    row: 116,
    title: 'lists, sets, dicts',
    own: true,
    code: `
from sqlalchemy.orm.collections import attribute_keyed_dict
from sqlalchemy.ext.orderinglist import ordering_list
class Base(DeclarativeBase):
    pass
class P(Base):
    __tablename__ = "p"
    id: Mapped[int] = mapped_column(primary_key=True)
    some: Mapped[Set["C"]] = relationship(foreign_keys="C.some_id")
    named: Mapped[Dict[str, "C"]] = relationship(foreign_keys="C.named_id", collection_class=attribute_keyed_dict("name"))
    lined: Mapped[List["C"]] = relationship(foreign_keys="C.lined_id", order_by="C.place", collection_class=ordering_list("place"))
class C(Base):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Optional[str]]
    place: Mapped[Optional[int]]
    some_id: Mapped[Optional[int]] = mapped_column(ForeignKey("p.id"))
    named_id: Mapped[Optional[int]] = mapped_column(ForeignKey("p.id"))
    lined_id: Mapped[Optional[int]] = mapped_column(ForeignKey("p.id"))
p = P(id=1)
one, two, three = C(id=1, name="one"), C(id=2, name="two"), C(id=3, name="three")
p.some.add(one)
p.some |= {two}
p.some.discard(one)
p.named["one"] = one
p.named.update({"two": two})
p.lined.append(one)
p.lined.insert(0, two)
p.lined[2:] = [three]
print(len(p.some), two in p.some, sorted(p.named), [c.name for c in p.lined], [c.place for c in p.lined])
p.lined.remove(two)
print([(c.name, c.place) for c in p.lined], two.place)
print(type(p.some).__name__, isinstance(p.named, dict), p.named.pop("one") is one, p.named.get("one"))
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
session.add(p)
session.commit()
show()
print(len(p.some), list(p.named), [c.name for c in p.lined])
p.some.clear()
del p.named["two"]
session.flush()
attempt(lambda: p.lined.append("text"))
attempt(lambda: setattr(p, "named", {"wrong": three}))
`,
    stdout: `1 True ['one', 'two'] ['two', 'one', 'three'] [0, 1, 2]
[('one', 0), ('three', 1)] 0
InstrumentedSet True True None
> BEGIN (implicit)
> SELECT p.id FROM p WHERE p.id = ? [1]
> SELECT c.id, c.name, c.place, c.some_id, c.named_id, c.lined_id FROM c WHERE ? = c.some_id [1]
> SELECT c.id, c.name, c.place, c.some_id, c.named_id, c.lined_id FROM c WHERE ? = c.named_id [1]
> SELECT c.id, c.name, c.place, c.some_id, c.named_id, c.lined_id FROM c WHERE ? = c.lined_id ORDER BY c.place [1]
1 ['two'] ['one', 'three']
> UPDATE c SET some_id=?, named_id=? WHERE c.id = ? [null,null,2]
AttributeError: 'str' object has no attribute '_sa_instance_state'
`,
  },
];
