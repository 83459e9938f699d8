import type { Feature } from './run-feature';

/** Classes and tables. */
export const mappingFeatures: readonly Feature[] = [
  {
    row: 47,
    title: 'annotations give types and nullability',
    own: true,
    code: `
str50 = Annotated[str, mapped_column(String(50), index=True)]
class Base(DeclarativeBase):
    type_annotation_map = {str: String(100), decimal.Decimal: Numeric(10, 2)}
class Thing(Base):
    __tablename__ = "thing"
    b: Mapped[Optional[str]]
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[str]
    short: Mapped[str50]
    maybe: Mapped[Optional[str50]]
    price: Mapped[decimal.Decimal]
    renamed: Mapped[int] = mapped_column("other_name", default=1)
    loose: Mapped[str] = mapped_column(nullable=True)
    untyped = mapped_column(Integer)
    first: Mapped[int] = mapped_column(sort_order=-1)
print([(column.key, str(column.type), column.nullable) for column in Thing.__table__.c])
print(Thing.renamed, Thing.__table__.c.other_name.default.arg, sorted(index.name for index in Thing.__table__.indexes))
def wrong():
    class Bad(Base):
        __tablename__ = "bad"
        id: Mapped[int] = mapped_column(primary_key=True)
        what: Mapped[object]
attempt(wrong)
def keyless():
    class Keyless(Base):
        __tablename__ = "keyless"
        x: Mapped[int]
attempt(keyless)
def plain():
    class Plain(Base):
        __tablename__ = "plain"
        id: int = mapped_column(primary_key=True)
attempt(plain)
`,
    stdout: `[('first', 'INTEGER', False), ('b', 'VARCHAR(100)', True), ('id', 'INTEGER', False), ('a', 'VARCHAR(100)', False), ('short', 'VARCHAR(50)', False), ('maybe', 'VARCHAR(50)', True), ('price', 'NUMERIC(10, 2)', False), ('other_name', 'INTEGER', False), ('loose', 'VARCHAR(100)', True), ('untyped', 'INTEGER', True)]
Thing.renamed 1 ['ix_thing_maybe', 'ix_thing_short']
MappedAnnotationError: Could not locate SQLAlchemy Core type when resolving for Python type indicated by '<class 'object'>' inside the Mapped[] annotation for the 'what' attribute; the type object is not resolvable by the registry
ArgumentError: Mapper Mapper[Keyless(keyless)] could not assemble any primary key columns for mapped table 'keyless'
MappedAnnotationError: Type annotation for "Plain.id" can't be correctly interpreted for Annotated Declarative Table form.  ORM annotations should normally make use of the \`\`Mapped[]\`\` generic type, or other ORM-compatible generic type, as a container for the actual type, which indicates the intent that the attribute is mapped. Class variables that are not intended to be mapped by the ORM should use ClassVar[].  To allow Annotated Declarative to disregard legacy annotations which don't use Mapped[] to pass, set "__allow_unmapped__ = True" on the class or a superclass this class. (Background on this error at: https://sqlalche.me/e/21/zlpr)
`,
  },
  {
    row: 48,
    title: 'the constructor takes attributes by name',
    code: `
user = User(name="a", addresses=[Address(email="x")])
print(user.id, user.name, user.fullname, user.addresses)
attempt(lambda: User(nope=1))
class Named(Base):
    __tablename__ = "named"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="dflt")
    def __init__(self, word):
        super().__init__(name=word.upper())
print(Named("q").name, Named("x").id)
`,
    stdout: `None a None [Address('x')]
TypeError: 'nope' is an invalid keyword argument for User
Q None
`,
  },
  {
    row: 49,
    title: 'a plain class is mapped to a table',
    own: true,
    code: `
mapper_registry = registry()
table = Table("pet", mapper_registry.metadata, Column("pet_id", Integer, primary_key=True), Column("name", String(20)), Column("secret", String))
class Pet:
    def __init__(self, name):
        self.name = name.title()
    def hello(self):
        return "I am " + self.name
mapper = mapper_registry.map_imperatively(Pet, table, properties={"id": table.c.pet_id, "upper": column_property(func.upper(table.c.name))})
print(mapper.class_ is Pet, mapper.local_table.name, sorted(mapper.attrs.keys()), inspect(Pet) is mapper)
engine = create_engine("sqlite://")
mapper_registry.metadata.create_all(engine)
with Session(engine) as session:
    session.add(Pet("rex"))
    session.commit()
    show()
    pet = session.scalars(select(Pet).where(Pet.id == 1)).one()
    print(pet.hello(), pet.upper)
`,
    stdout: `True pet ['id', 'name', 'secret', 'upper'] True
> BEGIN (implicit)
> SELECT upper(pet.name) AS upper_1, pet.pet_id, pet.name, pet.secret FROM pet WHERE pet.pet_id = ? [1]
I am Rex REX
> ROLLBACK
`,
  },
  {
    row: 50,
    title: 'both sides of a relationship change at once',
    code: `
with Session(filled()) as session:
    ann, lost = session.get(User, 1), session.get(Address, 4)
    show()
    lost.user = ann
    print("nothing read yet")
    print(ann.addresses)
    moved = ann.addresses[0]
    bob = User(name="new")
    bob.addresses.append(moved)
    print(moved.user, ann.addresses, bob.addresses)
    bob.addresses.remove(moved)
    print(moved.user)
class Node(Base):
    __tablename__ = "node"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[Optional[int]] = mapped_column(ForeignKey("user_account.id"))
    owner: Mapped[Optional[User]] = relationship(backref=backref("nodes", order_by="Node.id"))
hide()
configure_mappers()
user = User(name="x")
node = Node(owner=user)
print(user.nodes == [node], User.nodes.property.direction.name, Node.owner.property.direction.name)
one, two = Address(email="1"), Address(email="2")
user.addresses = [one, two]
user.addresses = [two]
print(one.user, two.user)
`,
    stdout: `nothing read yet
> UPDATE address SET user_id=? WHERE address.id = ? [1,4]
> SELECT address.id, address.email, address.user_id FROM address WHERE ? = address.user_id ORDER BY address.id [1]
[Address('ann@x'), Address('ann@y'), Address('lost@x')]
User('new') [Address('ann@y'), Address('lost@x')] [Address('ann@x')]
None
> ROLLBACK
True ONETOMANY MANYTOONE
None User('x')
`,
  },
  {
    row: 51,
    title: 'every direction, and the rows of a table between',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
link = Table("post_tag", Base.metadata, Column("post_id", ForeignKey("post.id"), primary_key=True), Column("tag_id", ForeignKey("tag.id"), primary_key=True))
class Post(Base):
    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True)
    tags: Mapped[List["Tag"]] = relationship(secondary=link, back_populates="posts", order_by="Tag.id")
    meta: Mapped[Optional["Meta"]] = relationship(back_populates="post")
class Tag(Base):
    __tablename__ = "tag"
    id: Mapped[int] = mapped_column(primary_key=True)
    posts: Mapped[Set["Post"]] = relationship(secondary=link, back_populates="tags")
class Meta(Base):
    __tablename__ = "meta"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[Optional[int]] = mapped_column(ForeignKey("post.id"))
    post: Mapped[Optional["Post"]] = relationship(back_populates="meta")
print([(one.key, one.direction.name, one.uselist) for cls in (Post, Tag, Meta) for one in inspect(cls).relationships])
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    show()
    a, b, c = Tag(id=1), Tag(id=2), Tag(id=3)
    post = Post(id=1, tags=[a, b, c], meta=Meta(id=1))
    session.add(post)
    session.flush()
    post.tags.remove(b)
    a.posts.clear()
    session.flush()
    print([tag.id for tag in post.tags])
    post.meta = Meta(id=2)
    session.flush()
    session.delete(post)
    session.flush()
`,
    stdout: `[('tags', 'MANYTOMANY', True), ('meta', 'ONETOMANY', False), ('posts', 'MANYTOMANY', True), ('post', 'MANYTOONE', False)]
> BEGIN (implicit)
> INSERT INTO post (id) VALUES (?) [1]
> INSERT INTO tag (id) VALUES (?) [[1],[2],[3]]
> INSERT INTO post_tag (post_id, tag_id) VALUES (?, ?) [[1,1],[1,2],[1,3]]
> INSERT INTO meta (id, post_id) VALUES (?, ?) [1,1]
> DELETE FROM post_tag WHERE post_tag.post_id = ? AND post_tag.tag_id = ? [[1,1],[1,2]]
[3]
> UPDATE meta SET post_id=? WHERE meta.id = ? [null,1]
> INSERT INTO meta (id, post_id) VALUES (?, ?) [2,1]
> DELETE FROM post_tag WHERE post_tag.post_id = ? AND post_tag.tag_id = ? [1,3]
> UPDATE meta SET post_id=? WHERE meta.id = ? [null,2]
> DELETE FROM post WHERE post.id = ? [1]
> ROLLBACK
`,
  },
  {
    row: 52,
    title: 'rows that point to rows of their own table',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class Node(Base):
    __tablename__ = "node"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("node.id"))
    children: Mapped[List["Node"]] = relationship(back_populates="parent", order_by="Node.id")
    parent: Mapped[Optional["Node"]] = relationship(back_populates="children", remote_side=[id])
print(Node.children.property.direction.name, Node.parent.property.direction.name)
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    show()
    leaf = Node(name="leaf")
    root = Node(name="root", children=[Node(name="a", children=[leaf]), Node(name="b")])
    session.add(leaf)
    session.commit()
    print([(node.name, node.parent and node.parent.name) for node in session.scalars(select(Node).order_by(Node.id))])
    up = aliased(Node)
    print(session.scalars(select(Node.name).join(Node.parent.of_type(up)).where(up.name == "root").order_by(Node.id)).all())
    session.delete(root)
    session.flush()
`,
    stdout: `ONETOMANY MANYTOONE
> BEGIN (implicit)
> INSERT INTO node (name, parent_id) VALUES (?, ?) ["root",null]
> INSERT INTO node (name, parent_id) VALUES (?, ?) RETURNING id ["a",1]
> INSERT INTO node (name, parent_id) VALUES (?, ?) RETURNING id ["b",1]
> INSERT INTO node (name, parent_id) VALUES (?, ?) ["leaf",2]
> COMMIT
> BEGIN (implicit)
> SELECT node.id, node.name, node.parent_id FROM node ORDER BY node.id []
[('root', None), ('a', 'root'), ('b', 'root'), ('leaf', 'a')]
> SELECT node.name FROM node JOIN node AS node_1 ON node_1.id = node.parent_id WHERE node_1.name = ? ORDER BY node.id ["root"]
['a', 'b']
> SELECT node.id, node.name, node.parent_id FROM node WHERE ? = node.parent_id ORDER BY node.id [1]
> UPDATE node SET parent_id=? WHERE node.id = ? [[null,2],[null,3]]
> DELETE FROM node WHERE node.id = ? [1]
> ROLLBACK
`,
  },
  {
    row: 53,
    title: 'two paths need a word about which',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class Place(Base):
    __tablename__ = "place"
    id: Mapped[int] = mapped_column(primary_key=True)
    city: Mapped[str]
class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    home_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    work_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    home: Mapped[Place] = relationship(foreign_keys=[home_id])
    work: Mapped[Place] = relationship(foreign_keys="Customer.work_id")
    near: Mapped[List[Place]] = relationship(primaryjoin="and_(foreign(Customer.home_id) == remote(Place.id), Place.city == 'Oslo')", viewonly=True, uselist=True)
print(select(Customer.id).join(Customer.work))
print(select(Customer.id).join(Customer.near))
class Shop(Base):
    __tablename__ = "shop"
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[int] = mapped_column(ForeignKey("place.id"))
    b: Mapped[int] = mapped_column(ForeignKey("place.id"))
    place: Mapped[Place] = relationship()
attempt(configure_mappers)
class Other(DeclarativeBase):
    pass
class P(Other):
    __tablename__ = "p"
    id: Mapped[int] = mapped_column(primary_key=True)
    one: Mapped[List["C"]] = relationship()
    two: Mapped[List["C"]] = relationship()
class C(Other):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True)
    p_id: Mapped[int] = mapped_column(ForeignKey("p.id"))
P()
`,
    stdout: `SELECT customer.id 
FROM customer JOIN place ON place.id = customer.work_id
SELECT customer.id 
FROM customer JOIN place ON customer.home_id = place.id AND place.city = :city_1
AmbiguousForeignKeysError: Could not determine join condition between parent/child tables on relationship Shop.place - there are multiple foreign key paths linking the tables.  Specify the 'foreign_keys' argument, providing a list of those columns which should be counted as containing a foreign key reference to the parent table.
! SAWarning: relationship 'P.two' will copy column p.id to column c.p_id, which conflicts with relationship(s): 'P.one' (copies p.id to c.p_id). If this is not the intention, consider if these relationships should be linked with back_populates, or if viewonly=True should be applied to one or more if they are read-only. For the less common case that foreign key constraints are partially overlapping, the orm.foreign() annotation can be used to isolate the columns that should be written towards.   To silence this warning, add the parameter 'overlaps="one"' to the 'P.two' relationship. (Background on this warning at: https://sqlalche.me/e/21/qzyx) (This warning originated from the \`configure_mappers()\` process, which was invoked automatically in response to a user-initiated operation.)
`,
  },
  {
    row: 54,
    title: 'names of classes are looked up late',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class Early(Base):
    __tablename__ = "early"
    id: Mapped[int] = mapped_column(primary_key=True)
    late: Mapped[List["Late"]] = relationship("Late", order_by="desc(Late.rank), Late.id", back_populates="early")
class Late(Base):
    __tablename__ = "late"
    id: Mapped[int] = mapped_column(primary_key=True)
    rank: Mapped[int]
    early_id: Mapped[int] = mapped_column(ForeignKey("early.id"))
    early: Mapped["Early"] = relationship(back_populates="late")
print(select(Early).options(joinedload(Early.late)))
class Broken(DeclarativeBase):
    pass
class Lonely(Broken):
    __tablename__ = "lonely"
    id: Mapped[int] = mapped_column(primary_key=True)
    friend: Mapped["Nobody"] = relationship()
attempt(lambda: Lonely())
attempt(lambda: Lonely())
`,
    stdout: `SELECT early.id, late_1.id AS id_1, late_1.rank, late_1.early_id 
FROM early LEFT OUTER JOIN late AS late_1 ON early.id = late_1.early_id ORDER BY late_1.rank DESC, late_1.id
InvalidRequestError: When initializing mapper Mapper[Lonely(lonely)], expression 'Nobody' failed to locate a name ('Nobody'). If this is a class name, consider adding this relationship() to the <class '__main__.Lonely'> class after both dependent classes have been defined.
InvalidRequestError: One or more mappers failed to initialize - can't proceed with initialization of other mappers. Triggering mapper: 'Mapper[Lonely(lonely)]'. Original exception was: When initializing mapper Mapper[Lonely(lonely)], expression 'Nobody' failed to locate a name ('Nobody'). If this is a class name, consider adding this relationship() to the <class '__main__.Lonely'> class after both dependent classes have been defined.
`,
  },
  {
    row: 55,
    title: 'keys of several columns',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class Seat(Base):
    __tablename__ = "seat"
    row: Mapped[int] = mapped_column(primary_key=True)
    letter: Mapped[str] = mapped_column(primary_key=True)
    guest: Mapped[Optional[str]]
class Coat(Base):
    __tablename__ = "coat"
    id: Mapped[int] = mapped_column(primary_key=True)
    seat_row: Mapped[int]
    seat_letter: Mapped[str]
    seat: Mapped[Seat] = relationship(backref="coats")
    __table_args__ = (ForeignKeyConstraint(["seat_row", "seat_letter"], ["seat.row", "seat.letter"]),)
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add(Coat(id=1, seat=Seat(row=1, letter="a", guest="ann")))
    session.commit()
    session.expunge_all()
    show()
    seat = session.get(Seat, (1, "a"))
    print(seat.guest, inspect(seat).identity, session.get(Seat, {"letter": "a", "row": 1}) is seat, session.get(Seat, (2, "b")))
    print(session.get(Coat, 1).seat is seat, [coat.id for coat in seat.coats])
    attempt(lambda: session.get(Seat, 1))
    session.expunge_all()
    seat = session.scalars(select(Seat).options(selectinload(Seat.coats))).one()
    print(len(seat.coats))
    seat.guest = "z"
    session.flush()
`,
    stdout: `> BEGIN (implicit)
> SELECT seat."row", seat.letter, seat.guest FROM seat WHERE seat."row" = ? AND seat.letter = ? [1,"a"]
> SELECT seat."row", seat.letter, seat.guest FROM seat WHERE seat."row" = ? AND seat.letter = ? [2,"b"]
ann (1, 'a') True None
> SELECT coat.id, coat.seat_row, coat.seat_letter FROM coat WHERE coat.id = ? [1]
> SELECT coat.id, coat.seat_row, coat.seat_letter FROM coat WHERE ? = coat.seat_row AND ? = coat.seat_letter [1,"a"]
True [1]
InvalidRequestError: Incorrect number of values in identifier to formulate primary key for session.get(); primary key columns are 'seat.row','seat.letter'
> SELECT seat."row", seat.letter, seat.guest FROM seat []
> SELECT coat.seat_row, coat.seat_letter, coat.id FROM coat WHERE (coat.seat_row, coat.seat_letter) IN (VALUES (?, ?)) [1,"a"]
1
> UPDATE seat SET guest=? WHERE seat."row" = ? AND seat.letter = ? ["z",1,"a"]
> ROLLBACK
`,
  },
  {
    row: 56,
    title: 'expressions as attributes',
    own: true,
    code: `
from sqlalchemy.ext.hybrid import hybrid_property, hybrid_method
class Base(DeclarativeBase):
    pass
class Item(Base):
    __tablename__ = "item"
    id: Mapped[int] = mapped_column(primary_key=True)
    price: Mapped[int] = mapped_column()
    count: Mapped[int] = mapped_column()
    note: Mapped[Optional[str]] = mapped_column(deferred=True)
    total = column_property(price * count)
    cost = synonym("price")
    @hybrid_property
    def half(self):
        return self.price / 2
    @hybrid_property
    def label(self):
        return f"#{self.id}"
    @label.inplace.expression
    @classmethod
    def _label(cls):
        return "#" + cast(cls.id, String)
    @hybrid_method
    def above(self, least):
        return self.price > least
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add_all([Item(price=10, count=3, note="n"), Item(cost=4, count=1)])
    session.commit()
    show()
    item = session.scalars(select(Item).where(Item.above(5), Item.label == "#1", Item.cost == 10)).one()
    print(item.total, item.half, item.label, item.above(50), item.cost)
    print(item.note)
    print(session.execute(select(Item.total, Item.half, Item.label).order_by(Item.id)).all())
    session.execute(update(Item).values({Item.price: Item.price + 1}))
    print(item.price, item.total)
`,
    stdout: `> BEGIN (implicit)
> SELECT item.price * item.count AS anon_1, item.id, item.price, item.count FROM item WHERE item.price > ? AND (? || CAST(item.id AS VARCHAR)) = ? AND item.price = ? [5,"#","#1",10]
30 5.0 #1 False 10
> SELECT item.note FROM item WHERE item.id = ? [1]
n
> SELECT item.price * item.count AS anon_1, item.price / (? + 0.0) AS half, ? || CAST(item.id AS VARCHAR) AS label FROM item ORDER BY item.id [2,"#"]
[(30, Decimal('5.0000000000'), '#1'), (4, Decimal('2.0000000000'), '#2')]
> UPDATE item SET price=(item.price + ?) [1]
11 30
> ROLLBACK
`,
  },
  {
    row: 57,
    title: 'mixins, declared_attr, dataclasses',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class Stamped:
    made: Mapped[str] = mapped_column(default="today", sort_order=5)
    @declared_attr.directive
    def __tablename__(cls):
        return cls.__name__.lower()
    @declared_attr
    def size(cls) -> Mapped[int]:
        return mapped_column(default=len(cls.__name__))
class One(Stamped, Base):
    id: Mapped[int] = mapped_column(primary_key=True)
class Three(Stamped, Base):
    id: Mapped[int] = mapped_column(primary_key=True)
    one_id: Mapped[int] = mapped_column(ForeignKey("one.id"))
print(One.__table__.c.keys(), Three.__table__.name, One.made.property.columns[0] is not Three.made.property.columns[0])
class DataBase(MappedAsDataclass, DeclarativeBase):
    pass
class Point(DataBase):
    __tablename__ = "point"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    x: Mapped[int]
    y: Mapped[int] = mapped_column(default=7)
    tags: Mapped[List["Tag"]] = relationship(default_factory=list, repr=False)
class Tag(DataBase):
    __tablename__ = "tag"
    id: Mapped[int] = mapped_column(init=False, primary_key=True)
    point_id: Mapped[Optional[int]] = mapped_column(ForeignKey("point.id"), init=False)
    word: Mapped[str] = mapped_column(kw_only=True)
print(Point(3), Point(1, 2) == Point(1, 2), Point(5, tags=[Tag(word="w")]).tags)
for wrong in (lambda: Point(), lambda: Tag("w")):
    try:
        wrong()
    except TypeError as error:
        print(str(error).partition("__init__()")[2])
`,
    stdout: `['id', 'size', 'made'] three True
Point(id=None, x=3, y=7) True [Tag(id=None, point_id=None, word='w')]
 missing 1 required positional argument: 'x'
 takes 1 positional argument but 2 were given
`,
  },
  {
    row: 58,
    title: 'objects between, and proxies through them',
    own: true,
    code: `
from sqlalchemy.ext.associationproxy import association_proxy, AssociationProxy
class Base(DeclarativeBase):
    pass
class Member(Base):
    __tablename__ = "member"
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("group.id"), primary_key=True)
    role: Mapped[str] = mapped_column(default="guest")
    group: Mapped["Group"] = relationship()
    def __init__(self, group=None, role=None):
        self.group, self.role = group, role or "guest"
class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    members: Mapped[List[Member]] = relationship(cascade="all, delete-orphan", order_by=Member.group_id)
    groups: AssociationProxy[List["Group"]] = association_proxy("members", "group")
    roles = association_proxy("members", "role")
class Group(Base):
    __tablename__ = "group"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    user = User(groups=[Group(name="chess")])
    user.groups.append(Group(name="go"))
    session.add(user)
    session.commit()
    print([group.name for group in user.groups], [member.role for member in user.members], list(user.roles), len(user.groups))
    show()
    print(session.scalars(select(User.id).where(User.groups.any(Group.name == "go"))).all())
    user.groups.pop()
    session.flush()
    print(User.groups.contains(user.groups[0]))
`,
    stdout: `['chess', 'go'] ['guest', 'guest'] ['guest', 'guest'] 2
> SELECT user.id FROM user WHERE EXISTS (SELECT 1 FROM member WHERE user.id = member.user_id AND (EXISTS (SELECT 1 FROM "group" WHERE "group".id = member.group_id AND "group".name = ?))) ["go"]
[1]
> DELETE FROM member WHERE member.user_id = ? AND member.group_id = ? [1,2]
EXISTS (SELECT 1 
FROM member, "user" 
WHERE "user".id = member.user_id AND :param_1 = member.group_id)
> ROLLBACK
`,
  },
  {
    row: 59,
    title: 'several classes in one table',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class Employee(Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "employee"}
class Manager(Employee):
    budget: Mapped[Optional[int]]
    __mapper_args__ = {"polymorphic_identity": "manager"}
class Boss(Manager):
    __mapper_args__ = {"polymorphic_identity": "boss"}
class Engineer(Employee):
    language: Mapped[Optional[str]]
    __mapper_args__ = {"polymorphic_identity": "engineer"}
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add_all([Employee(name="e"), Manager(name="m", budget=1), Boss(name="b", budget=2), Engineer(name="g", language="C")])
    session.commit()
    session.expunge_all()
    show()
    everybody = session.scalars(select(Employee).order_by(Employee.id)).all()
    print([type(one).__name__ for one in everybody])
    print(session.scalars(select(Manager.budget).order_by(Manager.id)).all())
    print(session.scalars(select(Boss)).one().name, session.get(Engineer, 2), everybody[1].budget)
    session.execute(update(Manager).values(budget=9))
hide()
print(select(Employee.name).join(aliased(Manager), true()))
with Session(engine) as session:
    session.execute(text("INSERT INTO employee (name, kind) VALUES ('x', 'alien')"))
    try:
        session.scalars(select(Employee)).all()
    except Exception as error:
        print(error)
`,
    stdout: `> BEGIN (implicit)
> SELECT employee.id, employee.name, employee.kind FROM employee ORDER BY employee.id []
['Employee', 'Manager', 'Boss', 'Engineer']
> SELECT employee.budget FROM employee WHERE employee.kind IN (?, ?) ORDER BY employee.id ["manager","boss"]
[1, 2]
> SELECT employee.id, employee.name, employee.kind, employee.budget FROM employee WHERE employee.kind IN (?) ["boss"]
> SELECT employee.budget FROM employee WHERE employee.id = ? AND employee.kind IN (?, ?) [2,"manager","boss"]
b None 1
> UPDATE employee SET budget=? WHERE employee.kind IN (?, ?) [9,"manager","boss"]
> ROLLBACK
SELECT employee.name 
FROM employee JOIN employee AS employee_1 ON true AND employee_1.kind IN (__[POSTCOMPILE_kind_1])
No such polymorphic_identity 'alien' is defined
`,
  },
  {
    row: 60,
    title: 'a table for each class, joined',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class Employee(Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "employee"}
class Manager(Employee):
    __tablename__ = "manager"
    id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    budget: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "manager"}
class Engineer(Employee):
    __tablename__ = "engineer"
    id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    language: Mapped[str]
    __mapper_args__ = {"polymorphic_identity": "engineer"}
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    show()
    session.add_all([Manager(name="m", budget=1), Engineer(name="g", language="C"), Manager(name="n", budget=3)])
    session.commit()
    session.expunge_all()
    print([(one.name, getattr(one, "budget", None)) for one in session.scalars(select(Employee).order_by(Employee.id))])
    session.expunge_all()
    print(session.scalars(select(Manager).where(Manager.budget > 1)).one().name)
    both = with_polymorphic(Employee, [Manager, Engineer])
    print(session.scalars(select(both).where(or_(both.Manager.budget == 1, both.Engineer.language == "C")).order_by(both.id)).all()[1].language)
    session.expunge_all()
    hide()
    print(len(session.scalars(select(Employee).options(selectin_polymorphic(Employee, [Manager]))).all()))
    session.expunge_all()
    show()
    manager = session.get(Manager, 1)
    manager.budget = 5
    session.flush()
    manager.name = "z"
    session.flush()
    session.delete(manager)
    session.flush()
hide()
other = aliased(Manager)
print(select(Manager.name, other.name).where(Manager.budget < other.budget))
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO employee (name, kind) VALUES (?, ?) RETURNING id ["m","manager"]
> INSERT INTO employee (name, kind) VALUES (?, ?) RETURNING id ["g","engineer"]
> INSERT INTO employee (name, kind) VALUES (?, ?) RETURNING id ["n","manager"]
> INSERT INTO manager (id, budget) VALUES (?, ?) [[1,1],[3,3]]
> INSERT INTO engineer (id, language) VALUES (?, ?) [2,"C"]
> COMMIT
> BEGIN (implicit)
> SELECT employee.id, employee.name, employee.kind FROM employee ORDER BY employee.id []
> SELECT manager.budget AS manager_budget FROM manager WHERE ? = manager.id [1]
> SELECT manager.budget AS manager_budget FROM manager WHERE ? = manager.id [3]
[('m', 1), ('g', None), ('n', 3)]
> SELECT manager.id, employee.id AS id_1, employee.name, employee.kind, manager.budget FROM employee JOIN manager ON employee.id = manager.id WHERE manager.budget > ? [1]
n
> SELECT employee.id, employee.name, employee.kind, manager.id AS id_1, manager.budget, engineer.id AS id_2, engineer.language FROM employee LEFT OUTER JOIN manager ON employee.id = manager.id LEFT OUTER JOIN engineer ON employee.id = engineer.id WHERE manager.budget = ? OR engineer.language = ? ORDER BY employee.id [1,"C"]
C
3
> SELECT manager.id, employee.id AS id_1, employee.name, employee.kind, manager.budget FROM employee JOIN manager ON employee.id = manager.id WHERE employee.id = ? [1]
> UPDATE manager SET budget=? WHERE manager.id = ? [5,1]
> UPDATE employee SET name=? WHERE employee.id = ? ["z",1]
> DELETE FROM manager WHERE manager.id = ? [1]
> DELETE FROM employee WHERE employee.id = ? [1]
> ROLLBACK
SELECT employee.name, anon_1.employee_name 
FROM employee JOIN manager ON employee.id = manager.id, (SELECT employee.id AS employee_id, employee.name AS employee_name, employee.kind AS employee_kind, manager.id AS manager_id, manager.budget AS manager_budget 
FROM employee JOIN manager ON employee.id = manager.id) AS anon_1 
WHERE manager.budget < anon_1.manager_budget
`,
  },
  {
    row: 61,
    title: 'concrete tables, abstract bases',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class Counted(Base):
    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(default=0)
class A(Counted):
    __tablename__ = "a"
class B(Counted):
    __tablename__ = "b"
    extra: Mapped[Optional[str]]
print(sorted(Base.metadata.tables), B.__table__.c.keys())
class Employee(Base):
    __tablename__ = "employee"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
class Manager(Employee):
    __tablename__ = "manager"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    budget: Mapped[int]
    __mapper_args__ = {"concrete": True}
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    show()
    session.add_all([Employee(id=1, name="e"), Manager(id=2, name="m", budget=3), B(id=1)])
    session.commit()
    print([(type(one).__name__, one.name) for one in session.scalars(select(Employee))])
    hide()
    manager = session.scalars(select(Manager)).one()
    print(manager.budget, isinstance(manager, Employee))
`,
    stdout: `['a', 'b'] ['extra', 'id', 'n']
> BEGIN (implicit)
> INSERT INTO b (extra, id, n) VALUES (?, ?, ?) [null,1,0]
> INSERT INTO employee (id, name) VALUES (?, ?) [1,"e"]
> INSERT INTO manager (id, name, budget) VALUES (?, ?, ?) [2,"m",3]
> COMMIT
> BEGIN (implicit)
> SELECT employee.id, employee.name FROM employee []
[('Employee', 'e')]
3 True
`,
  },
  {
    row: 62,
    title: 'versions of rows',
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class Ver(Base):
    __tablename__ = "ver"
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(nullable=False)
    x: Mapped[Optional[int]]
    __mapper_args__ = {"version_id_col": version}
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    show()
    ver = Ver(id=1, x=1)
    session.add(ver)
    session.flush()
    ver.x = 2
    session.flush()
    print(ver.version)
    session.execute(text("UPDATE ver SET version = 9"))
    ver.x = 3
    attempt(lambda: session.flush())
    session.rollback()
    hide()
    session.add(Ver(id=2))
    session.commit()
    gone = session.get(Ver, 2)
    session.execute(text("UPDATE ver SET version = 9"))
    session.delete(gone)
    attempt(lambda: session.flush())
`,
    stdout: `> BEGIN (implicit)
> INSERT INTO ver (id, version, x) VALUES (?, ?, ?) [1,1,1]
> UPDATE ver SET version=?, x=? WHERE ver.id = ? AND ver.version = ? [2,2,1,1]
2
> UPDATE ver SET version = 9 []
> UPDATE ver SET version=?, x=? WHERE ver.id = ? AND ver.version = ? [3,3,1,2]
> ROLLBACK
StaleDataError: UPDATE statement on table 'ver' expected to update 1 row(s); 0 were matched.
StaleDataError: DELETE statement on table 'ver' expected to delete 1 row(s); 0 were matched.  Please set confirm_deleted_rows=False within the mapper configuration to prevent this warning.
`,
  },
  {
    row: 63,
    title: "validators and types of one's own",
    own: true,
    code: `
class Base(DeclarativeBase):
    pass
class Tags(TypeDecorator):
    impl = String
    cache_ok = True
    def process_bind_param(self, value, dialect):
        return None if value is None else ",".join(value)
    def process_result_value(self, value, dialect):
        return None if value is None else value.split(",")
class Word(Base):
    __tablename__ = "word"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    tags: Mapped[Optional[List[str]]] = mapped_column(Tags(50))
    parts: Mapped[List["Part"]] = relationship()
    @validates("text")
    def check(self, key, value):
        if " " in value:
            raise ValueError(f"{key}: no blanks")
        return value.lower()
    @validates("parts")
    def part(self, key, part):
        part.n = part.n + 1
        return part
class Part(Base):
    __tablename__ = "part"
    id: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int]
    word_id: Mapped[int] = mapped_column(ForeignKey("word.id"))
attempt(lambda: Word(text="a b"))
word = Word(text="ABC", tags=["x", "y"], parts=[Part(n=1)])
word.parts.append(Part(n=5))
print(word.text, [part.n for part in word.parts])
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add(word)
    show()
    session.commit()
    print(word.tags, session.scalars(select(Word.id).where(Word.tags == ["x", "y"])).all())
hide()
print(Word.__table__.c.tags.type)
`,
    stdout: `ValueError: text: no blanks
abc [2, 6]
> BEGIN (implicit)
> INSERT INTO word (text, tags) VALUES (?, ?) ["abc","x,y"]
> INSERT INTO part (n, word_id) VALUES (?, ?) RETURNING id [2,1]
> INSERT INTO part (n, word_id) VALUES (?, ?) RETURNING id [6,1]
> COMMIT
> BEGIN (implicit)
> SELECT word.id, word.text, word.tags FROM word WHERE word.id = ? [1]
> SELECT word.id FROM word WHERE word.tags = ? ["x,y"]
['x', 'y'] [1]
> ROLLBACK
VARCHAR(50)
`,
  },
  {
    row: 61,
    title: 'a union of the tables of concrete classes',
    own: true,
    code: `
from sqlalchemy.ext.declarative import ConcreteBase
class Base(DeclarativeBase):
    pass
class Boat(ConcreteBase, Base):
    __tablename__ = "boat"
    id: Mapped[int] = mapped_column(primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "boat", "concrete": True}
class Yacht(Boat):
    __tablename__ = "yacht"
    id: Mapped[int] = mapped_column(primary_key=True)
    sails: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "yacht", "concrete": True}
Base.registry.configure()
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add_all([Boat(id=1), Yacht(id=1, sails=2)])
    session.commit()
    print(sorted(type(one).__name__ for one in session.scalars(select(Boat))))
`,
    stdout: `['Boat', 'Yacht']
`,
  },
  {
    row: 116,
    title: 'values that tell of changes inside of them',
    own: true,
    code: `
from sqlalchemy.ext.mutable import MutableDict
class Base(DeclarativeBase):
    pass
class Note(Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    facts: Mapped[dict] = mapped_column(MutableDict.as_mutable(JSON))
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    note = Note(id=1, facts={"a": 1})
    session.add(note)
    session.commit()
    note.facts["b"] = 2
    session.commit()
    print(note.facts, type(note.facts).__name__)
`,
    stdout: `{'a': 1, 'b': 2} MutableDict
`,
  },
];
