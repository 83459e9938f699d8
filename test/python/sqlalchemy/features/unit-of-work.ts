import type { Feature } from './run-feature';

/** Flushes and cascades. */
export const flushFeatures: readonly Feature[] = [
  {
    row: 77,
    title: 'the order in which rows are written',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class P(Base):
    __tablename__ = "p"
    id: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[Optional[int]]
    cs: Mapped[List["C"]] = relationship(back_populates="p")
class C(Base):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[Optional[int]]
    p_id: Mapped[Optional[int]] = mapped_column(ForeignKey("p.id"))
    p: Mapped[Optional[P]] = relationship(back_populates="cs")
class Loner(Base):
    __tablename__ = "loner"
    id: Mapped[int] = mapped_column(primary_key=True)
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
show()
five = C(id=5, p=P(id=2))
session.add(five)
session.add(Loner(id=1))
nine, one, four = P(id=9), C(id=1), P(id=4)
session.add_all([nine, one, four])
session.flush()
two = five.p
nine.n = 1
two.n = 2
session.add(P(id=1))
five.n = 3
session.delete(one)
session.delete(four)
session.flush()
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO loner (id) VALUES (?) [1]
> INSERT INTO p (id, n) VALUES (?, ?) [[2,null],[9,null],[4,null]]
> INSERT INTO c (id, n, p_id) VALUES (?, ?, ?) [[5,null,2],[1,null,null]]
> SELECT c.id, c.n, c.p_id FROM c WHERE ? = c.p_id [4]
> UPDATE p SET n=? WHERE p.id = ? [[2,2],[1,9]]
> INSERT INTO p (id, n) VALUES (?, ?) [1,null]
> UPDATE c SET n=? WHERE c.id = ? [3,5]
> DELETE FROM c WHERE c.id = ? [1]
> DELETE FROM p WHERE p.id = ? [4]
`,
  },
  {
    row: 78,
    title: 'neighbours of one shape go together',
    code: `
engine = filled()
session = Session(engine)
show()
session.add_all([User(id=11, name="a", fullname="x"), User(id=12, name="b", fullname="x"), User(id=13, name="c"), User(id=14, name="d", fullname="x")])
session.flush()
session.add_all([Address(email="1"), Address(email="2"), Address(id=50, email="3"), Address(email="4", user_id=1)])
session.flush()
session.add_all([User(id=20, name="e", fullname=None), User(id=21, name="f", fullname=func.lower("F"))])
session.flush()
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO user_account (id, name, fullname) VALUES (?, ?, ?) [[11,"a","x"],[12,"b","x"],[13,"c",null],[14,"d","x"]]
> INSERT INTO address (email, user_id) VALUES (?, ?) RETURNING id ["1",null]
> INSERT INTO address (email, user_id) VALUES (?, ?) RETURNING id ["2",null]
> INSERT INTO address (id, email, user_id) VALUES (?, ?, ?) [50,"3",null]
> INSERT INTO address (email, user_id) VALUES (?, ?) ["4",1]
> INSERT INTO user_account (id, name, fullname) VALUES (?, ?, ?) [20,"e",null]
> INSERT INTO user_account (id, name, fullname) VALUES (?, ?, lower(?)) [21,"f","F"]
`,
  },
  {
    row: 79,
    title: 'keys that the database makes come back',
    code: `
engine = filled()
session = Session(engine)
show()
user = User(name="n", addresses=[Address(email="1"), Address(email="2")])
session.add(user)
session.flush()
print(user.id, [(address.id, address.user_id) for address in user.addresses])
one = User(name="single")
session.add(one)
session.flush()
print(one.id, inspect(one).identity)
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["n",null]
> INSERT INTO address (email, user_id) VALUES (?, ?) RETURNING id ["1",4]
> INSERT INTO address (email, user_id) VALUES (?, ?) RETURNING id ["2",4]
4 [(5, 4), (6, 4)]
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["single",null]
5 (5,)
`,
  },
  {
    row: 80,
    title: 'UPDATE sets what changed',
    code: `
engine = filled()
session = Session(engine)
first, second, third = session.scalars(select(User).order_by(User.id))
show()
first.fullname, first.name = "F", "N"
second.name = "second"
third.name = "third"
session.flush()
first.name = User.name + "!"
session.flush()
print(first.name)
third.id = 33
session.flush()
print(session.get(User, 33) is third)
`,
    stdout: `> UPDATE user_account SET name=?, fullname=? WHERE user_account.id = ? ["N","F",1]
> UPDATE user_account SET name=? WHERE user_account.id = ? [["second",2],["third",3]]
> UPDATE user_account SET name=(user_account.name || ?) WHERE user_account.id = ? ["!",1]
> SELECT user_account.name FROM user_account WHERE user_account.id = ? [1]
N!
> UPDATE user_account SET id=? WHERE user_account.id = ? [33,3]
True
`,
  },
  {
    row: 81,
    title: 'no change, no UPDATE',
    code: `
engine = filled()
session = Session(engine)
ann = session.get(User, 1)
address = session.get(Address, 1)
show()
ann.name = "x"
ann.name = "ann"
session.flush()
address.user = None
address.user = ann
session.flush()
ann.fullname = ann.fullname
ann.addresses.append(ann.addresses.pop())
session.flush()
print("nothing")
`,
    stdout: `> SELECT address.id, address.email, address.user_id FROM address WHERE ? = address.user_id ORDER BY address.id [1]
nothing
`,
  },
  {
    row: 82,
    title: 'what waits is written before a question',
    code: `
engine = filled()
session = Session(engine)
show()
session.add(User(name="pending"))
print(session.scalar(select(func.count(User.id))))
session.add(User(name="more"))
ann = session.get(User, 1)
print(ann.name)
session.add(Address(email="x", user_id=1))
print(len(ann.addresses))
with session.no_autoflush:
    session.add(User(name="later"))
    print(session.scalar(select(func.count(User.id))))
print(len(session.new))
session.add(User(name=None))
attempt(lambda: session.scalars(select(User)).all())
session.rollback()
hide()
quiet = Session(engine, autoflush=False)
quiet.add(User(name="q"))
print(quiet.scalar(select(func.count(User.id))))
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["pending",null]
> SELECT count(user_account.id) AS count_1 FROM user_account []
4
> INSERT INTO user_account (name, fullname) VALUES (?, ?) ["more",null]
> SELECT user_account.id, user_account.name, user_account.fullname FROM user_account WHERE user_account.id = ? [1]
ann
> INSERT INTO address (email, user_id) VALUES (?, ?) ["x",1]
> SELECT address.id, address.email, address.user_id FROM address WHERE ? = address.user_id ORDER BY address.id [1]
3
> SELECT count(user_account.id) AS count_1 FROM user_account []
5
1
> INSERT INTO user_account (name, fullname) VALUES (?, ?) RETURNING id ["later",null]
> INSERT INTO user_account (name, fullname) VALUES (?, ?) RETURNING id [null,null]
> ROLLBACK
IntegrityError: (raised as a result of Query-invoked autoflush; consider using a session.no_autoflush block if this flush is occurring prematurely)
(sqlite3.IntegrityError) NOT NULL constraint failed: user_account.name
[SQL: INSERT INTO user_account (name, fullname) VALUES (?, ?) RETURNING id]
[parameters: (None, None)]
(Background on this error at: https://sqlalche.me/e/21/gkpj)
3
`,
  },
  {
    row: 83,
    title: 'taken out of a collection',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class P(Base):
    __tablename__ = "p"
    id: Mapped[int] = mapped_column(primary_key=True)
    loose: Mapped[List["Loose"]] = relationship()
    owned: Mapped[List["Owned"]] = relationship(cascade="all, delete-orphan")
class Loose(Base):
    __tablename__ = "loose"
    id: Mapped[int] = mapped_column(primary_key=True)
    p_id: Mapped[Optional[int]] = mapped_column(ForeignKey("p.id"))
class Owned(Base):
    __tablename__ = "owned"
    id: Mapped[int] = mapped_column(primary_key=True)
    p_id: Mapped[int] = mapped_column(ForeignKey("p.id"))
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
p = P(id=1, loose=[Loose(id=1), Loose(id=2)], owned=[Owned(id=1), Owned(id=2)])
session.add(p)
session.commit()
p.loose, p.owned
show()
p.loose.pop()
p.owned.pop(0)
session.flush()
p.owned = [Owned(id=3)]
session.flush()
`,
    stdout: `> UPDATE loose SET p_id=? WHERE loose.id = ? [null,2]
> DELETE FROM owned WHERE owned.id = ? [1]
> INSERT INTO owned (id, p_id) VALUES (?, ?) [3,1]
> DELETE FROM owned WHERE owned.id = ? [2]
`,
  },
  {
    row: 84,
    title: 'the children of a deleted parent',
    code: `
engine = filled()
session = Session(engine)
ann = session.get(User, 1)
show()
session.delete(ann)
session.flush()
print(session.get(Address, 1).user_id)
`,
    stdout: `> SELECT address.id, address.email, address.user_id FROM address WHERE ? = address.user_id ORDER BY address.id [1]
> UPDATE address SET user_id=? WHERE address.id = ? [[null,1],[null,2]]
> DELETE FROM user_account WHERE user_account.id = ? [1]
None
`,
  },
  {
    row: 85,
    title: 'the database deletes the children',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class P(Base):
    __tablename__ = "p"
    id: Mapped[int] = mapped_column(primary_key=True)
    cs: Mapped[List["C"]] = relationship(cascade="all, delete", passive_deletes=True)
    free: Mapped[List["F"]] = relationship(passive_deletes="all")
class C(Base):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True)
    p_id: Mapped[int] = mapped_column(ForeignKey("p.id", ondelete="CASCADE"))
class F(Base):
    __tablename__ = "f"
    id: Mapped[int] = mapped_column(primary_key=True)
    p_id: Mapped[Optional[int]] = mapped_column(ForeignKey("p.id", ondelete="SET NULL"))
engine = create_engine("sqlite://")
@event.listens_for(engine, "connect")
def enforce(connection, record):
    connection.execute("PRAGMA foreign_keys=ON")
Base.metadata.create_all(engine)
session = Session(engine)
session.add_all([P(id=1, cs=[C(id=1), C(id=2)], free=[F(id=1)]), P(id=2, cs=[C(id=3), C(id=4)])])
session.commit()
one, two = session.get(P, 1), session.get(P, 2)
three = session.get(C, 3)
show()
session.delete(one)
session.flush()
two.cs
session.delete(two)
session.flush()
print(session.scalar(select(func.count()).select_from(C)), session.scalar(select(F.p_id)))
`,
    stdout: `> DELETE FROM p WHERE p.id = ? [1]
> SELECT c.id, c.p_id FROM c WHERE ? = c.p_id [2]
> DELETE FROM c WHERE c.id = ? [[3],[4]]
> DELETE FROM p WHERE p.id = ? [2]
> SELECT count(*) AS count_1 FROM c []
> SELECT f.p_id FROM f []
0 None
`,
  },
  {
    row: 86,
    title: 'rows that point to each other',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class Team(Base):
    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    captain_id: Mapped[Optional[int]] = mapped_column(ForeignKey("player.id", name="fk_captain"))
    captain: Mapped[Optional["Player"]] = relationship(foreign_keys=captain_id, post_update=True)
    players: Mapped[List["Player"]] = relationship(back_populates="team", foreign_keys="Player.team_id")
class Player(Base):
    __tablename__ = "player"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[Optional[int]] = mapped_column(ForeignKey("team.id"))
    team: Mapped[Optional[Team]] = relationship(back_populates="players", foreign_keys=team_id)
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
show()
captain = Player(id=1)
team = Team(id=1, captain=captain, players=[captain, Player(id=2)])
session.add(team)
session.commit()
print(team.captain.id)
session.delete(team)
session.flush()
hide()
class Loop(DeclarativeBase):
    pass
class A(Loop):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    next_id: Mapped[Optional[int]] = mapped_column(ForeignKey("a.id"))
    next: Mapped[Optional["A"]] = relationship(remote_side=id)
Loop.metadata.create_all(engine)
session = Session(engine)
one, two = A(id=1), A(id=2)
one.next, two.next = two, one
session.add(one)
try:
    session.flush()
except exc.CircularDependencyError as error:
    print(str(error).partition(" (")[0])
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO team (id, captain_id) VALUES (?, ?) [1,null]
> INSERT INTO player (id, team_id) VALUES (?, ?) [[1,1],[2,1]]
> UPDATE team SET captain_id=? WHERE team.id = ? [1,1]
> COMMIT
> BEGIN (implicit)
> SELECT team.id, team.captain_id FROM team WHERE team.id = ? [1]
> SELECT player.id, player.team_id FROM player WHERE player.id = ? [1]
1
> SELECT player.id, player.team_id FROM player WHERE ? = player.team_id [1]
> UPDATE player SET team_id=? WHERE player.id = ? [[null,1],[null,2]]
> UPDATE team SET captain_id=? WHERE team.id = ? [null,1]
> DELETE FROM team WHERE team.id = ? [1]
Circular dependency detected.
`,
  },
  {
    row: 87,
    title: 'after a failed flush',
    code: `
engine = filled()
session = Session(engine)
session.add(User(id=1, name="twice"))
show()
attempt(session.flush)
attempt(lambda: session.scalars(select(User)).all())
print(session.is_active, len(session.new))
session.rollback()
print(session.is_active, session.scalar(select(func.count(User.id))))
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO user_account (id, name, fullname) VALUES (?, ?, ?) [1,"twice",null]
> ROLLBACK
IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: user_account.id
[SQL: INSERT INTO user_account (id, name, fullname) VALUES (?, ?, ?)]
[parameters: (1, 'twice', None)]
(Background on this error at: https://sqlalche.me/e/21/gkpj)
PendingRollbackError: This Session's transaction has been rolled back due to a previous exception during flush. To begin a new transaction with this Session, first issue Session.rollback(). Original exception was: (sqlite3.IntegrityError) UNIQUE constraint failed: user_account.id
[SQL: INSERT INTO user_account (id, name, fullname) VALUES (?, ?, ?)]
[parameters: (1, 'twice', None)]
(Background on this error at: https://sqlalche.me/e/21/gkpj) (Background on this error at: https://sqlalche.me/e/21/7s2a)
False 0
> BEGIN (implicit)
> SELECT count(user_account.id) AS count_1 FROM user_account []
True 3
`,
  },
  {
    row: 88,
    title: 'a key that is taken',
    code: `
engine = filled()
session = Session(engine)
ann = session.get(User, 1)
session.add(User(id=1, name="other"))
attempt(session.flush)
session.rollback()
print(session.get(User, 1) is ann, ann.name)
session.add_all([User(id=9, name="a"), User(id=9, name="b")])
attempt(session.flush)
`,
    stdout: `! SAWarning: New instance <User at 0x...> with identity key (<class '__main__.User'>, (1,), None) conflicts with persistent instance <User at 0x...>
IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: user_account.id
[SQL: INSERT INTO user_account (id, name, fullname) VALUES (?, ?, ?)]
[parameters: (1, 'other', None)]
(Background on this error at: https://sqlalche.me/e/21/gkpj)
True ann
IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: user_account.id
[SQL: INSERT INTO user_account (id, name, fullname) VALUES (?, ?, ?)]
[parameters: [(9, 'a', None), (9, 'b', None)]]
(Background on this error at: https://sqlalche.me/e/21/gkpj)
`,
  },
  {
    row: 89,
    title: 'what add() takes along',
    code: `
engine = filled()
session = Session(engine)
user = User(name="n", addresses=[Address(email="1")])
session.add(user)
print(len(session.new), user.addresses[0] in session)
session.flush()
late = Address(email="2")
user.addresses.append(late)
print(late in session)
alone = Address(email="3")
session.add(alone)
alone.user = User(name="m")
print(alone.user in session)
backwards = Address(email="4")
with session.no_autoflush:
    backwards.user = user
print(backwards in session, len(user.addresses))
session.flush()
print(backwards.id)
`,
    stdout: `2 True
True
True
False 3
! SAWarning: Object of type <Address> not in session, add operation along 'User.addresses' will not proceed
None
`,
  },
  {
    row: 90,
    title: 'delete reaches the children',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    bs: Mapped[List["B"]] = relationship(cascade="all, delete", back_populates="a")
class B(Base):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(primary_key=True)
    a_id: Mapped[Optional[int]] = mapped_column(ForeignKey("a.id"))
    a: Mapped[Optional[A]] = relationship(back_populates="bs")
    cs: Mapped[List["C"]] = relationship(cascade="save-update, merge, delete")
class C(Base):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True)
    b_id: Mapped[Optional[int]] = mapped_column(ForeignKey("b.id"))
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
session.add(A(id=1, bs=[B(id=1, cs=[C(id=1), C(id=2)]), B(id=2)]))
session.commit()
show()
session.delete(session.get(A, 1))
print(len(session.deleted))
session.flush()
`,
    stdout: `> BEGIN (implicit)
> SELECT a.id FROM a WHERE a.id = ? [1]
> SELECT b.id, b.a_id FROM b WHERE ? = b.a_id [1]
> SELECT c.id, c.b_id FROM c WHERE ? = c.b_id [1]
> SELECT c.id, c.b_id FROM c WHERE ? = c.b_id [2]
5
> DELETE FROM c WHERE c.id = ? [[1],[2]]
> DELETE FROM b WHERE b.id = ? [[1],[2]]
> DELETE FROM a WHERE a.id = ? [1]
`,
  },
  {
    row: 91,
    title: 'orphans are deleted, and need one parent',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    posts: Mapped[List["Post"]] = relationship(cascade="all, delete-orphan", back_populates="user")
class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    user: Mapped[User] = relationship(back_populates="posts")
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
a, b = User(id=1, posts=[Post(id=1), Post(id=2), Post(id=3)]), User(id=2)
session.add_all([a, b])
session.commit()
first, second, third = a.posts
show()
a.posts.remove(first)
b.posts.append(second)
session.flush()
third.user = None
session.flush()
new = Post(id=9)
a.posts.append(new)
a.posts.remove(new)
print(new in session)
hide()
class Broken(DeclarativeBase):
    pass
class Many(Broken):
    __tablename__ = "many"
    id: Mapped[int] = mapped_column(primary_key=True)
    one_id: Mapped[int] = mapped_column(ForeignKey("one.id"))
    one: Mapped["One"] = relationship(cascade="all, delete-orphan")
class One(Broken):
    __tablename__ = "one"
    id: Mapped[int] = mapped_column(primary_key=True)
attempt(configure_mappers)
`,
    stdout: `> DELETE FROM post WHERE post.id = ? [1]
> SELECT user.id FROM user WHERE user.id = ? [2]
> SELECT post.id, post.user_id FROM post WHERE ? = post.user_id [2]
> UPDATE post SET user_id=? WHERE post.id = ? [2,2]
> DELETE FROM post WHERE post.id = ? [3]
False
ArgumentError: For many-to-one relationship Many.one, delete-orphan cascade is normally configured only on the "one" side of a one-to-many relationship, and not on the "many" side of a many-to-one or many-to-many relationship.  To force this relationship to allow a particular "One" object to be referenced by only a single "Many" object at a time via the Many.one relationship, which would allow delete-orphan cascade to take place in this direction, set the single_parent=True flag. (Background on this error at: https://sqlalche.me/e/21/bbf0)
`,
  },
  {
    row: 92,
    title: 'the other cascades, and all of them',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class P(Base):
    __tablename__ = "p"
    id: Mapped[int] = mapped_column(primary_key=True)
    whole: Mapped[List["C"]] = relationship(cascade="all", foreign_keys="C.whole_id")
    little: Mapped[List["C"]] = relationship(cascade="save-update", foreign_keys="C.little_id")
class C(Base):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[Optional[int]]
    whole_id: Mapped[Optional[int]] = mapped_column(ForeignKey("p.id"))
    little_id: Mapped[Optional[int]] = mapped_column(ForeignKey("p.id"))
configure_mappers()
print("delete" in P.whole.property.cascade, "expunge" in P.whole.property.cascade, "delete" in P.little.property.cascade)
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
p = P(id=1, whole=[C(id=1, n=1)], little=[C(id=2, n=2)])
session.add(p)
session.commit()
one, two = p.whole[0], p.little[0]
one.n, two.n
session.expire(p)
print(inspect(one).expired, inspect(two).expired)
p.whole, p.little
session.expunge(p)
print(one in session, two in session)
`,
    stdout: `True True False
True False
False True
`,
  },
];
