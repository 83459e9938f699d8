from typing import Any, Optional
from sqlalchemy import *
from sqlalchemy.orm import *
from sqlalchemy import exc


class Base(DeclarativeBase):
    pass


class Band(Base):
    __tablename__ = "band"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    town: Mapped[Optional[str]]
    songs: Mapped[list["Song"]] = relationship(back_populates="band", order_by="Song.id")
    gigs: Mapped[list["Gig"]] = relationship()

    def __repr__(self):
        return f"Band({self.id}, {self.name})"


class Song(Base):
    __tablename__ = "song"
    id: Mapped[int] = mapped_column(primary_key=True)
    band_id: Mapped[int] = mapped_column(ForeignKey("band.id"))
    title: Mapped[str]
    seconds: Mapped[int] = mapped_column(default=180)
    text: Mapped[Optional[str]] = mapped_column(deferred=True)
    score: Mapped[Optional[str]] = mapped_column(deferred=True, deferred_group="paper")
    cover: Mapped[Optional[str]] = mapped_column(deferred=True, deferred_group="paper")
    band: Mapped[Band] = relationship(back_populates="songs")

    def __repr__(self):
        return f"Song({self.id}, {self.title})"


played = Table("played", Base.metadata, Column("gig_id", ForeignKey("gig.id"), primary_key=True), Column("song_id", ForeignKey("song.id"), primary_key=True))


class Gig(Base):
    __tablename__ = "gig"
    id: Mapped[int] = mapped_column(primary_key=True)
    band_id: Mapped[int] = mapped_column(ForeignKey("band.id"))
    place: Mapped[str]
    songs: Mapped[list[Song]] = relationship(secondary=played)

    def __repr__(self):
        return f"Gig({self.id}, {self.place})"


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)


def filled():
    with Session(engine) as session, session.begin():
        one = [Song(title="Ash", text="la", score="s", cover="c"), Song(title="Birch", seconds=240)]
        session.add(Band(id=1, name="Trees", town="York", songs=one, gigs=[Gig(id=1, place="Barn"), Gig(id=2, place="Hall")]))
        session.add(Band(id=2, name="Stones", songs=[Song(title="Flint")], gigs=[Gig(id=3, place="Barn")]))
        session.add(Band(id=3, name="Clouds", town="Bath"))
        session.flush()
        session.execute(insert(played), [{"gig_id": 1, "song_id": 1}, {"gig_id": 1, "song_id": 2}, {"gig_id": 2, "song_id": 1}])
    return Session(engine)

#: rows of entities and of attributes have the names of both
session = filled()
row = session.execute(select(Band, Song).join(Band.songs).order_by(Band.id, Song.id)).first()
print(row, row.Band, row.Song, row._mapping.keys(), row._fields)
result = session.execute(select(Band.name, Song.title.label("named")).join(Band.songs).order_by(Song.id))
print(result.keys())
for row in result:
    print(row.name, row.named, row[0], row._asdict())
print(session.execute(select(Band).order_by(Band.id)).scalars().all(), session.execute(select(Band.id, Band)).all())
alias = aliased(Band, name="b2")
print(session.execute(select(alias).order_by(alias.id)).first()._fields, select(alias, Band.id))

#: bundles, and a bundle of one's own making
session = filled()
stmt = select(Bundle("band", Band.name, Band.town), Bundle("song", Song.title)).join_from(Band, Song).order_by(Song.id)
for row in session.execute(stmt):
    print(row.band.name, row.band.town, row.song.title, row.band)
class Dictionary(Bundle):
    def create_row_processor(self, query, procs, labels):
        def proc(row):
            return dict(zip(labels, (proc(row) for proc in procs)))
        return proc
for row in session.execute(select(Dictionary("data", Band.id, Band.name)).where(Band.id < 3).order_by(Band.id)):
    print(row.data["id"], row.data)
bundle = Bundle("b", Band.id, Band.name)
print(bundle.c.id, session.execute(select(bundle).where(bundle.c.name == "Trees")).all())
print(session.scalars(select(Bundle("single", Band.id, single_entity=True))).first(), session.execute(select(Bundle("single", Band.id, single_entity=True))).first())

#: entities out of text
session = filled()
textual = text("SELECT id, name, town FROM band ORDER BY id").columns(Band.id, Band.name, Band.town)
for band in session.scalars(select(Band).from_statement(textual)):
    print(band, band.town)
textual = text("SELECT id, name, town FROM band ORDER BY id").columns(Band.id, Band.name, Band.town)
sub = textual.subquery("b")
alias = aliased(Band, sub)
print(select(alias).where(alias.name == "x"))
cte = text("SELECT id, name, town FROM band").columns(Band.id, Band.name, Band.town).cte("c")
alias = aliased(Band, cte)
print(session.scalars(select(alias).order_by(alias.id)).all())
print(session.execute(select(Band).from_statement(text("SELECT id, name FROM band WHERE id = :i")), {"i": 2}).scalar_one())

#: joins: simple, chained, to a target, with conditions
session = filled()
print(select(Band).join(Band.songs))
print(select(Band).join(Band.gigs).join(Gig.songs))
print(select(Band).join(Song))
print(select(Band).join(Song, Band.id == Song.band_id))
print(select(Band).join(Song, Band.songs))
print(select(Band).join(Band.songs.and_(Song.title != "Ash")))
print(session.scalars(select(Band).join(Band.songs.and_(Song.title != "Ash")).order_by(Band.id)).all())
print(select(Band).outerjoin(Band.songs.and_(or_(Song.seconds > 200, Song.seconds < 10))))
one, two = aliased(Song), aliased(Song)
print(select(Band).join(Band.songs.of_type(one)).where(one.title == "Ash").join(Band.songs.of_type(two)).where(two.title == "Birch"))
print(session.scalars(select(Band).join(one, Band.songs).where(one.title == "Ash").join(two, Band.songs).where(two.title == "Birch")).all())
print(select(Band.name).join(Band.gigs.of_type(aliased(Gig, name="g"))), select(Band).join(Band.songs, isouter=True), select(Band).join(Band.songs, full=True))

#: joins to subqueries and along relationships to them
session = filled()
sub = select(Song).where(Song.title == "Ash").subquery()
print(select(Band).join(sub, Band.id == sub.c.band_id))
alias = aliased(Song, sub, name="song_sub")
print(select(Band).join(Band.songs.of_type(alias)))
print(session.execute(select(Band, alias).join(Band.songs.of_type(alias))).all())
both = select(Band.id, Band.name, Song.id.label("sid"), Song.title, Song.band_id).join_from(Band, Song).subquery("both")
b, s = aliased(Band, both, name="bs"), aliased(Song, both, name="ss", adapt_on_names=True)
print(select(b.name, s.title).where(b.name == "Trees"))
wide = select(Band, Song).join(Band.songs).subquery()
wb, ws = aliased(Band, wide), aliased(Song, wide)
print(select(wb.name, ws.title).where(ws.title.like("%i%")))
print(session.execute(select(wb, ws).where(ws.title.like("%i%")).order_by(ws.id)).all())

#: the left side of a join is set
session = filled()
print(select(Song).select_from(Band).join(Band.songs).where(Band.name == "Trees"))
print(select(Song, Band).select_from(Band).join(Song))
print(select(func.count(Band.id), Song.seconds).select_from(join(Band, Song, Band.songs)).group_by(Song.seconds))
print(select(Band).select_from(outerjoin(Band, Song)), select(Song.id).join_from(Gig, Song, Gig.songs))
j = join(Band, Song, Band.id == Song.band_id)
print(session.execute(select(Band.name, Song.title).select_from(j).order_by(Song.id)).all())

#: exists by relationship, with conditions and without
session = filled()
print(select(Band.name).where(Band.songs.any(Song.title == "Ash")))
print(select(Band.name).where(~Band.songs.any()))
print(select(Song.title).where(Song.band.has(Band.name == "Trees")), select(Song.title).where(Song.band.has(name="Trees")))
print(session.scalars(select(Band.name).where(Band.gigs.any(Gig.songs.any(Song.title == "Birch")))).all())
trees, ash = session.get(Band, 1), session.get(Song, 1)
print(select(Song).where(Song.band == trees), select(Song).where(Song.band != trees), select(Song).where(Song.band == None), select(Song).where(Song.band != None))
print(select(Band).where(Band.songs.contains(ash)), select(Gig).where(Gig.songs.contains(ash)))
print(session.scalars(select(Gig).where(Gig.songs.contains(ash)).order_by(Gig.id)).all())
print(select(Song).where(with_parent(trees, Band.songs)))
print(session.scalars(select(Song).where(with_parent(trees, Band.songs)).order_by(Song.id)).all())
print(session.scalars(select(Song).where(with_parent(session.get(Gig, 2), Gig.songs))).all())
print(exists(select(Song.id).where(Song.band_id == Band.id)).where(Song.seconds > 3))

#: columns that are left out, for one entity and several
session = filled()
songs = session.scalars(select(Song).options(load_only(Song.title, Song.seconds)).order_by(Song.id)).all()
print(songs[0].band_id)
print([sorted(inspect(x).unloaded) for x in songs[:1]])
session.expunge_all()
for row in session.execute(select(Band, Song).join_from(Band, Song).options(load_only(Band.name), load_only(Song.title)).where(Song.id == 1)):
    print(row)
session.expunge_all()
band = session.scalars(select(Band).where(Band.id == 1).options(selectinload(Band.songs).load_only(Song.title))).one()
print(band.songs)
session.expunge_all()
band = session.scalars(select(Band).where(Band.id == 1).options(defaultload(Band.songs).load_only(Song.title))).one()
print(band.songs)
session.expunge_all()
print(session.scalars(select(Song).options(load_only(Song.title, raiseload=True)).where(Song.id == 1)).one().seconds)

#: deferred in the statement, alone and raising
session = filled()
band = session.scalars(select(Band).options(defer(Band.town)).order_by(Band.id)).first()
print(sorted(inspect(band).unloaded), band.town)
session.expunge_all()
band = session.scalars(select(Band).options(defer(Band.town, raiseload=True)).order_by(Band.id)).first()
try:
    band.town
except exc.InvalidRequestError as error:
    print(type(error).__name__, error)
session.expunge_all()
print(session.scalars(select(Band).options(defer("*"), undefer(Band.name)).order_by(Band.id)).first().name)
session.expunge_all()
song = session.scalars(select(Song).options(defer("*", raiseload=True), load_only(Song.title)).order_by(Song.id)).first()
print(song.title, song.seconds)

#: deferred by the mapping, and undeferred again
session = filled()
song = session.get(Song, 1)
print(sorted(inspect(song).unloaded))
print(song.text)
print(song.score, song.cover)
session.expunge_all()
print(session.scalars(select(Song).options(undefer(Song.text)).where(Song.id == 1)).one())
session.expunge_all()
print(session.scalars(select(Song).options(undefer_group("paper")).where(Song.id == 1)).one())
session.expunge_all()
print(session.scalars(select(Song).options(undefer("*")).where(Song.id == 1)).one())
session.expunge_all()
print(session.scalars(select(Band).options(joinedload(Band.songs).undefer_group("paper")).where(Band.id == 1)).unique().one().songs)
session.expunge_all()
print(session.get(Song, 1, options=[undefer(Song.text)]).text)
print(session.scalars(select(Song.text)).all())

#: deferred by an imperative mapping, and by functions
reg = registry()
tape = Table("tape", reg.metadata, Column("id", Integer, primary_key=True), Column("label", String(20)), Column("photo", LargeBinary), Column("notes", Text))
class Tape:
    pass
reg.map_imperatively(Tape, tape, properties={"photo": deferred(tape.c.photo), "notes": deferred(tape.c.notes, group="n", raiseload=True), "long": column_property(func.length(tape.c.label), deferred=True)})
reg.metadata.create_all(engine)
session = Session(engine)
one = Tape()
one.label, one.notes, one.photo = "first", "n", b"\x00"
session.add(one)
session.commit()
one = session.scalars(select(Tape)).one()
print(one.label, one.photo, one.long)
print(session.scalars(select(Tape).options(undefer_group("n")).execution_options(populate_existing=True)).one().notes)
session.expire(one)
one.notes

#: expressions loaded onto objects
class Total(Base):
    __tablename__ = "total"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    count: Mapped[Optional[int]] = query_expression()
    always: Mapped[str] = query_expression(default_expr=literal("none"))

Base.metadata.create_all(engine)
session = filled()
session.add_all([Total(id=1, name="Trees"), Total(id=2, name="Stones")])
session.commit()
stmt = select(Total).options(with_expression(Total.count, select(func.count(Song.id)).where(Song.band_id == Total.id).scalar_subquery())).order_by(Total.id)
for one in session.scalars(stmt):
    print(one.name, one.count, one.always)
print(session.scalars(select(Total).order_by(Total.id)).first().count)
session.expunge_all()
print(session.scalars(select(Total).options(with_expression(Total.always, Total.name + "!")).order_by(Total.id)).first().always)
print(session.scalars(select(Total).order_by(Total.id)).first().always)
print(session.scalars(select(Total).options(with_expression(Total.always, Total.name + "?")).order_by(Total.id).execution_options(populate_existing=True)).first().always)
session.expunge_all()
sub = select(Total.id, Total.name, func.length(Total.name).label("n")).subquery()
alias = aliased(Total, sub)
print([(t.name, t.count) for t in session.scalars(select(alias).options(with_expression(alias.count, sub.c.n)).order_by(alias.id))])
session.expunge_all()
u = union_all(select(Total).where(Total.id == 1), select(Total).where(Total.id == 2))
print([(t.name, t.count) for t in session.scalars(select(Total).from_statement(u.order_by("id")))])

#: lazy loading as the mapping and the statement say
session = filled()
for kind in (lazyload, selectinload, joinedload, subqueryload, immediateload):
    session.expunge_all()
    print(kind.__name__)
    band = session.scalars(select(Band).options(kind(Band.songs)).where(Band.id == 1)).unique().one()
    print("songs" in inspect(band).unloaded, len(band.songs))
session.expunge_all()
song = session.scalars(select(Song).options(joinedload(Song.band)).where(Song.id == 1)).one()
print(song.band)

#: options below options
session = filled()
stmt = select(Band).options(selectinload(Band.songs).options(load_only(Song.title), undefer(Song.text))).order_by(Band.id)
for band in session.scalars(stmt):
    print(band, band.songs)
session.expunge_all()
stmt = select(Band).options(selectinload(Band.gigs).joinedload(Gig.songs)).order_by(Band.id)
for band in session.scalars(stmt):
    print(band, [g.songs for g in band.gigs])
session.expunge_all()
stmt = select(Band).options(Load(Band).defer(Band.town), Load(Band).selectinload(Band.gigs).options(Load(Gig).defer(Gig.place))).order_by(Band.id)
print(session.scalars(stmt).first().gigs[0].place)
session.expunge_all()
stmt = select(Band).options(lazyload(Band.gigs).selectinload(Gig.songs)).order_by(Band.id)
print([g.songs for g in session.scalars(stmt).first().gigs])

#: conditions on what is loaded
session = filled()
stmt = select(Band).options(selectinload(Band.songs.and_(Song.seconds > 200))).order_by(Band.id)
print([(b, b.songs) for b in session.scalars(stmt)])
print([(b, b.songs) for b in session.scalars(select(Band).options(selectinload(Band.songs)).order_by(Band.id))])
stmt = stmt.execution_options(populate_existing=True)
print([(b, b.songs) for b in session.scalars(stmt)])
session.expunge_all()
print([(b, b.songs) for b in session.scalars(select(Band).options(joinedload(Band.songs.and_(Song.seconds > 200))).order_by(Band.id)).unique()])
session.expunge_all()
print([(b, b.songs) for b in session.scalars(select(Band).options(lazyload(Band.songs.and_(Song.seconds > 200))).order_by(Band.id))])

#: raising instead of loading, also for all
session = filled()
band = session.scalars(select(Band).options(raiseload(Band.songs)).where(Band.id == 1)).one()
try:
    band.songs
except exc.InvalidRequestError as error:
    print(error)
session.expunge_all()
band = session.scalars(select(Band).options(joinedload(Band.songs), raiseload("*")).where(Band.id == 1)).unique().one()
print(band.songs)
try:
    band.gigs
except exc.InvalidRequestError as error:
    print(error)
print(band.songs[0].band)
session.expunge_all()
band = session.scalars(select(Band).options(joinedload(Band.songs).raiseload("*")).where(Band.id == 1)).unique().one()
print(band.gigs, band.songs[0].band)
session.expunge_all()
song = session.scalars(select(Song).options(raiseload(Song.band, sql_only=True)).where(Song.id == 1)).one()
song.band

#: wildcards and defaults
session = filled()
stmt = select(Band).options(lazyload("*")).where(Band.id == 1)
print(session.scalars(stmt).one().songs)
session.expunge_all()
stmt = select(Band, Song).join(Band.songs).options(Load(Band).lazyload("*"), Load(Song).joinedload("*")).where(Song.id == 1)
print(session.execute(stmt).all())
session.expunge_all()
stmt = select(Gig).options(selectinload("*")).order_by(Gig.id)
for gig in session.scalars(stmt):
    print(gig.songs)
session.expunge_all()
stmt = select(Song).options(subqueryload("*")).where(Song.id == 1)
for song in session.scalars(stmt):
    print(song.band)

#: joined loading: inner, nested and unnested, and its own aliases
session = filled()
print(select(Band).options(joinedload(Band.gigs, innerjoin=True).joinedload(Gig.songs, innerjoin=True)))
print(select(Band).options(joinedload(Band.gigs).joinedload(Gig.songs, innerjoin=True)))
print(select(Band).options(joinedload(Band.gigs).joinedload(Gig.songs, innerjoin="unnested")))
stmt = select(Band).join(Band.songs).options(joinedload(Band.songs)).where(Song.title == "Ash").order_by(Song.title)
print(stmt)
print(session.scalars(stmt).unique().one().songs)
print(select(Band).options(joinedload(Band.songs)).limit(2).offset(1).order_by(Band.name))
print(select(Song).options(joinedload(Song.band)).limit(2))

#: eager from joins of one's own
session = filled()
stmt = select(Band).join(Band.songs).where(Song.title != "Ash").options(contains_eager(Band.songs)).order_by(Band.id)
print([(b, b.songs) for b in session.scalars(stmt).unique()])
session.expunge_all()
alias = aliased(Song)
stmt = select(Band).outerjoin(Band.songs.of_type(alias)).options(contains_eager(Band.songs.of_type(alias))).order_by(Band.id, alias.id)
print([(b, b.songs) for b in session.scalars(stmt).unique()])
session.expunge_all()
stmt = select(Band).join(Band.gigs).join(Gig.songs).options(contains_eager(Band.gigs).contains_eager(Gig.songs)).execution_options(populate_existing=True).order_by(Band.id, Gig.id, Song.id)
print([(b, [(g, g.songs) for g in b.gigs]) for b in session.scalars(stmt).unique()])
session.expunge_all()
stmt = select(Song).join(Song.band).options(contains_eager(Song.band).load_only(Band.name)).order_by(Song.id)
print([(s, s.band.name) for s in session.scalars(stmt)])
stmt = select(Band).options(contains_eager(Band.songs)).from_statement(text("SELECT band.id, band.name, song.id AS sid, song.title FROM band JOIN song ON song.band_id = band.id ORDER BY song.id").columns(Band.id, Band.name, Song.id, Song.title))
session.expunge_all()
print([(b, b.songs) for b in session.scalars(stmt).unique()])

#: objects that are there are read anew
session = filled()
bands = session.scalars(select(Band).order_by(Band.id)).all()
session.execute(update(Band.__table__).where(Band.__table__.c.id == 1).values(name="Woods"))
print(session.scalars(select(Band).order_by(Band.id)).first().name)
print(session.scalars(select(Band).order_by(Band.id).execution_options(populate_existing=True)).first().name)
print(session.get(Band, 1, populate_existing=True).name)
bands[1].name = "changed"
print(session.scalars(select(Band).where(Band.id == 2), execution_options={"autoflush": False}).one().name)
print(session.scalars(select(Band).where(Band.id == 2).execution_options(autoflush=False, populate_existing=True)).one().name)

#: parts of a result, for entities and their collections
session = filled()
session.add_all([Song(title=f"s{n}", band_id=2) for n in range(5)])
session.commit()
result = session.scalars(select(Song).order_by(Song.id).execution_options(yield_per=3))
for part in result.partitions():
    print(part)
for part in session.scalars(select(Band).options(selectinload(Band.songs)).order_by(Band.id), execution_options={"yield_per": 2}).partitions(1):
    print(part, [len(b.songs) for b in part])
result = session.execute(select(Song.title, Song.id).order_by(Song.id), execution_options={"stream_results": True, "max_row_buffer": 10})
print(result.fetchmany(2), result.fetchone())
result.close()
print(session.scalars(select(Band).options(joinedload(Band.songs)).execution_options(yield_per=2)).unique().all())

#: tokens of identity
session = filled()
one = session.scalars(select(Band).where(Band.id == 1), execution_options={"identity_token": "north"}).one()
two = session.scalars(select(Band).where(Band.id == 1), execution_options={"identity_token": "south"}).one()
print(one is two, inspect(one).key, inspect(two).identity_token)
print(session.get(Band, 1, identity_token="north") is one, session.identity_key(Band, 1, identity_token="x"))

#: many rows at once, alike and unlike
session = Session(engine)
session.execute(insert(Band), [{"name": "a", "town": "A"}, {"name": "b", "town": "B"}, {"name": "c", "town": "C"}])
bands = session.scalars(insert(Band).returning(Band), [{"name": "d", "town": "D"}, {"name": "e"}, {"name": "f"}, {"name": "g", "town": None}])
print([(b, b.town) for b in bands])
print(session.scalars(insert(Band).returning(Band, sort_by_parameter_order=True), [{"name": "h"}, {"name": "i"}]).all())
session.execute(insert(Song), [{"title": "one", "band_id": 1}, {"title": "two", "band_id": 1, "seconds": 3}, {"title": "three", "band_id": 2}])
session.execute(insert(Song).execution_options(render_nulls=True), [{"title": "four", "band_id": 1, "text": None}, {"title": "five", "band_id": 2, "text": "x"}])
print(session.execute(select(Song.title, Song.seconds, Song.text).order_by(Song.id)).all())
print(session.execute(insert(Song).returning(Song.id, Song.title), [{"title": "six", "band_id": 1}, {"title": "seven", "band_id": 1}]).all())

#: SQL expressions among values, and many rows in one statement
session = filled()
top = select(func.max(Song.seconds)).scalar_subquery()
session.execute(insert(Song).values(seconds=top + 1), [{"title": "p", "band_id": 1}, {"title": "q", "band_id": 2}])
print(session.execute(select(Song.title, Song.seconds).where(Song.band_id > 0).order_by(Song.id)).all())
print(session.scalars(insert(Band).values([{"name": "x", "town": "X"}, {"name": "y", "town": func.upper("yy")}]).returning(Band)).all())
print(session.scalars(insert(Band).from_select(["name"], select(Song.title).where(Song.id == 1)).returning(Band)).all())
print(session.execute(insert(Band).values(name="z")).inserted_primary_key)
print(insert(Band).values({Band.name: "k", "town": "T"}))

#: upserts that give objects
from sqlalchemy.dialects.sqlite import insert as upsert
session = filled()
stmt = upsert(Band).values([{"id": 1, "name": "Trees", "town": "Rome"}, {"id": 9, "name": "New", "town": "Oslo"}])
stmt = stmt.on_conflict_do_update(index_elements=[Band.id], set_=dict(name=stmt.excluded.name, town=stmt.excluded.town))
known = session.get(Band, 1)
print(known.town)
bands = session.scalars(stmt.returning(Band), execution_options={"populate_existing": True})
print([(b, b.town) for b in bands], known.town)
stmt = upsert(Band).on_conflict_do_nothing(index_elements=["id"])
session.execute(stmt, [{"id": 1, "name": "no"}, {"id": 10, "name": "yes"}])
print(session.scalars(select(Band.name).order_by(Band.id)).all())
stmt = upsert(Band).values(id=2, name="Pebbles")
print(session.scalars(stmt.on_conflict_do_update(index_elements=["id"], set_={"name": stmt.excluded.name}, where=Band.town.is_(None)).returning(Band)).all())

#: many updates by primary key
session = filled()
session.execute(update(Band), [{"id": 1, "name": "T"}, {"id": 2, "name": "S", "town": "Y"}, {"id": 3, "town": None}])
print(session.execute(select(Band.id, Band.name, Band.town).order_by(Band.id)).all())
try:
    session.execute(update(Band).where(Band.id > 1), [{"id": 1, "name": "T"}])
except exc.InvalidRequestError as error:
    print(error)
session.connection().execute(update(Band).where(Band.name == bindparam("n")).values(town=bindparam("t")), [{"n": "T", "t": "1"}, {"n": "S", "t": "2"}])
print(session.execute(select(Band.town).order_by(Band.id)).all())
session.execute(update(Band).where(Band.name == bindparam("n")).values(town=bindparam("t")), [{"n": "T", "t": "3"}], execution_options={"dml_strategy": "core_only"})
session.execute(update(Band), [{"id": 77, "name": "nobody"}])

#: updates and deletes by conditions, synchronized
session = filled()
trees, stones = session.get(Band, 1), session.get(Band, 2)
session.execute(update(Band).where(Band.name.in_(["Trees", "Stones"])).values(town="Leeds"))
print(trees.town, stones.town)
session.execute(update(Band).where(Band.name == "Trees").values(town="Hull"), execution_options={"synchronize_session": "fetch"})
print(trees.town)
session.execute(update(Band).where(Band.name == "Trees").values(town=Band.name + "!").execution_options(synchronize_session="evaluate"))
print(trees.town)
session.execute(update(Band).where(Band.name == "Trees").values(town=func.lower(Band.town)), execution_options={"synchronize_session": "auto"})
print(trees.town)
print(session.scalars(update(Band).where(Band.id < 3).values(town="R").returning(Band)).all(), trees.town)
print(session.execute(update(Band).where(Band.id == 3).values({Band.town: "Q"}).returning(Band.id, Band.town)).all())
session.execute(delete(played))
session.execute(delete(Gig))
session.execute(delete(Song).where(Song.band_id == 2))
session.execute(delete(Band).where(Band.id == 2), execution_options={"synchronize_session": "fetch"})
print(stones in session, session.scalars(delete(Band).where(Band.id == 3).returning(Band)).all())
session.execute(update(Band).values(name="x"), execution_options={"synchronize_session": "wrong"})

#: updates and deletes that look at other tables
session = filled()
stmt = update(Song).where(Song.band_id == select(Band.id).where(Band.name == "Trees").scalar_subquery()).values(seconds=1)
print(session.execute(stmt).rowcount)
from sqlalchemy.dialects import postgresql
stmt = update(Song).where(Song.band_id == Band.id).where(Band.name == "Stones").values(seconds=2)
print(stmt)
print(session.execute(stmt).rowcount, session.scalars(select(Song.seconds).order_by(Song.id)).all())
stmt = delete(Song).where(Song.band_id == Band.id).where(Band.name == "Stones")
print(stmt.compile(dialect=postgresql.dialect()))
session.execute(delete(Song).where(Song.band_id.in_(select(Band.id).where(Band.name == "Stones"))))
print(session.scalars(select(Song)).all())

#: the older query
session = filled()
q = session.query(Band)
print(q)
print(q.all(), q.count(), q.first(), q.filter_by(name="Trees").one(), q.get(2))
print(q.filter(Band.name.like("%s")).order_by(Band.id.desc()).limit(2).offset(1).all(), q.order_by(Band.id)[1:3], q.order_by(Band.id)[0])
print(session.query(Band.name, Song.title).join(Band.songs).all(), session.query(Band, Song).join(Song).filter(Song.id == 1).all())
print(q.join(Band.songs).filter(Song.title == "Ash").exists(), session.query(q.filter(Band.id == 1).exists()).scalar())
print(session.query(func.count(Song.id)).scalar(), session.query(Band.name).distinct().order_by(Band.name).all())
print(q.options(selectinload(Band.songs)).populate_existing().filter(Band.id == 1).one().songs)
print(q.filter(Band.id == 1).update({"town": "U"}), q.filter(Band.id == 99).delete(), q.filter(Band.id == 1).update({Band.town: "V"}, synchronize_session=False))
print(q.filter(Band.id == 77).one_or_none())
try:
    q.one()
except exc.MultipleResultsFound as error:
    print(error)
try:
    q.filter(Band.id == 77).one()
except exc.NoResultFound as error:
    print(error)

#: the older query: subqueries, unions, columns and texts
session = filled()
sub = session.query(Song.band_id, func.count("*").label("n")).group_by(Song.band_id).subquery()
print(session.query(Band, sub.c.n).outerjoin(sub, Band.id == sub.c.band_id).order_by(Band.id).all())
print(session.query(Band).filter(Band.id == 1).union(session.query(Band).filter(Band.id == 2)).order_by(Band.id).all())
print(session.query(Band).filter(Band.id == 1).union_all(session.query(Band).filter(Band.id == 1)).all(), session.query(Band).except_(session.query(Band).filter(Band.id == 2)).all(), session.query(Band).intersect(session.query(Band).filter(Band.id == 2)).all())
print(session.query(Band).from_statement(text("SELECT * FROM band WHERE name=:n")).params(n="Trees").all())
print(session.query(Band).filter(text("id < :v")).params(v=3).order_by(text("name")).all())
print(session.query(Band).with_entities(Band.id, Band.name).add_columns(Band.town).all())
print(session.query(Band.id).scalar_subquery(), session.query(Band.id).label("x"), select(session.query(Band.id).cte("c").c.id))
print([d["name"] for d in session.query(Band, Band.name).column_descriptions], session.query(Band).statement, session.query(Band).whereclause)
print(session.query(Song).select_from(Band).join(Band.songs).group_by(Song.id).having(func.count(Band.id) > 0).all())
print(session.query(Band).yield_per(2).all(), list(session.query(Band).execution_options(autoflush=False).yield_per(1)), session.query(Band).with_for_update().filter(Band.id == 1).all())
print(session.query(Band.id, Band.name).filter(Band.id < 3).tuples().all(), session.query(Band).enable_eagerloads(False).first(), session.query(Band).autoflush(False).first())
print(session.query(Song).with_parent(session.get(Band, 1)).all())
print(session.query(Band).correlate(Song).reset_joinpoint().slice(0, 1).all(), session.query(Band).order_by(Band.id).order_by(None).is_single_entity, session.query(Band).lazy_loaded_from)
print(session.query(Band).join(aliased(Song), Band.songs), session.query(Band).outerjoin(Band.songs).filter(Song.id == None).all())
print(Query([Band], session).filter(Band.id == 1).all(), Query(Band).with_session(session).whereclause)

#: what a statement describes
print(select(Band, Song.title, aliased(Band, name="b2"), func.count(Song.id).label("n")).column_descriptions)
print([d["name"] for d in insert(Band).returning(Band.id).returning_column_descriptions], insert(Band).entity_description)
print(update(Band).entity_description["entity"], select(Band).get_final_froms(), select(Band.id).selected_columns.keys(), select(Band).exported_columns.keys())

#: compare with all, any, collections and objects that are new
session = filled()
new = Song(title="n")
print(Band.songs.contains(new))
try:
    session.scalars(select(Band).where(Band.songs.contains(new))).all()
except Exception as error:
    print(type(error).__name__, error)
print(session.scalars(select(Song).where(Song.band == Band(id=1)).order_by(Song.id)).all())
try:
    print(Band.songs == [new])
except exc.InvalidRequestError as error:
    print(error)
try:
    print(Song.band.in_([1]))
except NotImplementedError as error:
    print(error)
try:
    print(Song.band.any())
except exc.InvalidRequestError as error:
    print(error)
print(Band.songs.has())

#: a condition for a class and all that inherit from a mixin
class Marked:
    hidden: Mapped[bool] = mapped_column(default=False)

class Page(Marked, Base):
    __tablename__ = "page"
    id: Mapped[int] = mapped_column(primary_key=True)
    notes: Mapped[list["Note"]] = relationship(back_populates="page")

class Note(Marked, Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"))
    page: Mapped[Page] = relationship(back_populates="notes")

Base.metadata.create_all(engine)
session = Session(engine)
session.add_all([Page(id=1, notes=[Note(), Note(hidden=True)]), Page(id=2, hidden=True)])
session.commit()
session.expunge_all()
only = with_loader_criteria(Marked, lambda cls: cls.hidden == False, include_aliases=True)
pages = session.scalars(select(Page).options(only)).all()
print(len(pages), len(pages[0].notes))
session.expunge_all()
print(len(session.scalars(select(Page).options(selectinload(Page.notes), only)).all()[0].notes))
print(select(Page).join(Page.notes).options(with_loader_criteria(Note, Note.hidden == False)))
print(select(aliased(Note, name="n")).options(only), update(Note).values(hidden=True).options(only))

#: subclasses: what is loaded at once, and afterwards
class Worker(Base):
    __tablename__ = "worker"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    firm_id: Mapped[Optional[int]] = mapped_column(ForeignKey("firm.id"))
    firm: Mapped[Optional["Firm"]] = relationship(back_populates="workers")
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "worker"}

    def __repr__(self):
        return f"{type(self).__name__}({self.name})"

class Boss(Worker):
    __tablename__ = "boss"
    id: Mapped[int] = mapped_column(ForeignKey("worker.id"), primary_key=True)
    car: Mapped[str]
    papers: Mapped[list["Paper"]] = relationship(back_populates="boss")
    __mapper_args__ = {"polymorphic_identity": "boss"}

class Smith(Worker):
    __tablename__ = "smith"
    id: Mapped[int] = mapped_column(ForeignKey("worker.id"), primary_key=True)
    hammer: Mapped[str]
    __mapper_args__ = {"polymorphic_identity": "smith"}

class Firm(Base):
    __tablename__ = "firm"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    workers: Mapped[list[Worker]] = relationship(back_populates="firm", order_by=Worker.id)

class Paper(Base):
    __tablename__ = "paper"
    id: Mapped[int] = mapped_column(primary_key=True)
    boss_id: Mapped[int] = mapped_column(ForeignKey("boss.id"))
    title: Mapped[str]
    boss: Mapped[Boss] = relationship(back_populates="papers")

Base.metadata.create_all(engine)
with Session(engine) as session, session.begin():
    session.add(Firm(name="Forge", workers=[Boss(name="ann", car="red", papers=[Paper(title="P1"), Paper(title="P2")]), Smith(name="bob", hammer="big"), Smith(name="cal", hammer="small"), Worker(name="dan")]))
session = Session(engine)
for worker in session.scalars(select(Worker).options(selectin_polymorphic(Worker, [Boss, Smith])).order_by(Worker.id)):
    print(worker, worker.kind, getattr(worker, "car", None), getattr(worker, "hammer", None))
session.expunge_all()
for worker in session.scalars(select(Worker).order_by(Worker.id)):
    print(worker, getattr(worker, "car", None), getattr(worker, "hammer", None))
session.expunge_all()
stmt = select(Worker).options(selectin_polymorphic(Worker, [Boss, Smith]), selectinload(Boss.papers)).order_by(Worker.id)
for worker in session.scalars(stmt):
    print(worker, [p.title for p in getattr(worker, "papers", [])])
session.expunge_all()
stmt = select(Firm).options(selectinload(Firm.workers).options(selectin_polymorphic(Worker, [Boss, Smith]), selectinload(Boss.papers)))
for firm in session.scalars(stmt):
    print(firm.workers, firm.workers[0].papers[0].title, firm.workers[1].hammer)
session.expunge_all()
stmt = select(Firm).options(selectinload(Firm.workers).selectin_polymorphic([Boss]))
for firm in session.scalars(stmt):
    print(firm.workers, firm.workers[0].car)
session.expunge_all()
wp = with_polymorphic(Worker, [Boss, Smith])
print(select(wp).order_by(wp.id))
print(session.scalars(select(wp).where(or_(wp.Boss.car == "red", wp.Smith.hammer == "small")).order_by(wp.id)).all())
wa = with_polymorphic(Worker, "*", aliased=True)
wf = with_polymorphic(Worker, [Boss], flat=True, innerjoin=True)
print(select(wa.name).where(wa.Boss.car == "x"))
print(select(wf.name, wf.Boss.car), select(with_polymorphic(Worker, [Smith], flat=True, name="w2")))
print(select(wf).join(Firm, wf.firm_id == Firm.id), session.scalars(select(wf)).all())

#: subclasses in joins and in eager loads
class Room(Base):
    __tablename__ = "room"
    id: Mapped[int] = mapped_column(primary_key=True)
    things: Mapped[list["Thing"]] = relationship(back_populates="room", order_by="Thing.id")

class Thing(Base):
    __tablename__ = "thing"
    id: Mapped[int] = mapped_column(primary_key=True)
    sort: Mapped[str]
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"))
    room: Mapped[Room] = relationship(back_populates="things")
    __mapper_args__ = {"polymorphic_on": "sort", "polymorphic_identity": "thing"}

class Lamp(Thing):
    __tablename__ = "lamp"
    id: Mapped[int] = mapped_column(ForeignKey("thing.id"), primary_key=True)
    watts: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "lamp", "polymorphic_load": "selectin"}

class Chair(Thing):
    __tablename__ = "chair"
    id: Mapped[int] = mapped_column(ForeignKey("thing.id"), primary_key=True)
    legs: Mapped[int]
    __mapper_args__ = {"polymorphic_identity": "chair", "polymorphic_load": "selectin"}

Base.metadata.create_all(engine)
with Session(engine) as session, session.begin():
    session.add(Room(things=[Lamp(watts=40), Chair(legs=4), Thing(), Lamp(watts=60)]))
session = Session(engine)
print(select(Room.id, Lamp.watts).join(Room.things.of_type(Lamp)).where(Lamp.watts > 40))
both = with_polymorphic(Thing, [Lamp, Chair], flat=True)
print(select(Room.id).join(Room.things.of_type(both)).where(or_(both.Lamp.watts == 40, both.Chair.legs == 4)))
print(select(Room.id).where(Room.things.of_type(Lamp).any(Lamp.watts == 40)))
for option in (joinedload(Room.things.of_type(both)), selectinload(Room.things.of_type(both)), selectinload(Room.things.of_type(Lamp)), subqueryload(Room.things.of_type(both)), joinedload(Room.things), selectinload(Room.things)):
    session.expunge_all()
    room = session.scalars(select(Room).options(option)).unique().one()
    print([(type(t).__name__, getattr(t, "watts", None)) for t in room.things])
session.expunge_all()
room = session.scalars(select(Room).join(Room.things.of_type(both)).options(contains_eager(Room.things.of_type(both)))).unique().one()
print([(type(t).__name__, getattr(t, "legs", None)) for t in room.things])

#: subclasses in one table
class Animal(Base):
    __tablename__ = "animal"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "animal"}

class Cat(Animal):
    lives: Mapped[int] = mapped_column(nullable=True)
    __mapper_args__ = {"polymorphic_identity": "cat", "polymorphic_load": "inline"}

class Dog(Animal):
    tricks: Mapped[Optional[str]]
    __mapper_args__ = {"polymorphic_identity": "dog"}

class Pup(Dog):
    __mapper_args__ = {"polymorphic_identity": "pup"}

Base.metadata.create_all(engine)
session = Session(engine)
session.add_all([Cat(name="c", lives=9), Dog(name="d", tricks="sit"), Pup(name="p"), Animal(name="a")])
session.commit()
print(select(Animal), select(Dog), select(Pup))
print([(type(a).__name__, a.name) for a in session.scalars(select(Animal).order_by(Animal.id))])
print(session.scalars(select(Dog).order_by(Dog.id)).all() == session.scalars(select(Animal).where(Animal.kind.in_(["dog", "pup"])).order_by(Animal.id)).all())
session.expunge_all()
print(session.scalars(select(Animal).where(Dog.tricks == "sit")).all()[0].tricks, select(Animal.name).where(Cat.lives > 3))
print(select(with_polymorphic(Animal, [Dog])))
print(select(aliased(Dog)), select(Dog.name, aliased(Cat, name="k").lives), select(func.count()).select_from(Dog), select(func.count(Dog.id)))
print(session.execute(update(Dog).values(tricks="roll")).rowcount, session.execute(delete(Pup)).rowcount, session.get(Dog, 1), session.get(Animal, 1))

#: loading goes down as deep as it is told
class Part(Base):
    __tablename__ = "part"
    id: Mapped[int] = mapped_column(primary_key=True)
    up_id: Mapped[Optional[int]] = mapped_column(ForeignKey("part.id"))
    name: Mapped[str]
    below: Mapped[list["Part"]] = relationship(back_populates="above", order_by="Part.id")
    above: Mapped[Optional["Part"]] = relationship(back_populates="below", remote_side=[id])

Base.metadata.create_all(engine)
with Session(engine) as session, session.begin():
    session.add(Part(name="car", below=[Part(name="door", below=[Part(name="lock", below=[Part(name="pin")])]), Part(name="wheel")]))
session = Session(engine)
car = session.scalars(select(Part).where(Part.name == "car").options(selectinload(Part.below, recursion_depth=2))).one()
print(car.below[0].below[0].name)
print(car.below[0].below[0].below)
session.expunge_all()
car = session.scalars(select(Part).where(Part.name == "car").options(selectinload(Part.below, recursion_depth=-1))).one()
print(car.below[0].below[0].below[0].below)
session.expunge_all()
car = session.scalars(select(Part).where(Part.name == "car").options(immediateload(Part.below, recursion_depth=1))).one()
print(car.below[0].name)
session.expunge_all()
car = session.scalars(select(Part).where(Part.name == "car").options(joinedload(Part.below).joinedload(Part.below))).unique().one()
print(car.below[0].below[0].name, car.below[0].above.name)
