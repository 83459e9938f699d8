from typing import List, Optional
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, and_, create_engine, delete, desc, exists, func, insert, inspect, literal_column, or_, select, text, union_all, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, aliased, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Farmer(Base):
    __tablename__ = "farmer"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30))
    village: Mapped[Optional[str]]
    fields: Mapped[List["Field"]] = relationship(back_populates="farmer", cascade="all, delete-orphan")

    def __repr__(self) -> str:
        return f"Farmer(id={self.id!r}, name={self.name!r}, village={self.village!r})"


class Field(Base):
    __tablename__ = "field"
    id: Mapped[int] = mapped_column(primary_key=True)
    crop: Mapped[str]
    farmer_id: Mapped[int] = mapped_column(ForeignKey("farmer.id"))
    farmer: Mapped["Farmer"] = relationship(back_populates="fields")

    def __repr__(self) -> str:
        return f"Field(id={self.id!r}, crop={self.crop!r})"


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)


def filled():
    session = Session(engine)
    session.add_all([
        Farmer(name="ada", village="Hill", fields=[Field(crop="rye")]),
        Farmer(name="ben", village="Dale", fields=[Field(crop="oats"), Field(crop="flax")]),
        Farmer(name="cleo"),
    ])
    session.commit()
    return session

#: from classes to rows, and changes of them
with Session(engine) as session:
    ada = Farmer(name="ada", village="Hill", fields=[Field(crop="rye")])
    ben = Farmer(name="ben", village="Dale", fields=[Field(crop="oats"), Field(crop="flax")])
    cleo = Farmer(name="cleo")
    session.add_all([ada, ben, cleo])
    session.commit()
session = Session(engine)
for farmer in session.scalars(select(Farmer).where(Farmer.name.in_(["ada", "ben"]))):
    print(farmer)
oats = session.scalars(select(Field).join(Field.farmer).where(Farmer.name == "ben").where(Field.crop == "oats")).one()
print(oats)
cleo = session.scalars(select(Farmer).where(Farmer.name == "cleo")).one()
cleo.fields.append(Field(crop="hops"))
oats.crop = "barley"
session.commit()
ada = session.get(Farmer, 1)
ada.fields.remove(ada.fields[0])
session.flush()
session.delete(cleo)
session.commit()
print(session.execute(select(Farmer.name, func.count(Field.id)).join(Farmer.fields, isouter=True).group_by(Farmer.name)).all())

#: what a declared class tells of itself
print(Farmer.__table__, repr(Farmer.__table__.c.name), Farmer.__table__.primary_key)
print(Farmer(name="x"), Farmer(id=9, name="y", village=None))
print(repr(Field.__table__))
print(Base.metadata.tables.keys(), Base.registry, [t.name for t in Base.metadata.sorted_tables])
print(type(Base.metadata).__name__, type(Base.registry).__name__)

#: tables and classes side by side, and a reflected table
metadata_obj = MetaData()
shed = Table("shed", metadata_obj, Column("id", Integer, primary_key=True), Column("name", String(30)), Column("farmer_id", ForeignKey("farmer.id"), nullable=False))
print(shed.c.name, shed.c.keys(), shed.primary_key)
found = Table("farmer", MetaData(), autoload_with=engine)
print(repr(found))

#: statements with the session, and text
session = filled()
with session:
    for row in session.execute(text("SELECT name, village FROM farmer WHERE village IS NOT NULL ORDER BY name"), {}):
        print(row.name, row.village, row)
    result = session.execute(text("UPDATE farmer SET village=:v WHERE name=:n"), [{"n": "ada", "v": "Moor"}, {"n": "ben", "v": "Fen"}])
    session.commit()
    print(session.execute(text("SELECT village FROM farmer WHERE id > :least"), {"least": 1}).all())

#: select of entities and of columns
session = filled()
print(select(Farmer))
row = session.execute(select(Farmer)).first()
print(row, row[0])
print(session.scalars(select(Farmer)).first())
print(select(Farmer.name, Farmer.village))
print(session.execute(select(Farmer.name, Farmer.village)).first())
print(session.execute(select(Farmer.name, Field).where(Farmer.id == Field.farmer_id).order_by(Field.id)).all())
stmt = select(("Farmer: " + Farmer.name).label("who")).order_by(Farmer.name)
for row in session.execute(stmt):
    print(row.who)
print(session.execute(select(text("'a phrase'"), Farmer.name).order_by(Farmer.name)).all())
print(session.execute(select(literal_column("'a phrase'").label("p"), Farmer.name).order_by(Farmer.name)).all())

#: conditions
print(select(Field.crop).where(and_(or_(Farmer.name == "ada", Farmer.name == "ben"), Field.farmer_id == Farmer.id)))
print(select(Farmer).filter_by(name="ada", village="Hill"))
session = filled()
print(session.scalars(select(Farmer).filter_by(name="ada")).all())
print(select(Farmer.name, Field.crop).join_from(Farmer, Field))
print(select(Farmer.name, Field.crop).join(Field))
print(select(Field.crop).select_from(Farmer).join(Field))
print(select(func.count("*")).select_from(Farmer))
print(select(Farmer).join(Field, isouter=True), select(Farmer).join(Field, full=True))

#: ordering, grouping and having
session = filled()
print(session.scalars(select(Farmer).order_by(Farmer.village.desc())).all())
print(select(Farmer.name.asc()))
stmt = select(Farmer.name, func.count(Field.id).label("count")).join(Field).group_by(Farmer.name).having(func.count(Field.id) > 1)
print(session.execute(stmt).all())
print(select(Field.farmer_id, func.count(Field.id).label("number")).group_by("farmer_id").order_by("farmer_id", desc("number")))

#: aliases of classes, subqueries and common table expressions of entities
session = filled()
one, two = aliased(Field), aliased(Field)
print(select(Farmer).join_from(Farmer, one).where(one.crop == "oats").join_from(Farmer, two).where(two.crop == "flax"))
subq = select(Field).where(~Field.crop.like("%ye")).subquery()
alias = aliased(Field, subq)
stmt = select(Farmer, alias).join_from(Farmer, alias).order_by(Farmer.id, alias.id)
for farmer, field in session.execute(stmt):
    print(f"{farmer} {field}")
cte = select(Field).where(~Field.crop.like("%ye")).cte()
alias = aliased(Field, cte)
for farmer, field in session.execute(select(Farmer, alias).join_from(Farmer, alias).order_by(Farmer.id, alias.id)):
    print(f"{farmer} {field}")
named = aliased(Field, select(Field).subquery("every"), name="every")
print(select(named.crop).where(named.id > 1))

#: scalar subqueries, correlated and lateral
session = filled()
subq = select(func.count(Field.id)).where(Farmer.id == Field.farmer_id).scalar_subquery()
print(subq, "|", subq == 5)
print(select(Farmer.name, subq.label("number")))
print(session.execute(select(Farmer.name, subq.label("number")).order_by(Farmer.id)).all())
subq = select(func.count(Field.id).label("n"), Field.crop, Farmer.id.label("fid")).where(Farmer.id == Field.farmer_id).lateral()
print(select(Farmer.name, subq.c.n, subq.c.crop).join_from(Farmer, subq).order_by(Farmer.id))

#: unions of entities
session = filled()
stmt1 = select(Farmer).where(Farmer.name == "ada")
stmt2 = select(Farmer).where(Farmer.name == "ben")
u = union_all(stmt1, stmt2)
for obj in session.execute(select(Farmer).from_statement(u)).scalars():
    print(obj)
user_alias = aliased(Farmer, u.subquery())
for obj in session.execute(select(user_alias).order_by(user_alias.id)).scalars():
    print(obj)
print(u.subquery().c.keys(), union_all(select(Farmer.id), select(Field.id)).order_by("id"))

#: exists, and what functions give
session = filled()
subq = select(func.count(Field.id)).where(Farmer.id == Field.farmer_id).group_by(Field.farmer_id).having(func.count(Field.id) > 1).exists()
print(session.execute(select(Farmer.name).where(subq)).all())
subq = select(Field.id).where(Farmer.id == Field.farmer_id).exists()
print(session.execute(select(Farmer.name).where(~subq)).all())
print(session.execute(select(func.lower("A TEXT"))).all(), session.scalar(select(func.max(Farmer.name))))
print(select(func.row_number().over(partition_by=Farmer.name, order_by=Field.crop), Farmer.name, Field.crop).select_from(Farmer).join(Field))

#: inserts, updates and deletes by statement, through a session
session = filled()
print(insert(Farmer).values(name="dov", village="Glen"))
session.execute(insert(Farmer).values(name="dov", village="Glen"))
session.execute(update(Farmer).where(Farmer.name == "dov").values(village="Vale"))
print(session.scalars(select(Farmer).filter_by(name="dov")).one())
print(session.execute(delete(Field).where(Field.crop == "oats")).rowcount)
session.rollback()
print(session.scalar(select(func.count(Field.id))))
print(update(Field).where(Field.farmer_id == select(Farmer.id).where(Farmer.name == "ben").scalar_subquery()).values(crop="x"))

#: the unit of work, seen from outside
session = Session(engine)
squid = Farmer(name="squid", village="Hill")
print(squid)
session.add(squid)
print(session.new)
session.flush()
print(squid.id, session.new)
again = session.get(Farmer, squid.id)
print(again is squid)
session.commit()
found = session.execute(select(Farmer).filter_by(name="squid")).scalar_one()
found.village = "Peak"
print(found in session.dirty)
print(session.execute(select(Farmer.village).where(Farmer.id == found.id)).scalar_one(), found in session.dirty)
session.delete(found)
print(session.execute(select(Farmer).where(Farmer.name == "squid")).first(), found in session)
session.rollback()
print(found.__dict__.keys())
print(found.village, found.__dict__["village"], found in session)
session.close()
try:
    found.fields
except Exception as error:
    print(type(error).__name__, error)
session.add(found)
print(found.name)

#: objects that are related, in memory and in rows
u1 = Farmer(name="eve")
print(u1.fields)
a1 = Field(crop="corn")
u1.fields.append(a1)
print(u1.fields, a1.farmer)
a2 = Field(crop="peas", farmer=u1)
print(u1.fields)
session = Session(engine)
session.add(u1)
print(a1 in session, a2 in session, u1.id, a1.farmer_id)
session.commit()
print(u1.id)
print(u1.fields, u1.fields[0].farmer_id)
print(select(Field.crop).select_from(Farmer).join(Farmer.fields))
print(select(Field.crop).join_from(Farmer, Field))

#: inspection of a mapped class
mapper = inspect(Farmer)
print(mapper, mapper.columns.keys(), mapper.relationships.keys(), mapper.all_orm_descriptors.keys())
print(mapper.attrs.keys(), mapper.column_attrs.keys(), mapper.primary_key, mapper.local_table, mapper.class_)
print(mapper.attrs.fields, mapper.relationships["fields"].direction, mapper.relationships.fields.mapper, mapper.synonyms.keys(), mapper.composites.keys())
print(inspect(engine).get_table_names())
