from typing import Any, Optional, Set, List, Dict
from sqlalchemy import *
from sqlalchemy.orm import *
from sqlalchemy import event, exc


class Base(DeclarativeBase):
    pass


def opened(**options):
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    return Session(engine, **options)

#: one to many in each form: with two sides, one side, a set
class Tree(Base):
    __tablename__ = "tree"
    id: Mapped[int] = mapped_column(primary_key=True)
    nuts: Mapped[Set["Nut"]] = relationship(back_populates="tree")
    leaves: Mapped[List["Leaf"]] = relationship()

class Nut(Base):
    __tablename__ = "nut"
    id: Mapped[int] = mapped_column(primary_key=True)
    tree_id: Mapped[int] = mapped_column(ForeignKey("tree.id"))
    tree: Mapped["Tree"] = relationship(back_populates="nuts")

class Leaf(Base):
    __tablename__ = "leaf"
    id: Mapped[int] = mapped_column(primary_key=True)
    tree_id: Mapped[Optional[int]] = mapped_column(ForeignKey("tree.id"))

with opened() as session:
    tree = Tree(nuts={Nut(), Nut()}, leaves=[Leaf()])
    session.add(tree)
    session.commit()
    print(len(tree.nuts), type(tree.nuts).__name__, type(tree.leaves).__name__, [n.tree is tree for n in tree.nuts])
    tree.leaves.clear()
    session.commit()
    print(session.scalars(select(Leaf.tree_id)).all())

#: many to one that may be none, and one to one
class Home(Base):
    __tablename__ = "home"
    id: Mapped[int] = mapped_column(primary_key=True)
    key_id: Mapped[Optional[int]] = mapped_column(ForeignKey("key.id"))
    key: Mapped[Optional["Key"]] = relationship(back_populates="homes")
    roof: Mapped["Roof"] = relationship(back_populates="home")

class Key(Base):
    __tablename__ = "key"
    id: Mapped[int] = mapped_column(primary_key=True)
    homes: Mapped[List["Home"]] = relationship(back_populates="key")

class Roof(Base):
    __tablename__ = "roof"
    id: Mapped[int] = mapped_column(primary_key=True)
    home_id: Mapped[int] = mapped_column(ForeignKey("home.id"))
    home: Mapped["Home"] = relationship(back_populates="roof", single_parent=True)
    __table_args__ = (UniqueConstraint("home_id"),)

with opened() as session:
    home = Home(key=Key(), roof=Roof())
    session.add(home)
    session.commit()
    print(home.roof.home is home, home.key.homes == [home], inspect(Home).relationships.roof.uselist, inspect(Home).relationships.key.direction.name)
    home.key = None
    session.commit()
    print(home.key_id, home.key)

#: many to many in both directions, and the rows between
pair = Table("pair", Base.metadata, Column("left_id", ForeignKey("left.id"), primary_key=True), Column("right_id", ForeignKey("right.id"), primary_key=True))

class Left(Base):
    __tablename__ = "left"
    id: Mapped[int] = mapped_column(primary_key=True)
    rights: Mapped[List["Right"]] = relationship(secondary=pair, back_populates="lefts")

class Right(Base):
    __tablename__ = "right"
    id: Mapped[int] = mapped_column(primary_key=True)
    lefts: Mapped[List["Left"]] = relationship(secondary="pair", back_populates="rights")

with opened() as session:
    one, two = Left(), Left()
    shared = Right(lefts=[one])
    session.add_all([one, two])
    session.commit()
    shared.lefts.append(two)
    session.commit()
    one.rights.remove(shared)
    session.commit()
    print(len(shared.lefts), session.execute(select(pair)).all())
    session.delete(shared)
    session.commit()
    print(session.execute(select(pair)).all(), two.rights)

#: an object between two others
class Cook(Base):
    __tablename__ = "cook"
    id: Mapped[int] = mapped_column(primary_key=True)
    meals: Mapped[List["Meal"]] = relationship(secondary="skill", back_populates="cooks", viewonly=True)
    skills: Mapped[List["Skill"]] = relationship(back_populates="cook", cascade="all, delete-orphan")

class Skill(Base):
    __tablename__ = "skill"
    cook_id: Mapped[int] = mapped_column(ForeignKey("cook.id"), primary_key=True)
    meal_id: Mapped[int] = mapped_column(ForeignKey("meal.id"), primary_key=True)
    level: Mapped[Optional[str]]
    cook: Mapped["Cook"] = relationship(back_populates="skills")
    meal: Mapped["Meal"] = relationship(back_populates="skills")

class Meal(Base):
    __tablename__ = "meal"
    id: Mapped[int] = mapped_column(primary_key=True)
    cooks: Mapped[List["Cook"]] = relationship(secondary="skill", back_populates="meals", viewonly=True)
    skills: Mapped[List["Skill"]] = relationship(back_populates="meal")

with opened() as session:
    cook = Cook()
    skill = Skill(level="high")
    skill.meal = Meal()
    cook.skills.append(skill)
    session.add(cook)
    session.commit()
    for skill in cook.skills:
        print(skill.level, skill.meal.id)
    print(cook.meals, cook.meals[0].cooks[0] is cook)
    cook.skills.remove(skill)
    session.commit()
    print(session.scalars(select(Skill)).all(), cook.meals)

#: relationships that are named late: by text, by function, by a module's path
class Wolf(Base):
    __tablename__ = "wolf"
    id: Mapped[int] = mapped_column(primary_key=True)
    pack_id: Mapped[int] = mapped_column(ForeignKey("pack.id"))

class Pack(Base):
    __tablename__ = "pack"
    id: Mapped[int] = mapped_column(primary_key=True)
    wolves: Mapped[List["Wolf"]] = relationship("Wolf", order_by="desc(Wolf.id)", primaryjoin="Pack.id == Wolf.pack_id")
    others = relationship(lambda: Wolf, primaryjoin=lambda: Pack.id == foreign(Wolf.pack_id), viewonly=True)

Pack.late = relationship("Wolf", foreign_keys="[Wolf.pack_id]", viewonly=True, order_by=Wolf.id)
with opened() as session:
    session.add(Pack(wolves=[Wolf(), Wolf()]))
    session.commit()
    pack = session.scalars(select(Pack)).one()
    print([w.id for w in pack.wolves], len(pack.others), [w.id for w in pack.late])

#: a tree in one table, walked and loaded
class Node(Base):
    __tablename__ = "node"
    id: Mapped[int] = mapped_column(primary_key=True)
    up_id: Mapped[Optional[int]] = mapped_column(ForeignKey("node.id"))
    name: Mapped[str]
    children: Mapped[List["Node"]] = relationship(back_populates="parent", lazy="joined", join_depth=2)
    parent: Mapped[Optional["Node"]] = relationship(back_populates="children", remote_side=[id])

with opened() as session:
    session.add(Node(name="root", children=[Node(name="a", children=[Node(name="a1")]), Node(name="b")]))
    session.commit()
    session.expunge_all()
    up = aliased(Node)
    print(session.scalars(select(Node).where(Node.name == "a1").join(Node.parent.of_type(up)).where(up.name == "a")).unique().all()[0].name)
    session.expunge_all()
    root = session.scalars(select(Node).filter_by(name="root")).unique().one()
    print([(c.name, [g.name for g in c.children]) for c in root.children])
    print(root.children[0].children[0].children, root.children[0].parent is root)

#: a tree of accounts with a key of two columns
class Folder(Base):
    __tablename__ = "folder"
    __table_args__ = (ForeignKeyConstraint(["account", "up"], ["folder.account", "folder.number"]),)
    account: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    up: Mapped[Optional[int]]
    name: Mapped[str]
    parent: Mapped[Optional["Folder"]] = relationship(back_populates="inside", remote_side=[account, number])
    inside: Mapped[List["Folder"]] = relationship(back_populates="parent")

with opened() as session:
    session.add(Folder(account=1, number=1, name="top", inside=[Folder(number=2, name="in")]))
    session.commit()
    found = session.get(Folder, (1, 2))
    print(found.parent.name, [f.name for f in found.parent.inside])

#: two ways to one table
class Parcel(Base):
    __tablename__ = "parcel"
    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    sender: Mapped["Place"] = relationship(foreign_keys=[from_id])
    target: Mapped["Place"] = relationship(foreign_keys="Parcel.to_id")

class Place(Base):
    __tablename__ = "place"
    id: Mapped[int] = mapped_column(primary_key=True)
    town: Mapped[str]

with opened() as session:
    session.add(Parcel(sender=Place(town="A"), target=Place(town="B")))
    session.commit()
    print(select(Parcel).join(Parcel.sender).where(Place.town == "A"))
    parcel = session.scalars(select(Parcel).options(joinedload(Parcel.sender), joinedload(Parcel.target))).one()
    print(parcel.sender.town, parcel.target.town)

#: two ways to one table, not told apart
class Flight(Base):
    __tablename__ = "flight"
    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("port.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("port.id"))
    start: Mapped["Port"] = relationship()

class Port(Base):
    __tablename__ = "port"
    id: Mapped[int] = mapped_column(primary_key=True)

Flight(id=1)

#: joins with a condition of their own
class Shop(Base):
    __tablename__ = "shop"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    local: Mapped[List["Visit"]] = relationship(primaryjoin=lambda: and_(Shop.id == Visit.shop_id, Visit.town == "Bonn"), viewonly=True)
    longer: Mapped[List["Visit"]] = relationship(primaryjoin="and_(Shop.id == foreign(Visit.shop_id), Visit.minutes > 10)", viewonly=True, sync_backref=False)

class Visit(Base):
    __tablename__ = "visit"
    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id"))
    town: Mapped[str]
    minutes: Mapped[int]

with opened() as session:
    session.add_all([Shop(id=1, name="s"), Visit(shop_id=1, town="Bonn", minutes=5), Visit(shop_id=1, town="Ulm", minutes=50)])
    session.commit()
    shop = session.scalars(select(Shop)).one()
    print([v.town for v in shop.local], [v.town for v in shop.longer])
    print(select(Shop).join(Shop.local), select(Shop.id).where(Shop.longer.any()))
    print(session.scalars(select(Shop).options(selectinload(Shop.local), joinedload(Shop.longer)).execution_options(populate_existing=True)).unique().one().longer[0].town)

#: a join that is no comparison of equals, and columns that are no keys
class Host(Base):
    __tablename__ = "host"
    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str]
    below = relationship("Host", primaryjoin=lambda: remote(foreign(Host.path)).like(Host.path.concat("/%")), viewonly=True, order_by=lambda: Host.path)

class Word(Base):
    __tablename__ = "word"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    same = relationship("Word", primaryjoin=lambda: func.lower(remote(foreign(Word.text))) == func.lower(Word.text), viewonly=True, uselist=True)

with opened() as session:
    session.add_all([Host(path="/a"), Host(path="/a/b"), Host(path="/a/b/c"), Host(path="/x"), Word(text="Yes"), Word(text="yes")])
    session.commit()
    print([h.path for h in session.scalars(select(Host).order_by(Host.id)).first().below])
    print(len(session.scalars(select(Word)).first().same))

#: an operator of one's own in a join
class Range(Base):
    __tablename__ = "range"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    found = relationship("Hit", primaryjoin="Range.text.op('GLOB', is_comparison=True)(foreign(Hit.pattern))", viewonly=True)

class Hit(Base):
    __tablename__ = "hit"
    id: Mapped[int] = mapped_column(primary_key=True)
    pattern: Mapped[str]

with opened() as session:
    session.add_all([Range(text="abc"), Hit(pattern="a*"), Hit(pattern="b*")])
    session.commit()
    print([h.pattern for h in session.scalars(select(Range)).one().found])
    print(select(Range).join(Range.found))

#: foreign keys that overlap
class Mag(Base):
    __tablename__ = "mag"
    id: Mapped[int] = mapped_column(primary_key=True)

class Author(Base):
    __tablename__ = "author"
    mag_id: Mapped[int] = mapped_column(ForeignKey("mag.id"), primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True)
    mag: Mapped["Mag"] = relationship()

class Article(Base):
    __tablename__ = "article"
    id: Mapped[int] = mapped_column(primary_key=True)
    mag_id: Mapped[int] = mapped_column(ForeignKey("mag.id"))
    author_id: Mapped[Optional[int]]
    mag: Mapped["Mag"] = relationship()
    author: Mapped[Optional["Author"]] = relationship(primaryjoin=lambda: and_(Author.id == foreign(Article.author_id), Author.mag_id == Article.mag_id))
    __table_args__ = (ForeignKeyConstraint(["mag_id", "author_id"], ["author.mag_id", "author.id"]),)

with opened() as session:
    mag = Mag()
    session.add_all([Article(mag=mag, author=Author(mag=mag, id=7))])
    session.commit()
    article = session.scalars(select(Article)).one()
    print(article.author_id, article.author.mag is mag)
    article.author = None
    session.commit()
    print(article.author_id, article.mag_id)

#: many to many with itself, and joins of secondary tables by hand
friends = Table("friends", Base.metadata, Column("a", ForeignKey("person.id"), primary_key=True), Column("b", ForeignKey("person.id"), primary_key=True))

class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    likes = relationship("Person", secondary=friends, primaryjoin=id == friends.c.a, secondaryjoin=id == friends.c.b, backref="liked_by")

with opened() as session:
    ann, bob = Person(name="ann"), Person(name="bob")
    ann.likes.append(bob)
    session.add(ann)
    session.commit()
    print([p.name for p in bob.liked_by], [p.name for p in bob.likes], select(Person.id).join(Person.likes.of_type(aliased(Person, name="liked"))))
    print(session.scalars(select(Person.name).where(Person.likes.any(Person.name == "bob"))).all())

#: a secondary that is a join of several
class A(Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    b_id: Mapped[Optional[int]] = mapped_column(ForeignKey("b.id"))
    d = relationship("D", secondary=lambda: join(B, D, B.d_id == D.id).join(C, C.d_id == D.id), primaryjoin="and_(A.b_id == B.id, A.id == C.a_id)", secondaryjoin="D.id == B.d_id", uselist=False, viewonly=True)

class B(Base):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(primary_key=True)
    d_id: Mapped[int] = mapped_column(ForeignKey("d.id"))

class C(Base):
    __tablename__ = "c"
    id: Mapped[int] = mapped_column(primary_key=True)
    a_id: Mapped[int] = mapped_column(ForeignKey("a.id"))
    d_id: Mapped[int] = mapped_column(ForeignKey("d.id"))

class D(Base):
    __tablename__ = "d"
    id: Mapped[int] = mapped_column(primary_key=True)

with opened() as session:
    for one in (D(id=1), B(id=1, d_id=1), A(id=1, b_id=1), C(id=1, a_id=1, d_id=1)):
        session.add(one)
        session.flush()
    session.commit()
    print(select(A).join(A.d))
    print(session.scalars(select(A)).one().d.id)

#: a relationship to another name of a class, and the newest few by a window
class Log(Base):
    __tablename__ = "log"
    id: Mapped[int] = mapped_column(primary_key=True)
    lines: Mapped[List["Line"]] = relationship(back_populates="log")

class Line(Base):
    __tablename__ = "line"
    id: Mapped[int] = mapped_column(primary_key=True)
    log_id: Mapped[int] = mapped_column(ForeignKey("log.id"))
    text: Mapped[str]
    log: Mapped["Log"] = relationship(back_populates="lines")

partition = select(Line, func.row_number().over(order_by=Line.id.desc(), partition_by=Line.log_id).label("place")).alias()
newest = aliased(Line, partition)
Log.latest = relationship(newest, primaryjoin=and_(newest.log_id == Log.id, partition.c.place < 3), viewonly=True)
j = join(Line, Log, Line.log_id == Log.id)
with opened() as session:
    session.add(Log(lines=[Line(text=str(n)) for n in range(4)]))
    session.commit()
    log = session.scalars(select(Log).options(selectinload(Log.latest))).one()
    print(sorted(line.text for line in log.latest))
    session.expire_all()
    print(sorted(line.text for line in log.latest))
    print(select(Log).join(Log.latest))

#: what belongs to a relationship may be asked anew each time
class Club(Base):
    __tablename__ = "club"
    id: Mapped[int] = mapped_column(primary_key=True)
    members: WriteOnlyMapped["Member"] = relationship(cascade="all, delete-orphan", passive_deletes=True, order_by="Member.name")

    @property
    def elders(self):
        return object_session(self).scalars(select(Member).where(with_parent(self, Club.members)).where(Member.age > 60)).all()

class Member(Base):
    __tablename__ = "member"
    id: Mapped[int] = mapped_column(primary_key=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("club.id", ondelete="cascade"))
    name: Mapped[str]
    age: Mapped[int]

    def __repr__(self):
        return f"Member({self.name}, {self.age})"

with opened() as session:
    session.execute(text("PRAGMA foreign_keys=ON"))
    session.commit()
    session.execute(text("PRAGMA foreign_keys=ON"))
    club = Club(members=[Member(name="a", age=70), Member(name="b", age=20)])
    session.add(club)
    session.commit()
    club.members.add(Member(name="c", age=30))
    club.members.add_all([Member(name="d", age=40)])
    session.commit()
    print(club.members.select())
    print(session.scalars(club.members.select().where(Member.age < 50)).all())
    session.execute(club.members.insert(), [{"name": "e", "age": 50}, {"name": "f", "age": 60}])
    print(session.scalars(club.members.insert().returning(Member), [{"name": "g", "age": 1}]).all())
    session.execute(club.members.update().values(age=Member.age + 1).where(Member.name == "a"))
    session.execute(club.members.delete().where(Member.age > 65))
    print([m.name for m in session.scalars(club.members.select())], club.elders)
    club.members.remove(session.scalars(select(Member).where(Member.name == "b")).one())
    session.commit()
    try:
        club.members = [Member(name="z", age=1)]
    except exc.InvalidRequestError as error:
        print(error)
    session.delete(club)
    session.commit()
    print(session.scalars(select(Member)).all())

#: dynamic collections of old
class Feed(Base):
    __tablename__ = "feed"
    id: Mapped[int] = mapped_column(primary_key=True)
    items: DynamicMapped["Item"] = relationship()
    never: Mapped[List["Item"]] = relationship(lazy="raise", viewonly=True)

class Item(Base):
    __tablename__ = "item"
    id: Mapped[int] = mapped_column(primary_key=True)
    feed_id: Mapped[Optional[int]] = mapped_column(ForeignKey("feed.id"))
    title: Mapped[str]

with opened() as session:
    feed = Feed()
    session.add(feed)
    feed.items.append(Item(title="a"))
    feed.items.append(Item(title="b"))
    print(feed.items.filter(Item.title == "a").count(), [i.title for i in feed.items], feed.items[0].title, feed.items.order_by(Item.id.desc()).limit(1).all()[0].title)
    feed.items.remove(feed.items.first())
    session.commit()
    print([i.title for i in feed.items.all()], feed.items.count())
    feed.never

#: dictionaries by an attribute, by a column, by a function
class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    notes: Mapped[Dict[str, "Remark"]] = relationship(collection_class=attribute_keyed_dict("keyword"), cascade="all, delete-orphan")
    by_page: Mapped[Dict[int, "Remark"]] = relationship(collection_class=keyfunc_mapping(lambda r: r.page), viewonly=True)

class Remark(Base):
    __tablename__ = "remark"
    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    keyword: Mapped[str]
    page: Mapped[int]
    text: Mapped[Optional[str]]

    def __init__(self, keyword, page, text=None):
        self.keyword, self.page, self.text = keyword, page, text

with opened() as session:
    book = Book()
    book.notes["a"] = Remark("a", 4, "atext")
    book.notes.set(Remark("b", 9))
    session.add(book)
    session.commit()
    print(sorted(book.notes), book.notes["a"].text, sorted(book.by_page), type(book.notes).__name__)
    del book.notes["a"]
    print(book.notes.pop("b").page, book.notes)
    book.notes = {"c": Remark("c", 1)}
    book.notes.update({"d": Remark("d", 2)})
    book.notes.setdefault("e", Remark("e", 3))
    session.commit()
    print(sorted(book.notes), session.scalar(select(func.count(Remark.id))))
    book.notes["x"] = Remark("not x", 1)
    print(sorted(book.notes))
    book.notes = {"wrong": Remark("right", 1)}

#: a dictionary whose key is not there yet
class Jar(Base):
    __tablename__ = "jar"
    id: Mapped[int] = mapped_column(primary_key=True)
    beans: Mapped[Dict[str, "Bean"]] = relationship(collection_class=attribute_keyed_dict("color"), back_populates="jar")
    loose: Mapped[Dict[str, "Bean"]] = relationship(collection_class=attribute_keyed_dict("color", ignore_unpopulated_attribute=True), viewonly=True)

class Bean(Base):
    __tablename__ = "bean"
    id: Mapped[int] = mapped_column(primary_key=True)
    jar_id: Mapped[int] = mapped_column(ForeignKey("jar.id"))
    color: Mapped[str]
    jar: Mapped["Jar"] = relationship(back_populates="beans")

jar = Jar()
print(Bean(color="red", jar=jar).jar.beans.keys())
Bean(jar=jar)

#: collections of one's own, by inheritance
class Sorted(list):
    def append(self, item):
        print("append", item.name)
        super().append(item)

class Bag(set):
    def names(self):
        return sorted(item.name for item in self)

class Chest(Base):
    __tablename__ = "chest"
    id: Mapped[int] = mapped_column(primary_key=True)
    tools = relationship("Tool", collection_class=Sorted, back_populates="chest")
    gems = relationship("Gem", collection_class=Bag)

class Tool(Base):
    __tablename__ = "tool"
    id: Mapped[int] = mapped_column(primary_key=True)
    chest_id: Mapped[Optional[int]] = mapped_column(ForeignKey("chest.id"))
    name: Mapped[str]
    chest = relationship("Chest", back_populates="tools")

class Gem(Base):
    __tablename__ = "gem"
    id: Mapped[int] = mapped_column(primary_key=True)
    chest_id: Mapped[Optional[int]] = mapped_column(ForeignKey("chest.id"))
    name: Mapped[str]

with opened() as session:
    chest = Chest()
    chest.tools.append(Tool(name="saw"))
    chest.tools.extend([Tool(name="axe")])
    chest.gems |= {Gem(name="opal")}
    session.add(chest)
    session.commit()
    print(type(chest.tools).__name__, type(chest.tools).__mro__[1:3], [t.name for t in chest.tools], chest.gems.names())
    chest.tools.remove(chest.tools[0])
    session.commit()
    print([t.name for t in chest.tools], session.scalars(select(Tool.chest_id).order_by(Tool.id)).all())

#: collections of one's own, with decorated methods
from sqlalchemy.orm.collections import collection

class Shelf:
    def __init__(self):
        self._items = []

    @collection.appender
    def put(self, item):
        self._items.append(item)

    @collection.remover
    def drop(self, item):
        self._items.remove(item)

    @collection.iterator
    def __iter__(self):
        return iter(self._items)

    @collection.adds(2)
    def insert_entity(self, position, item):
        self._items.insert(position, item)

    @collection.removes_return()
    def take_last(self):
        return self._items.pop()

class Store(Base):
    __tablename__ = "store"
    id: Mapped[int] = mapped_column(primary_key=True)
    goods = relationship("Good", collection_class=Shelf, back_populates="store")

class Good(Base):
    __tablename__ = "good"
    id: Mapped[int] = mapped_column(primary_key=True)
    store_id: Mapped[Optional[int]] = mapped_column(ForeignKey("store.id"))
    name: Mapped[str]
    store = relationship("Store", back_populates="goods")

with opened() as session:
    store = Store()
    store.goods.put(Good(name="a"))
    store.goods.insert_entity(0, Good(name="b"))
    session.add(store)
    session.commit()
    print([g.name for g in store.goods], type(store.goods).__name__, store.goods.take_last().store)
    session.commit()
    store.goods.drop(next(iter(store.goods)))
    print(list(store.goods))

#: rows that point at each other
class Widget(Base):
    __tablename__ = "widget"
    id: Mapped[int] = mapped_column(primary_key=True)
    favourite_id: Mapped[Optional[int]] = mapped_column(ForeignKey("entry.id"))
    favourite: Mapped[Optional["Entry"]] = relationship(foreign_keys=favourite_id, post_update=True)
    entries: Mapped[List["Entry"]] = relationship(foreign_keys="Entry.widget_id")

class Entry(Base):
    __tablename__ = "entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    widget_id: Mapped[int] = mapped_column(ForeignKey("widget.id"))
    name: Mapped[str]

with opened() as session:
    w, e = Widget(), Entry(name="e")
    w.favourite = e
    w.entries = [e]
    session.add_all([w, e])
    session.commit()
    print(w.favourite is e, e.widget_id)
    session.delete(w)
    session.delete(e)
    session.commit()

#: keys that change
class User(Base):
    __tablename__ = "user"
    name: Mapped[str] = mapped_column(primary_key=True)
    mails: Mapped[List["Mail"]] = relationship(passive_updates=False)

class Mail(Base):
    __tablename__ = "mail"
    text: Mapped[str] = mapped_column(primary_key=True)
    user_name: Mapped[str] = mapped_column(ForeignKey("user.name", onupdate="CASCADE"))

with opened() as session:
    user = User(name="jack", mails=[Mail(text="hi")])
    session.add(user)
    session.commit()
    user.name = "ed"
    session.commit()
    print(session.scalars(select(Mail.user_name)).all(), inspect(user).identity)
    user.mails[0].text = "ho"
    session.commit()
    print(session.get(Mail, "ho").text)

#: cascades: save, delete, merge and expunge
class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    items: Mapped[List["Piece"]] = relationship(cascade="all, delete-orphan", back_populates="order")
    tags: Mapped[List["Tag"]] = relationship(cascade="save-update, merge")

class Piece(Base):
    __tablename__ = "piece"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    order: Mapped["Order"] = relationship(back_populates="items")

class Tag(Base):
    __tablename__ = "tag"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[Optional[int]] = mapped_column(ForeignKey("orders.id"))

with opened() as session:
    order = Order(items=[Piece(), Piece()], tags=[Tag()])
    session.add(order)
    print([x in session for x in order.items + order.tags])
    session.commit()
    piece = Piece(order=order)
    print(piece in session, len(order.items), len(order.tags))
    session.expunge(order)
    print([x in session for x in order.items], order.tags[0] in session)
    session.add(order)
    session.commit()
    order.items.pop()
    session.commit()
    session.delete(order)
    session.commit()
    print(session.scalars(select(Piece.id)).all(), session.scalars(select(Tag.order_id)).all())
    print(inspect(Order).relationships["items"].cascade, inspect(Order).relationships.tags.cascade, Order.items.property.cascade.delete_orphan)

#: deletes left to the database, and forbidden
class Boss(Base):
    __tablename__ = "boss"
    id: Mapped[int] = mapped_column(primary_key=True)
    lambs: Mapped[List["Lamb"]] = relationship(cascade="all, delete", passive_deletes=True, back_populates="boss")
    stays: Mapped[List["Stay"]] = relationship(passive_deletes="all")

class Lamb(Base):
    __tablename__ = "lamb"
    id: Mapped[int] = mapped_column(primary_key=True)
    boss_id: Mapped[Optional[int]] = mapped_column(ForeignKey("boss.id", ondelete="CASCADE"))
    boss: Mapped[Optional["Boss"]] = relationship(back_populates="lambs")

class Stay(Base):
    __tablename__ = "stay"
    id: Mapped[int] = mapped_column(primary_key=True)
    boss_id: Mapped[Optional[int]] = mapped_column(ForeignKey("boss.id"))

with opened() as session:
    session.execute(text("PRAGMA foreign_keys=ON"))
    boss = Boss(lambs=[Lamb(), Lamb()], stays=[])
    session.add(boss)
    session.commit()
    session.delete(boss)
    session.commit()
    print(session.scalars(select(Lamb.id)).all())

#: a cascade through a secondary table
links = Table("links", Base.metadata, Column("p", ForeignKey("parent.id")), Column("c", ForeignKey("child.id")))

class Parent(Base):
    __tablename__ = "parent"
    id: Mapped[int] = mapped_column(primary_key=True)
    children: Mapped[List["Child"]] = relationship(secondary=links, cascade="all, delete", back_populates="parents")

class Child(Base):
    __tablename__ = "child"
    id: Mapped[int] = mapped_column(primary_key=True)
    parents: Mapped[List["Parent"]] = relationship(secondary=links, back_populates="children", passive_deletes=True)

with opened() as session:
    parent = Parent(children=[Child()])
    session.add(parent)
    session.commit()
    session.delete(parent)
    session.commit()
    print(session.scalars(select(Child.id)).all(), session.execute(select(links)).all())
    Parent.other = relationship(Child, secondary=links, cascade="all, delete-orphan", viewonly=False, overlaps="children,parents")
    Parent()

#: columns marked in the body of their class
class Topic(Base):
    __tablename__ = "topic"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    trail: Mapped[str] = mapped_column(index=True)
    under = relationship("Topic", viewonly=True, order_by=trail, primaryjoin=remote(foreign(trail)).like(trail.concat(".%")))
    above = relationship("Topic", viewonly=True, order_by=trail, primaryjoin=trail.like(remote(foreign(trail)).concat(".%")))

with opened() as session:
    session.add_all([Topic(id=n, trail=trail) for n, trail in enumerate(["1", "1.2", "1.2.3", "1.4"])])
    session.commit()
    top, middle = session.get(Topic, 0), session.get(Topic, 1)
    print([one.trail for one in top.under], [one.trail for one in middle.above], [one.trail for one in middle.under])
    print(session.scalars(select(Topic.id).where(Topic.under.any()).order_by(Topic.id)).all())
    print(session.scalars(select(Topic).options(selectinload(Topic.above)).where(Topic.id == 2).execution_options(populate_existing=True)).one().above)

#: a dynamic collection as the query that it is
class Shelf(Base):
    __tablename__ = "shelf"
    id: Mapped[int] = mapped_column(primary_key=True)
    pots = relationship("Pot", lazy="dynamic", cascade="all, delete-orphan")

class Pot(Base):
    __tablename__ = "pot"
    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str]
    shelf_id: Mapped[int] = mapped_column(ForeignKey("shelf.id"))

with opened() as session:
    shelf = Shelf()
    session.add(shelf)
    shelf.pots.extend([Pot(label=label) for label in "abc"])
    print([label for (label,) in shelf.pots.with_entities(Pot.label)], shelf.pots.filter_by(label="b").one().label)
    print(shelf.pots.order_by(Pot.label.desc()).first().label, shelf.pots.with_entities(func.max(Pot.label)).scalar(), shelf.pots.filter(Pot.label > "a").exists())
    shelf.pots.remove(shelf.pots[0])
    session.commit()
    print(shelf.pots.count(), [pot.label for pot in shelf.pots.slice(0, 1)])
