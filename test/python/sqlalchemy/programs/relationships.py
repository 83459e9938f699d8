from sqlalchemy import *
from sqlalchemy.orm import *
from sqlalchemy import exc


class Base(DeclarativeBase):
    pass


def opened():
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    return Session(engine)

#: many to many by a secondary table
link = Table("player_piece", Base.metadata, Column("player_id", ForeignKey("player.id"), primary_key=True), Column("piece_id", ForeignKey("piece.id"), primary_key=True))

class Player(Base):
    __tablename__ = "player"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    pieces: Mapped[list["Piece"]] = relationship(secondary=link, back_populates="players")

class Piece(Base):
    __tablename__ = "piece"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    players: Mapped[list[Player]] = relationship(secondary=link, back_populates="pieces")

with opened() as session:
    a, b = Piece(title="Trio"), Piece(title="Duo")
    ann, bob = Player(name="Ann", pieces=[a]), Player(name="Bob")
    session.add_all([ann, bob])
    session.flush()
    ann.pieces.append(b)
    session.flush()
    bob.pieces.append(a)
    session.commit()
    print(sorted(p.name for p in a.players), [p.title for p in bob.pieces])
    ann.pieces.remove(a)
    session.flush()
    print([p.name for p in a.players])
    print(session.scalars(select(Piece.title).join(Piece.players).where(Player.name == "Ann")).all())
    session.delete(b)
    session.commit()
    print(session.scalar(select(func.count()).select_from(link)), ann.pieces)

#: many to many with itself
edges = Table("follows", Base.metadata, Column("who", ForeignKey("singer.id"), primary_key=True), Column("whom", ForeignKey("singer.id"), primary_key=True))

class Singer(Base):
    __tablename__ = "singer"
    id: Mapped[int] = mapped_column(primary_key=True)
    follows: Mapped[set["Singer"]] = relationship(secondary=edges, primaryjoin=id == edges.c.who, secondaryjoin=id == edges.c.whom, back_populates="followers")
    followers: Mapped[set["Singer"]] = relationship(secondary=edges, primaryjoin=id == edges.c.whom, secondaryjoin=id == edges.c.who, back_populates="follows")

with opened() as session:
    one, two, three = Singer(id=1), Singer(id=2), Singer(id=3)
    session.add_all([one, two, three])
    session.flush()
    one.follows |= {two}
    session.flush()
    one.follows |= {three}
    session.flush()
    three.follows.add(one)
    session.commit()
    print(sorted(s.id for s in one.follows), sorted(s.id for s in one.followers), two.follows)
    print(session.scalars(select(Singer.id).where(Singer.followers.any(Singer.id == 3))).all())
    print(select(Singer.id).join(Singer.follows.of_type(aliased(Singer, name="whom"))))

#: an association object, with a proxy to what lies behind it
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy

class Recipe(Base):
    __tablename__ = "recipe"
    id: Mapped[int] = mapped_column(primary_key=True)
    uses: Mapped[list["Use"]] = relationship(back_populates="recipe", cascade="all, delete-orphan")
    things: AssociationProxy[list["Thing"]] = association_proxy("uses", "thing", creator=lambda thing: Use(thing=thing, grams=1))

class Thing(Base):
    __tablename__ = "thing"
    name: Mapped[str] = mapped_column(primary_key=True)

class Use(Base):
    __tablename__ = "use"
    recipe_id: Mapped[int] = mapped_column(ForeignKey("recipe.id"), primary_key=True)
    thing_name: Mapped[str] = mapped_column(ForeignKey("thing.name"), primary_key=True)
    grams: Mapped[int]
    recipe: Mapped[Recipe] = relationship(back_populates="uses")
    thing: Mapped[Thing] = relationship()

with opened() as session:
    salt, rye = Thing(name="salt"), Thing(name="rye")
    bread = Recipe(uses=[Use(thing=rye, grams=500)])
    bread.things.append(salt)
    session.add(bread)
    session.commit()
    print([(use.thing.name, use.grams) for use in bread.uses], [t.name for t in bread.things])
    bread.things.remove(rye)
    session.commit()
    print(session.execute(select(Use.thing_name, Use.grams)).all(), session.scalars(select(Thing.name)).all())
    print(session.scalars(select(Recipe.id).where(Recipe.things.contains(salt))).all(), len(bread.things), salt in bread.things)

#: parents and children of one table, walked with a common table expression
class Node(Base):
    __tablename__ = "node"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("node.id"))
    label: Mapped[str]
    children: Mapped[list["Node"]] = relationship(back_populates="parent", order_by="Node.label")
    parent: Mapped["Node | None"] = relationship(back_populates="children", remote_side=[id])

with opened() as session:
    root = Node(label="root", children=[Node(label="b", children=[Node(label="b1")]), Node(label="a")])
    session.add(root)
    session.commit()
    print([n.label for n in root.children], root.children[1].children[0].parent.parent.label)
    tree = select(Node.id, Node.label, literal(0).label("depth")).where(Node.parent_id.is_(None)).cte("tree", recursive=True)
    child = aliased(Node)
    tree = tree.union_all(select(child.id, child.label, tree.c.depth + 1).join(tree, child.parent_id == tree.c.id))
    print(session.execute(select(tree.c.label, tree.c.depth).order_by(tree.c.depth, tree.c.label)).all())
    up = aliased(Node)
    print(session.scalars(select(Node.label).join(Node.parent.of_type(up)).where(up.label == "root").order_by(Node.label)).all())

#: a backref makes the other side
class Stamp(Base):
    __tablename__ = "stamp"
    id: Mapped[int] = mapped_column(primary_key=True)
    album_id: Mapped[int | None] = mapped_column(ForeignKey("album.id"))

class Album(Base):
    __tablename__ = "album"
    id: Mapped[int] = mapped_column(primary_key=True)
    stamps = relationship("Stamp", backref=backref("album", lazy="joined"), cascade="all, delete-orphan")

with opened() as session:
    stamp = Stamp()
    album = Album(stamps=[stamp])
    print(stamp.album is album)
    session.add(album)
    session.commit()
    session.expunge_all()
    print(session.scalars(select(Stamp)).one().album.id)
    print(inspect(Stamp).relationships.keys(), Stamp.album.property.direction.name, Album.stamps.property.direction)

#: one to one, replaced
class Ship(Base):
    __tablename__ = "ship"
    id: Mapped[int] = mapped_column(primary_key=True)
    captain: Mapped["Captain | None"] = relationship(back_populates="ship")

class Captain(Base):
    __tablename__ = "captain"
    id: Mapped[int] = mapped_column(primary_key=True)
    ship_id: Mapped[int | None] = mapped_column(ForeignKey("ship.id"))
    ship: Mapped[Ship | None] = relationship(back_populates="captain")

with opened() as session:
    ship = Ship(captain=Captain())
    session.add(ship)
    session.commit()
    first = ship.captain
    ship.captain = Captain()
    session.commit()
    print(first.ship_id, first.ship, ship.captain.id)
    session.execute(update(Captain).values(ship_id=1))
    session.commit()
    print(ship.captain.id)

#: only one parent at a time
class Pot(Base):
    __tablename__ = "pot"
    id: Mapped[int] = mapped_column(primary_key=True)
    plants: Mapped[list["Plant"]] = relationship(cascade="all, delete-orphan", back_populates="pot")

class Plant(Base):
    __tablename__ = "plant"
    id: Mapped[int] = mapped_column(primary_key=True)
    pot_id: Mapped[int] = mapped_column(ForeignKey("pot.id"))
    pot: Mapped[Pot] = relationship(back_populates="plants")

with opened() as session:
    fern = Plant()
    left, right = Pot(plants=[fern]), Pot()
    session.add_all([left, right])
    session.commit()
    right.plants.append(fern)
    print(len(left.plants), fern.pot is right)
    session.commit()
    print(fern.pot_id, left.plants)
    right.plants.clear()
    session.flush()
    print(inspect(fern).deleted, session.scalars(select(Plant)).all())
    session.commit()
    session.add(Plant())
    session.commit()

#: what may not be deleted, without a cascade
class Shelf(Base):
    __tablename__ = "shelf"
    id: Mapped[int] = mapped_column(primary_key=True)
    jars: Mapped[list["Jar"]] = relationship()

class Jar(Base):
    __tablename__ = "jar"
    id: Mapped[int] = mapped_column(primary_key=True)
    shelf_id: Mapped[int] = mapped_column(ForeignKey("shelf.id"))

with opened() as session:
    shelf = Shelf(jars=[Jar(), Jar()])
    session.add(shelf)
    session.commit()
    session.delete(shelf)
    try:
        session.commit()
    except exc.IntegrityError as error:
        print(error)
        session.rollback()
    print(len(shelf.jars), shelf in session)

#: a view of a relationship with a condition of its own
class Bed(Base):
    __tablename__ = "bed"
    id: Mapped[int] = mapped_column(primary_key=True)
    rows: Mapped[list["Row_"]] = relationship(back_populates="bed")
    dry: Mapped[list["Row_"]] = relationship(viewonly=True, primaryjoin="and_(Bed.id == Row_.bed_id, Row_.wet == False)", order_by="Row_.id.desc()")

class Row_(Base):
    __tablename__ = "row"
    id: Mapped[int] = mapped_column(primary_key=True)
    wet: Mapped[bool]
    bed_id: Mapped[int] = mapped_column(ForeignKey("bed.id"))
    bed: Mapped[Bed] = relationship(back_populates="rows")

with opened() as session:
    bed = Bed(rows=[Row_(wet=True), Row_(wet=False), Row_(wet=False)])
    session.add(bed)
    session.commit()
    print([r.id for r in bed.dry])
    print(select(Bed.id).join(Bed.dry))
    print(select(Bed.id).where(~Bed.dry.any()))
    bed.dry.append(Row_(wet=False))
    session.commit()
    print(len(bed.dry), len(bed.rows))

#: two paths to one table, told apart
class Town(Base):
    __tablename__ = "town"
    id: Mapped[int] = mapped_column(primary_key=True)
    leaving: Mapped[list["Bus"]] = relationship(foreign_keys="Bus.from_id", back_populates="origin")
    arriving: Mapped[list["Bus"]] = relationship(foreign_keys="[Bus.to_id]", back_populates="target")

class Bus(Base):
    __tablename__ = "bus"
    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("town.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("town.id"))
    origin: Mapped[Town] = relationship(foreign_keys=from_id, back_populates="leaving")
    target: Mapped[Town] = relationship(foreign_keys=[to_id], back_populates="arriving")

with opened() as session:
    x, y = Town(id=1), Town(id=2)
    session.add_all([Bus(origin=x, target=y), Bus(origin=y, target=x), Bus(origin=x, target=x)])
    session.commit()
    print(len(x.leaving), len(x.arriving), len(y.leaving))
    a, b = aliased(Town), aliased(Town)
    print(select(Bus.id).join(Bus.origin.of_type(a)).join(Bus.target.of_type(b)).where(a.id < b.id))
    print(session.scalars(select(Bus.id).join(Town)).all())

#: a composite foreign key
class Block(Base):
    __tablename__ = "block"
    street: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    flats: Mapped[list["Flat"]] = relationship(back_populates="block")

class Flat(Base):
    __tablename__ = "flat"
    id: Mapped[int] = mapped_column(primary_key=True)
    street: Mapped[str | None]
    number: Mapped[int | None]
    block: Mapped[Block | None] = relationship(back_populates="flats")
    __table_args__ = (ForeignKeyConstraint(["street", "number"], ["block.street", "block.number"]),)

with opened() as session:
    block = Block(street="Elm", number=7, flats=[Flat(), Flat()])
    session.add(block)
    session.commit()
    print([(f.street, f.number) for f in block.flats], session.get(Block, ("Elm", 7)) is block, session.get(Block, {"number": 7, "street": "Elm"}) is block)
    block.flats.pop()
    session.commit()
    print(session.execute(select(Flat.id, Flat.street, Flat.number)).all())
    print(select(Flat.id).where(Flat.block == block).compile().params)
    print(select(Flat.id).where(Flat.block == None), select(Flat.id).where(Flat.block != None))

#: lazy kinds in one class
class Zoo(Base):
    __tablename__ = "zoo"
    id: Mapped[int] = mapped_column(primary_key=True)
    a: Mapped[list["Animal"]] = relationship(lazy="selectin", viewonly=True)
    b: Mapped[list["Animal"]] = relationship(lazy="joined", viewonly=True)
    e: Mapped[list["Animal"]] = relationship(lazy="raise", viewonly=True)
    f: Mapped[list["Animal"]] = relationship(lazy="noload", viewonly=True)

class Animal(Base):
    __tablename__ = "animal"
    id: Mapped[int] = mapped_column(primary_key=True)
    zoo_id: Mapped[int] = mapped_column(ForeignKey("zoo.id"))

with opened() as session:
    session.add(Zoo(id=1))
    session.flush()
    session.add_all([Animal(zoo_id=1), Animal(zoo_id=1)])
    session.commit()
    session.expunge_all()
    zoo = session.scalars(select(Zoo)).unique().one()
    print([len(getattr(zoo, name)) for name in "abf"])
    zoo.e

#: a collection that writes only
class Meter(Base):
    __tablename__ = "meter"
    id: Mapped[int] = mapped_column(primary_key=True)
    values: WriteOnlyMapped["Value"] = relationship(order_by="Value.id", cascade="all, delete-orphan", passive_deletes=True)

class Value(Base):
    __tablename__ = "value"
    id: Mapped[int] = mapped_column(primary_key=True)
    meter_id: Mapped[int] = mapped_column(ForeignKey("meter.id", ondelete="cascade"))
    n: Mapped[int]

with opened() as session:
    meter = Meter(values=[Value(n=1)])
    session.add(meter)
    session.flush()
    meter.values.add_all([Value(n=2), Value(n=3)])
    session.commit()
    print(session.scalars(meter.values.select().where(Value.n > 1)).all()[0].n)
    print(meter.values.select())
    session.execute(meter.values.insert(), [{"n": 8}, {"n": 9}])
    session.execute(meter.values.update().where(Value.n == 8).values(n=80))
    print(session.scalars(meter.values.select().with_only_columns(Value.n)).all())
    meter.values.append(Value(n=5))

#: a collection that asks each time
class Diary(Base):
    __tablename__ = "diary"
    id: Mapped[int] = mapped_column(primary_key=True)
    days: DynamicMapped["Day"] = relationship(order_by="Day.n")

class Day(Base):
    __tablename__ = "day"
    id: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int]
    diary_id: Mapped[int | None] = mapped_column(ForeignKey("diary.id"))

with opened() as session:
    diary = Diary(days=[Day(n=5), Day(n=2)])
    session.add(diary)
    session.commit()
    diary.days.append(Day(n=3))
    print([d.n for d in diary.days], diary.days.count(), diary.days.filter(Day.n > 2).first().n)
    diary.days.remove(diary.days[0])
    session.commit()
    print(diary.days.filter_by(n=5).one().diary_id, diary.days.all()[-1].n)

#: a dictionary by a column, and keys that move
from sqlalchemy.orm.collections import attribute_keyed_dict, column_keyed_dict

class Shop(Base):
    __tablename__ = "shop"
    id: Mapped[int] = mapped_column(primary_key=True)
    prices: Mapped[dict[str, "Price"]] = relationship(collection_class=attribute_keyed_dict("word"), cascade="all, delete-orphan")

class Price(Base):
    __tablename__ = "price"
    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id"))
    word: Mapped[str]
    cents: Mapped[int]

with opened() as session:
    shop = Shop(prices={"tea": Price(word="tea", cents=3)})
    shop.prices["pie"] = Price(word="pie", cents=4)
    session.add(shop)
    session.commit()
    print({k: v.cents for k, v in sorted(shop.prices.items())}, "tea" in shop.prices, type(shop.prices).__name__)
    shop.prices["tea"] = Price(word="tea", cents=5)
    del shop.prices["pie"]
    session.commit()
    print({k: v.cents for k, v in shop.prices.items()}, session.scalar(select(func.count(Price.id))))
    shop.prices.update(rye=Price(word="rye", cents=1))
    print(sorted(shop.prices), shop.prices.pop("rye").cents, shop.prices.get("rye"))
    Shop(prices={"x": Price(word="y", cents=1)})

#: save-update turned off
class Queue(Base):
    __tablename__ = "queue"
    id: Mapped[int] = mapped_column(primary_key=True)
    jobs: Mapped[list["Job"]] = relationship(cascade="merge", back_populates="queue")

class Job(Base):
    __tablename__ = "job"
    id: Mapped[int] = mapped_column(primary_key=True)
    queue_id: Mapped[int | None] = mapped_column(ForeignKey("queue.id"))
    queue: Mapped[Queue | None] = relationship(back_populates="jobs", cascade="")

with opened() as session:
    queue = Queue(jobs=[Job()])
    session.add(queue)
    session.commit()
    print(queue.jobs, session.scalars(select(Job)).all(), Queue.jobs.property.cascade, Job.queue.property.cascade)

#: two rows that need each other
class Team(Base):
    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    leader_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", name="fk_leader", use_alter=True))
    leader: Mapped["Person | None"] = relationship(foreign_keys=leader_id, post_update=True)
    people: Mapped[list["Person"]] = relationship(foreign_keys="Person.team_id", back_populates="team")

class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    team: Mapped[Team] = relationship(foreign_keys=team_id, back_populates="people")

with opened() as session:
    kim, lee = Person(), Person()
    team = Team(people=[kim, lee], leader=lee)
    session.add(team)
    session.commit()
    print(team.leader is lee, team.leader_id)
    team.leader = kim
    session.commit()
    print(team.leader_id)

#: comparing a relationship with objects
class Road(Base):
    __tablename__ = "road"
    id: Mapped[int] = mapped_column(primary_key=True)
    signs: Mapped[list["Sign"]] = relationship(back_populates="road")

class Sign(Base):
    __tablename__ = "sign"
    id: Mapped[int] = mapped_column(primary_key=True)
    road_id: Mapped[int | None] = mapped_column(ForeignKey("road.id"))
    road: Mapped[Road | None] = relationship(back_populates="signs")

with opened() as session:
    one, two = Road(signs=[Sign()]), Road()
    loose = Sign()
    session.add_all([one, two, loose])
    session.commit()
    for condition in (Sign.road == one, Sign.road != one, Sign.road == None):
        print(condition, session.scalars(select(Sign.id).where(condition)).all())
    print(session.scalars(select(Road.id).where(Road.signs.contains(one.signs[0]))).all(), Road.signs.contains(loose))
    print(session.scalars(select(Sign).where(with_parent(one, Road.signs))).all() == one.signs)
    Sign.road.in_([one])

#: wrong things in a collection
class Bag(Base):
    __tablename__ = "bag"
    id: Mapped[int] = mapped_column(primary_key=True)
    coins: Mapped[list["Coin"]] = relationship()

class Coin(Base):
    __tablename__ = "coin"
    id: Mapped[int] = mapped_column(primary_key=True)
    bag_id: Mapped[int | None] = mapped_column(ForeignKey("bag.id"))

bag = Bag()
for wrong in (3, Coin(), None, {1: Coin()}):
    try:
        bag.coins = wrong
    except TypeError as error:
        print(error)
try:
    bag.coins.append("gold")
except Exception as error:
    print(type(error).__name__, error)
bag.coins.append(Bag())
with opened() as session:
    session.add(bag)
    session.flush()

#: overlapping relationships are warned of
class Farm(Base):
    __tablename__ = "farm"
    id: Mapped[int] = mapped_column(primary_key=True)
    cows: Mapped[list["Cow"]] = relationship()

class Cow(Base):
    __tablename__ = "cow"
    id: Mapped[int] = mapped_column(primary_key=True)
    farm_id: Mapped[int] = mapped_column(ForeignKey("farm.id"))
    farm: Mapped[Farm] = relationship()

configure_mappers()
print(Farm.cows.property.back_populates, Farm.cows.property.uselist, Cow.farm.property.uselist)

#: back_populates that do not fit
class Hat(Base):
    __tablename__ = "hat"
    id: Mapped[int] = mapped_column(primary_key=True)
    heads: Mapped[list["Head"]] = relationship(back_populates="cap")

class Head(Base):
    __tablename__ = "head"
    id: Mapped[int] = mapped_column(primary_key=True)
    hat_id: Mapped[int] = mapped_column(ForeignKey("hat.id"))
    hat: Mapped[Hat] = relationship(back_populates="heads")

Hat()

#: a name that is no class
class Lamp(Base):
    __tablename__ = "lamp"
    id: Mapped[int] = mapped_column(primary_key=True)
    bulb: Mapped["Bulb"] = relationship()

Lamp()
