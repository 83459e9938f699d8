import asyncio

from sqlalchemy import *
from sqlalchemy.ext.asyncio import *
from sqlalchemy import exc
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload


class Base(AsyncAttrs, DeclarativeBase):
    pass


class Path(Base):
    __tablename__ = "path"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    steps: Mapped[list["Step"]] = relationship(order_by="Step.id")


class Step(Base):
    __tablename__ = "step"
    id: Mapped[int] = mapped_column(primary_key=True)
    path_id: Mapped[int] = mapped_column(ForeignKey("path.id"))
    length: Mapped[int]


async def opened():
    engine = create_async_engine("sqlite+aiosqlite://")
    async with engine.begin() as conn:
        await conn.run_sync(Base.metadata.create_all)
    return engine

#: relationships by awaitable attributes
async def main():
    engine = await opened()
    async with AsyncSession(engine) as session:
        session.add(Path(name="a", steps=[Step(length=2), Step(length=3)]))
        await session.commit()
        path = (await session.scalars(select(Path))).one()
        print([step.length for step in await path.awaitable_attrs.steps])
        await session.refresh(path, ["steps"])
        print(len(path.steps))
    await engine.dispose()

asyncio.run(main())

#: a lazy load outside of a greenlet
async def main():
    engine = await opened()
    async with AsyncSession(engine, expire_on_commit=False) as session:
        session.add(Path(name="a"))
        await session.commit()
        session.expunge_all()
        path = await session.get(Path, 1)
        try:
            path.steps
        except Exception as error:
            print(isinstance(error, exc.SQLAlchemyError))

asyncio.run(main())

#: streams of rows
async def main():
    engine = await opened()
    async with async_sessionmaker(engine).begin() as session:
        session.add_all([Path(name=n) for n in "abc"])
    async with engine.connect() as conn:
        result = await conn.stream(select(Path.__table__.c.name))
        async for row in result:
            print(row.name)
        result = await conn.stream_scalars(select(Path.id))
        print(await result.all())
    async with AsyncSession(engine) as session:
        async for path in await session.stream_scalars(select(Path).order_by(Path.id.desc())):
            print(path.id)

asyncio.run(main())

#: savepoints and errors
async def main():
    engine = await opened()
    async with AsyncSession(engine) as session:
        async with session.begin():
            session.add(Path(name="a"))
            try:
                async with session.begin_nested():
                    session.add(Path(name="a"))
            except exc.IntegrityError as error:
                print(error.orig)
            session.add(Path(name="b"))
        print((await session.scalars(select(Path.name))).all(), session.in_transaction())
        path = await session.get_one(Path, 2)
        await session.delete(path)
        await session.flush()
        print(await session.scalar(select(func.count(Path.id))))
        await session.rollback()
        print(await session.get(Path, 2) is path)
        await session.get_one(Path, 9)

asyncio.run(main())

#: ordinary code inside run_sync
def work(session, name):
    session.add(Path(name=name, steps=[Step(length=1)]))
    session.flush()
    return [(p.name, len(p.steps)) for p in session.scalars(select(Path))]

async def main():
    engine = await opened()
    async with AsyncSession(engine) as session:
        print(await session.run_sync(work, "x"))
        print(type(session.sync_session).__name__, session.new, session.is_active)
    async with engine.connect() as conn:
        print(await conn.run_sync(lambda c: inspect(c).get_table_names()))

asyncio.run(main())

#: several tasks with a session each
async def add(engine, name):
    async with AsyncSession(engine) as session:
        session.add(Path(name=name))
        await session.commit()
        return await session.scalar(select(func.count(Path.id)))

async def main():
    engine = await opened()
    print([await add(engine, name) for name in "ab"])
    async with AsyncSession(engine) as session:
        rows = (await session.execute(select(Path).options(selectinload(Path.steps)).order_by(Path.id))).scalars().all()
        print([(r.name, r.steps) for r in rows])
        merged = await session.merge(Path(id=1, name="z"))
        print(merged is rows[0], session.dirty == {rows[0]} or len(session.dirty))
        await session.close()

asyncio.run(main())

#: what was forgotten to await
async def main():
    engine = await opened()
    async with AsyncSession(engine) as session:
        result = session.execute(select(Path))
        try:
            result.all()
        except AttributeError as error:
            print(error)
        (await result).all()
        print(await session.connection())

asyncio.run(main())
